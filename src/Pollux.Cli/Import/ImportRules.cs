using Pollux.Diagnostics;

namespace Pollux.Cli.Import;

/// <summary>What can be wrong with an import as a whole.</summary>
public static class ImportRules
{
    /// <summary>The twin is of another site than was asked for.</summary>
    public static readonly DiagnosticRule OtherSite = new(
        "PLX0101",
        Severity.Error,
        "Twin is of another site",
        "Import into the twin of that site, or leave --site out."
    );

    /// <summary>The twin cannot be read whole, so that writing it would lose something.</summary>
    public static readonly DiagnosticRule DamagedTwin = new(
        "PLX0102",
        Severity.Error,
        "Twin file cannot be read whole",
        "Correct or remove the lines that are named, restore a copy, or import into a new file. Nothing was written."
    );

    /// <summary>A threshold that is none.</summary>
    public static readonly DiagnosticRule BadThreshold = new(
        "PLX0103",
        Severity.Error,
        "--fail-on does not name a threshold",
        "Use info, warning or error, or a figure such as 'refused>0' (received, understood, ignored, refused, duplicates)."
    );
}
