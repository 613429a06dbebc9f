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
    public static CriticalPath? Find(AttackGraph graph, TracedPath?[] traced)
    {
        TracedPath[] found = [.. traced.OfType<TracedPath>()];
        if (found.Length == 0)
        {
            return null;
        }

        SortedDictionary<int, List<float>> visits = [];
        foreach (TracedPath path in found)
        {
            for (int position = 0; position < path.Nodes.Length; position++)
            {
                int node = path.Nodes[position];
                if (!visits.TryGetValue(node, out List<float>? times))
                {
                    visits.Add(node, times = []);
                }

                times.Add(path.Times[position]);
            }
        }

        TracedPath[] chosen = FollowBack(found);
        return new CriticalPath(
            Hops(graph, chosen[0].Nodes, visits, found.Length),
            chosen.Length,
            (double)chosen.Length / found.Length,
            found.Select(path => path.Nodes).Distinct(PathComparer.Instance).Count(),
            [.. visits.Select(pair => new VisitedNode(pair.Key, (double)pair.Value.Count / found.Length))]
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
        SortedDictionary<int, List<float>> visits,
        int found
    )
    {
        ImmutableArray<PathHop>.Builder hops = ImmutableArray.CreateBuilder<PathHop>(nodes.Length);
        float latest = 0;
        for (int position = 0; position < nodes.Length; position++)
        {
            int node = nodes[position];
            List<float> times = visits[node];
            // The samples of two hops differ, so that a later hop's median may be the smaller one.
            latest = Math.Max(latest, MonteCarlo.OrderStatistic.Quantile([.. times], 0.5));
            hops.Add(
                new PathHop(
                    node,
                    latest,
                    (double)times.Count / found,
                    position > 0 && graph.StepOf(node).Type == StepType.And
                        ? OtherParents(graph, node, nodes[position - 1])
                        : []
                )
            );
        }

        return hops.MoveToImmutable();
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
