using Pollux.Simulation.Assessments;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Paths;
using Pollux.Simulation.Risk;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.ChokePoints;

/// <summary>
/// Takes something out and rehearses the same attacks again, by the same chance. Only samples in which a goal's attack needed it are run:
/// in all others everything that the goals needed is still there at the same times, and a removal makes nothing faster, so they end as before.
/// </summary>
internal sealed class Removal
{
    private readonly AttackTrees trees;
    private readonly NeededBy needed;
    private readonly Scenario scenario;
    private readonly LossModel losses;
    private readonly double[] lossBefore;
    private readonly double[][] sortedBefore;
    private readonly int[] untraced;

    public Removal(AttackTrees trees, NeededBy needed)
    {
        this.trees = trees;
        this.needed = needed;
        scenario = trees.Scenario;
        losses = new LossModel(scenario.Goals);
        lossBefore = losses.PerSample(ChokePointFinder.Immutable(trees.Times), scenario.Request.Samples);
        sortedBefore = [.. ChokePointFinder.Immutable(trees.Times).Select(SampleTimes.Sort)];
        untraced = [.. Enumerable.Range(trees.Traced, scenario.Request.Samples - trees.Traced).Where(IsAttack)];
        Attacks = Enumerable.Range(0, trees.Traced).Count(IsAttack);
    }

    /// <summary>In how many traced samples a goal was reached.</summary>
    public int Attacks { get; }

    /// <summary>Tries one.</summary>
    public ChokePoint Try(ChokePointCandidate candidate, Reachability reachability, CancellationToken cancellationToken)
    {
        bool[] gone = new bool[scenario.Graph.NodeCount];
        foreach (int node in candidate.Removed)
        {
            gone[node] = true;
        }

        reachability.Search(gone);
        bool[] cutOff = [.. scenario.Goals.Select(goal => !reachability.Reached[goal.Node])];
        int[] samples = needed.SamplesOf(candidate.Attacks);
        double[][] after = [.. trees.Times.Select(times => times.ToArray())];
        Rehearse(candidate, [.. samples, .. untraced], cutOff, after, cancellationToken);
        double[] lossAfter = losses.PerSample(ChokePointFinder.Immutable(after), scenario.Request.Samples);
        return new ChokePoint(
            candidate.Node,
            candidate.Asset,
            candidate.Together,
            (double)samples.Length / Attacks,
            needed.WaysOf(candidate.Attacks),
            [.. scenario.Goals.Select((goal, index) => EffectOf(goal, index, after[index], cutOff[index]))],
            losses.MeanOf([.. lossBefore.Zip(lossAfter, (before, now) => before - now)])
        );
    }

    private void Rehearse(
        ChokePointCandidate candidate,
        int[] samples,
        bool[] cutOff,
        double[][] after,
        CancellationToken cancellationToken
    )
    {
        if (cutOff.All(isCut => isCut))
        {
            Array.ForEach(after, times => Array.Fill(times, double.PositiveInfinity));
            return;
        }

        SimulationRequest request = scenario.Request with
        {
            Overrides =
            [
                .. scenario.Request.Overrides,
                .. candidate.Removed.Select(node => new StepOverride(node, OverrideKind.Remove)),
            ],
        };
        SimulationPlan plan = SimulationPlan.Create(scenario.Graph, request);
        SampleWorker worker = new(plan, request);
        foreach (int sample in samples)
        {
            cancellationToken.ThrowIfCancellationRequested();
            worker.Run((uint)sample, []);
            for (int goal = 0; goal < after.Length; goal++)
            {
                after[goal][sample] = SampleLoop.TimeOf(plan, worker, scenario.Goals[goal].Node);
            }
        }
    }

    private GoalEffect EffectOf(CrownJewel goal, int index, double[] after, bool isCutOff)
    {
        int count = after.Length;
        int before = sortedBefore[index].Count(double.IsFinite);
        int now = after.Count(double.IsFinite);
        double[] sorted = [.. after];
        Array.Sort(sorted);
        return new GoalEffect(
            goal,
            Estimate.OfShare(before, count),
            isCutOff ? new Estimate(0, 0, 0) : Estimate.OfShare(now, count),
            Estimate.OfShare(before - now, count),
            isCutOff,
            SampleTimes.Percentile(sortedBefore[index], 0.5),
            SampleTimes.Percentile(sorted, 0.5)
        );
    }

    private bool IsAttack(int sample) => trees.Times.Any(times => double.IsFinite(times[sample]));
}
