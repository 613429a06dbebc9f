namespace Pollux.Knowledge.Versions;

/// <summary><c>[epoch:]upstream[-revision]</c>, compared as Debian policy 5.6.12 says.</summary>
internal sealed class DebianKey : VersionKey
{
    private readonly string epoch;
    private readonly string upstream;
    private readonly string revision;

    private DebianKey(string epoch, string upstream, string revision)
    {
        this.epoch = epoch;
        this.upstream = upstream;
        this.revision = revision;
    }

    public static DebianKey? Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string epochPart = colon < 0 ? "" : text[..colon];
        string rest = text[(colon + 1)..];
        int dash = rest.LastIndexOf('-');
        string upstreamPart = dash < 0 ? rest : rest[..dash];
        string revisionPart = dash < 0 ? "" : rest[(dash + 1)..];
        bool valid =
            (colon < 0 || Digits.Only(epochPart))
            && upstreamPart.Length > 0
            && char.IsAsciiLetterOrDigit(upstreamPart[0])
            && upstreamPart.All(c => char.IsAsciiLetterOrDigit(c) || ".+-~:".Contains(c, StringComparison.Ordinal))
            && (dash < 0 || revisionPart.Length > 0)
            && revisionPart.All(c => char.IsAsciiLetterOrDigit(c) || ".+~".Contains(c, StringComparison.Ordinal));
        return valid ? new DebianKey(Digits.Trim(epochPart), upstreamPart, revisionPart) : null;
    }

    public override int CompareWith(VersionKey other)
    {
        DebianKey that = (DebianKey)other;
        int order = Digits.Compare(epoch, that.epoch);
        order = order != 0 ? order : ComparePart(upstream, that.upstream);
        return order != 0 ? order : ComparePart(revision, that.revision);
    }

    /// <summary>Text without digits and numbers take turns; <c>~</c> comes before the end, letters before the rest.</summary>
    private static int ComparePart(string left, string right)
    {
        int i = 0;
        int j = 0;
        while (i < left.Length || j < right.Length)
        {
            while (!AtDigitOrEnd(left, i) || !AtDigitOrEnd(right, j))
            {
                int order = Weight(left, i) - Weight(right, j);
                if (order != 0)
                {
                    return order;
                }

                i++;
                j++;
            }

            string first = TakeNumber(left, ref i);
            string second = TakeNumber(right, ref j);
            int numbers = Digits.Compare(first, second);
            if (numbers != 0)
            {
                return numbers;
            }
        }

        return 0;
    }

    private static bool AtDigitOrEnd(string text, int index) => index >= text.Length || char.IsAsciiDigit(text[index]);

    private static int Weight(string text, int index) =>
        index >= text.Length || char.IsAsciiDigit(text[index]) ? 0
        : text[index] == '~' ? -1
        : char.IsAsciiLetter(text[index]) ? text[index]
        : text[index] + 256;

    private static string TakeNumber(string text, ref int index)
    {
        int start = index;
        while (index < text.Length && char.IsAsciiDigit(text[index]))
        {
            index++;
        }

        return Digits.Trim(text[Math.Min(start, text.Length)..index]);
    }
}
