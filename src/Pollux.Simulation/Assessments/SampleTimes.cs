using System.Collections.Immutable;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Assessments;

/// <summary>
/// What the times of all samples say, those that never came within the horizon counted as what they are: later than that.
/// A percentile of the survivors alone would make rare attacks look fast.
/// </summary>
internal static class SampleTimes
{
    private const int CurvePoints = 48;

    /// <summary>The time by which a share of all samples had reached the step; null when fewer did.</summary>
    /// <param name="sorted">Times ascending, infinite ones last.</param>
    /// <param name="share">Above 0, at most 1.</param>
    public static double? Percentile(double[] sorted, double share)
    {
        int rank = Math.Max(1, (int)Math.Ceiling((share * sorted.Length) - 1e-9));
        double time = sorted[rank - 1];
        return double.IsFinite(time) ? time : null;
    }

    /// <summary>The times ascending, infinite ones last.</summary>
    public static double[] Sort(ImmutableArray<double> times)
    {
        double[] sorted = [.. times];
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>P5, P50 and P95 over all samples.</summary>
    public static TimeToCompromise Ttc(double[] sorted) =>
        new(Percentile(sorted, 0.05), Percentile(sorted, 0.5), Percentile(sorted, 0.95));

    /// <summary>The share of samples that had reached the step by then, at up to 48 of its times and at the horizon.</summary>
    public static ImmutableArray<CurvePoint> Curve(double[] sorted, double horizonDays)
    {
        int reached = Array.FindIndex(sorted, time => !double.IsFinite(time));
        reached = reached < 0 ? sorted.Length : reached;
        SortedDictionary<double, int> countByTime = new() { [0] = sorted.Count(time => time <= 0) };
        int points = Math.Min(CurvePoints, reached);
        for (int point = 1; point <= points; point++)
        {
            int count = (int)((long)reached * point / points);
            countByTime[sorted[count - 1]] = count;
        }

        countByTime[horizonDays] = reached;
        return
        [
            .. countByTime.Select(pair =>
            {
                ProportionInterval interval = ProportionInterval.Wilson(pair.Value, sorted.Length);
                return new CurvePoint(pair.Key, (double)pair.Value / sorted.Length, interval.Low, interval.High);
            }),
        ];
    }
}
