using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Evidence;

/// <summary>
/// Plays histories whose chances are given, one after the other, on one thread, and weighs what was seen by each. The same semantics as
/// <see cref="SampleWorker"/>, which draws the chances itself and is the oracle of the tests. Allocates when it is made, not per history.
/// </summary>
internal sealed class HistoryWorker
{
    private readonly HistoryModel model;
    private readonly SimulationPlan plan;
    private readonly DetectorArrays detectors;
    private readonly int[] waiting;
    private readonly int[] order;
    private readonly double[] orderTime;
    private readonly int[] reachedAt;
    private readonly TimeQueue queue;
    private readonly double[] byKind;
    private readonly int[] seenIn;
    private readonly int[] askedIn;
    private readonly PlayOrder whole;
    private readonly PlayOrder seen;
    private PlayOrder play;
    private int played;
    private int reached;
    private int run;
    private ulong held;
    private double horizon;

    public HistoryWorker(HistoryModel model, DetectorArrays detectors)
    {
        this.model = model;
        this.detectors = detectors;
        plan = model.Plan;
        int count = plan.Active.Length;
        waiting = new int[count];
        order = new int[count];
        orderTime = new double[count];
        reachedAt = new int[count];
        queue = new TimeQueue(count + 1);
        byKind = new double[detectors.KindNames.Length];
        seenIn = new int[detectors.Count];
        askedIn = new int[model.Timed.Length];
        whole = PlayOrder.Whole(plan);
        seen = PlayOrder.ToDetectors(plan, detectors);
        play = whole;
    }

    /// <summary>How many active steps, defences that are off included, the last history reached.</summary>
    public int Reached => reached;

    /// <summary>The active steps of the last history in the order in which they came.</summary>
    public ReadOnlySpan<int> Order => order.AsSpan(0, reached);

    /// <summary>Their times, days since the start at factor 1.</summary>
    public ReadOnlySpan<double> Times => orderTime.AsSpan(0, reached);

    /// <summary>What the detectors of the last weighed history say of each kind.</summary>
    public ReadOnlySpan<double> ByKind => byKind;

    /// <summary>Plays a history.</summary>
    /// <param name="chances">The times, then the defences.</param>
    /// <param name="capabilities">The attacker's.</param>
    /// <param name="until">Days since the start, at factor 1, after which nothing is looked at.</param>
    /// <param name="all">False to leave out what can lead to no detector.</param>
    public void Play(ReadOnlySpan<double> chances, ulong capabilities, double until, bool all)
    {
        play = all ? whole : seen;
        played++;
        plan.Waiting.CopyTo(waiting, 0);
        queue.Clear();
        reached = 0;
        held = capabilities;
        horizon = until;
        int head = 0;
        int timed = model.Timed.Length;
        for (int i = 0; i < plan.Defenses.Length; i++)
        {
            if (chances[timed + i] > 0 && play.Matters[plan.Defenses[i]])
            {
                Reach(plan.Defenses[i], 0);
            }
        }

        Spread(chances, 0, ref head);
        foreach (int step in play.Seeds)
        {
            Arrive(chances, step, 0);
        }

        Spread(chances, 0, ref head);
        while (queue.Count > 0)
        {
            double now = queue.Pop(out int step);
            Reach(step, now);
            Spread(chances, now, ref head);
        }
    }

    /// <summary>Whether the last history depended on a chance; one that it did not ask for may be any other.</summary>
    public bool HasAsked(int position) =>
        position < askedIn.Length
            ? askedIn[position] == played
            : play.Matters[plan.Defenses[position - askedIn.Length]];

    /// <summary>The time of an active step in the last history, days at factor 1; infinite when it was not reached.</summary>
    public double TimeOf(int step)
    {
        int position = reachedAt[step];
        return position < reached && order[position] == step ? orderTime[position] : double.PositiveInfinity;
    }

