using Pollux.Diagnostics;

namespace Pollux.Formats.Kev;

/// <summary>What can be wrong with a KEV catalogue.</summary>
public static class KevRules
{
    /// <summary>No list in it.</summary>
    public static readonly DiagnosticRule NoEntries = new(
        "PLX2301",
        Severity.Error,
        "Catalogue without entries",
        "Download the catalogue again from its publisher."
    );

    /// <summary>An entry that names no vulnerability.</summary>
    public static readonly DiagnosticRule BadEntry = new(
        "PLX2302",
        Severity.Warning,
        "Entry cannot be used",
        "Download the catalogue again; if the fault is in the original, the entry is left out until it is corrected."
    );

    /// <summary>Less or more than the catalogue says of itself.</summary>
    public static readonly DiagnosticRule CountDiffers = new(
        "PLX2303",
        Severity.Warning,
        "Catalogue does not have as many entries as it says",
        "Download the catalogue again; it may be cut or edited."
    );
}
