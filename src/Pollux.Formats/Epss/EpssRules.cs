using Pollux.Diagnostics;

namespace Pollux.Formats.Epss;

/// <summary>What can be wrong with an EPSS table.</summary>
public static class EpssRules
{
    /// <summary>A row that cannot be used.</summary>
    public static readonly DiagnosticRule BadRow = new(
        "PLX2820",
        Severity.Warning,
        "Row of the EPSS table cannot be used",
        "Download the table again; a row is a CVE id and a probability from 0 to 1."
    );

    /// <summary>Nothing in it.</summary>
    public static readonly DiagnosticRule NoRows = new(
        "PLX2821",
        Severity.Error,
        "EPSS table without rows",
        "Download the table again from its publisher."
    );

    /// <summary>No date.</summary>
    public static readonly DiagnosticRule NoDate = new(
        "PLX2822",
        Severity.Warning,
        "EPSS table does not say its date",
        "Keep the first line of the table ('#model_version:...,score_date:...'): without it nobody can say how old the figures are."
    );
}
