using Pollux.Diagnostics;

namespace Pollux.Formats.Aas;

/// <summary>What can be wrong with Asset Administration Shells.</summary>
public static class AasRules
{
    /// <summary>No shell and no submodel.</summary>
    public static readonly DiagnosticRule Nothing = new(
        "PLX3300",
        Severity.Error,
        "No shell or submodel in it",
        "Export the shells with their submodels, as AASX or as an environment in JSON or XML."
    );

    /// <summary>Written for an older metamodel.</summary>
    public static readonly DiagnosticRule OldMetamodel = new(
        "PLX3301",
        Severity.Error,
        "Shells of metamodel 1 or 2 are not read",
        "Open them in the AASX Package Explorer and save them for metamodel 3."
    );

    /// <summary>A record that says not what it is of.</summary>
    public static readonly DiagnosticRule Unidentified = new(
        "PLX3302",
        Severity.Warning,
        "Nothing tells of which thing it speaks",
        "Give the shell an 'id' or 'globalAssetId', or the nameplate a serial number, and export again."
    );

    /// <summary>A value that is none of its kind.</summary>
    public static readonly DiagnosticRule BadValue = new(
        "PLX3303",
        Severity.Warning,
        "Endpoint cannot be read",
        "Give the interface a 'base' such as modbus+tcp://10.0.0.5:502; the shell is read without it."
    );

    /// <summary>The document stops in the middle.</summary>
    public static readonly DiagnosticRule EndsEarly = new(
        "PLX3304",
        Severity.Warning,
        "Shells end early",
        "What stands completely before this place was read. Export the shells again for the rest."
    );

    /// <summary>Records that say nothing for a twin.</summary>
    public static readonly DiagnosticRule NotForTwin = new(
        "PLX3305",
        Severity.Info,
        "Parts of shells say nothing for a twin",
        "Nothing; see docs/formats/aas.md for what is read."
    );
}
