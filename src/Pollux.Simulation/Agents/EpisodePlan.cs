using System.Collections.Immutable;
using Pollux.Language.Specification;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Agents;

/// <summary>
/// A scenario made ready for episodes: what is the same in all of them, in flat arrays. Immutable once made, shared by all workers.
/// </summary>
internal sealed class EpisodePlan
{
    public EpisodePlan(AgentScenario scenario)
    {
        Scenario = scenario;
        Graph = scenario.Graph;
        int count = Graph.NodeCount;
        Traits = new NodeTraits[count];
        Keys = new ulong[count];
        (ChildStart, Children) = IndexChildren();
        for (int node = 0; node < count; node++)
        {
            Keys[node] = Graph.ChanceKeyOf(node);
        }

        Uncertain =
        [
            .. Enumerable
                .Range(0, count)
                .Where(node =>
                    scenario.Settings.DrawDefenses
                    && Graph.StepOf(node).Type == StepType.Defense
                    && Graph.DefenseProbabilityOf(node) is > 0 and < 1
                ),
        ];
        Start = World.AtStart(this);
        Times = [.. scenario.Attackers.Select(TimesOf)];
        Capabilities = [.. scenario.Attackers.Select(CapabilitiesOf)];
        Detectors = new DetectorTable(Graph);
        (GoalStart, GoalCount) = IndexGoals();
    }

    public AgentScenario Scenario { get; }

    public AttackGraph Graph { get; }

    /// <summary>What each node is.</summary>
    public NodeTraits[] Traits { get; }

    /// <summary>The key of each node's random numbers, the same as in a Monte Carlo run.</summary>
    public ulong[] Keys { get; }

    /// <summary>Where the children of each node start, and their number at the end.</summary>
    public int[] ChildStart { get; }

    /// <summary>The attack steps that each node leads to.</summary>
    public int[] Children { get; }

    /// <summary>Defences that are on or off by chance.</summary>
    public ImmutableArray<int> Uncertain { get; }

    /// <summary>The world before anything is drawn: defences that are certainly on are on.</summary>
    public World Start { get; }

    /// <summary>For each attacker the times of each node.</summary>
    public ImmutableArray<TimeFacts[]> Times { get; }

    /// <summary>For each attacker what its capabilities hold back; null when nothing.</summary>
    public ImmutableArray<CapabilityGates?> Capabilities { get; }

    /// <summary>The detectors.</summary>
    public DetectorTable Detectors { get; }

    /// <summary>Where the goals of each attacker start among all goals.</summary>
    public ImmutableArray<int> GoalStart { get; }

    /// <summary>How many goals all attackers have together.</summary>
    public int GoalCount { get; }

    /// <summary>The attack steps that a node leads to.</summary>
    public ReadOnlySpan<int> ChildrenOf(int node) =>
        Children.AsSpan(ChildStart[node], ChildStart[node + 1] - ChildStart[node]);

    private (int[] Start, int[] Children) IndexChildren()
    {
        int[] start = new int[Graph.NodeCount + 1];
        List<int> children = new(Graph.EdgeCount);
        for (int node = 0; node < Traits.Length; node++)
        {
            Traits[node] = Graph.StepOf(node) switch
            {
                { IsAttackStep: false } => NodeTraits.None,
                { } step => NodeTraits.AttackStep
                    | (step.Type == StepType.And ? NodeTraits.And : NodeTraits.None)
                    | (step.CausalMode == CausalMode.Effect ? NodeTraits.Effect : NodeTraits.None),
            };
        }

        for (int node = 0; node < Traits.Length; node++)
        {
            start[node] = children.Count;
            foreach (int child in Graph.ChildrenOf(node))
            {
                if (Traits[child] != NodeTraits.None)
                {
                    children.Add(child);
                }
            }
        }

        start[^1] = children.Count;
        return (start, [.. children]);
    }

    private TimeFacts[] TimesOf(AttackerAgent attacker)
    {
        Dictionary<Distribution, TimeFacts> known = new(ReferenceEqualityComparer.Instance);
        var times = new TimeFacts[Graph.NodeCount];
        for (int node = 0; node < times.Length; node++)
        {
            times[node] = Facts(Graph.TimeOf(node));
        }

        foreach ((int node, Distribution time) in attacker.Times)
        {
            times[node] = Facts(time);
        }

        return times;

        TimeFacts Facts(Distribution time)
        {
            if (!known.TryGetValue(time, out TimeFacts? facts))
            {
                facts = new TimeFacts(time, Scenario.Settings, attacker.Profile.TimeFactor);
                known.Add(time, facts);
            }

            return facts;
        }
    }

    private CapabilityGates? CapabilitiesOf(AttackerAgent attacker) =>
        attacker.Profile.Capabilities.IsEmpty ? null : new CapabilityGates(Graph, attacker.Profile);

    private (ImmutableArray<int> Start, int Count) IndexGoals()
    {
        ImmutableArray<int>.Builder start = ImmutableArray.CreateBuilder<int>();
        int count = 0;
        foreach (AttackerAgent attacker in Scenario.Attackers)
        {
            start.Add(count);
            count += attacker.Goals.Length;
        }

        return (start.ToImmutable(), count);
    }
}
