using System.Collections.Immutable;

namespace Pollux.Simulation.MonteCarlo;

/// <summary>
/// The time to compromise of one step as a whole: the share of all samples that had reached it by a time, with two bands. Samples that
/// did not reach it within the horizon count as "later than that": the curve ends at the horizon, and what would come after is not guessed.
/// </summary>
/// <param name="Samples">How many samples, 1 or more.</param>
/// <param name="Reached">In how many the step was reached within the horizon.</param>
/// <param name="HorizonDays">Where the curve is cut off, days; null without a horizon: then it ends at its last time.</param>
/// <param name="BandHalfWidth">
/// Half the height of the simultaneous band, a probability: with 95 % confidence the whole true curve lies within this of the curve,
/// everywhere at once (Dvoretzky, Kiefer, Wolfowitz 1956 with the constant of Massart 1990: sqrt(ln(2 / 0.05) / (2 n))).
/// </param>
/// <param name="Points">Rising in time and in probability; the curve stays level between one point and the next.</param>
public sealed record TtcCurve(
    int Samples,
    int Reached,
    double? HorizonDays,
    double BandHalfWidth,
    ImmutableArray<TtcPoint> Points
)
{
    /// <summary>Most points of one curve, without those at 0 and at the horizon.</summary>
    public const int MaximumPoints = 100;

    private const double Miss = 0.05;

    /// <summary>The curve of a step.</summary>
    /// <param name="times">Its time in each sample, days, in any order; positive infinity where it was not reached. At least one.</param>
    /// <param name="horizonDays">The horizon of the run, days; null for none.</param>
    public static TtcCurve Of(ImmutableArray<double> times, double? horizonDays)
    {
        ArgumentOutOfRangeException.ThrowIfZero(times.Length, nameof(times));
        double[] reached = [.. times.Where(double.IsFinite)];
        Array.Sort(reached);
        double half = Math.Sqrt(Math.Log(2 / Miss) / (2.0 * times.Length));
        SortedDictionary<double, int> countByTime = new() { [0] = AtMost(reached, 0) };
        int points = Math.Min(MaximumPoints, reached.Length);
        for (int point = 1; point <= points; point++)
        {
            double time = reached[(int)((long)reached.Length * point / points) - 1];
            countByTime[time] = AtMost(reached, time);
        }

        if (horizonDays is { } horizon)
        {
            countByTime[horizon] = AtMost(reached, horizon);
        }

        return new TtcCurve(
            times.Length,
            reached.Length,
            horizonDays,
            half,
            [.. countByTime.Select(pair => TtcPoint.Of(pair.Key, pair.Value, times.Length, half))]
        );
    }

    // Several samples may share a time: all of them had reached the step by then.
    private static int AtMost(double[] sorted, double time)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            (low, high) = sorted[middle] <= time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

/// <summary>One point of a curve. All bands are from 0 to 1, and at 95 %.</summary>
/// <param name="Days">Time since the start of the attack, days.</param>
/// <param name="Probability">Share of all samples that had reached the step by then.</param>
/// <param name="Low">Lower end of the interval for this point alone (Wilson).</param>
/// <param name="High">Its upper end.</param>
/// <param name="BandLow">Lower end of the band that holds for the whole curve at once.</param>
/// <param name="BandHigh">Its upper end.</param>
public readonly record struct TtcPoint(
    double Days,
    double Probability,
    double Low,
    double High,
    double BandLow,
    double BandHigh
)
{
    internal static TtcPoint Of(double days, int reached, int samples, double half)
    {
        double share = (double)reached / samples;
        ProportionInterval interval = ProportionInterval.Wilson(reached, samples);
        return new TtcPoint(
            days,
            share,
            interval.Low,
            interval.High,
            Math.Max(0, share - half),
            Math.Min(1, share + half)
        );
    }
}
