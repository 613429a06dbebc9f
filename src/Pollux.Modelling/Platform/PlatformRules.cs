using Pollux.Diagnostics;

namespace Pollux.Modelling.Platform;

/// <summary>What modelling notices about the twin platform itself; codes PLX5150 to PLX5159.</summary>
public static class PlatformRules
{
    /// <summary>No source declares the platform that holds this twin; it was added with the language's defaults.</summary>
    public static readonly DiagnosticRule Added = new(
        "PLX5150",
        Severity.Info,
        "The twin platform was added to the model",
        "Declare it in the site description: a device of type TwinPlatform, with the zone it stands in and its controls."
    );
}
