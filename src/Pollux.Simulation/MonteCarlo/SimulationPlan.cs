using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Pollux.Language.Graph;
using Pollux.Language.Specification;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Chance;
using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.MonteCarlo;

/// <summary>How an active step takes its time; the first two are worth a path of their own in the loop.</summary>
internal enum TimeKind : byte
{
    /// <summary>At once.</summary>
    Zero,

    /// <summary>Exponential with the rate at hand.</summary>
    Exponential,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>
/// A graph made ready for samples: what is certain is worked out once, what can never happen is left out, and the rest, the
/// active steps, is numbered anew in the order in which it can be reached, so that a sample touches little memory.
/// </summary>
internal sealed class SimulationPlan
{
    private const byte Possible = 1;
    private const byte Certain = 2;

    private readonly AttackGraph graph;
    private readonly byte[] state;
    private readonly double[] defenseOn;
    private readonly bool[] removed;
    private readonly CapabilityGates gates;
    private readonly List<int> certainOrder = [];
    private readonly List<int> active = [];

    private SimulationPlan(AttackGraph graph, SimulationRequest request)
    {
        this.graph = graph;
        state = new byte[graph.NodeCount];
        defenseOn = new double[graph.NodeCount];
        removed = new bool[graph.NodeCount];
        CertainPredecessor = new int[graph.NodeCount];
        gates = new CapabilityGates(graph, request.Attacker);
        TimeFactor = request.Attacker.TimeFactor;
        ApplyDefenses(request);
        FindCertain(request);
        FindPossible();
        IndexActive();
    }

    /// <summary>The graph's node of each active step.</summary>
    public ImmutableArray<int> Active { get; private set; } = [];

    /// <summary>The active step of each node of the graph, or -1.</summary>
    public int[] ActiveOf { get; private set; } = [];

    /// <summary>Where the children of each active step start, and their number at the end.</summary>
    public int[] ChildStart { get; private set; } = [];

    /// <summary>The active children of the active steps.</summary>
    public int[] Children { get; private set; } = [];

    /// <summary>How many parents each active step still waits for at the start of a sample.</summary>
    public int[] Waiting { get; private set; } = [];

    /// <summary>How each active step takes its time.</summary>
    public TimeKind[] Kinds { get; private set; } = [];

    /// <summary>The rate of the exponential ones.</summary>
    public double[] Rates { get; private set; } = [];

    /// <summary>The distribution of each active step.</summary>
    public Distribution[] Times { get; private set; } = [];

    /// <summary>Multiplies the time of every step.</summary>
    public double TimeFactor { get; }

    /// <summary>The capabilities, a bit each, that each active step needs.</summary>
    public ulong[] Needs { get; private set; } = [];

    /// <summary>The key of each active step's random numbers.</summary>
    public ulong[] Keys { get; private set; } = [];

    /// <summary>Active steps that wait for nothing but their own time.</summary>
    public int[] Seeds { get; private set; } = [];

    /// <summary>The parent, a node of the graph, that each of <see cref="Seeds"/> followed.</summary>
    public int[] SeedParents { get; private set; } = [];

    /// <summary>Active nodes that are defences, on or off by chance.</summary>
    public int[] Defenses { get; private set; } = [];

    /// <summary>The probability that each of <see cref="Defenses"/> is on.</summary>
    public double[] DefenseOn { get; private set; } = [];

    /// <summary>The node that a certain node followed, or -1 where it started by itself.</summary>
    public int[] CertainPredecessor { get; }

    /// <summary>Works out a plan.</summary>
    public static SimulationPlan Create(AttackGraph graph, SimulationRequest request) => new(graph, request);

    /// <summary>The capabilities, a bit each, that the attacker of a sample has.</summary>
    public ulong DrawCapabilities(ulong seed, uint sample) => gates.Draw(seed, sample);

    /// <summary>The nodes that are reached at time 0 in every sample.</summary>
    public IReadOnlyList<int> CertainNodes => certainOrder;

