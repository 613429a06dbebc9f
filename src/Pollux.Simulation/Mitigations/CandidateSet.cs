using System.Collections.Immutable;
using System.Numerics;

namespace Pollux.Simulation.Mitigations;

/// <summary>A set of candidates by their index, 0 or more. Equal when they have the same members; immutable.</summary>
internal sealed class CandidateSet : IEquatable<CandidateSet>
{
    private const int Bits = 64;

    // Without empty words at the end, so that equal sets have equal words.
    private readonly ulong[] words;

    private CandidateSet(ulong[] words) => this.words = words;

    public static CandidateSet Empty { get; } = new([]);

    /// <summary>By number of members, then by the members: any total order will do to decide ties the same way every time.</summary>
    public static IComparer<CandidateSet> Order { get; } = Comparer<CandidateSet>.Create(Compare);

    public int Count => words.Sum(BitOperations.PopCount);

    /// <summary>The members, ascending.</summary>
    public ImmutableArray<int> Members
    {
        get
        {
            ImmutableArray<int>.Builder members = ImmutableArray.CreateBuilder<int>();
            for (int word = 0; word < words.Length; word++)
            {
                for (ulong left = words[word]; left != 0; left &= left - 1)
                {
                    members.Add((word * Bits) + BitOperations.TrailingZeroCount(left));
                }
            }

            return members.ToImmutable();
        }
    }

    public static CandidateSet Of(IEnumerable<int> members)
    {
        CandidateSet set = Empty;
        foreach (int member in members)
        {
            set = set.With(member);
        }

        return set;
    }

    public bool Contains(int member) =>
        member / Bits < words.Length && (words[member / Bits] & (1UL << (member % Bits))) != 0;

    public CandidateSet With(int member)
    {
        ulong[] changed = new ulong[Math.Max(words.Length, (member / Bits) + 1)];
        words.CopyTo(changed, 0);
        changed[member / Bits] |= 1UL << (member % Bits);
        return new CandidateSet(changed);
    }

    public CandidateSet Without(int member)
    {
        if (!Contains(member))
        {
            return this;
        }

        ulong[] changed = [.. words];
        changed[member / Bits] &= ~(1UL << (member % Bits));
        return Cut(changed);
    }

    public CandidateSet Union(CandidateSet other)
    {
        (ulong[] longer, ulong[] shorter) =
            words.Length >= other.words.Length ? (words, other.words) : (other.words, words);
        ulong[] union = [.. longer];
        for (int word = 0; word < shorter.Length; word++)
        {
            union[word] |= shorter[word];
        }

        return new CandidateSet(union);
    }

    public CandidateSet Except(CandidateSet other)
    {
        ulong[] left = [.. words];
        for (int word = 0; word < Math.Min(left.Length, other.words.Length); word++)
        {
            left[word] &= ~other.words[word];
        }

        return Cut(left);
    }

    public bool IsSubsetOf(CandidateSet other)
    {
        if (words.Length > other.words.Length)
        {
            return false;
        }

        for (int word = 0; word < words.Length; word++)
        {
            if ((words[word] & ~other.words[word]) != 0)
            {
                return false;
            }
        }

        return true;
    }

    public bool Equals(CandidateSet? other) => other is not null && words.AsSpan().SequenceEqual(other.words);

    public override bool Equals(object? obj) => Equals(obj as CandidateSet);

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (ulong word in words)
        {
            hash.Add(word);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(' ', Members);

    private static int Compare(CandidateSet one, CandidateSet other)
    {
        int byCount = one.Count.CompareTo(other.Count);
        return byCount != 0 ? byCount : one.Members.AsSpan().SequenceCompareTo(other.Members.AsSpan());
    }

    private static CandidateSet Cut(ulong[] words)
    {
        int length = words.Length;
        while (length > 0 && words[length - 1] == 0)
        {
            length--;
        }

        return new CandidateSet(length == words.Length ? words : words[..length]);
    }
}
