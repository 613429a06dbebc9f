using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.WhatIfs;

/// <summary>
/// What a change means before any sample is looked at: which nodes are blocked, which lose their place at time 0, and which win one.
/// </summary>
internal sealed class Fork
{
    private readonly AttackGraph graph;
    private readonly SimulationPlan before;

    private Fork(AttackGraph graph, SimulationPlan before, SimulationRequest request)
    {
        this.graph = graph;
        this.before = before;
        Request = request;
        Plan = before;
    }

    /// <summary>What is rehearsed with the change.</summary>
    public SimulationRequest Request { get; }

    /// <summary>The plan by which times are drawn: that of the base, or, where the change makes steps possible, one of its own.</summary>
    public SimulationPlan Plan { get; private set; }

    /// <summary>True when steps become possible or earlier, so that the base's plan does not do.</summary>
    public bool Eases { get; private set; }

    /// <summary>False when a step that was removed is there again: then only a run from the start can tell.</summary>
    public bool IsIncremental { get; private set; } = true;

    /// <summary>Nodes that the change blocks: defences that come on, steps that are removed.</summary>
    public int[] Blocked { get; private set; } = [];

    /// <summary>Nodes that were reached at time 0 in every sample and are no longer, the blocked ones among them.</summary>
    public int[] Lost { get; private set; } = [];

    /// <summary>Nodes that are reached at time 0 in every sample and were not.</summary>
    public int[] Won { get; private set; } = [];

    /// <summary>Works out what changes of a request mean.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="before">The plan of the request as it was.</param>
    /// <param name="request">The request as it was.</param>
    /// <param name="changes">The changes; a later one of a node wins.</param>
    public static Fork Create(
        AttackGraph graph,
        SimulationPlan before,
        SimulationRequest request,
        IReadOnlyList<StepOverride> changes
    )
    {
        Fork fork = new(graph, before, request with { Overrides = [.. request.Overrides, .. changes] });
        Dictionary<int, NodeState> was = StatesOf(graph, request.Overrides);
        Dictionary<int, NodeState> now = StatesOf(graph, fork.Request.Overrides);
        int[] nodes = [.. changes.Select(change => change.Node).Distinct().Order()];
        fork.Blocked =
        [
            .. nodes.Where(node => Of(now, node) == NodeState.Blocked && Of(was, node) != NodeState.Blocked),
        ];
        fork.Lost = fork.FindLost(request);
        fork.Eases = nodes.Any(node => Of(now, node) < Of(was, node));
        fork.IsIncremental = nodes.All(node =>
            Of(now, node) != NodeState.Natural || Of(was, node) != NodeState.Blocked
        );
        if (fork.Eases)
        {
            fork.Plan = SimulationPlan.Create(graph, fork.Request);
            HashSet<int> lost = [.. fork.Lost];
            fork.Won =
            [
                .. fork.Plan.CertainNodes.Where(node => !before.IsCertain(node) || lost.Contains(node)).Order(),
            ];
        }

        return fork;
    }

    // As the plan reads them: removal and the position of a defence are one state for what comes after a node, and the last word counts.
    private static Dictionary<int, NodeState> StatesOf(AttackGraph graph, IEnumerable<StepOverride> overrides)
    {
        Dictionary<int, NodeState> states = [];
        foreach (StepOverride change in overrides)
        {
            bool isDefense = graph.StepOf(change.Node).Type == StepType.Defense;
            states[change.Node] = change.Kind switch
            {
                OverrideKind.Remove => NodeState.Blocked,
                OverrideKind.DefenseOn when isDefense => NodeState.Blocked,
                OverrideKind.DefenseOff when isDefense => NodeState.Open,
                _ => NodeState.Natural,
            };
        }

        return states;
    }

    private static NodeState Of(Dictionary<int, NodeState> states, int node) =>
        states.GetValueOrDefault(node, NodeState.Natural);

    // Forget what stood on the blocked nodes, then find again what stands on others.
    private int[] FindLost(SimulationRequest request)
    {
        HashSet<int> blocked = [.. Blocked];
        HashSet<int> entries = [.. request.Entries];
        HashSet<int> lost = [.. Blocked.Where(before.IsCertain)];
        Queue<int> open = new(lost);
        while (open.TryDequeue(out int node))
        {
            foreach (int child in graph.ChildrenOf(node))
            {
                bool stoodOnIt = before.NeedsAll(child) || before.CertainPredecessor[child] == node;
                if (
                    before.IsCertain(child)
                    && graph.StepOf(child).IsAttackStep
                    && !entries.Contains(child)
                    && stoodOnIt
                    && lost.Add(child)
                )
                {
                    open.Enqueue(child);
                }
            }
        }

        Queue<int> again = new(lost.Where(node => !blocked.Contains(node) && StandsAtZero(node, lost)).Order());
        while (again.TryDequeue(out int node))
        {
            if (!lost.Remove(node))
            {
                continue;
            }

            foreach (int child in graph.ChildrenOf(node))
            {
                if (lost.Contains(child) && !blocked.Contains(child) && StandsAtZero(child, lost))
                {
                    again.Enqueue(child);
                }
            }
        }

        return [.. lost.Order()];
    }

    private bool StandsAtZero(int node, HashSet<int> lost)
    {
        bool all = true;
        bool any = false;
        foreach (int parent in graph.ParentsOf(node))
        {
            bool isThere = before.IsCertain(parent) && !lost.Contains(parent);
            all &= isThere;
            any |= isThere;
        }

        return graph.StepOf(node).IsAttackStep && (before.NeedsAll(node) ? all && any : any);
    }

    // From the easiest for the attacker to the hardest.
    private enum NodeState
    {
        Open,
        Natural,
        Blocked,
    }
}
