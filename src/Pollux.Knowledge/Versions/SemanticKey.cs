using System.Text.RegularExpressions;

namespace Pollux.Knowledge.Versions;

/// <summary>Semantic Versioning 2.0.0, clause 11; a leading v and missing minor or patch are let pass, as npm and Go do.</summary>
internal sealed partial class SemanticKey : VersionKey
{
    private readonly string[] numbers;
    private readonly string[] preRelease;

    private SemanticKey(string[] numbers, string[] preRelease)
    {
        this.numbers = numbers;
        this.preRelease = preRelease;
    }

    public static SemanticKey? Parse(string text)
    {
        Match match = Shape.Match(text);
        return match.Success
            ? new SemanticKey(
                [.. ((string[])["major", "minor", "patch"]).Select(name => Digits.Trim(match.Groups[name].Value))],
                match.Groups["pre"].Success ? match.Groups["pre"].Value.Split('.') : []
            )
            : null;
    }

    public override int CompareWith(VersionKey other)
    {
        SemanticKey that = (SemanticKey)other;
        for (int index = 0; index < 3; index++)
        {
            int order = Digits.Compare(numbers[index], that.numbers[index]);
            if (order != 0)
            {
                return order;
            }
        }

        return (preRelease.Length, that.preRelease.Length) switch
        {
            (0, 0) => 0,
            (0, _) => 1,
            (_, 0) => -1,
            _ => ComparePreRelease(preRelease, that.preRelease),
        };
    }

    private static int ComparePreRelease(string[] left, string[] right)
    {
        for (int index = 0; index < Math.Min(left.Length, right.Length); index++)
        {
            int order = (Digits.Only(left[index]), Digits.Only(right[index])) switch
            {
                (true, true) => Digits.Compare(Digits.Trim(left[index]), Digits.Trim(right[index])),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(left[index], right[index]),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    [GeneratedRegex(
        @"^[vV=]?(?<major>[0-9]+)(\.(?<minor>[0-9]+))?(\.(?<patch>[0-9]+))?(-(?<pre>[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*))?(\+[0-9A-Za-z.-]+)?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Shape { get; }
}
