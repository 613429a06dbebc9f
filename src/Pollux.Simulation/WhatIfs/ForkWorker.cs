using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.WhatIfs;

/// <summary>
/// Works out, sample after sample on one thread, what changes of a kept run do. Everything that it remembers of a sample is
/// stamped with the sample, so that nothing has to be cleared.
/// </summary>
internal sealed class ForkWorker
{
    private const byte Or = 1;
    private const byte And = 2;

    private readonly AttackGraph graph;
    private readonly BaseRun run;
    private readonly byte[] kinds;
    private readonly int[] stamps;
    private readonly double[] times;
    private readonly int[] touched;
    private readonly bool[] isFinal;
    private readonly int[] waiting;
    private readonly double[] latest;
    private readonly TimeQueue queue = new(256);
    private Fork fork;
    private ulong held;
    private double horizon;
    private int touchedCount;
    private int stamp;
    private int sample;

    /// <summary>Makes a worker.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="run">The kept run.</param>
    /// <param name="kinds">The kind of each node; see <see cref="KindsOf"/>.</param>
    /// <param name="fork">The first change.</param>
    public ForkWorker(AttackGraph graph, BaseRun run, byte[] kinds, Fork fork)
    {
        this.graph = graph;
        this.run = run;
        this.kinds = kinds;
        this.fork = fork;
        stamps = new int[graph.NodeCount];
        times = new double[graph.NodeCount];
        touched = new int[graph.NodeCount];
        isFinal = new bool[graph.NodeCount];
        waiting = new int[graph.NodeCount];
        latest = new double[graph.NodeCount];
        Before = new int[graph.NodeCount];
        After = new int[graph.NodeCount];
        Different = new int[graph.NodeCount];
        Use(fork);
    }

    /// <summary>In how many samples a node was reached before, among those in which its time is another one.</summary>
    public int[] Before { get; }

    /// <summary>In how many of those it is reached now.</summary>
    public int[] After { get; }

    /// <summary>In how many samples a node's time is another one.</summary>
    public int[] Different { get; }

    /// <summary>What leads on from a node: 0 nothing, 1 an or-step, 2 an and-step.</summary>
    public static byte[] KindsOf(AttackGraph graph)
    {
        byte[] result = new byte[graph.NodeCount];
        for (int node = 0; node < result.Length; node++)
        {
            result[node] = graph.StepOf(node).Type switch
            {
                StepType.Or => Or,
                StepType.And => And,
                _ => (byte)0,
            };
        }

        return result;
    }

    /// <summary>Turns to another change; counts begin anew.</summary>
    public void Use(Fork next)
    {
        fork = next;
        horizon = next.Request.HorizonDays ?? double.MaxValue;
        Array.Clear(Before);
        Array.Clear(After);
        Array.Clear(Different);
    }

    /// <summary>Works out one sample.</summary>
    public void Run(int sampleNumber)
    {
        sample = sampleNumber;
        stamp++;
        touchedCount = 0;
        queue.Clear();
        held = fork.Plan.DrawCapabilities(fork.Request.Seed, (uint)sample);
        Forget();
        Derive();
        Improve();
        Count();
    }

    /// <summary>When a node is reached in the last sample, days; infinite for never.</summary>
    public double TimeOf(int node) => stamps[node] == stamp ? times[node] : run.TimeOf(sample, node);

    private void Forget()
    {
        foreach (int node in fork.Lost)
        {
            Touch(node, double.PositiveInfinity);
        }

        foreach (int node in fork.Blocked)
        {
            if (stamps[node] != stamp && double.IsFinite(run.TimeOf(sample, node)))
            {
                Touch(node, double.PositiveInfinity);
            }
        }

        for (int i = 0; i < touchedCount; i++)
        {
            int node = touched[i];
            foreach (int child in graph.ChildrenOf(node))
            {
                // A step at time 0 that is not lost has other legs to stand on.
                if (
                    kinds[child] != 0
                    && stamps[child] != stamp
                    && !run.Plan.IsCertain(child)
                    && double.IsFinite(run.TimeOf(sample, child))
                    && (kinds[child] == And || run.PredecessorOf(sample, child) == node)
                )
                {
                    Touch(child, double.PositiveInfinity);
                }
            }
        }
    }

