using System.Collections.Immutable;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Agents;

/// <summary>A middle and the spread around it, over episodes.</summary>
/// <param name="P05">5 % of the values are at most this (nearest rank).</param>
/// <param name="Median">Half are.</param>
/// <param name="P95">95 % are.</param>
/// <param name="MedianLow">Lower end of a 95 % interval for the median of all possible episodes.</param>
/// <param name="MedianHigh">Its upper end.</param>
public readonly record struct Spread(double P05, double Median, double P95, double MedianLow, double MedianHigh);

/// <summary>A mean and a 95 % interval for it.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Low">Lower end; null for a single episode, which says nothing about others.</param>
/// <param name="High">Upper end, likewise.</param>
public readonly record struct Mean(double Value, double? Low, double? High);

/// <summary>How often something came about, and when.</summary>
/// <param name="Count">In how many episodes.</param>
/// <param name="Share">That by all episodes.</param>
/// <param name="Interval">A 95 % interval for the probability.</param>
/// <param name="Turns">In which turns, over those episodes; null when there are none.</param>
public readonly record struct Occurrence(int Count, double Share, ProportionInterval Interval, Spread? Turns);

/// <summary>Sums up what came of many episodes.</summary>
public static class RunStatistics
{
    /// <summary>The spread of some values; null when there are none.</summary>
    /// <remarks>
    /// The interval for the median has order statistics as its ends, by the normal approximation to the binomial distribution of how many
    /// values lie below the median (Conover, Practical Nonparametric Statistics, 3rd edition, 3.2).
    /// </remarks>
    public static Spread? SpreadOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
        {
            return null;
        }

        double half = ProportionInterval.NormalQuantile95 * Math.Sqrt(sorted.Length) / 2;
        return new Spread(
            At(sorted, 0.05 * sorted.Length),
            At(sorted, 0.5 * sorted.Length),
            At(sorted, 0.95 * sorted.Length),
            At(sorted, (0.5 * sorted.Length) - half),
            At(sorted, (0.5 * sorted.Length) + half + 1)
        );
    }

    /// <summary>The mean of some values, at least one, added up in their order.</summary>
    public static Mean MeanOf(ImmutableArray<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        double mean = sum / values.Length;
        if (values.Length < 2)
        {
            return new Mean(mean, null, null);
        }

        double squares = 0;
        foreach (double value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        double half = ProportionInterval.NormalQuantile95 * Math.Sqrt(squares / (values.Length - 1.0) / values.Length);
        return new Mean(mean, mean - half, mean + half);
    }

    /// <summary>How often a goal fell.</summary>
    /// <param name="turns">In which turn, by episode; -1 for never.</param>
    public static Occurrence GoalOf(ImmutableArray<int> turns)
    {
        double[] reached = [.. turns.Where(turn => turn >= 0).Select(turn => (double)turn)];
        return new Occurrence(
            reached.Length,
            (double)reached.Length / turns.Length,
            ProportionInterval.Wilson(reached.Length, turns.Length),
            SpreadOf(reached)
        );
    }

    // Nearest rank, kept within the values.
    private static double At(double[] sorted, double rank) =>
        sorted[Math.Clamp((int)Math.Ceiling(rank) - 1, 0, sorted.Length - 1)];
}
