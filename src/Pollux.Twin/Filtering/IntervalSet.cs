using System.Collections.Immutable;

namespace Pollux.Twin.Filtering;

/// <summary>Whole numbers from <paramref name="First"/> to <paramref name="Last"/>, both inclusive; never empty.</summary>
public readonly record struct Interval(UInt128 First, UInt128 Last);

/// <summary>
/// A set of whole numbers as intervals: addresses, ports or protocols. Always in its shortest form (ascending, disjoint, none
/// touching the next), so that equal sets have equal intervals. Immutable.
/// </summary>
public sealed class IntervalSet : IEquatable<IntervalSet>
{
    private IntervalSet(ImmutableArray<Interval> intervals) => Intervals = intervals;

    /// <summary>No number.</summary>
    public static IntervalSet Empty { get; } = new([]);

    /// <summary>The intervals, ascending.</summary>
    public ImmutableArray<Interval> Intervals { get; }

    /// <summary>True when no number is in it.</summary>
    public bool IsEmpty => Intervals.IsEmpty;

    /// <summary>One interval.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The last number is below the first.</exception>
    public static IntervalSet Of(UInt128 first, UInt128 last)
    {
        if (last < first)
        {
            throw new ArgumentOutOfRangeException(nameof(last), last, "The last number is not below the first.");
        }

        return new([new Interval(first, last)]);
    }

    /// <summary>One number.</summary>
    public static IntervalSet Of(UInt128 number) => Of(number, number);

    /// <summary>All numbers that any of the intervals holds, whatever their order and overlap.</summary>
    public static IntervalSet Of(IEnumerable<Interval> intervals)
    {
        Interval[] sorted = [.. intervals.Where(interval => interval.Last >= interval.First)];
        Array.Sort(sorted, (left, right) => left.First.CompareTo(right.First));
        ImmutableArray<Interval>.Builder merged = ImmutableArray.CreateBuilder<Interval>(sorted.Length);
        foreach (Interval next in sorted)
        {
            if (merged.Count > 0 && Touches(merged[^1], next))
            {
                Interval before = merged[^1];
                merged[^1] = before with { Last = UInt128.Max(before.Last, next.Last) };
            }
            else
            {
                merged.Add(next);
            }
        }

        return new(merged.DrainToImmutable());
    }

    /// <summary>True when the number is in it.</summary>
    public bool Contains(UInt128 number)
    {
        int low = 0;
        int high = Intervals.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            Interval interval = Intervals[middle];
            if (number < interval.First)
            {
                high = middle - 1;
            }
            else if (number > interval.Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The numbers in either.</summary>
    public IntervalSet Union(IntervalSet other) => Of(Intervals.Concat(other.Intervals));

    /// <summary>The numbers in both.</summary>
    public IntervalSet Intersect(IntervalSet other)
    {
        ImmutableArray<Interval>.Builder both = ImmutableArray.CreateBuilder<Interval>();
        int mine = 0;
        int theirs = 0;
        while (mine < Intervals.Length && theirs < other.Intervals.Length)
        {
            Interval left = Intervals[mine];
            Interval right = other.Intervals[theirs];
            UInt128 first = UInt128.Max(left.First, right.First);
            UInt128 last = UInt128.Min(left.Last, right.Last);
            if (first <= last)
            {
                both.Add(new Interval(first, last));
            }

            _ = left.Last < right.Last ? mine++ : theirs++;
        }

        return new(both.DrainToImmutable());
    }

    /// <summary>The numbers that are in this one and not in the other.</summary>
    public IntervalSet Except(IntervalSet other)
    {
        ImmutableArray<Interval>.Builder rest = ImmutableArray.CreateBuilder<Interval>();
        int start = 0;
        foreach (Interval mine in Intervals)
        {
            UInt128 first = mine.First;
            bool isLeft = true;
            while (start < other.Intervals.Length && other.Intervals[start].Last < mine.First)
            {
                start++;
            }

            for (int at = start; at < other.Intervals.Length && other.Intervals[at].First <= mine.Last; at++)
            {
                Interval hole = other.Intervals[at];
                if (hole.First > first)
                {
                    rest.Add(new Interval(first, hole.First - 1));
                }

                if (hole.Last >= mine.Last)
                {
                    isLeft = false;
                    break;
                }

                first = hole.Last + 1;
            }

            if (isLeft)
            {
                rest.Add(mine with { First = first });
            }
        }

        return new(rest.DrainToImmutable());
    }

    /// <summary>True when every number of the other is in this one.</summary>
    public bool Covers(IntervalSet other)
    {
        int at = 0;
        foreach (Interval wanted in other.Intervals)
        {
            while (at < Intervals.Length && Intervals[at].Last < wanted.First)
            {
                at++;
            }

            if (at == Intervals.Length || Intervals[at].First > wanted.First || Intervals[at].Last < wanted.Last)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when a number is in both.</summary>
    public bool Overlaps(IntervalSet other)
    {
        int mine = 0;
        int theirs = 0;
        while (mine < Intervals.Length && theirs < other.Intervals.Length)
        {
            if (Intervals[mine].Last < other.Intervals[theirs].First)
            {
                mine++;
            }
            else if (other.Intervals[theirs].Last < Intervals[mine].First)
            {
                theirs++;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public bool Equals(IntervalSet? other) =>
        other is not null && Intervals.AsSpan().SequenceEqual(other.Intervals.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as IntervalSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = new();
        foreach (Interval interval in Intervals)
        {
            hash.Add(interval);
        }

        return hash.ToHashCode();
    }

    private static bool Touches(Interval before, Interval next) =>
        before.Last == UInt128.MaxValue || next.First <= before.Last + 1;
}