    /// <summary>The logarithm of the probability of all that was seen and not seen, by the last history.</summary>
    /// <param name="age">Days since the attack began.</param>
    /// <param name="factor">Multiplies the history's times.</param>
    /// <param name="detection">The factor on true positive rates, by its index.</param>
    /// <param name="falseAlarms">The factor on false positive rates, by its index.</param>
    public double Weigh(double age, double factor, int detection, int falseAlarms)
    {
        Array.Clear(byKind);
        run++;
        double better = detectors.DetectionFactors[detection];
        double[] missed = detectors.LogMissed[detection];
        double[] perFalseAlarm = detectors.PerFalseAlarm[falseAlarms];
        foreach (int detector in detectors.AtStart)
        {
            byKind[detectors.KindOf[detector]] += Math.Log(RatioOf(detector, age, better, perFalseAlarm));
        }

        int[] start = detectors.StepStart;
        for (int i = 0; i < reached; i++)
        {
            int step = order[i];
            int end = start[step + 1];
            double since = age - (factor * orderTime[i]);
            if (start[step] == end || since < 0)
            {
                continue;
            }

            for (int at = start[step]; at < end; at++)
            {
                int detector = detectors.StepDetectors[at];
                if (seenIn[detector] != run)
                {
                    seenIn[detector] = run;
                    byKind[detectors.KindOf[detector]] +=
                        since > detectors.LongAgo
                        && detectors.AlarmStart[detector] == detectors.AlarmStart[detector + 1]
                            ? missed[detector]
                            : Math.Log(RatioOf(detector, since, better, perFalseAlarm));
                }
            }
        }

        double sum = 0;
        double[] alone = detectors.AloneByKind[falseAlarms];
        for (int kind = 0; kind < byKind.Length; kind++)
        {
            sum += detectors.OfKind(kind, alone[kind] + byKind[kind]);
        }

        return sum;
    }

    /// <summary>
    /// What a detector did, how much more probable it is when its step was performed than when it was not: either it missed the step, or
    /// one of its alarms is true and the others are false.
    /// </summary>
    /// <param name="detector">The detector.</param>
    /// <param name="since">Days since its step was performed.</param>
    /// <param name="better">The factor on its true positive rate.</param>
    /// <param name="perFalseAlarm">By detector, what one false alarm less is worth.</param>
    public double RatioOf(int detector, double since, double better, double[] perFalseAlarm)
    {
        double rate = better * detectors.TruePositive[detector];
        double ratio = 1 - rate;
        ratio += since > detectors.LongAgo ? 0 : rate * Math.Exp(-since / detectors.Delay);
        int end = detectors.AlarmStart[detector + 1];
        for (int alarm = detectors.AlarmStart[detector]; alarm < end; alarm++)
        {
            double delay = since - detectors.AlarmAge[alarm];
            if (delay >= 0 && delay <= detectors.LongAgo)
            {
                ratio += rate * perFalseAlarm[detector] * Delayed(delay);
            }
        }

        return ratio;
    }

    /// <summary>The density of a delay, per day; 0 before the step.</summary>
    public double Delayed(double days) => days < 0 ? 0 : Math.Exp(-days / detectors.Delay) / detectors.Delay;

    private void Spread(ReadOnlySpan<double> chances, double now, ref int head)
    {
        int[] children = play.Children;
        while (head < reached)
        {
            int parent = order[head++];
            int end = play.ChildStart[parent + 1];
            for (int edge = play.ChildStart[parent]; edge < end; edge++)
            {
                int child = children[edge];
                if (--waiting[child] == 0)
                {
                    Arrive(chances, child, now);
                }
            }
        }
    }

    private void Arrive(ReadOnlySpan<double> chances, int step, double now)
    {
        if ((plan.Needs[step] & ~held) != 0)
        {
            return;
        }

        int timed = model.TimedOf[step];
        if (timed < 0)
        {
            Reach(step, now);
            return;
        }

        askedIn[timed] = played;

        // Stated positively, so that infinity fails without a horizon too.
        double time = now + chances[timed];
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
}
