using Pollux.Simulation.Chance;
using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Tests.Distributions;

/// <summary>Compares draws with a distribution function.</summary>
internal static class KolmogorovSmirnov
{
    public const int Samples = 20_000;

    /// <summary>The largest difference that a true sampler exceeds once in a million times (Kolmogorov's asymptotic form).</summary>
    public static readonly double Limit = Math.Sqrt(-Math.Log(1e-6 / 2) / 2) / Math.Sqrt(Samples);

    public static double[] Draw(Distribution distribution, int samples = Samples, ulong seed = 11) =>
        [.. Enumerable.Range(0, samples).Select(sample => Draw(distribution, seed, (uint)sample))];

    public static double Difference(Distribution distribution, Func<double, double> cumulative)
    {
        double[] sorted = Draw(distribution);
        Array.Sort(sorted);
        return sorted
            .Select(
                (value, i) =>
                    Math.Max(
                        Math.Abs(cumulative(value) - ((double)i / Samples)),
                        Math.Abs(cumulative(value) - ((i + 1.0) / Samples))
                    )
            )
            .Max();
    }

    private static double Draw(Distribution distribution, ulong seed, uint sample)
    {
        StepChance chance = new(seed, sample, 99);
        return distribution.Sample(ref chance);
    }
}
