using System.Collections.Immutable;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Mitigations;
using Pollux.Simulation.MonteCarlo;
using Pollux.Twin.Revisions;

namespace Pollux.Simulation.Scenarios;

/// <summary>
/// What is rehearsed: where the attacker begins, who it is, what must not fall and which defences are changed. Every analysis takes
/// one and varies its <see cref="Request"/>; by the same seed all of them see the same attacks.
/// </summary>
/// <param name="Graph">The attack graph.</param>
/// <param name="Request">Entries, attacker, changed defences, samples, seed and horizon.</param>
/// <param name="Goals">The crown jewels, ascending by node, each once.</param>
public sealed record Scenario(AttackGraph Graph, SimulationRequest Request, ImmutableArray<CrownJewel> Goals)
{
    /// <summary>The currency of the goals' losses, such as <c>EUR</c>; empty when none is known.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The currency that a site gives its losses in; empty when it does not say.</summary>
    public static string CurrencyOf(Revision revision) => new MitigationCosts(revision).Currency;
}
