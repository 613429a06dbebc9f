using Pollux.Diagnostics;

namespace Pollux.Formats.Nvd;

/// <summary>What can be wrong with records in NVD's form.</summary>
public static class NvdRules
{
    /// <summary>A record that names no vulnerability.</summary>
    public static readonly DiagnosticRule NotARecord = new(
        "PLX2810",
        Severity.Warning,
        "NVD record cannot be used",
        "Download the page again; a record needs the id of its CVE."
    );

    /// <summary>A configuration that is not understood.</summary>
    public static readonly DiagnosticRule BadConfiguration = new(
        "PLX2811",
        Severity.Warning,
        "Configuration is left out",
        "Report it to the publisher; the record's other configurations are used."
    );

    /// <summary>Nothing in it.</summary>
    public static readonly DiagnosticRule NoRecords = new(
        "PLX2812",
        Severity.Error,
        "No NVD record in the file",
        "Give a page of NVD's API 2.0, or records of the same shape, one on each line."
    );

    /// <summary>Fewer records than the page says.</summary>
    public static readonly DiagnosticRule CountDiffers = new(
        "PLX2813",
        Severity.Warning,
        "Page does not have as many records as it says",
        "Download the page again; it may be cut or edited."
    );
}
