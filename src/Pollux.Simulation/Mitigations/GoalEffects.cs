using System.Collections.Immutable;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Mitigations;

/// <summary>Compares how goals fare in the same attacks before and after a change.</summary>
internal static class GoalEffects
{
    /// <summary>What a change does to each goal that it changes, largest change first.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="goals">The goals.</param>
    /// <param name="before">For each goal its time in each sample without the change, infinite where it was not reached.</param>
    /// <param name="after">The same with it.</param>
    public static ImmutableArray<JewelEffect> Of(
        AttackGraph graph,
        ImmutableArray<CrownJewel> goals,
        ImmutableArray<ImmutableArray<double>> before,
        ImmutableArray<ImmutableArray<double>> after
    ) =>
        [
            .. goals
                .Select(
                    (goal, index) => Of(graph, goal, SampleTimes.Sort(before[index]), SampleTimes.Sort(after[index]))
                )
                .Where(effect => effect.Before != effect.After || effect.MedianBefore != effect.MedianAfter)
                .OrderByDescending(effect => effect.Before - effect.After)
                .ThenBy(effect => effect.Asset, StringComparer.Ordinal)
                .ThenBy(effect => effect.Step, StringComparer.Ordinal),
        ];

    private static JewelEffect Of(AttackGraph graph, CrownJewel goal, double[] before, double[] after) =>
        new(
            graph.AssetOf(goal.Node).Name,
            graph.StepOf(goal.Node).Name,
            (double)before.Count(double.IsFinite) / before.Length,
            (double)after.Count(double.IsFinite) / after.Length,
            SampleTimes.Percentile(before, 0.5),
            SampleTimes.Percentile(after, 0.5)
        );
}
