using Pollux.Language.Specification;
using Pollux.Simulation.Agents;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Tests.Agents;

/// <summary>
/// The slow, simple version of the turn-based semantics: necessity, what is traversable and what follows are worked out from their
/// definitions, for the whole graph, whenever they are asked for. Nothing is kept but what was performed and which defences are on.
/// </summary>
internal sealed class TurnOracle
{
    private readonly AttackGraph graph;
    private readonly EpisodeSettings settings;
    private readonly AttackerAgent attacker;
    private readonly uint episode;
    private readonly HashSet<int> openEntries = [];

    public TurnOracle(AgentScenario scenario, uint episode)
    {
        graph = scenario.Graph;
        settings = scenario.Settings;
        attacker = scenario.Attackers[0];
        this.episode = episode;
        for (int node = 0; node < graph.NodeCount; node++)
        {
            if (graph.StepOf(node).Type == StepType.Defense && IsOnAtStart(node))
            {
                On.Add(node);
            }
        }

        foreach (int entry in attacker.EntrySets[0])
        {
            if (settings.CompromiseEntriesAtStart)
            {
                Perform(entry);
            }
            else if (!graph.TimeOf(entry).IsNever)
            {
                openEntries.Add(entry);
            }
        }
    }

    public HashSet<int> On { get; } = [];

    public HashSet<int> Performed { get; } = [];

    public void Perform(int node)
    {
        Performed.Add(node);
        openEntries.Remove(node);
        for (bool changed = true; changed; )
        {
            changed = false;
            foreach (int effect in Performed.SelectMany(performed => graph.ChildrenOf(performed).ToArray()).ToArray())
            {
                if (IsEffect(effect) && IsTraversable(effect) && Performed.Add(effect))
                {
                    openEntries.Remove(effect);
                    changed = true;
                }
            }
        }
    }

    public SortedSet<int> Surface()
    {
        SortedSet<int> surface = [.. openEntries];
        bool[] necessary = Necessity();
        foreach (int node in Performed.SelectMany(performed => graph.ChildrenOf(performed).ToArray()))
        {
            if (
                IsTraversable(node)
                && !IsEffect(node)
                && attacker.Actionable!.Contains(node)
                && !(settings.SkipCompromised && Performed.Contains(node))
                && !(settings.SkipUnnecessary && !necessary[node])
            )
            {
                surface.Add(node);
            }
        }

        return surface;
    }

    // The greatest fixed point: all are necessary, until something shows that they are not.
    public bool[] Necessity()
    {
        bool[] necessary = new bool[graph.NodeCount];
        Array.Fill(necessary, true);
        for (bool changed = true; changed; )
        {
            changed = false;
            for (int node = 0; node < graph.NodeCount; node++)
            {
                bool[] parents = [.. graph.ParentsOf(node).ToArray().Select(parent => necessary[parent])];
                bool value = graph.StepOf(node).Type switch
                {
                    StepType.Exist => !graph.RequirementExists(node),
                    StepType.NotExist => graph.RequirementExists(node),
                    StepType.Defense => On.Contains(node),
                    StepType.Or => parents.Length == 0 || parents.All(parent => parent),
                    _ => parents.Length == 0 || parents.Any(parent => parent),
                };
                changed |= necessary[node] != value;
                necessary[node] = value;
            }
        }

        return necessary;
    }

    public bool IsImpossible(int node)
    {
        if (graph.TimeOf(node).IsNever)
        {
            return true;
        }

        StepChance chance = new(settings.Seed, episode, graph.ChanceKeyOf(node));
        return settings.DrawGates && double.IsPositiveInfinity(graph.TimeOf(node).Sample(ref chance));
    }

    private bool IsTraversable(int node)
    {
        int[] parents = graph.ParentsOf(node).ToArray();
        bool[] necessary = Necessity();
        return graph.StepOf(node).IsAttackStep
            && !IsBlocked(node, parents)
            && parents.Any(Performed.Contains)
            && (
                graph.StepOf(node).Type == StepType.Or
                || parents.All(parent => Performed.Contains(parent) || !necessary[parent])
            );
    }

    private bool IsBlocked(int node, int[] parents) =>
        IsImpossible(node) || (graph.StepOf(node).Type == StepType.And ? parents.Any(Blocks) : parents.All(Blocks));

    private bool Blocks(int parent) =>
        graph.StepOf(parent).Type switch
        {
            StepType.Exist => !graph.RequirementExists(parent),
            StepType.NotExist => graph.RequirementExists(parent),
            StepType.Defense => On.Contains(parent),
            _ => false,
        };

    private bool IsEffect(int node) => graph.StepOf(node) is { IsAttackStep: true, CausalMode: CausalMode.Effect };

    private bool IsOnAtStart(int defense)
    {
        double probability = graph.DefenseProbabilityOf(defense);
        StepChance chance = new(settings.Seed, episode, graph.ChanceKeyOf(defense));
        return probability >= 1 || (probability > 0 && settings.DrawDefenses && chance.NextUniform() < probability);
    }
}
