using System.Collections.Immutable;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Evidence;

/// <summary>Puts the groups together, always in their order.</summary>
internal sealed class EvidenceResultBuilder
{
    private readonly EvidenceRequest request;
    private readonly HistoryModel model;
    private readonly DetectorArrays detectors;
    private readonly HistoryGroup[] groups;
    private readonly HistoryReading[] before;
    private readonly HistoryReading[] after;
    private readonly double[] weights;
    private readonly double logWithAttack;
    private readonly double[] falseAlone;
    private readonly double logWithout;

    public EvidenceResultBuilder(
        EvidenceRequest request,
        HistoryModel model,
        DetectorArrays detectors,
        HistoryGroup[] groups,
        HistoryReading[] before,
        HistoryReading[] after
    )
    {
        this.request = request;
        this.model = model;
        this.detectors = detectors;
        this.groups = groups;
        this.before = before;
        this.after = after;
        (weights, double sum) = Scaled([.. groups.Select(group => group.LogEvidence)]);
        logWithAttack = sum - Math.Log(groups.Length);
        (falseAlone, logWithout) = Scaled([
            .. model.FalseWeights.Select((weight, i) => Math.Log(weight) + detectors.WithoutAttack(i)),
        ]);
    }

    public EvidenceResult Build()
    {
        HistorySet prior = Set(before, [.. groups.Select(_ => 1.0 / groups.Length)]);
        HistorySet posterior = Set(after, weights);
        double factor = logWithAttack - logWithout;
        Estimate underAttack = UnderAttack();
        double[] caused = new double[request.Alarms.Length];
        double[] inOrder = Weighted(reading => reading.Caused);
        for (int i = 0; i < inOrder.Length; i++)
        {
            caused[detectors.AlarmOrder[i]] = underAttack.Value * inOrder[i];
        }

        return new EvidenceResult(request, prior, posterior)
        {
            UnderAttack = underAttack,
            LogBayesFactor = factor,
            LogProbability = DetectorArrays.LogSum(
                Math.Log(request.Assumptions.AttackProbability) + logWithAttack,
                Math.Log(1 - request.Assumptions.AttackProbability) + logWithout
            ),
            Caused = [.. caused],
            Missing = [.. Weighted(reading => reading.Missing)],
            Fit = new FitCheck(model, detectors, request, this).Build(underAttack.Value),
            Next = [.. after.SelectMany(reading => reading.Next).Select(NodeOf)],
            Latest = [.. after.SelectMany(reading => reading.Latest).Select(NodeOf)],
            Stages = groups.Max(group => group.Stages),
            Accepted = groups.Average(group => group.Accepted),
        };
    }

    /// <summary>The mean over all histories of something that each group summed up over its own.</summary>
    public double[] Weighted(Func<HistoryReading, double[]> of)
    {
        double[] sum = new double[of(after[0]).Length];
        for (int group = 0; group < after.Length; group++)
        {
            double[] values = of(after[group]);
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += weights[group] * values[i] / after[group].Count;
            }
        }

        return sum;
    }

    /// <summary>
    /// The share of histories whose speed differs from what is expected by more than a limit, and the mean difference; all as logarithms.
    /// </summary>
    public (double Share, double Mean) Speed(double expected, double limit)
    {
        double share = 0;
        double mean = 0;
        for (int group = 0; group < after.Length; group++)
        {
            foreach (double factor in after[group].LogFactors)
            {
                double weight = weights[group] / after[group].Count;
                share += Math.Abs(factor - expected) >= limit ? weight : 0;
                mean += weight * (factor - expected);
            }
        }

        return (share, mean);
    }

    /// <summary>The probability of each factor on false alarms when there is no attack.</summary>
    public double[] FalseAlarmsAlone => falseAlone;

    /// <summary>How many histories of equal weight there are.</summary>
    public double Effective => after[0].Count / weights.Sum(weight => weight * weight);

    // The groups' own answers spread as far as the common one is uncertain; on the scale of log odds, where they add up.
    private Estimate UnderAttack()
    {
        double prior =
            Math.Log(request.Assumptions.AttackProbability) - Math.Log(1 - request.Assumptions.AttackProbability);
        double odds = prior + logWithAttack - logWithout;
        double squares = weights.Sum(weight => (weight - (1.0 / groups.Length)) * (weight - (1.0 / groups.Length)));
        double half = 2.365 * Math.Sqrt(squares * groups.Length / (groups.Length - 1));
        return new Estimate(Logistic(odds), Logistic(odds - half), Logistic(odds + half));
    }

    private static double Logistic(double odds) => 1 / (1 + Math.Exp(-odds));

    private int NodeOf(int step) => step < 0 ? -1 : model.Plan.Active[step];

    private HistorySet Set(HistoryReading[] readings, double[] groupWeights)
    {
        AttackGraph graph = request.Scenario.Graph;
        bool[] certain = [.. Enumerable.Range(0, graph.NodeCount).Select(model.Plan.IsCertain)];
        return new HistorySet(
            model.Plan.ActiveOf,
            certain,
            [.. readings.SelectMany(reading => reading.Rows)],
            [.. readings.SelectMany(reading => reading.Ages)],
            groupWeights
        );
    }

    private static (double[] Weights, double LogSum) Scaled(ImmutableArray<double> logs)
    {
        double most = logs.Max();
        if (double.IsNegativeInfinity(most))
        {
            return ([.. logs.Select(_ => 1.0 / logs.Length)], most);
        }

        double sum = logs.Sum(log => Math.Exp(log - most));
        return ([.. logs.Select(log => Math.Exp(log - most) / sum)], most + Math.Log(sum));
    }
}
