using Pollux.Language.Graph;

namespace Pollux.Simulation.AttackGraphs;

/// <summary>
/// The links of a model by asset and association end: for each asset its (end, target) pairs, sorted by end then in the
/// order of the model's links, without duplicates.
/// </summary>
internal sealed class LinkTable
{
    private readonly int[] start;
    private readonly int[] ends;
    private readonly int[] targets;

    /// <summary>Builds the table.</summary>
    /// <param name="assetCount">How many assets.</param>
    /// <param name="links">Left asset, right asset and the association's right end, for each link.</param>
    public LinkTable(int assetCount, List<(int Left, int Right, AssociationEnd ToRight)> links)
    {
        start = new int[assetCount + 1];
        foreach ((int left, int right, _) in links)
        {
            start[left + 1]++;
            start[right + 1]++;
        }

        for (int asset = 0; asset < assetCount; asset++)
        {
            start[asset + 1] += start[asset];
        }

        var entries = new (int End, int Order, int Target)[2 * links.Count];
        int[] next = start.AsSpan(0, assetCount).ToArray();
        for (int i = 0; i < links.Count; i++)
        {
            (int left, int right, AssociationEnd toRight) = links[i];
            entries[next[left]++] = (toRight.Index, i, right);
            entries[next[right]++] = (toRight.OppositeIndex, i, left);
        }

        for (int asset = 0; asset < assetCount; asset++)
        {
            Array.Sort(entries, start[asset], start[asset + 1] - start[asset]);
        }

        ends = Array.ConvertAll(entries, entry => entry.End);
        targets = Array.ConvertAll(entries, entry => entry.Target);
    }

    /// <summary>The assets at an association end, seen from an asset.</summary>
    public ReadOnlySpan<int> From(int asset, int end)
    {
        ReadOnlySpan<int> own = ends.AsSpan(start[asset], start[asset + 1] - start[asset]);
        int first = LowerBound(own, end);
        int length = first < own.Length && own[first] == end ? LowerBound(own[first..], end + 1) : 0;
        return targets.AsSpan(start[asset] + first, length);
    }

    private static int LowerBound(ReadOnlySpan<int> sorted, int value)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
