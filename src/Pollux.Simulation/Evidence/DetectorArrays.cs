using System.Collections.Immutable;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Evidence;

/// <summary>
/// Detectors and their alarms as flat arrays, for the loop that weighs histories: what each does when no step of it was performed is worked
/// out once, so that a history costs only the detectors of what it performed.
/// </summary>
internal sealed class DetectorArrays
{
    // No detector is free of false alarms for ever: one in 2 700 years keeps a likelihood from becoming zero.
    private const double LeastFalseRate = 1e-6;

    // An exponential delay passes so many of its means once in 10^16 times, which no sum of doubles shows.
    private const double DelaysToBeSure = 37;

    public DetectorArrays(SimulationPlan plan, EvidenceRequest request, Func<int, bool> needsAttacker)
    {
        EvidenceAssumptions assumptions = request.Assumptions;
        Delay = assumptions.DelayDays;
        Lookback = assumptions.LookbackDays;
        DetectionFactors = [.. assumptions.DetectionFactors.Select(factor => factor.Value)];
        FalseFactors = [.. assumptions.FalseAlarmFactors.Select(factor => factor.Value)];
        ImmutableArray<SiteDetector> detectors = request.Detectors;
        Count = detectors.Length;
        KindNames = [.. detectors.Select(detector => detector.Kind).Distinct().Order(StringComparer.Ordinal)];
        KindOf = [.. detectors.Select(detector => KindNames.BinarySearch(detector.Kind, StringComparer.Ordinal))];
        TruePositive = [.. detectors.Select(detector => detector.TruePositiveRate)];
        FalseRate = [.. detectors.Select(detector => Math.Max(LeastFalseRate, detector.FalsePositiveRate))];
        Coverage = new double[KindNames.Length];
        for (int i = 0; i < Count; i++)
        {
            Coverage[KindOf[i]] = Math.Max(Coverage[KindOf[i]], detectors[i].Coverage);
        }

        (AlarmStart, AlarmAge, AlarmOrder) = SortAlarms(Count, request.Alarms);
        KindAlarms = new int[KindNames.Length];
        for (int i = 0; i < Count; i++)
        {
            KindAlarms[KindOf[i]] += AlarmStart[i + 1] - AlarmStart[i];
        }

        (AloneByKind, PerFalseAlarm) = FalseAlarms(assumptions.FalseRateShape);
        LogMissed =
        [
            .. DetectionFactors.Select(factor => TruePositive.Select(rate => Math.Log(1 - (factor * rate))).ToArray()),
        ];
        LongAgo = DelaysToBeSure * Delay;
        (StepStart, StepDetectors, AtStart) = IndexSteps(plan, detectors, needsAttacker);
    }

    public int Count { get; }

    public double Delay { get; }

    public double Lookback { get; }

    public double[] DetectionFactors { get; }

    public double[] FalseFactors { get; }

    public ImmutableArray<string> KindNames { get; }

    public int[] KindOf { get; }

    public double[] TruePositive { get; }

    public double[] FalseRate { get; }

    /// <summary>The probability that each kind works.</summary>
    public double[] Coverage { get; }

    /// <summary>How many alarms each kind raised.</summary>
    public int[] KindAlarms { get; }

    /// <summary>Where the alarms of each detector start, and their number at the end.</summary>
    public int[] AlarmStart { get; }

    /// <summary>How many days ago each was, those of one detector from old to new.</summary>
    public double[] AlarmAge { get; }

    /// <summary>The position in the request of each of <see cref="AlarmAge"/>.</summary>
    public int[] AlarmOrder { get; }

    /// <summary>
    /// By factor on false alarms, then by kind: the logarithm of the density of all alarms of the kind when all are false.
    /// </summary>
    public double[][] AloneByKind { get; }

    /// <summary>By factor, then by detector: by how much the density grows for each alarm less that is false; days.</summary>
    public double[][] PerFalseAlarm { get; }

    /// <summary>By factor on detection, then by detector: the logarithm of the probability that it misses its step for ever.</summary>
    public double[][] LogMissed { get; }

    /// <summary>How many days after a step its alarm can be taken for missed.</summary>
    public double LongAgo { get; }

    /// <summary>Where the detectors of each active step start.</summary>
    public int[] StepStart { get; }

    public int[] StepDetectors { get; }

    /// <summary>Detectors of what the attacker has at once.</summary>
    public int[] AtStart { get; }

