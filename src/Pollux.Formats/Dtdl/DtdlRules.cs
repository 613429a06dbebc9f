using Pollux.Diagnostics;

namespace Pollux.Formats.Dtdl;

/// <summary>What can be wrong with DTDL models and graphs of twins.</summary>
public static class DtdlRules
{
    /// <summary>Neither models nor twins.</summary>
    public static readonly DiagnosticRule Nothing = new(
        "PLX3340",
        Severity.Error,
        "No model and no twin in it",
        "Export the graph of twins, or the models, again."
    );

    /// <summary>An object that cannot be used.</summary>
    public static readonly DiagnosticRule Unidentified = new(
        "PLX3341",
        Severity.Warning,
        "Object of the graph cannot be used",
        "A model needs '@id', a twin '$dtId' of its own and '$model', a relationship its source, target and name; export the graph again."
    );

    /// <summary>Objects that say nothing for a twin.</summary>
    public static readonly DiagnosticRule NotForTwin = new(
        "PLX3342",
        Severity.Info,
        "Models and twins say nothing for a twin",
        "Nothing; see docs/formats/dtdl.md for what is read."
    );
}
