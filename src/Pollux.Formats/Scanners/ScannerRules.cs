using Pollux.Diagnostics;

namespace Pollux.Formats.Scanners;

/// <summary>What can be wrong with the report of a vulnerability scanner; codes PLX2700 to PLX2759.</summary>
public static class ScannerRules
{
    /// <summary>The file stops in the middle.</summary>
    public static readonly DiagnosticRule EndsEarly = new(
        "PLX2700",
        Severity.Warning,
        "Scanner's report ends early",
        "The hosts before this place were read. Export the report again for the others."
    );

    /// <summary>The root has none of what a report has.</summary>
    public static readonly DiagnosticRule NothingRead = new(
        "PLX2701",
        Severity.Error,
        "Scanner's report without a complete host",
        "Export the report again; it was probably cut off or edited by hand."
    );

    /// <summary>A host cannot be told from others.</summary>
    public static readonly DiagnosticRule HostWithoutIdentity = new(
        "PLX2702",
        Severity.Warning,
        "Host without an address or a name",
        "Look at the line; a tool that edits reports may have removed them. The host is left out."
    );

    /// <summary>An address that is none.</summary>
    public static readonly DiagnosticRule BadAddress = new(
        "PLX2703",
        Severity.Warning,
        "Address of a host is not valid",
        "Correct the address; the host is known by its names until then."
    );

    /// <summary>A port that is none.</summary>
    public static readonly DiagnosticRule BadPort = new(
        "PLX2704",
        Severity.Warning,
        "Port of a result is not valid",
        "Correct the port (0 to 65535); the result is taken for one of the whole host until then."
    );

    /// <summary>A result of no check.</summary>
    public static readonly DiagnosticRule ResultWithoutCheck = new(
        "PLX2705",
        Severity.Warning,
        "Result without the id of a check",
        "Look at the line; without the id nobody can tell whether a later scan finds the same. The result is left out."
    );

    /// <summary>A check that the report uses and does not define.</summary>
    public static readonly DiagnosticRule CheckNotDefined = new(
        "PLX2706",
        Severity.Warning,
        "Check is not defined in the report",
        "Export the report with its definitions; what the check found is kept under the check's own id until then."
    );

    /// <summary>The scan did not come to its end.</summary>
    public static readonly DiagnosticRule ScanNotFinished = new(
        "PLX2707",
        Severity.Warning,
        "Scan did not finish",
        "What was found is read. Nothing that is missing counts as gone; repeat the scan."
    );

    /// <summary>A score or weight that is no number in its range.</summary>
    public static readonly DiagnosticRule BadFigure = new(
        "PLX2708",
        Severity.Warning,
        "Figure of a result is not valid",
        "Correct the figure; the result is read without it."
    );
}
