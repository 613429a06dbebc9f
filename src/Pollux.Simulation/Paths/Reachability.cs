using Pollux.Language.Specification;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Paths;

/// <summary>
/// What can be reached when every chance falls for the attacker: each defence that may be off is off, each gate opens, time is no matter.
/// What cannot be reached then is reached in no sample of any number. One for each thread.
/// </summary>
internal sealed class Reachability
{
    private readonly AttackGraph graph;
    private readonly int[] waiting;
    private readonly int[] left;
    private readonly bool[] canBe;
    private readonly bool[] reached;
    private readonly int[] order;
    private readonly List<int> starts = [];
    private int count;

    /// <summary>Prepares a graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="request">Entries, attacker and changed defences.</param>
    public Reachability(AttackGraph graph, SimulationRequest request)
    {
        this.graph = graph;
        int nodes = graph.NodeCount;
        waiting = new int[nodes];
        left = new int[nodes];
        canBe = new bool[nodes];
        reached = new bool[nodes];
        order = new int[nodes];
        double[] on = new double[nodes];
        bool[] removed = new bool[nodes];
        for (int node = 0; node < nodes; node++)
        {
            on[node] = graph.StepOf(node).Type == StepType.Defense ? graph.DefenseProbabilityOf(node) : 0;
        }

        foreach (StepOverride change in request.Overrides)
        {
            removed[change.Node] = change.Kind == OverrideKind.Remove;
            if (change.Kind != OverrideKind.Remove)
            {
                on[change.Node] = change.Kind == OverrideKind.DefenseOn ? 1 : 0;
            }
        }

        CapabilityGates gates = new(graph, request.Attacker);
        for (int node = 0; node < nodes; node++)
        {
            Prepare(node, on[node] < 1, removed[node], gates);
        }

        starts.AddRange(request.Entries.Where(entry => !removed[entry]));
        IsEntry = new bool[nodes];
        foreach (int entry in request.Entries)
        {
            IsEntry[entry] = true;
        }
    }

    /// <summary>Whether a node is an entry.</summary>
    public bool[] IsEntry { get; }

    /// <summary>Whether each node was reached in the last search.</summary>
    public ReadOnlySpan<bool> Reached => reached;

    /// <summary>The nodes of the last search, each after what it follows.</summary>
    public ReadOnlySpan<int> Order => order.AsSpan(0, count);

    /// <summary>True for a node that holds from the start, so that it follows nothing.</summary>
    public bool IsStart(int node) => IsEntry[node] || !graph.StepOf(node).IsAttackStep;

    /// <summary>Finds all that can be reached.</summary>
    /// <param name="gone">Nodes that are not there; empty for none.</param>
    /// <param name="within">Only these nodes are looked at; empty for all.</param>
    public void Search(ReadOnlySpan<bool> gone, ReadOnlySpan<bool> within = default)
    {
        Array.Clear(reached);
        waiting.CopyTo(left, 0);
        count = 0;
        foreach (int start in starts)
        {
            Reach(start, gone, within);
        }

        for (int done = 0; done < count; done++)
        {
            foreach (int child in graph.ChildrenOf(order[done]))
            {
                if (--left[child] == 0 && canBe[child])
                {
                    Reach(child, gone, within);
                }
            }
        }
    }

    /// <summary>True when at least one of the nodes was reached in the last search.</summary>
    public bool ReachedAny(ReadOnlySpan<int> nodes)
    {
        foreach (int node in nodes)
        {
            if (reached[node])
            {
                return true;
            }
        }

        return false;
    }

    private void Prepare(int node, bool mayBeOff, bool isRemoved, CapabilityGates gates)
    {
        StepType type = graph.StepOf(node).Type;
        waiting[node] = type switch
        {
            StepType.Or => 1,
            StepType.And => graph.ParentsOf(node).Length,
            _ => 0,
        };
        canBe[node] = !isRemoved && !graph.TimeOf(node).IsNever && gates.IsPossible(node);
        bool startsByItself = type switch
        {
            StepType.Defense => mayBeOff,
            StepType.Exist or StepType.NotExist => graph.Holds(node),
            _ => false,
        };
        if (startsByItself && !isRemoved)
        {
            starts.Add(node);
        }
    }

    private void Reach(int node, ReadOnlySpan<bool> gone, ReadOnlySpan<bool> within)
    {
        if (!reached[node] && (gone.IsEmpty || !gone[node]) && (within.IsEmpty || within[node]))
        {
            reached[node] = true;
            order[count++] = node;
        }
    }
}
