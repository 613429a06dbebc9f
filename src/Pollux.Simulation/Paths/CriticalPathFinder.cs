using System.Collections.Immutable;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Paths;

/// <summary>
/// Chooses the path that shows best how a step is reached: followed back from the step, at each hop the way by which most of
/// the samples came that are still left. Whole paths are too many to count: hundreds differ in which of twenty people was the
/// first to click, and a way without such choices would seem to be the most frequent.
/// </summary>
internal static class CriticalPathFinder
{
    /// <summary>The path of the most frequent hops, from the end backwards; of equally frequent ones that of the lowest node.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="traced">The path of each sample, null where the step was not reached.</param>
    /// <returns>The path, or null when no sample reached the step.</returns>
    public static CriticalPath? Find(AttackGraph graph, ReadOnlySpan<TracedPath?> traced)
    {
        TracedPath[] found = [.. traced.ToArray().OfType<TracedPath>()];
        if (found.Length == 0)
        {
            return null;
        }

        SortedDictionary<int, int> visits = [];
        foreach (int node in found.SelectMany(path => path.Nodes))
        {
            visits[node] = visits.GetValueOrDefault(node) + 1;
        }

        TracedPath[] chosen = FollowBack(found);
        return new CriticalPath(
            Hops(graph, chosen[0].Nodes, found, visits),
            chosen.Length,
            (double)chosen.Length / found.Length,
            found.Select(path => path.Nodes).Distinct(PathComparer.Instance).Count(),
            [.. visits.Select(pair => new VisitedNode(pair.Key, (double)pair.Value / found.Length))]
        );
    }

    private static TracedPath[] FollowBack(TracedPath[] found)
    {
        TracedPath[] left = found;
        for (int back = 1; left.Any(path => path.Nodes.Length >= back); back++)
        {
            int hop = back;
            left =
            [
                .. left.GroupBy(path => path.Nodes.Length >= hop ? path.Nodes[^hop] : -1)
                    .OrderByDescending(group => group.Count())
                    .ThenBy(group => group.Key)
                    .First(),
            ];
        }

        return left;
    }

    private static ImmutableArray<PathHop> Hops(
        AttackGraph graph,
        int[] nodes,
        TracedPath[] found,
        SortedDictionary<int, int> visits
    )
    {
        Dictionary<(int From, int To), List<float>> added = AddedTimes(nodes, found);
        ImmutableArray<PathHop>.Builder hops = ImmutableArray.CreateBuilder<PathHop>(nodes.Length);
        double days = 0;
        for (int position = 0; position < nodes.Length; position++)
        {
            int node = nodes[position];
            int before = position == 0 ? -1 : nodes[position - 1];
            days += MonteCarlo.OrderStatistic.Quantile([.. added[(before, node)]], 0.5);
            hops.Add(
                new PathHop(
                    node,
                    days,
                    (double)visits[node] / found.Length,
                    before >= 0 && graph.StepOf(node).Type == StepType.And ? OtherParents(graph, node, before) : []
                )
            );
        }

        return hops.MoveToImmutable();
    }

    // For each hop the time that it added to the one before, in every sample whose own path has the two in this order. One exact path
    // decides too few samples for a median, and all samples that had the later hop came to it by ways of very different length.
    private static Dictionary<(int From, int To), List<float>> AddedTimes(int[] nodes, TracedPath[] found)
    {
        Dictionary<(int From, int To), List<float>> added = [];
        for (int position = 0; position < nodes.Length; position++)
        {
            added[(position == 0 ? -1 : nodes[position - 1], nodes[position])] = [];
        }

        foreach (TracedPath path in found)
        {
            for (int position = 0; position < path.Nodes.Length; position++)
            {
                int before = position == 0 ? -1 : path.Nodes[position - 1];
                if (added.TryGetValue((before, path.Nodes[position]), out List<float>? times))
                {
                    times.Add(path.Times[position] - (position == 0 ? 0 : path.Times[position - 1]));
                }
            }
        }

        return added;
    }

    private static ImmutableArray<int> OtherParents(AttackGraph graph, int node, int followed)
    {
        ImmutableArray<int>.Builder others = ImmutableArray.CreateBuilder<int>();
        foreach (int parent in graph.ParentsOf(node))
        {
            if (parent != followed)
            {
                others.Add(parent);
            }
        }

        return others.ToImmutable();
    }
}
