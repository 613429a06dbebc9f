using System.Collections.Immutable;

namespace Pollux.Knowledge.Versions;

/// <summary>
/// Maven's order, by the POM reference ("Version Order Specification"): tokens split at dots, hyphens and between digits and
/// letters, nulls dropped at the end and before each hyphen and word (as
/// Maven itself has done since 3.9), then compared one by one.
/// </summary>
internal sealed class MavenKey : VersionKey
{
    // In order; the release itself is the empty word.
    private static readonly string[] KnownWords = ["alpha", "beta", "milestone", "rc", "snapshot", "", "sp"];
    private readonly ImmutableArray<Token> tokens;

    private MavenKey(ImmutableArray<Token> tokens) => this.tokens = tokens;

    public static MavenKey? Parse(string text)
    {
        string lower = text.ToLowerInvariant();
        return
            lower.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+')
            && lower.Any(char.IsAsciiLetterOrDigit)
            ? new MavenKey(DropNulls(Split(lower)))
            : null;
    }

    public override int CompareWith(VersionKey other)
    {
        MavenKey that = (MavenKey)other;
        for (int index = 0; index < Math.Max(tokens.Length, that.tokens.Length); index++)
        {
            Token left = index < tokens.Length ? tokens[index] : that.tokens[index].Null;
            Token right = index < that.tokens.Length ? that.tokens[index] : tokens[index].Null;
            int order = left.CompareWith(right);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static List<Token> Split(string text)
    {
        List<Token> found = [];
        bool hyphen = false;
        int start = 0;
        for (int index = 0; index <= text.Length; index++)
        {
            bool end = index == text.Length;
            bool separator = !end && text[index] is '.' or '-' or '_';
            bool turn =
                !end
                && !separator
                && index > start
                && char.IsAsciiDigit(text[index]) != char.IsAsciiDigit(text[index - 1]);
            if (end || separator || turn)
            {
                found.Add(new Token(hyphen, Word(text[start..index], turn)));
                hyphen = turn || (!end && text[index] != '.');
                start = turn ? index : index + 1;
            }
        }

        return found;
    }

    private static string Word(string text, bool beforeDigit) =>
        (text, beforeDigit) switch
        {
            ("", _) => "0",
            ("a", true) => "alpha",
            ("b", true) => "beta",
            ("m", true) => "milestone",
            ("cr", _) => "rc",
            ("final" or "ga" or "release", _) => "",
            _ => Digits.Only(text)
                ? Digits.Trim(text) is { Length: > 0 } number
                    ? number
                    : "0"
                : text,
        };

    private static ImmutableArray<Token> DropNulls(List<Token> kept)
    {
        for (int index = kept.Count - 1; index >= 1; index--)
        {
            bool endsPart = index == kept.Count - 1 || kept[index + 1].Hyphen || kept[index + 1].IsWord;
            if (endsPart && kept[index].IsNull)
            {
                kept.RemoveAt(index);
            }
        }

        return [.. kept];
    }

    private readonly record struct Token(bool Hyphen, string Text)
    {
        public bool IsNull => Text is "0" or "";

        public bool IsWord => !IsNumber;

        private bool IsNumber => Digits.Only(Text);

        /// <summary>What this token is compared with where the other version has none.</summary>
        public Token Null => this with { Text = IsNumber && !Hyphen ? "0" : "" };

        public int CompareWith(Token other)
        {
            if (IsNumber && other.IsNumber)
            {
                // A number after a dot comes after one behind a hyphen.
                return Hyphen == other.Hyphen
                    ? Digits.Compare(Digits.Trim(Text), Digits.Trim(other.Text))
                    : other.Hyphen.CompareTo(Hyphen);
            }

            if (IsNumber != other.IsNumber)
            {
                return IsNumber ? 1 : -1;
            }

            int left = Rank(Text);
            int right = Rank(other.Text);
            return left != right ? left.CompareTo(right) : string.CompareOrdinal(Text, other.Text);
        }

        private static int Rank(string word) =>
            Array.IndexOf(KnownWords, word) is >= 0 and var known ? known : KnownWords.Length;
    }
}
