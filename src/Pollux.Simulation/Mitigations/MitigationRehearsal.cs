using System.Collections.Immutable;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;
using Pollux.Simulation.WhatIfs;

namespace Pollux.Simulation.Mitigations;

/// <summary>
/// Attacks a scenario again and again with other defences on, by the same chance each time, so that the difference of two answers is that of the
/// defences and not of luck.
/// </summary>
internal sealed class MitigationRehearsal
{
    private readonly AttackGraph graph;
    private readonly SimulationRequest request;
    private readonly WhatIf whatIf;
    private readonly CancellationToken cancellationToken;

    /// <summary>Attacks the scenario as it is.</summary>
    /// <param name="scenario">The scenario as it is.</param>
    /// <param name="samples">How many attacks.</param>
    /// <param name="seed">Decides every random number.</param>
    /// <param name="cancellationToken">Checked every few samples.</param>
    public MitigationRehearsal(Scenario scenario, int samples, ulong seed, CancellationToken cancellationToken)
    {
        graph = scenario.Graph;
        request = scenario.Request with
        {
            Samples = samples,
            Seed = seed,
            Precision = null,
            Watched = [.. scenario.Goals.Select(goal => goal.Node)],
            WatchedSets = [],
            Percentiles = false,
        };
        this.cancellationToken = cancellationToken;
        whatIf = WhatIf.Prepare(graph, request, cancellationToken: cancellationToken);
    }

    /// <summary>How many attacks.</summary>
    public int Samples => request.Samples;

    /// <summary>For each goal its time in each sample as it is, days; infinite where it was not reached.</summary>
    public ImmutableArray<ImmutableArray<double>> Before => whatIf.Times;

    /// <summary>The same with defences on.</summary>
    /// <param name="defenses">Nodes of defences.</param>
    public ImmutableArray<ImmutableArray<double>> With(IEnumerable<int> defenses)
    {
        ImmutableArray<StepOverride> changes = OverridesFor(defenses);
        return changes.IsEmpty ? Before
            : whatIf.IsIncremental ? whatIf.Ask(changes, cancellationToken).Times
            : MonteCarloRun
                .Run(
                    graph,
                    request with
                    {
                        Overrides = [.. request.Overrides, .. changes],
                        Watched = [],
                        WatchedSets = [.. request.Watched.Select(node => ImmutableArray.Create(node))],
                    },
                    cancellationToken: cancellationToken
                )
                .WatchedSets;
    }

    /// <summary>The ways to the goals with defences on.</summary>
    public ImmutableArray<WatchedStep> Watch(IEnumerable<int> defenses) =>
        MonteCarloRun
            .Run(
                graph,
                request with
                {
                    Overrides = [.. request.Overrides, .. OverridesFor(defenses)],
                },
                cancellationToken: cancellationToken
            )
            .Watched;

    private static ImmutableArray<StepOverride> OverridesFor(IEnumerable<int> defenses) =>
        [.. defenses.Distinct().Order().Select(node => new StepOverride(node, OverrideKind.DefenseOn))];
}
