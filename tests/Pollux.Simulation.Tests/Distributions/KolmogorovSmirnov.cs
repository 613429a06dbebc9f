using Pollux.Simulation.Chance;
using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Tests.Distributions;

/// <summary>Compares draws with a distribution function.</summary>
internal static class KolmogorovSmirnov
{
    public const int Samples = 20_000;

    /// <summary>The largest difference that a true sampler exceeds once in a million times (Kolmogorov's asymptotic form).</summary>
    public static readonly double Limit = LimitOf(1e-6, Samples);

    /// <summary>
    /// The difference that a true sampler exceeds with a probability: at most 2 exp(-2 n d^2) for any n and any distribution,
    /// with single values of a probability or without (Massart, Annals of Probability 18, 1990).
    /// </summary>
    public static double LimitOf(double probability, int samples) =>
        Math.Sqrt(-Math.Log(probability / 2) / 2 / samples);

    public static double[] Draw(Distribution distribution, int samples = Samples, ulong seed = 11) =>
        [.. Enumerable.Range(0, samples).Select(sample => Draw(distribution, seed, (uint)sample))];

    /// <summary>The largest difference of the shares of draws and the function, at any time, never included.</summary>
    public static double Difference(
        Distribution distribution,
        Func<double, double> cumulative,
        int samples = Samples,
        ulong seed = 11
    )
    {
        double[] sorted = Draw(distribution, samples, seed);
        Array.Sort(sorted);
        double largest = 0;
        for (int first = 0, next; first < samples; first = next)
        {
            for (next = first + 1; next < samples && sorted[next] == sorted[first]; next++) { }

            // Just before a value and at it: between two values the share stays and the function rises.
            double before = sorted[first] > 0 ? cumulative(Math.BitDecrement(sorted[first])) : 0;
            largest = Math.Max(largest, Math.Abs(before - ((double)first / samples)));
            largest = Math.Max(largest, Math.Abs(cumulative(sorted[first]) - ((double)next / samples)));
        }

        return largest;
    }

    private static double Draw(Distribution distribution, ulong seed, uint sample)
    {
        StepChance chance = new(seed, sample, 99);
        return distribution.Sample(ref chance);
    }
}