    private void Derive()
    {
        foreach (int node in fork.Blocked)
        {
            isFinal[node] = stamps[node] == stamp;
        }

        for (int i = 0; i < touchedCount; i++)
        {
            BeginAgain(touched[i]);
        }

        while (queue.Count > 0)
        {
            double now = queue.Pop(out int node);
            if (isFinal[node])
            {
                continue;
            }

            isFinal[node] = true;
            times[node] = now;
            foreach (int child in graph.ChildrenOf(node))
            {
                if (kinds[child] == 0 || stamps[child] != stamp || isFinal[child])
                {
                    continue;
                }

                if (kinds[child] == Or)
                {
                    Arrive(child, now);
                }
                else if (--waiting[child] == 0)
                {
                    Arrive(child, Math.Max(latest[child], now));
                }
            }
        }
    }

    // From the parents that kept their times: an or-step may go on at once, an and-step waits for its touched parents.
    private void BeginAgain(int node)
    {
        if (isFinal[node])
        {
            return;
        }

        double first = double.PositiveInfinity;
        double last = 0;
        int open = 0;
        foreach (int parent in graph.ParentsOf(node))
        {
            if (stamps[parent] == stamp)
            {
                open++;
                continue;
            }

            double time = run.TimeOf(sample, parent);
            first = Math.Min(first, time);
            last = Math.Max(last, time);
        }

        waiting[node] = open;
        latest[node] = last;
        if (kinds[node] == Or && double.IsFinite(first))
        {
            Arrive(node, first);
        }
        else if (kinds[node] == And && open == 0 && double.IsFinite(last))
        {
            Arrive(node, last);
        }
        else if (kinds[node] == And && !double.IsFinite(last))
        {
            // Never 0 again: a parent is missing that nothing here brings back.
            waiting[node] = int.MaxValue;
        }
    }

    private void Improve()
    {
        if (fork.Won.Length == 0)
        {
            return;
        }

        foreach (int node in fork.Won)
        {
            if (TimeOf(node) > 0)
            {
                queue.Push(0, node);
            }
        }

        while (queue.Count > 0)
        {
            double now = queue.Pop(out int node);
            if (now >= TimeOf(node))
            {
                continue;
            }

            Touch(node, now);
            foreach (int child in graph.ChildrenOf(node))
            {
                if (kinds[child] == 0 || TimeOf(child) <= now)
                {
                    continue;
                }

                double from = kinds[child] == Or ? now : LastParent(child);
                if (double.IsFinite(from))
                {
                    Arrive(child, from);
                }
            }
        }
    }

    private double LastParent(int node)
    {
        double last = 0;
        foreach (int parent in graph.ParentsOf(node))
        {
            last = Math.Max(last, fork.Plan.IsCertain(parent) ? 0 : TimeOf(parent));
        }

        return last;
    }

    // The same rules as in a run from the start.
    private void Arrive(int node, double from)
    {
        int step = fork.Plan.ActiveOf[node];
        if (step < 0)
        {
            // Not in the base's plan: it was at time 0, so it takes no time of its own. In a plan of the fork's own it can never be.
            if (!fork.Eases && run.Plan.IsCertain(node))
            {
                Push(node, from);
            }

            return;
        }

        if ((fork.Plan.Needs[step] & ~held) == 0)
        {
            Push(node, from + fork.Plan.DrawTime(fork.Request.Seed, (uint)sample, step));
        }
    }

    private void Push(int node, double time)
    {
        // Stated positively, so that infinity fails without a horizon too.
        if (time <= horizon)
        {
            queue.Push(time, node);
        }
    }

    private void Touch(int node, double time)
    {
        if (stamps[node] != stamp)
        {
            stamps[node] = stamp;
            touched[touchedCount++] = node;
            isFinal[node] = false;
        }

        times[node] = time;
    }

    private void Count()
    {
        for (int i = 0; i < touchedCount; i++)
        {
            int node = touched[i];
            double was = run.TimeOf(sample, node);
            if (!was.Equals(times[node]))
            {
                Different[node]++;
                Before[node] += double.IsFinite(was) ? 1 : 0;
                After[node] += double.IsFinite(times[node]) ? 1 : 0;
            }
        }
    }
}
