using System.Collections.Immutable;
using Pollux.Language.Specification;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Campaigns;

/// <summary>
/// Finds what stands between an attacker and steps that most attacks do not reach: walks back over what they need and lack, to
/// defences that are on, things that are missing, and steps that nothing leads to or that are not allowed. A step counts as lacking
/// when fewer attacks reach it than counts as getting there.
/// </summary>
internal sealed class ObstacleFinder
{
    // A walk back may meet the whole graph, and a what-if costs a plan; more would not make the answer better.
    private const int MaximumVisited = 100_000;
    private const int MaximumTried = 12;

    private readonly AttackGraph graph;
    private readonly SimulationRequest request;
    private readonly int[] reached;
    private readonly bool[] outside;
    private readonly HashSet<int> removed;
    private readonly CapabilityGates gates;
    private readonly int enough;

    public ObstacleFinder(AttackGraph graph, SimulationRequest request, int[] reached, bool[] outside, double stopBelow)
    {
        this.graph = graph;
        this.request = request;
        this.reached = reached;
        this.outside = outside;
        removed =
        [
            .. request.Overrides.Where(change => change.Kind == OverrideKind.Remove).Select(change => change.Node),
        ];
        gates = new CapabilityGates(graph, request.Attacker);
        enough = Math.Max(1, (int)Math.Ceiling(stopBelow * request.Samples));
    }

    /// <summary>What is in the way to all of some steps, nearest first; empty when one of them is reached often enough.</summary>
    /// <param name="targets">The steps, any of which would do.</param>
    /// <param name="tryDecisive">Whether to find out which obstacles are enough by themselves.</param>
    public ImmutableArray<Obstacle> Find(ImmutableArray<int> targets, bool tryDecisive)
    {
        if (targets.Any(target => reached[target] >= enough))
        {
            return [];
        }

        // Where it is possible already, only rare, taking away one thing proves nothing.
        tryDecisive = tryDecisive && !IsPossible(request, targets);
        List<Found> found = Walk(targets);
        Found[] nearest =
        [
            .. found.OrderBy(item => item.IsLast ? 0 : 1).ThenBy(item => item.Depth).ThenBy(item => item.Node),
        ];
        bool?[] decisive = new bool?[nearest.Length];
        for (int i = 0, tried = 0; tryDecisive && i < nearest.Length && tried < MaximumTried; i++)
        {
            if (nearest[i].Kind is ObstacleKind.Defense or ObstacleKind.OtherTechnique)
            {
                decisive[i] = IsDecisive(nearest[i], targets);
                tried++;
            }
        }

        return
        [
            .. nearest
                .Select((item, i) => (Item: item, Decisive: decisive[i], Rank: i))
                .GroupBy(pair => (pair.Item.Kind, Owner(pair.Item.Node), graph.StepOf(pair.Item.Node).Name))
                .Select(group => (Group: group, Best: group.OrderBy(pair => pair.Decisive is true ? 0 : 1).First()))
                .OrderBy(entry => entry.Best.Decisive is true ? 0 : 1)
                .ThenBy(entry => RankOf(entry.Group.Key.Kind))
                .ThenBy(entry => entry.Group.Min(pair => pair.Rank))
                .Select(entry => new Obstacle(
                    entry.Group.Key.Kind,
                    entry.Group.Key.Item2,
                    entry.Group.Key.Name,
                    entry.Best.Item.Node,
                    entry.Best.Item.HoldsBack,
                    entry.Group.Select(pair => pair.Item.Node).Distinct().Count(),
                    entry.Best.Decisive
                )),
        ];
    }

    // What somebody can change first, what the site lacks next, and last the many steps that nothing leads to.
    private static int RankOf(ObstacleKind kind) =>
        kind switch
        {
            ObstacleKind.NoWay => 2,
            ObstacleKind.Existence => 1,
            _ => 0,
        };

    private string Owner(int node) => graph.StepOf(node).Owner.Name;

    private List<Found> Walk(ImmutableArray<int> targets)
    {
        List<Found> found = [];
        Dictionary<int, int> depth = [];
        Queue<int> open = [];
        foreach (int target in targets)
        {
            if (depth.TryAdd(target, 0))
            {
                open.Enqueue(target);
            }
        }

        while (open.TryDequeue(out int node))
        {
            foreach (int further in Look(node, depth[node], found))
            {
                if (depth.Count < MaximumVisited && depth.TryAdd(further, depth[node] + 1))
                {
                    open.Enqueue(further);
                }
            }
        }

        return found;
    }

    // What one step lacks; returns the steps before it that are lacking too.
    private int[] Look(int node, int depth, List<Found> found)
    {
        int[] parents = graph.ParentsOf(node).ToArray();
        bool needsAll = graph.StepOf(node).Type == StepType.And;
        if (parents.Length == 0)
        {
            found.Add(new Found(ObstacleKind.NoWay, node, node, depth, true));
            return [];
        }

        if (needsAll ? Array.TrueForAll(parents, IsThere) : Array.Exists(parents, IsThere))
        {
            found.Add(new Found(WhyNot(node), node, node, depth, true));
            return [];
        }

        int[] lacking = Array.FindAll(parents, parent => !IsThere(parent));
        int[] steps = Array.FindAll(lacking, parent => graph.StepOf(parent).IsAttackStep);
        bool isLast = needsAll && steps.Length == 0 && !removed.Contains(node);
        foreach (int fact in lacking)
        {
            ObstacleKind? kind = graph.StepOf(fact).Type switch
            {
                StepType.Defense => ObstacleKind.Defense,
                StepType.Exist or StepType.NotExist => ObstacleKind.Existence,
                _ => null,
            };
            if (kind is { } lacks)
            {
                found.Add(new Found(lacks, fact, node, depth, isLast));
            }
        }

        return steps;
    }

    private bool IsThere(int node) => reached[node] >= enough;

    private ObstacleKind WhyNot(int node) =>
        outside[node] ? ObstacleKind.OtherTechnique
        : removed.Contains(node) ? ObstacleKind.Removed
        : !gates.IsPossible(node) || gates.NeedsOf(node) != 0 ? ObstacleKind.Capability
        : ObstacleKind.Rare;

    // Whether the targets become possible, if all else goes well, when this alone is taken away.
    private bool IsDecisive(Found item, ImmutableArray<int> targets)
    {
        SimulationRequest without =
            item.Kind == ObstacleKind.Defense
                ? request with
                {
                    Overrides = [.. request.Overrides, new StepOverride(item.Node, OverrideKind.DefenseOff)],
                }
                : request with
                {
                    Overrides = [.. request.Overrides.Where(change => change.Node != item.Node)],
                };
        return IsPossible(without, targets);
    }

    private bool IsPossible(SimulationRequest changed, ImmutableArray<int> targets)
    {
        SimulationPlan plan = SimulationPlan.Create(graph, changed);
        return targets.Any(target => plan.IsCertain(target) || plan.ActiveOf[target] >= 0);
    }

    private readonly record struct Found(ObstacleKind Kind, int Node, int HoldsBack, int Depth, bool IsLast);
}
