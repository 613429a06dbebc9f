using Pollux.Formats.Input;

namespace Pollux.Formats.Campaigns;

/// <summary>Texts of campaign files, brought into bounds.</summary>
internal static class CampaignTexts
{
    private const int LongestName = 200;
    private const int LongestText = 600;
    private const int LongestVersion = 20;

    /// <summary>A name on one line; null when there is none.</summary>
    public static string? Name(string? text) => Excerpt.OneLineOrNull(text, LongestName);

    /// <summary>A text on one line; empty when there is none.</summary>
    public static string Text(string? text) => Excerpt.OneLineOrNull(text, LongestText) ?? "";

    /// <summary>A version such as <c>18.1</c>; empty when it is none.</summary>
    public static string Version(string? text) =>
        text?.Trim().TrimStart('v') is { Length: > 0 and <= LongestVersion } version
        && version.All(character => char.IsAsciiDigit(character) || character == '.')
            ? version
            : "";

    /// <summary>The short form of a domain, <c>ics</c> of <c>ics-attack</c> or <c>mitre-ics-attack</c>; empty for what is none of ATT&amp;CK's.</summary>
    public static string Domain(string? text) =>
        text?.Trim() switch
        {
            "ics" or "ics-attack" or "mitre-ics-attack" => "ics",
            "enterprise" or "enterprise-attack" or "mitre-attack" => "enterprise",
            "mobile" or "mobile-attack" or "mitre-mobile-attack" => "mobile",
            _ => "",
        };
}
