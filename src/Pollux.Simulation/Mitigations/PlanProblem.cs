using System.Collections.Immutable;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Risk;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Mitigations;

/// <summary>The candidates of a plan as a problem for <see cref="SetSearch"/>: their costs, and their residual risk by simulation.</summary>
internal sealed class PlanProblem(
    AttackGraph graph,
    ImmutableArray<CrownJewel> goals,
    MitigationCosts costs,
    IReadOnlyList<MitigationCandidate> candidates
)
{
    private readonly LossModel losses = new(goals);

    /// <summary>How samples become losses.</summary>
    public LossModel Losses => losses;

    /// <summary>Costs, and for each kind of defence all of that kind as one move.</summary>
    public SearchProblem ToSearch() =>
        new(
            [.. candidates.Select(costs.Of)],
            [
                .. candidates
                    .Select((candidate, index) => (candidate, index))
                    .Where(pair => pair.candidate.Nodes.Length == 1)
                    .GroupBy(pair =>
                        (graph.AssetOf(pair.candidate.Nodes[0]).Type, graph.StepOf(pair.candidate.Nodes[0]).Name)
                    )
                    .Where(group => group.Count() > 1)
                    .Select(group => CandidateSet.Of(group.Select(pair => pair.index))),
            ]
        );

    /// <summary>The defences of a set.</summary>
    public IEnumerable<int> DefensesOf(CandidateSet set) => set.Members.SelectMany(member => candidates[member].Nodes);

    /// <summary>The loss of each sample with a set.</summary>
    public double[] LossesWith(MitigationRehearsal rehearsal, CandidateSet set) =>
        losses.PerSample(rehearsal.With(DefensesOf(set)), rehearsal.Samples);

    /// <summary>The mean loss with a set.</summary>
    public double ResidualWith(MitigationRehearsal rehearsal, CandidateSet set) =>
        LossesWith(rehearsal, set).Sum() / rehearsal.Samples;
}
