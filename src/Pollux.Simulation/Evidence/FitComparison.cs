using System.Collections.Immutable;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Evidence;

/// <summary>
/// How well a world can be told from the one that is assumed, by what each answer says of its fit: from one attack's alarms, and from those of
/// several attacks on the same site.
/// </summary>
public static class FitComparison
{
    /// <summary>How many attacks are put together.</summary>
    public static ImmutableArray<int> PoolSizes { get; } = [10, 30];

    /// <summary>How often a warning on a pool may be false: what its limit is set by.</summary>
    public const double FalseWarnings = 0.05;

    private const int Pools = 2_000;

    private static readonly ImmutableArray<(FitSignal Signal, FitDoubtKind? Kind)> Signals =
    [
        (FitSignal.Speed, FitDoubtKind.Speed),
        (FitSignal.MeanSpeed, FitDoubtKind.Speed),
        (FitSignal.Attacker, FitDoubtKind.Attacker),
        (FitSignal.Detection, FitDoubtKind.Detection),
        (FitSignal.FalseAlarms, FitDoubtKind.FalseAlarms),
        (FitSignal.WorstDetector, FitDoubtKind.Detector),
        (FitSignal.Surprise, null),
    ];

    /// <summary>Compares the attacks of two worlds.</summary>
    /// <param name="other">Attacks in the world that is to be told.</param>
    /// <param name="assumed">Attacks in the world that is assumed.</param>
    /// <returns>One for each signal, in the order of <see cref="FitSignal"/>.</returns>
    public static ImmutableArray<SignalPower> Of(CalibrationResult other, CalibrationResult assumed) =>
        [.. Signals.Select(pair => Of(pair.Signal, pair.Kind, Attacks(other), Attacks(assumed)))];

    /// <summary>
    /// The area under the curve of true against false warnings over all limits: the probability that a value of one is above a value of the
    /// other, ties half. 0.5 tells nothing.
    /// </summary>
    /// <param name="positives">Values that should be high, at least one.</param>
    /// <param name="negatives">Values that should be low, at least one.</param>
    /// <returns>The area and its standard error (Hanley and McNeil, Radiology 143, 1982).</returns>
    public static (double Area, double StandardError) AreaUnderCurve(
        ImmutableArray<double> positives,
        ImmutableArray<double> negatives
    )
    {
        double[] sorted = [.. negatives.Order()];
        double sum = 0;
        foreach (double value in positives)
        {
            sum += (Below(sorted, value, orEqual: false) + Below(sorted, value, orEqual: true)) / 2.0;
        }

        double area = sum / positives.Length / negatives.Length;
        double square = area * area;
        double variance =
            (area * (1 - area))
            + ((positives.Length - 1) * ((area / (2 - area)) - square))
            + ((negatives.Length - 1) * ((2 * square / (1 + area)) - square));
        return (area, Math.Sqrt(Math.Max(0, variance) / positives.Length / negatives.Length));
    }

    private static ImmutableArray<CalibrationCase> Attacks(CalibrationResult result) =>
        [.. result.Cases.Where(one => one.IsAttacked)];

    private static SignalPower Of(
        FitSignal signal,
        FitDoubtKind? kind,
        ImmutableArray<CalibrationCase> other,
        ImmutableArray<CalibrationCase> assumed
    )
    {
        ImmutableArray<double> high = [.. other.Select(one => Value(one, signal, kind))];
        ImmutableArray<double> low = [.. assumed.Select(one => Value(one, signal, kind))];
        (double area, double error) = AreaUnderCurve(high, low);
        return new SignalPower(
            signal,
            area,
            error,
            high.Average(),
            low.Average(),
            Warned(other, kind),
            Warned(assumed, kind),
            [.. PoolSizes.Select(size => Pooled(size, high, low))]
        );
    }

    private static double Value(CalibrationCase one, FitSignal signal, FitDoubtKind? kind)
    {
        FitDoubt? worst = one.Fit.Doubts.Where(doubt => doubt.Kind == kind).MaxBy(doubt => doubt.Factor);
        return signal switch
        {
            FitSignal.Surprise => -one.LogProbability,
            FitSignal.MeanSpeed => Math.Log(worst?.Value ?? 1),
            _ => Math.Log(worst?.Factor ?? 1),
        };
    }

    private static double Warned(ImmutableArray<CalibrationCase> cases, FitDoubtKind? kind) =>
        cases.Average(one =>
            one.Fit.Doubts.Any(doubt => doubt.Kind == kind && doubt.Verdict != FitVerdict.Fits) ? 1.0 : 0.0
        );

    // Sums over attacks drawn from those that there are; the limit is what so many sums of the assumed world do not exceed.
    private static double Pooled(int size, ImmutableArray<double> other, ImmutableArray<double> assumed)
    {
        double[] usual = [.. Sums(size, assumed, "pools as assumed").Order()];
        double limit = usual[(int)Math.Ceiling((1 - FalseWarnings) * Pools) - 1];
        return Sums(size, other, "pools of the other world").Count(sum => sum > limit) / (double)Pools;
    }

    private static IEnumerable<double> Sums(int size, ImmutableArray<double> values, string name)
    {
        for (uint pool = 0; pool < Pools; pool++)
        {
            StepChance chance = new((ulong)size, pool, StepKey.OfName(name));
            double sum = 0;
            for (int i = 0; i < size; i++)
            {
                sum += values[(int)(chance.NextUniform() * values.Length)];
            }

            yield return sum;
        }
    }

    private static int Below(double[] sorted, double value, bool orEqual)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) =
                sorted[middle] < value || (orEqual && sorted[middle] == value) ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
