using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Paths;

/// <summary>Makes a distinct path of one goal readable: its hops with shares, times and what else they needed.</summary>
internal sealed class DistinctPathBuilder(AttackTrees trees, EqualAssets equals, int goal)
{
    private readonly AttackGraph graph = trees.Scenario.Graph;

    /// <summary>The path; how often attackers got past its hops is still to be counted.</summary>
    /// <param name="way">The ways that it stands for.</param>
    /// <param name="reached">How many samples reached the goal.</param>
    public DistinctPath Build(DistinctWay way, int reached)
    {
        int shown = TypicalSample(way.Leader.Samples);
        AttackTree tree = trees.Trees[goal][shown]!;
        (int Node, float Time)[] steps = Way.AttackSteps(graph, tree);
        PathTimes times = new(graph, equals, steps);
        foreach (int sample in way.Samples)
        {
            times.Add(Way.AttackSteps(graph, trees.Trees[goal][sample]!));
        }

        ImmutableArray<DistinctHop>.Builder hops = ImmutableArray.CreateBuilder<DistinctHop>(steps.Length);
        NeededSteps needed = new(graph, tree, trees.NeedsAttacker);
        int before = -1;
        for (int hop = 0; hop < steps.Length; hop++)
        {
            int node = steps[hop].Node;
            DistinctHop made = new(
                node,
                equals.EqualsOf(graph, node),
                Way.IsSignificant(graph, steps, hop),
                times.Share(hop),
                times.Past(hop),
                times.Added(hop, before),
                default,
                needed.OffDefensesOf(node),
                [.. needed.Of(node).Select(step => WithMedians(step, way))]
            );
            hops.Add(made);
            before = made.IsSignificant ? hop : before;
        }

        int count = way.Samples.Length;
        float[] goalTimes = [.. way.Samples.Select(sample => (float)trees.Times[goal][sample])];
        return new DistinctPath(
            count,
            (double)count / reached,
            ProportionInterval.Wilson(count, reached),
            (double)count / trees.Traced,
            ProportionInterval.Wilson(count, trees.Traced),
            way.Ways,
            TimeSpread.Of(goalTimes),
            hops.MoveToImmutable()
        );
    }

    // Of the samples of the way shown, the one that was neither fast nor slow.
    private int TypicalSample(List<int> samples)
    {
        int[] byTime = [.. samples.OrderBy(sample => trees.Times[goal][sample]).ThenBy(sample => sample)];
        return byTime[(byTime.Length - 1) / 2];
    }

    private NeededStep WithMedians(NeededStep step, DistinctWay way)
    {
        List<float> times = [];
        foreach (int sample in way.Samples)
        {
            AttackTree tree = trees.Trees[goal][sample]!;
            int at = Array.IndexOf(tree.Nodes, step.Node);
            if (at >= 0)
            {
                times.Add(tree.Times[at]);
            }
        }

        return step with
        {
            MedianDays = OrderStatistic.Quantile(CollectionsMarshal.AsSpan(times), 0.5),
            AlsoNeeded = [.. step.AlsoNeeded.Select(inner => WithMedians(inner, way))],
        };
    }
}
