using System.Collections.Immutable;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Paths;

/// <summary>Chooses the path that decided most often.</summary>
internal static class CriticalPathFinder
{
    /// <summary>The most frequent path; among equally frequent ones the one whose hops are the most frequent, then the lowest nodes.</summary>
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

        var groups = found.GroupBy(path => path.Nodes, PathComparer.Instance).ToList();
        Dictionary<int, int> visits = [];
        foreach (IGrouping<int[], TracedPath> group in groups)
        {
            int samples = group.Count();
            foreach (int node in group.Key)
            {
                visits[node] = visits.GetValueOrDefault(node) + samples;
            }
        }

        IGrouping<int[], TracedPath> best = groups
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => group.Key.Average(node => (double)visits[node]))
            .ThenBy(group => group.Key, Comparer<int[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))
            .First();
        TracedPath[] chosen = [.. best];
        return new CriticalPath(
            [.. best.Key.Select((node, position) => Hop(graph, chosen, position, (double)visits[node] / found.Length))],
            chosen.Length,
            (double)chosen.Length / found.Length,
            groups.Count
        );
    }

    private static PathHop Hop(AttackGraph graph, TracedPath[] chosen, int position, double share)
    {
        int node = chosen[0].Nodes[position];
        float[] times = [.. chosen.Select(path => path.Times[position])];
        return new PathHop(
            node,
            MonteCarlo.OrderStatistic.Quantile(times, 0.5),
            share,
            position > 0 && graph.StepOf(node).Type == StepType.And
                ? OtherParents(graph, node, chosen[0].Nodes[position - 1])
                : []
        );
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
