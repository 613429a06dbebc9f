using System.Text.RegularExpressions;

namespace Pollux.Knowledge.Versions;

/// <summary>PEP 440: <c>[N!]N(.N)*[{a|b|rc}N][.postN][.devN][+local]</c> and the spellings that it normalises.</summary>
internal sealed partial class PythonKey : VersionKey
{
    // What is absent sorts as PEP 440 says: no pre-release after all of them (but before them all for a bare .dev), no
    // post-release before all, no .dev after all.
    private const int Absent = 9;
    private readonly string epoch;
    private readonly string[] release;
    private readonly (int Phase, string Number) pre;
    private readonly (int Present, string Number) post;
    private readonly (int Phase, string Number) dev;
    private readonly string[] local;

    private PythonKey(Match match)
    {
        epoch = Digits.Trim(match.Groups["epoch"].Value);
        release = [.. match.Groups["release"].Value.Split('.').Select(Digits.Trim)];
        while (release.Length > 0 && release[^1].Length == 0)
        {
            release = release[..^1];
        }

        bool hasDev = match.Groups["dev"].Success;
        bool hasPost = match.Groups["post"].Success;
        dev = hasDev ? (0, Digits.Trim(match.Groups["devn"].Value)) : (Absent, "");
        post = hasPost ? (1, Digits.Trim(match.Groups["postn"].Value + match.Groups["postn2"].Value)) : (0, "");
        pre = match.Groups["pre"].Success
            ? (Phase(match.Groups["pre"].Value), Digits.Trim(match.Groups["pren"].Value))
            : (hasDev && !hasPost ? 0 : Absent, "");
        local = match.Groups["local"].Success ? match.Groups["local"].Value.Split('.', '-', '_') : [];
    }

    public static PythonKey? Parse(string text)
    {
        Match match = Shape.Match(text.ToLowerInvariant());
        return match.Success ? new PythonKey(match) : null;
    }

    public override int CompareWith(VersionKey other)
    {
        PythonKey that = (PythonKey)other;
        int order = Digits.Compare(epoch, that.epoch);
        order = order != 0 ? order : CompareReleases(release, that.release);
        order = order != 0 ? order : Compare(pre, that.pre);
        order = order != 0 ? order : Compare(post, that.post);
        order = order != 0 ? order : Compare(dev, that.dev);
        return order != 0 ? order : CompareLocals(local, that.local);
    }

    private static int Compare((int Phase, string Number) left, (int Phase, string Number) right) =>
        left.Phase != right.Phase ? left.Phase.CompareTo(right.Phase) : Digits.Compare(left.Number, right.Number);

    private static int CompareReleases(string[] left, string[] right)
    {
        for (int index = 0; index < Math.Max(left.Length, right.Length); index++)
        {
            int order = Digits.Compare(left.ElementAtOrDefault(index) ?? "", right.ElementAtOrDefault(index) ?? "");
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    /// <summary>Number segments after text segments, more segments after fewer.</summary>
    private static int CompareLocals(string[] left, string[] right)
    {
        for (int index = 0; index < Math.Min(left.Length, right.Length); index++)
        {
            int order = (Digits.Only(left[index]), Digits.Only(right[index])) switch
            {
                (true, true) => Digits.Compare(Digits.Trim(left[index]), Digits.Trim(right[index])),
                (true, false) => 1,
                (false, true) => -1,
                _ => string.CompareOrdinal(left[index], right[index]),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }

    private static int Phase(string word) =>
        word switch
        {
            "a" or "alpha" => 1,
            "b" or "beta" => 2,
            _ => 3,
        };

    // PEP 440, appendix B, written anew.
    [GeneratedRegex(
        @"^v?((?<epoch>[0-9]+)!)?(?<release>[0-9]+(\.[0-9]+)*)([-_.]?(?<pre>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?<pren>[0-9]+)?)?(?<post>-(?<postn2>[0-9]+)|[-_.]?(post|rev|r)[-_.]?(?<postn>[0-9]+)?)?(?<dev>[-_.]?dev[-_.]?(?<devn>[0-9]+)?)?(\+(?<local>[a-z0-9]+([-_.][a-z0-9]+)*))?$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Shape { get; }
}
