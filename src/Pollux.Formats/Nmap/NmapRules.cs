using Pollux.Diagnostics;

namespace Pollux.Formats.Nmap;

/// <summary>What can be wrong with an nmap report.</summary>
public static class NmapRules
{
    /// <summary>The file stops in the middle.</summary>
    public static readonly DiagnosticRule EndsEarly = new(
        "PLX2001",
        Severity.Warning,
        "Report ends early",
        "The hosts before this place were read. Repeat the scan, or copy the file again, for the others."
    );

    /// <summary>The root has none of what a report has.</summary>
    public static readonly DiagnosticRule NothingRead = new(
        "PLX2002",
        Severity.Error,
        "Report without a complete host",
        "Repeat the scan, or copy the file again."
    );

    /// <summary>A host cannot be told from others.</summary>
    public static readonly DiagnosticRule HostWithoutAddress = new(
        "PLX2003",
        Severity.Warning,
        "Host without an address",
        "Look at the line; a tool that edits reports may have removed the <address>."
    );

    /// <summary>An address that is none.</summary>
    public static readonly DiagnosticRule BadAddress = new(
        "PLX2004",
        Severity.Warning,
        "Address is not valid",
        "Correct the address; the host is read without it."
    );

    /// <summary>A port that is none.</summary>
    public static readonly DiagnosticRule BadPort = new(
        "PLX2005",
        Severity.Warning,
        "Port is not valid",
        "Correct the port (0 to 65535, over tcp, udp or sctp); the host is read without it."
    );

    /// <summary>Newer than what is known.</summary>
    public static readonly DiagnosticRule UnknownVersion = new(
        "PLX2006",
        Severity.Warning,
        "Version of the report format is not known",
        "Check the result; versions 1.03 to 1.05 are known, and this one is read as if it were 1.05."
    );

    /// <summary>The scanner gave up.</summary>
    public static readonly DiagnosticRule ScanFailed = new(
        "PLX2007",
        Severity.Warning,
        "Scan did not finish",
        "Repeat the scan for the hosts that are missing."
    );
}
