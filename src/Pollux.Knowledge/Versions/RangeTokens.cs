using System.Text.RegularExpressions;

namespace Pollux.Knowledge.Versions;

/// <summary>Splits the prose of a range into tokens. The first phrase that fits wins, so longer ones stand first.</summary>
internal static partial class RangeTokens
{
    private static readonly (RangeTokenKind Kind, string Pattern)[] Phrases =
    [
        (
            RangeTokenKind.AndEarlier,
            @"(?:and|or|&|,)?\s*(?:all\s+)?(?:earlier|prior|previous|below|older|lower|before)(?:\s+(?:versions?|releases?))?\s*(?=$|[|,;)]|\band\b|\bor\b)"
        ),
        (
            RangeTokenKind.AndLater,
            @"(?:and|or|&|,)?\s*(?:all\s+)?(?:later|newer|above|higher|greater|onwards?|up(?:wards?)?|subsequent)(?:\s+(?:versions?|releases?))?\s*(?=$|[|,;)]|\band\b|\bor\b)"
        ),
        (
            RangeTokenKind.LessOrEqual,
            @"(?:up\s+)?to\s+and\s+including|up\s+through|not\s+later\s+than|no\s+later\s+than|≤|<=|=<"
        ),
        (RangeTokenKind.GreaterOrEqual, @"starting\s+(?:with|from)|beginning\s+with|from|≥|>=|=>"),
        (RangeTokenKind.Less, @"(?:prior|previous)\s+to|(?:earlier|lower|older|less)\s+than|before|below|under|<"),
        (RangeTokenKind.Greater, @"(?:later|newer|higher|greater|more)\s+than|after|above|>"),
        (RangeTokenKind.UpTo, @"up\s+to|until"),
        (RangeTokenKind.NotEqual, @"!=|except(?:\s+for)?"),
        (RangeTokenKind.Equal, @"==?"),
        (RangeTokenKind.Through, @"through|thru|to|–|\s-\s*(?=[vV]?[0-9])"),
        (RangeTokenKind.All, @"(?:all|any|every)(?:\s+(?:versions?|releases?))?|\*"),
        (RangeTokenKind.Separator, @"\|\|?|,|;|&&?|and|or"),
    ];

    private static readonly Regex Pattern = new(
        string.Join('|', Phrases.Select((phrase, index) => $"(?<p{index}>{Bounded(phrase.Pattern)})")),
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1)
    );

    /// <summary>The tokens of a text, in order. What fits no phrase is a version.</summary>
    public static List<RangeToken> Split(string text)
    {
        List<RangeToken> tokens = [];
        int start = 0;
        foreach (Match match in Pattern.Matches(text))
        {
            AddVersion(tokens, text[start..match.Index]);
            int index = Array.FindIndex(Phrases, phrase => match.Groups[$"p{Array.IndexOf(Phrases, phrase)}"].Success);
            tokens.Add(new RangeToken(Phrases[index].Kind, match.Value));
            start = match.Index + match.Length;
        }

        AddVersion(tokens, text[start..]);
        return tokens;
    }

    private static void AddVersion(List<RangeToken> tokens, string text)
    {
        string trimmed = NoiseBefore.Replace(text.Trim(), "").Trim();
        trimmed = NoiseAfter.Replace(trimmed, "").Trim(' ', '"', '\'', ':');
        if (trimmed.Length > 0)
        {
            tokens.Add(new RangeToken(RangeTokenKind.Version, trimmed));
        }
    }

    /// <summary>Words must stand alone: the "to" of "tool" is none.</summary>
    private static string Bounded(string pattern) =>
        $@"(?<![A-Za-z0-9])(?=[A-Za-z])(?:{pattern})(?![A-Za-z0-9])|(?=[^A-Za-z])(?:{pattern})";

    [GeneratedRegex(
        @"^((the|versions?|firmware|software|releases?|all|is|are)\b[ .:]*)+",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex NoiseBefore { get; }

    [GeneratedRegex(
        @"(\b(versions?|firmware|releases?)|:)$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        1_000
    )]
    private static partial Regex NoiseAfter { get; }
}
