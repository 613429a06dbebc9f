using Pollux.Diagnostics;

namespace Pollux.Formats.NgsiLd;

/// <summary>What can be wrong with NGSI-LD entities.</summary>
public static class NgsiLdRules
{
    /// <summary>No entity.</summary>
    public static readonly DiagnosticRule Nothing = new(
        "PLX3330",
        Severity.Error,
        "No NGSI-LD entity in it",
        "Save the answer of the context broker to a query of entities."
    );

    /// <summary>An entity without identifier or type, or one that stands twice.</summary>
    public static readonly DiagnosticRule Unidentified = new(
        "PLX3331",
        Severity.Warning,
        "Entity cannot be used",
        "Every entity needs an 'id' of its own and a 'type' (ETSI GS CIM 009, 5.2.4)."
    );

    /// <summary>Entities that say nothing for a twin.</summary>
    public static readonly DiagnosticRule NotForTwin = new(
        "PLX3332",
        Severity.Info,
        "Entities say nothing for a twin",
        "Nothing; see docs/formats/ngsi-ld.md for what is read."
    );
}