    /// <summary>The logarithm of the probability of all alarms when there is no attack, for one factor on false alarms.</summary>
    public double WithoutAttack(int falseFactor)
    {
        double sum = 0;
        for (int kind = 0; kind < KindNames.Length; kind++)
        {
            sum += OfKind(kind, AloneByKind[falseFactor][kind]);
        }

        return sum;
    }

    /// <summary>A kind works and gives this, or it is silent altogether, which its alarms exclude.</summary>
    public double OfKind(int kind, double working)
    {
        double alive = Math.Log(Coverage[kind]) + working;
        return KindAlarms[kind] > 0 || Coverage[kind] >= 1 ? alive : LogSum(alive, Math.Log(1 - Coverage[kind]));
    }

    /// <summary>The logarithm of the sum of two numbers that are given by their logarithms.</summary>
    public static double LogSum(double left, double right)
    {
        double most = Math.Max(left, right);
        return double.IsNegativeInfinity(most) ? most : most + Math.Log(Math.Exp(left - most) + Math.Exp(right - most));
    }

    private static (int[] Start, double[] Age, int[] Order) SortAlarms(int count, ImmutableArray<DetectorAlarm> alarms)
    {
        int[] order = [.. Enumerable.Range(0, alarms.Length)];
        Array.Sort(
            order,
            (left, right) =>
                (alarms[left].Detector, -alarms[left].DaysAgo, left).CompareTo(
                    (alarms[right].Detector, -alarms[right].DaysAgo, right)
                )
        );
        int[] start = new int[count + 1];
        foreach (DetectorAlarm alarm in alarms)
        {
            start[alarm.Detector + 1]++;
        }

        for (int i = 0; i < count; i++)
        {
            start[i + 1] += start[i];
        }

        return (start, [.. order.Select(i => alarms[i].DaysAgo)], order);
    }

    // False alarms are a Poisson process whose rate is Gamma distributed around the stated one: with shape a and rate b = a / rate,
    // the density of m times within T is G(a + m) / G(a) b^a / (b + T)^(a + m).
    private (double[][] Alone, double[][] PerAlarm) FalseAlarms(double shape)
    {
        double[][] alone = new double[FalseFactors.Length][];
        double[][] perAlarm = new double[FalseFactors.Length][];
        for (int factor = 0; factor < FalseFactors.Length; factor++)
        {
            alone[factor] = new double[KindNames.Length];
            perAlarm[factor] = new double[Count];
            for (int i = 0; i < Count; i++)
            {
                int alarms = AlarmStart[i + 1] - AlarmStart[i];
                double rate = FalseRate[i] * FalseFactors[factor];
                if (double.IsInfinity(shape))
                {
                    alone[factor][KindOf[i]] += (alarms * Math.Log(rate)) - (rate * Lookback);
                    perAlarm[factor][i] = 1 / rate;
                    continue;
                }

                double inverse = shape / rate;
                double sum = shape * Math.Log(inverse / (inverse + Lookback));
                for (int alarm = 0; alarm < alarms; alarm++)
                {
                    sum += Math.Log((shape + alarm) / (inverse + Lookback));
                }

                alone[factor][KindOf[i]] += sum;
                perAlarm[factor][i] = (inverse + Lookback) / (shape + Math.Max(0, alarms - 1));
            }
        }

        return (alone, perAlarm);
    }

    private static (int[] Start, int[] Detectors, int[] AtStart) IndexSteps(
        SimulationPlan plan,
        ImmutableArray<SiteDetector> detectors,
        Func<int, bool> needsAttacker
    )
    {
        List<int>[] bySteps = new List<int>[plan.Active.Length];
        List<int> atStart = [];
        for (int i = 0; i < detectors.Length; i++)
        {
            int[] nodes = [.. detectors[i].Nodes.Where(needsAttacker)];
            if (nodes.Any(plan.IsCertain))
            {
                atStart.Add(i);
                continue;
            }

            foreach (int step in nodes.Select(node => plan.ActiveOf[node]).Where(step => step >= 0))
            {
                (bySteps[step] ??= []).Add(i);
            }
        }

        int[] start = new int[plan.Active.Length + 1];
        List<int> all = [];
        for (int step = 0; step < bySteps.Length; step++)
        {
            start[step] = all.Count;
            all.AddRange(bySteps[step] ?? []);
        }

        start[^1] = all.Count;
        return (start, [.. all], [.. atStart]);
    }
}
