using Pollux.Diagnostics;

namespace Pollux.Formats.Cve;

/// <summary>What can be wrong with CVE records.</summary>
public static class CveRules
{
    /// <summary>No record, or one that names no vulnerability.</summary>
    public static readonly DiagnosticRule NotARecord = new(
        "PLX2800",
        Severity.Warning,
        "CVE record cannot be used",
        "Download the record again from cve.org; what has no id or no containers says nothing of a vulnerability."
    );

    /// <summary>An entry of the products that is not what the format says.</summary>
    public static readonly DiagnosticRule BadAffected = new(
        "PLX2801",
        Severity.Warning,
        "Entry of affected products is left out",
        "Tell the CNA that wrote the record; its other entries are used."
    );

    /// <summary>Nothing in it.</summary>
    public static readonly DiagnosticRule NoRecords = new(
        "PLX2802",
        Severity.Error,
        "No CVE record in the file",
        "Give a CVE record (JSON 5.x), an array of them, or one on each line."
    );
}
