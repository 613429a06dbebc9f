using System.Text.RegularExpressions;

namespace Pollux.Formats.Cve;

/// <summary>Ids of the lists that vulnerabilities and weaknesses have, in their normal form.</summary>
internal static partial class CveIds
{
    /// <summary>The id of a CVE record (CVE Record Format 5.1, cveId); null when the text is none.</summary>
    public static string? Read(string? text) =>
        text?.Trim().ToUpperInvariant() is { } id && Cve.IsMatch(id) ? id : null;

    /// <summary>The id of a weakness; null when the text is none, such as <c>NVD-CWE-noinfo</c>.</summary>
    public static string? ReadWeakness(string? text) =>
        text?.Trim().ToUpperInvariant() is { } id && Cwe.IsMatch(id) ? id : null;

    [GeneratedRegex("^CVE-[0-9]{4}-[0-9]{4,19}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Cve { get; }

    [GeneratedRegex("^CWE-[0-9]{1,6}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Cwe { get; }
}
