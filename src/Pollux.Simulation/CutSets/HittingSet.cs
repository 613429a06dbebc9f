using System.Numerics;

namespace Pollux.Simulation.CutSets;

/// <summary>
/// Finds a smallest set that has an element of each of several sets (minimum hitting set, NP-hard): branch and bound with the bound of
/// disjoint sets, after everything that another element does at least as well is dropped. Ends after so many branches, proven or not.
/// </summary>
internal sealed class HittingSet
{
    private readonly int maximumBranches;
    private readonly List<int[]> sets = [];
    private readonly List<ulong[]> hits = [];
    private readonly List<int> elements = [];
    private int[] stamp = [];
    private bool[] forbidden = [];
    private int stamps;
    private int branches;
    private int words;
    private List<int> best = [];
    private readonly List<int> chosen = [];

    private HittingSet(int maximumBranches) => this.maximumBranches = maximumBranches;

    /// <summary>Searches.</summary>
    /// <param name="toHit">The sets, each of elements of 0 or more, ascending; of equally good elements the lowest is taken.</param>
    /// <param name="excluded">Elements that may not be taken.</param>
    /// <param name="maximumBranches">How many branches are tried.</param>
    /// <returns>
    /// The set, ascending; null when some set has no element that may be taken. Whether it is proven that none is smaller; and how many branches were tried.
    /// </returns>
    public static (int[]? Found, bool IsProven, int Branches) Smallest(
        IReadOnlyList<int[]> toHit,
        bool[] excluded,
        int maximumBranches
    )
    {
        int[][] allowed = [.. toHit.Select(set => Array.FindAll(set, element => !excluded[element]))];
        return allowed.Any(set => set.Length == 0) ? (null, true, 0) : new HittingSet(maximumBranches).Search(allowed);
    }

    private (int[]? Found, bool IsProven, int Branches) Search(int[][] allowed)
    {
        Reduce(allowed);
        ulong[] unhit = new ulong[words];
        for (int set = 0; set < sets.Count; set++)
        {
            unhit[set >> 6] |= 1UL << (set & 63);
        }

        best = Greedy([.. unhit]);
        Branch(unhit);
        return ([.. best.Select(index => elements[index]).Order()], branches <= maximumBranches, branches);
    }

    // Elements that hit no more than another one are never needed; of equal ones the lowest stays.
    private void Reduce(int[][] allowed)
    {
        words = (allowed.Length + 63) >> 6;
        SortedDictionary<int, ulong[]> all = [];
        for (int set = 0; set < allowed.Length; set++)
        {
            foreach (int element in allowed[set])
            {
                if (!all.TryGetValue(element, out ulong[]? mask))
                {
                    all.Add(element, mask = new ulong[words]);
                }

                mask[set >> 6] |= 1UL << (set & 63);
            }
        }

        foreach (
            (int element, ulong[] mask) in all.OrderByDescending(pair => Count(pair.Value)).ThenBy(pair => pair.Key)
        )
        {
            if (!hits.Any(kept => IsWithin(mask, kept)))
            {
                elements.Add(element);
                hits.Add(mask);
            }
        }

        for (int set = 0; set < allowed.Length; set++)
        {
            int number = set;
            sets.Add([.. Enumerable.Range(0, elements.Count).Where(index => IsHit(hits[index], number))]);
        }

        stamp = new int[elements.Count];
        forbidden = new bool[elements.Count];
    }

    private List<int> Greedy(ulong[] unhit)
    {
        List<int> greedy = [];
        while (Count(unhit) > 0)
        {
            int most = Enumerable.Range(0, elements.Count).MaxBy(index => CountBoth(hits[index], unhit));
            greedy.Add(most);
            for (int word = 0; word < words; word++)
            {
                unhit[word] &= ~hits[most][word];
            }
        }

        return greedy;
    }

    private void Branch(ulong[] unhit)
    {
        if (++branches > maximumBranches)
        {
            return;
        }

        (int smallest, int disjoint) = Bound(unhit);
        if (smallest < 0)
        {
            best = chosen.Count < best.Count ? [.. chosen] : best;
            return;
        }

        if (chosen.Count + disjoint >= best.Count)
        {
            return;
        }

        int[] options =
        [
            .. sets[smallest]
                .Where(index => !forbidden[index])
                .OrderByDescending(index => CountBoth(hits[index], unhit))
                .ThenBy(index => index),
        ];
        foreach (int index in options)
        {
            chosen.Add(index);
            ulong[] rest = new ulong[words];
            for (int word = 0; word < words; word++)
            {
                rest[word] = unhit[word] & ~hits[index][word];
            }

            Branch(rest);
            chosen.RemoveAt(chosen.Count - 1);
            // What follows is without it: every set with it has been looked at.
            forbidden[index] = true;
        }

        foreach (int index in options)
        {
            forbidden[index] = false;
        }
    }

    // The unhit set with the fewest elements left, and how many unhit sets share no element: each of them needs one of its own.
    private (int Smallest, int Disjoint) Bound(ulong[] unhit)
    {
        stamps++;
        int smallest = -1;
        int fewest = int.MaxValue;
        int disjoint = 0;
        for (int set = 0; set < sets.Count; set++)
        {
            if (!IsHit(unhit, set))
            {
                continue;
            }

            int left = 0;
            bool overlaps = false;
            foreach (int index in sets[set])
            {
                left += forbidden[index] ? 0 : 1;
                overlaps |= !forbidden[index] && stamp[index] == stamps;
            }

            if (left == 0)
            {
                // Nothing may hit it here, so this branch ends.
                return (set, int.MaxValue / 2);
            }

            (smallest, fewest) = left < fewest ? (set, left) : (smallest, fewest);
            if (!overlaps)
            {
                disjoint++;
                Array.ForEach(sets[set], index => stamp[index] = stamps);
            }
        }

        return (smallest, disjoint);
    }

    private static bool IsHit(ulong[] mask, int set) => (mask[set >> 6] & (1UL << (set & 63))) != 0;

    private static int Count(ulong[] mask) => mask.Sum(BitOperations.PopCount);

    private static int CountBoth(ulong[] left, ulong[] right)
    {
        int count = 0;
        for (int word = 0; word < left.Length; word++)
        {
            count += BitOperations.PopCount(left[word] & right[word]);
        }

        return count;
    }

    private static bool IsWithin(ulong[] part, ulong[] whole)
    {
        for (int word = 0; word < part.Length; word++)
        {
            if ((part[word] & ~whole[word]) != 0)
            {
                return false;
            }
        }

        return true;
    }
}
