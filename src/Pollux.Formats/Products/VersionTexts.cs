using System.Text.RegularExpressions;

namespace Pollux.Formats.Products;

/// <summary>Tells one version from prose that means several.</summary>
internal static partial class VersionTexts
{
    /// <summary>
    /// True for a text that is written where one version belongs and means several: a comparison (<c>&lt; V3.1 SP2</c>), a
    /// <c>vers:</c> range, or words such as <c>all versions</c> and <c>and prior</c>.
    /// </summary>
    public static bool LooksLikeRange(string? text) => text is not null && Range().IsMatch(text);

    [GeneratedRegex(
        @"^\s*(vers:|[<>=!≤≥*|]|all\b)|\b(all versions|any version|prior|before|earlier|later|through|up to|older|newer|below)\b|\s(<|>)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Range();
}