    /// <summary>How long an active step takes by itself in a sample, days; infinite for never.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double DrawTime(ulong seed, uint sample, int step)
    {
        StepChance chance = new(seed, sample, Keys[step]);
        return TimeFactor
            * Kinds[step] switch
            {
                TimeKind.Zero => 0,
                TimeKind.Exponential => -Math.Log(chance.NextUniform()) / Rates[step],
                _ => Times[step].Sample(ref chance),
            };
    }

    /// <summary>True when a node is reached at time 0 in every sample.</summary>
    public bool IsCertain(int node) => state[node] == Certain;

    /// <summary>True for a defence, which explains what failed but is nothing that an attacker does.</summary>
    public bool IsDefense(int node) => graph.StepOf(node).Type == StepType.Defense;

    /// <summary>True for a step that needs all its parents.</summary>
    public bool NeedsAll(int node) => graph.StepOf(node).Type == StepType.And;

    /// <summary>The nodes that lead to a node.</summary>
    public ReadOnlySpan<int> ParentsOf(int node) => graph.ParentsOf(node);

    private void ApplyDefenses(SimulationRequest request)
    {
        for (int node = 0; node < graph.NodeCount; node++)
        {
            if (graph.StepOf(node).Type == StepType.Defense)
            {
                defenseOn[node] = graph.DefenseProbabilityOf(node);
            }
        }

        foreach (StepOverride change in request.Overrides)
        {
            removed[change.Node] = change.Kind == OverrideKind.Remove;
            if (change.Kind != OverrideKind.Remove && graph.StepOf(change.Node).Type == StepType.Defense)
            {
                defenseOn[change.Node] = change.Kind == OverrideKind.DefenseOn ? 1 : 0;
            }
        }
    }

    // First what needs no attacker, then the attacker: where both lead to a step at time 0, the path shown is the one that
    // waited last, which for an and-step is the attacker's.
    private void FindCertain(SimulationRequest request)
    {
        int[] waiting = WaitingForAll();
        int done = 0;
        for (int node = 0; node < graph.NodeCount; node++)
        {
            if (!removed[node] && StartsByItself(node))
            {
                MakeCertain(node, -1);
            }
        }

        SpreadCertain(waiting, ref done);
        foreach (int entry in request.Entries)
        {
            if (!removed[entry] && state[entry] != Certain)
            {
                MakeCertain(entry, -1);
            }
        }

        SpreadCertain(waiting, ref done);
    }

    private bool StartsByItself(int node) =>
        graph.StepOf(node).Type switch
        {
            StepType.Defense => defenseOn[node] <= 0,
            StepType.Exist or StepType.NotExist => graph.Holds(node),
            _ => false,
        };

    private void SpreadCertain(int[] waiting, ref int done)
    {
        while (done < certainOrder.Count)
        {
            int node = certainOrder[done++];
            foreach (int child in graph.ChildrenOf(node))
            {
                if (
                    --waiting[child] == 0
                    && state[child] != Certain
                    && !removed[child]
                    && graph.TimeOf(child).Constant is 0
                    && gates.NeedsOf(child) == 0
                    && gates.IsPossible(child)
                )
                {
                    MakeCertain(child, node);
                }
            }
        }
    }

    private void MakeCertain(int node, int predecessor)
    {
        state[node] = Certain;
        CertainPredecessor[node] = predecessor;
        certainOrder.Add(node);
    }

    // What could be reached if every chance fell for the attacker.
    private void FindPossible()
    {
        int[] waiting = WaitingForAll();
        for (int node = 0; node < graph.NodeCount; node++)
        {
            if (!removed[node] && state[node] != Certain && IsUndecidedDefense(node))
            {
                state[node] = Possible;
                active.Add(node);
            }
        }

        int undecided = active.Count;
        foreach (int node in certainOrder)
        {
            SpreadPossible(node, waiting);
        }

        for (int i = 0; i < undecided; i++)
        {
            SpreadPossible(active[i], waiting);
        }

        for (int i = undecided; i < active.Count; i++)
        {
            SpreadPossible(active[i], waiting);
        }
    }

    private bool IsUndecidedDefense(int node) => defenseOn[node] is > 0 and < 1;

