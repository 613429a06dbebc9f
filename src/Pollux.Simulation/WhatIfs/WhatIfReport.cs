using System.Collections.Immutable;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Risk;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.WhatIfs;

/// <summary>A scenario beside the same scenario with a change: the same attacks, so that the difference is the change and not luck.</summary>
/// <param name="Scenario">As it is.</param>
/// <param name="Changes">What is changed.</param>
/// <param name="HasMoney">True when a goal has a loss in money; without, each goal counts 1.</param>
/// <param name="LossBefore">The expected loss as it is.</param>
/// <param name="LossAfter">The expected loss with the change.</param>
/// <param name="LossCut">What the change removes, below 0 when it adds; the interval is that of the paired difference.</param>
/// <param name="Goals">Each goal, in the order of the scenario.</param>
/// <param name="Changed">The nodes that the change affects, ascending.</param>
public sealed record WhatIfReport(
    Scenario Scenario,
    ImmutableArray<StepOverride> Changes,
    bool HasMoney,
    Estimate LossBefore,
    Estimate LossAfter,
    Estimate LossCut,
    ImmutableArray<GoalChange> Goals,
    ImmutableArray<ChangedNode> Changed
)
{
    /// <summary>Compares.</summary>
    /// <param name="scenario">As it is.</param>
    /// <param name="changes">What is changed.</param>
    /// <param name="cancellationToken">Checked every few samples.</param>
    public static WhatIfReport Of(
        Scenario scenario,
        ImmutableArray<StepOverride> changes,
        CancellationToken cancellationToken = default
    )
    {
        SimulationRequest request = scenario.Request with
        {
            Watched = [.. scenario.Goals.Select(goal => goal.Node)],
            Precision = null,
        };
        WhatIf whatIf = WhatIf.Prepare(scenario.Graph, request, cancellationToken: cancellationToken);
        WhatIfResult result = whatIf.Ask(changes, cancellationToken);
        LossModel losses = new(scenario.Goals);
        double[] before = losses.PerSample(whatIf.Times, request.Samples);
        double[] after = losses.PerSample(result.Times, request.Samples);
        return new WhatIfReport(
            scenario,
            changes,
            losses.HasMoney,
            losses.MeanOf(before),
            losses.MeanOf(after),
            LossModel.DifferenceOf([.. before.Zip(after, (was, now) => was - now)]),
            [.. scenario.Goals.Select((goal, index) => GoalChange.Of(goal, whatIf.Times[index], result.Times[index]))],
            result.Changed
        );
    }
}

/// <summary>What a change does to a goal.</summary>
/// <param name="Goal">The goal.</param>
/// <param name="Before">Probability as it is; Wilson interval.</param>
/// <param name="After">Probability with the change; Wilson interval.</param>
/// <param name="Prevented">In how many samples the goal fell before and does not now.</param>
/// <param name="Enabled">In how many samples it falls now and did not before.</param>
/// <param name="MedianBefore">By when half of all samples had reached it, days; null when fewer did.</param>
/// <param name="MedianAfter">The same with the change.</param>
public sealed record GoalChange(
    CrownJewel Goal,
    Estimate Before,
    Estimate After,
    int Prevented,
    int Enabled,
    double? MedianBefore,
    double? MedianAfter
)
{
    internal static GoalChange Of(CrownJewel goal, ImmutableArray<double> before, ImmutableArray<double> after)
    {
        int prevented = 0;
        int enabled = 0;
        for (int sample = 0; sample < before.Length; sample++)
        {
            bool was = double.IsFinite(before[sample]);
            bool now = double.IsFinite(after[sample]);
            prevented += was && !now ? 1 : 0;
            enabled += now && !was ? 1 : 0;
        }

        return new GoalChange(
            goal,
            Estimate.OfShare(before.Count(double.IsFinite), before.Length),
            Estimate.OfShare(after.Count(double.IsFinite), after.Length),
            prevented,
            enabled,
            SampleTimes.Percentile(SampleTimes.Sort(before), 0.5),
            SampleTimes.Percentile(SampleTimes.Sort(after), 0.5)
        );
    }
}
