using System.Collections.Immutable;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Tests.Paths;

/// <summary>Scenarios of small graphs.</summary>
internal static class Rehearsed
{
    /// <summary>An attacker that begins at one step and wants some others.</summary>
    public static Scenario From(AttackGraph graph, string entry, params string[] goals) =>
        new(
            graph,
            new SimulationRequest
            {
                Entries = [graph.FindNode(entry)],
                Samples = 4_000,
                Seed = 7,
                Threads = 2,
            },
            Goals(graph, goals.Select(graph.FindNode))
        );

    /// <summary>Goals without a loss.</summary>
    public static ImmutableArray<CrownJewel> Goals(AttackGraph graph, IEnumerable<int> nodes) =>
        [.. nodes.Order().Select(node => CrownJewel.Named(graph, node))];
}