    private void SpreadPossible(int node, int[] waiting)
    {
        foreach (int child in graph.ChildrenOf(node))
        {
            if (
                --waiting[child] == 0
                && state[child] == 0
                && !removed[child]
                && !graph.TimeOf(child).IsNever
                && gates.IsPossible(child)
            )
            {
                state[child] = Possible;
                active.Add(child);
            }
        }
    }

    // An or-step waits for one parent, an and-step for all; other kinds, and an and-step without parents, wait forever.
    private int[] WaitingForAll()
    {
        int[] waiting = new int[graph.NodeCount];
        for (int node = 0; node < waiting.Length; node++)
        {
            waiting[node] = graph.StepOf(node).Type switch
            {
                StepType.Or => 1,
                StepType.And => graph.ParentsOf(node).Length,
                _ => 0,
            };
        }

        return waiting;
    }

    private void IndexActive()
    {
        Active = [.. active];
        ActiveOf = new int[graph.NodeCount];
        Array.Fill(ActiveOf, -1);
        for (int i = 0; i < Active.Length; i++)
        {
            ActiveOf[Active[i]] = i;
        }

        IndexChildren();
        IndexTimes();
        IndexStarts();
    }

    private void IndexChildren()
    {
        ChildStart = new int[Active.Length + 1];
        List<int> children = [];
        for (int i = 0; i < Active.Length; i++)
        {
            ChildStart[i] = children.Count;
            foreach (int child in graph.ChildrenOf(Active[i]))
            {
                // A defence is on or off by itself; nothing leads to it.
                if (ActiveOf[child] >= 0 && graph.StepOf(child).IsAttackStep)
                {
                    children.Add(ActiveOf[child]);
                }
            }
        }

        ChildStart[^1] = children.Count;
        Children = [.. children];
    }

    private void IndexTimes()
    {
        Kinds = new TimeKind[Active.Length];
        Rates = new double[Active.Length];
        Times = new Distribution[Active.Length];
        Keys = new ulong[Active.Length];
        Needs = new ulong[Active.Length];
        for (int i = 0; i < Active.Length; i++)
        {
            Distribution time = graph.TimeOf(Active[i]);
            Times[i] = time;
            Keys[i] = graph.ChanceKeyOf(Active[i]);
            Needs[i] = gates.NeedsOf(Active[i]);
            (Kinds[i], Rates[i]) = time switch
            {
                { Constant: 0 } => (TimeKind.Zero, 0),
                ExponentialTime exponential => (TimeKind.Exponential, exponential.Rate),
                _ => (TimeKind.Other, 0),
            };
        }
    }

    private void IndexStarts()
    {
        Waiting = new int[Active.Length];
        List<int> seeds = [];
        List<int> seedParents = [];
        List<int> defenses = [];
        List<double> on = [];
        int[] certainParents = new int[Active.Length];
        int[] firstCertain = new int[Active.Length];
        int[] lastCertain = new int[Active.Length];
        foreach (int node in certainOrder)
        {
            foreach (int child in graph.ChildrenOf(node))
            {
                if (ActiveOf[child] is >= 0 and var i)
                {
                    firstCertain[i] = certainParents[i]++ == 0 ? node : firstCertain[i];
                    lastCertain[i] = node;
                }
            }
        }

        for (int i = 0; i < Active.Length; i++)
        {
            LanguageStep step = graph.StepOf(Active[i]);
            if (step.Type == StepType.Defense)
            {
                defenses.Add(i);
                on.Add(defenseOn[Active[i]]);
                continue;
            }

            bool isAnd = step.Type == StepType.And;
            Waiting[i] = isAnd ? graph.ParentsOf(Active[i]).Length - certainParents[i] : 1;
            if (isAnd ? Waiting[i] == 0 : certainParents[i] > 0)
            {
                // Already started, so no parent that comes later may start it again.
                Waiting[i] = 0;
                seeds.Add(i);
                seedParents.Add(isAnd ? lastCertain[i] : firstCertain[i]);
            }
        }

        Seeds = [.. seeds];
        SeedParents = [.. seedParents];
        Defenses = [.. defenses];
        DefenseOn = [.. on];
    }
}
