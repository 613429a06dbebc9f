namespace Pollux.Formats.AttackGraphs;

/// <summary>Orders texts as their UTF-8 bytes are ordered, which is not the order of .NET's UTF-16 beyond the basic plane.</summary>
public sealed class Utf8Order : IComparer<string>
{
    private Utf8Order() { }

    /// <summary>The only one.</summary>
    public static Utf8Order Instance { get; } = new();

    /// <summary>The fastest comparer that orders these texts as their UTF-8 bytes are ordered.</summary>
    public static IComparer<string> For(IEnumerable<string> texts) =>
        texts.Any(text => text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') >= 0) ? Instance : StringComparer.Ordinal;

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> left = x;
        ReadOnlySpan<char> right = y;
        int common = left.CommonPrefixLength(right);
        return common < left.Length && common < right.Length
            ? Rank(left[common]) - Rank(right[common])
            : left.Length - right.Length;
    }

    // Surrogates stand for code points above all others, but their values are below U+E000.
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
