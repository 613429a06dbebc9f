using Pollux.Simulation.Chance;

namespace Pollux.Simulation.MonteCarlo;

/// <summary>
/// Runs samples of a plan, one after the other, on one thread, and counts. Allocates when it is made, not per sample.
/// </summary>
/// <remarks>
/// Shortest-time semantics (malcompiler, securiCAD): an or-step is reached its own time after the first of its parents, an
/// and-step its own time after the last of all. That is Dijkstra's algorithm, and since a step's time belongs to the step, not
/// to an edge, the parent that sets a step free is known when it is taken from the queue: each step enters the heap at
/// most once, and steps that take no time do not enter it at all.
/// </remarks>
internal sealed class SampleWorker
{
    private readonly SimulationPlan plan;
    private readonly ulong seed;
    private readonly double horizon;
    private readonly int[] waiting;
    private readonly int[] predecessor;
    private readonly int[] reachedAt;
    private readonly int[] order;
    private readonly double[] orderTime;
    private readonly TimeQueue queue;
    private int reached;
    private ulong held;

    public SampleWorker(SimulationPlan plan, SimulationRequest request)
    {
        this.plan = plan;
        seed = request.Seed;
        horizon = request.HorizonDays ?? double.MaxValue;
        int count = plan.Active.Length;
        waiting = new int[count];
        predecessor = new int[count];
        reachedAt = new int[count];
        order = new int[count];
        orderTime = new double[count];
        queue = new TimeQueue(count + 1);
        Counts = new int[count];
        Sums = new FixedSum[count];
    }

    /// <summary>In how many samples each active step was reached.</summary>
    public int[] Counts { get; }

    /// <summary>The sum of each active step's times.</summary>
    public FixedSum[] Sums { get; }

    /// <summary>How many active steps the last sample reached.</summary>
    public int Reached => reached;

    /// <summary>Runs one sample.</summary>
    /// <param name="sample">Its number.</param>
    /// <param name="row">Where to write the time of each active step; not reached ones become infinite. Empty to write none.</param>
    public void Run(uint sample, Span<float> row)
    {
        plan.Waiting.CopyTo(waiting, 0);
        queue.Clear();
        reached = 0;
        int head = 0;
        held = plan.DrawCapabilities(seed, sample);
        StartDefenses(sample);
        Spread(sample, 0, ref head);
        for (int i = 0; i < plan.Seeds.Length; i++)
        {
            int step = plan.Seeds[i];
            predecessor[step] = ~plan.SeedParents[i];
            Arrive(sample, step, 0);
        }

        Spread(sample, 0, ref head);
        while (queue.Count > 0)
        {
            double now = queue.Pop(out int step);
            Reach(step, now);
            Spread(sample, now, ref head);
        }

        Count(row);
    }

    /// <summary>The time of an active step in the last sample, days; infinite when it was not reached.</summary>
    public double TimeOf(int step)
    {
        int position = reachedAt[step];
        return position < reached && order[position] == step ? orderTime[position] : double.PositiveInfinity;
    }

    /// <summary>
    /// What an active step followed in the last sample: an active step, or the complement of a certain node of the graph, or
    /// <see cref="int.MinValue"/> when it started by itself.
    /// </summary>
    public int PredecessorOf(int step) => predecessor[step];

    /// <summary>Writes what the last sample found for every active step.</summary>
    /// <param name="times">The time, days; infinite where not reached.</param>
    /// <param name="followed">What it followed, as <see cref="PredecessorOf"/> says; meaningless where not reached.</param>
    public void CopyTo(Span<double> times, Span<int> followed)
    {
        times.Fill(double.PositiveInfinity);
        for (int i = 0; i < reached; i++)
        {
            times[order[i]] = orderTime[i];
        }

        predecessor.CopyTo(followed);
    }

    private void StartDefenses(uint sample)
    {
        int[] defenses = plan.Defenses;
        for (int i = 0; i < defenses.Length; i++)
        {
            StepChance chance = new(seed, sample, plan.Keys[defenses[i]]);
            if (chance.NextUniform() >= plan.DefenseOn[i])
            {
                predecessor[defenses[i]] = int.MinValue;
                Reach(defenses[i], 0);
            }
        }
    }

    // Everything that follows at the same time.
    private void Spread(uint sample, double now, ref int head)
    {
        int[] children = plan.Children;
        while (head < reached)
        {
            int parent = order[head++];
            int end = plan.ChildStart[parent + 1];
            for (int edge = plan.ChildStart[parent]; edge < end; edge++)
            {
                int child = children[edge];
                if (--waiting[child] == 0)
                {
                    predecessor[child] = parent;
                    Arrive(sample, child, now);
                }
            }
        }
    }

    private void Arrive(uint sample, int step, double now)
    {
        if ((plan.Needs[step] & ~held) != 0)
        {
            return;
        }

        if (plan.Kinds[step] == TimeKind.Zero)
        {
            Reach(step, now);
            return;
        }

        double time = now + plan.DrawTime(seed, sample, step);
        // Stated positively, so that infinity fails without a horizon too.
        if (time <= horizon)
        {
            queue.Push(time, step);
        }
    }

    private void Reach(int step, double time)
    {
        reachedAt[step] = reached;
        order[reached] = step;
        orderTime[reached] = time;
        reached++;
    }

    private void Count(Span<float> row)
    {
        for (int i = 0; i < reached; i++)
        {
            int step = order[i];
            Counts[step]++;
            Sums[step].Add(orderTime[i]);
        }

        if (!row.IsEmpty)
        {
            row.Fill(float.PositiveInfinity);
            for (int i = 0; i < reached; i++)
            {
                row[order[i]] = (float)orderTime[i];
            }
        }
    }
}
