namespace Pollux.Knowledge.Versions;

/// <summary><c>[epoch:]version[-release]</c>, compared as rpm-version(7) says.</summary>
internal sealed class RpmKey : VersionKey
{
    private readonly string epoch;
    private readonly string version;
    private readonly string release;

    private RpmKey(string epoch, string version, string release)
    {
        this.epoch = epoch;
        this.version = version;
        this.release = release;
    }

    public static RpmKey? Parse(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string epochPart = colon < 0 ? "" : text[..colon];
        string rest = text[(colon + 1)..];
        int dash = rest.IndexOf('-', StringComparison.Ordinal);
        string versionPart = dash < 0 ? rest : rest[..dash];
        string releasePart = dash < 0 ? "" : rest[(dash + 1)..];
        bool valid =
            (colon < 0 || Digits.Only(epochPart))
            && versionPart.Length > 0
            && (dash < 0 || releasePart.Length > 0)
            && (versionPart + releasePart).All(c =>
                char.IsAsciiLetterOrDigit(c) || "._+~^".Contains(c, StringComparison.Ordinal)
            );
        return valid ? new RpmKey(Digits.Trim(epochPart), versionPart, releasePart) : null;
    }

    public override int CompareWith(VersionKey other)
    {
        RpmKey that = (RpmKey)other;
        int order = Digits.Compare(epoch, that.epoch);
        order = order != 0 ? order : ComparePart(version, that.version);
        return order != 0 ? order : ComparePart(release, that.release);
    }

    private static int ComparePart(string left, string right)
    {
        int i = 0;
        int j = 0;
        while (true)
        {
            SkipSeparators(left, ref i);
            SkipSeparators(right, ref j);
            if (CompareMarks(left, ref i, right, ref j) is { } decided)
            {
                return decided;
            }

            if (i >= left.Length || j >= right.Length)
            {
                return (left.Length - i).CompareTo(right.Length - j);
            }

            if (!IsMark(left[i]) && CompareSegments(left, ref i, right, ref j) is var order and not 0)
            {
                return order;
            }
        }
    }

    /// <summary><c>~</c> sorts before everything, the end too; <c>^</c> after the end and before everything else.</summary>
    private static int? CompareMarks(string left, ref int i, string right, ref int j)
    {
        foreach (char mark in "~^")
        {
            bool first = i < left.Length && left[i] == mark;
            bool second = j < right.Length && right[j] == mark;
            if (first && second)
            {
                i++;
                j++;
                return null;
            }

            if (first || second)
            {
                bool otherEnds = first ? j >= right.Length : i >= left.Length;
                bool markIsLess = mark == '~' || !otherEnds;
                return first == markIsLess ? -1 : 1;
            }
        }

        return null;
    }

    private static int CompareSegments(string left, ref int i, string right, ref int j)
    {
        bool number = char.IsAsciiDigit(left[i]);
        if (number != char.IsAsciiDigit(right[j]))
        {
            return number ? 1 : -1;
        }

        string first = Take(left, ref i, number);
        string second = Take(right, ref j, number);
        return number ? Digits.Compare(Digits.Trim(first), Digits.Trim(second)) : string.CompareOrdinal(first, second);
    }

    private static string Take(string text, ref int index, bool number)
    {
        int start = index;
        while (index < text.Length && (number ? char.IsAsciiDigit(text[index]) : char.IsAsciiLetter(text[index])))
        {
            index++;
        }

        return text[start..index];
    }

    private static void SkipSeparators(string text, ref int index)
    {
        while (index < text.Length && !char.IsAsciiLetterOrDigit(text[index]) && !IsMark(text[index]))
        {
            index++;
        }
    }

    private static bool IsMark(char c) => c is '~' or '^';
}
