using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Attackers;

/// <summary>
/// Which steps an attacker's capabilities hold back. A capability that the attacker always has holds back nothing, one that it never has
/// makes its steps impossible, and each of the others is a bit that is drawn once for a sample.
/// </summary>
internal sealed class CapabilityGates
{
    private readonly AttackGraph graph;
    private readonly double[] probabilities;
    private readonly ulong[] keys;
    private readonly ulong[][] needs;
    private readonly bool[][] impossible;

    public CapabilityGates(AttackGraph graph, AttackerProfile attacker)
    {
        if (attacker.Capabilities.Count > AttackerProfile.MaximumCapabilities)
        {
            throw new ArgumentOutOfRangeException(nameof(attacker), "A profile has too many capabilities.");
        }

        this.graph = graph;
        KeyValuePair<string, double>[] drawn = [.. attacker.Capabilities.Where(pair => pair.Value is > 0 and < 1)];
        probabilities = [.. drawn.Select(pair => pair.Value)];
        keys =
        [
            .. drawn.Select(pair => StepKey.Of(StepKey.OfName("capability of the attacker"), StepKey.OfName(pair.Key))),
        ];
        ImmutableArray<AssetType> types = graph.Language.Types;
        needs = new ulong[types.Length][];
        impossible = new bool[types.Length][];
        foreach (AssetType type in types)
        {
            needs[type.Index] = [.. type.Steps.Select(step => Bits(step, drawn))];
            impossible[type.Index] =
            [
                .. type.Steps.Select(step =>
                    step.Tags.Any(tag => attacker.Capabilities.TryGetValue(tag, out double p) && p <= 0)
                ),
            ];
        }
    }

    /// <summary>The capabilities that a node needs and that are drawn.</summary>
    public ulong NeedsOf(int node) => needs[graph.TypeIndexOf(node)][graph.StepIndexOf(node)];

    /// <summary>False when a node needs a capability that the attacker never has.</summary>
    public bool IsPossible(int node) => !impossible[graph.TypeIndexOf(node)][graph.StepIndexOf(node)];

    /// <summary>The capabilities that the attacker of a sample has.</summary>
    public ulong Draw(ulong seed, uint sample)
    {
        ulong held = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            StepChance chance = new(seed, sample, keys[i]);
            held |= chance.NextUniform() < probabilities[i] ? 1UL << i : 0;
        }

        return held;
    }

    private static ulong Bits(LanguageStep step, KeyValuePair<string, double>[] drawn)
    {
        ulong bits = 0;
        if (step.IsAttackStep)
        {
            for (int i = 0; i < drawn.Length; i++)
            {
                bits |= step.Tags.Contains(drawn[i].Key, StringComparer.Ordinal) ? 1UL << i : 0;
            }
        }

        return bits;
    }
}
