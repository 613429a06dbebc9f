using System.Collections.Immutable;

namespace Pollux.Simulation.Evidence;

/// <summary>
/// How often what was predicted came true: predictions in ten bins of equal width, against what happened. Predictions of one case hang
/// together, so that noise is judged by cases.
/// </summary>
public sealed class ReliabilityCurve
{
    private const int BinCount = 10;

    /// <summary>
    /// The standard error, over cases, up to which a bin counts; one with a larger error is put together with the next ones until it counts.
    /// </summary>
    public const double LargestError = 0.025;

    private ReliabilityCurve(ImmutableArray<ReliabilityBin> bins)
    {
        Bins = bins;
    }

    /// <summary>The bins that hold any prediction, ascending.</summary>
    public ImmutableArray<ReliabilityBin> Bins { get; }

    /// <summary>
    /// The largest difference between predicted and observed of any bin, also of one that is left with too few cases to count, whose noise then
    /// shows in it: 0 to 1; NaN, which fails every bar, without predictions.
    /// </summary>
    public double LargestDifference => Bins.Select(bin => bin.Difference).DefaultIfEmpty(double.NaN).Max();

    /// <summary>The expected calibration error: the mean difference, weighted by predictions, 0 to 1.</summary>
    public double MeanDifference =>
        Bins.Sum(bin => bin.Difference * bin.Count) / Math.Max(1, Bins.Sum(bin => bin.Count));

    /// <summary>Makes the curve.</summary>
    /// <param name="predictions">All predictions.</param>
    public static ReliabilityCurve Of(IReadOnlyCollection<Prediction> predictions)
    {
        ImmutableArray<ReliabilityBin>.Builder bins = ImmutableArray.CreateBuilder<ReliabilityBin>();
        List<Prediction> gathered = [];
        foreach (
            IGrouping<int, Prediction> bin in predictions
                .GroupBy(prediction => Math.Min(BinCount - 1, (int)(prediction.Probability * BinCount)))
                .OrderBy(bin => bin.Key)
        )
        {
            gathered.AddRange(bin);
            if (Bin(gathered) is { Counts: true } enough)
            {
                bins.Add(enough);
                gathered.Clear();
            }
        }

        if (gathered.Count > 0)
        {
            bins.Add(Bin(gathered));
        }

        return new ReliabilityCurve(bins.ToImmutable());
    }

    private static ReliabilityBin Bin(List<Prediction> all)
    {
        double predicted = all.Average(prediction => prediction.Probability);
        double observed = all.Average(prediction => prediction.CameTrue ? 1.0 : 0.0);
        double[] byCase =
        [
            .. all.GroupBy(prediction => prediction.Case)
                .OrderBy(group => group.Key)
                .Select(group => group.Sum(one => (one.CameTrue ? 1 : 0) - one.Probability - (observed - predicted))),
        ];
        double error = Math.Sqrt(byCase.Sum(sum => sum * sum)) / all.Count;
        return new ReliabilityBin(predicted, observed, all.Count, byCase.Length, error);
    }
}

/// <summary>One prediction and what happened.</summary>
/// <param name="Case">The number of the case that it belongs to.</param>
/// <param name="Probability">What was predicted, 0 to 1.</param>
/// <param name="Prior">What would have been predicted without evidence, 0 to 1.</param>
/// <param name="CameTrue">What happened.</param>
public readonly record struct Prediction(int Case, double Probability, double Prior, bool CameTrue);

/// <summary>Predictions that are about alike.</summary>
/// <param name="Predicted">Their mean, 0 to 1.</param>
/// <param name="Observed">The share that came true, 0 to 1.</param>
/// <param name="Count">How many.</param>
/// <param name="Cases">Of how many cases.</param>
/// <param name="StandardError">Of the difference, over cases.</param>
public sealed record ReliabilityBin(double Predicted, double Observed, int Count, int Cases, double StandardError)
{
    private const int FewestCases = 50;

    /// <summary>How far prediction and observation lie apart.</summary>
    public double Difference => Math.Abs(Predicted - Observed);

    /// <summary>Whether there are enough cases to judge by it.</summary>
    public bool Counts => Cases >= FewestCases && StandardError <= ReliabilityCurve.LargestError;
}
