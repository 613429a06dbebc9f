using Pollux.Diagnostics;

namespace Pollux.Twin.Files;

/// <summary>What can be wrong in a twin file.</summary>
public static class TwinFileRules
{
    /// <summary>The first line is not the header of a twin file.</summary>
    public static readonly DiagnosticRule NotATwin = new(
        "PLX3010",
        Severity.Error,
        "Not a twin file",
        "Give a file that 'pollux import FILE... --into SITE.twin' wrote."
    );

    /// <summary>The file was written by a newer Pollux.</summary>
    public static readonly DiagnosticRule NewerSchema = new(
        "PLX3011",
        Severity.Error,
        "A twin file of a newer schema version",
        "Use the Pollux version that wrote the file, or a newer one."
    );

    /// <summary>A line cannot be understood.</summary>
    public static readonly DiagnosticRule BrokenLine = new(
        "PLX3012",
        Severity.Error,
        "A line of a twin file that cannot be understood",
        "Repair the line by docs/formats/twin-file.md, or import the source again; until then the line is left out."
    );

    /// <summary>A line is longer than any record may be.</summary>
    public static readonly DiagnosticRule LineTooLong = new(
        "PLX3013",
        Severity.Error,
        "A line of a twin file that is too long",
        "Import the source again; the line is left out."
    );

    /// <summary>Records stand under no usable source line.</summary>
    public static readonly DiagnosticRule RecordsWithoutSource = new(
        "PLX3014",
        Severity.Error,
        "Records without a source",
        "Repair the source line above them, or import the source again; until then the records are left out."
    );

    /// <summary>The file has more lines than may be read.</summary>
    public static readonly DiagnosticRule TooManyLines = new(
        "PLX3015",
        Severity.Error,
        "A twin file with too many lines",
        "Split the site into several, each with a twin file of its own; what follows the limit is left out."
    );
}
