using System.Text.RegularExpressions;
using Pollux.Formats.Input;

namespace Pollux.Formats.Spdx;

/// <summary>Texts that SPDX writes in ways of its own.</summary>
internal static partial class SpdxTexts
{
    /// <summary>A text, trimmed; null when it is blank or one of the words for nothing (SPDX 2.3, 7.5).</summary>
    public static string? Said(string? text) =>
        text?.Trim() is { Length: > 0 } said && said is not ("NOASSERTION" or "NONE") ? said : null;

    /// <summary>The name of <c>Organization: Name (address)</c> (SPDX 2.3, 7.5); null when it names nobody.</summary>
    public static string? Party(string? text)
    {
        if (Said(text) is not { } said)
        {
            return null;
        }

        Match match = PartyForm().Match(said);
        return Said(match.Success ? match.Groups["name"].Value : said);
    }

    /// <summary>
    /// A purpose in the words of component types: <c>OPERATING-SYSTEM</c> and <c>operatingSystem</c> are <c>operating-system</c>; a model
    /// is what CycloneDX calls <c>machine-learning-model</c>. Null stays null.
    /// </summary>
    public static string? Purpose(string? text)
    {
        if (Said(text) is not { } said)
        {
            return null;
        }

        string words = Hump().Replace(said, "-").Replace('_', '-').ToLowerInvariant();
        return words is "model" ? "machine-learning-model" : words;
    }

    /// <summary>The CVE or GitHub advisory that a reference names; null when it names none.</summary>
    public static string? Advisory(string? locator) =>
        locator is not null && AdvisoryId().Match(locator) is { Success: true } match
            ? match.Value.StartsWith("cve", StringComparison.OrdinalIgnoreCase)
                ? match.Value.ToUpperInvariant()
                : $"GHSA{match.Value[4..].ToLowerInvariant()}"
            : null;

    /// <summary>A time (SPDX 2.3, 6.9); null when it is none.</summary>
    public static DateTimeOffset? Time(string? text) =>
        text is not null && TimeForm().IsMatch(text.Trim()) ? InputTime.Utc(text.Trim()) : null;

    [GeneratedRegex(
        @"^(Organization|Person|Tool)\s*:\s*(?<name>.*?)\s*(\([^()]*\))?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex PartyForm();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Hump();

    [GeneratedRegex(
        @"\bCVE-[0-9]{4}-[0-9]{4,9}\b|\bGHSA(-[0-9a-z]{4}){3}\b",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex AdvisoryId();

    [GeneratedRegex(
        @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex TimeForm();
}
