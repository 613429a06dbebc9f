using System.Collections.Immutable;

namespace Pollux.Simulation.Distributions;

/// <summary>A distribution of finite times as points with weights, so that a mean over it is a sum.</summary>
/// <param name="Days">The points, rising.</param>
/// <param name="Weights">The probability that each stands for; together 1.</param>
/// <param name="IsExact">True when the points are the only values there are, false when they stand for a continuum.</param>
internal sealed record WeightedTimes(ImmutableArray<double> Days, ImmutableArray<double> Weights, bool IsExact)
{
    /// <summary>One value only.</summary>
    public static WeightedTimes Single(double days) => new([days], [1], true);

    /// <summary>
    /// The points of Gauss and Legendre, four in each panel of probability; panels get shorter towards both ends, so that tails
    /// are followed too. The mean of a function that only rises or only falls from 0 to 1 is off by at most the largest
    /// weight (Szegő, Orthogonal Polynomials, 3.41: the weights separate the points), of a smooth one by far less.
    /// </summary>
    public static WeightedTimes OfQuantiles(Distribution distribution, Resolution resolution)
    {
        double finite = distribution.ProbabilityFinite;
        double zero = Math.Min(1, distribution.Cdf(0) / finite);
        ImmutableArray<double>.Builder days = ImmutableArray.CreateBuilder<double>();
        ImmutableArray<double>.Builder weights = ImmutableArray.CreateBuilder<double>();
        if (zero > 0)
        {
            days.Add(0);
            weights.Add(zero);
        }

        if (zero < 1)
        {
            foreach ((double low, double width, bool fromAbove) in Panels(resolution))
            {
                for (int i = 0; i < 4; i++)
                {
                    double position = (low + (width * (0.5 + (Points[fromAbove ? 3 - i : i] / 2)))) * (1 - zero);
                    days.Add(distribution.Quantile((fromAbove ? 1 - position : zero + position) * finite));
                    weights.Add(PointWeights[i] / 2 * width * (1 - zero));
                }
            }
        }

        return new WeightedTimes(days.ToImmutable(), weights.ToImmutable(), zero == 1);
    }

    /// <summary>The mean of a power; for one below 0, over the points above 0.</summary>
    public double MeanOfPower(double power)
    {
        double sum = 0;
        double share = 0;
        for (int i = 0; i < Days.Length; i++)
        {
            if (Days[i] > 0 || power > 0)
            {
                share += Weights[i];
                sum += Weights[i] * Math.Pow(Days[i], power);
            }
        }

        return share > 0 ? sum / share : double.PositiveInfinity;
    }

    // DLMF 3.5, table 2 (n = 4 is 3.5.19 worked out): zeros of the Legendre polynomial of degree 4, and its weights.
    private static ReadOnlySpan<double> Points =>
        [-0.861136311594052575, -0.339981043584856265, 0.339981043584856265, 0.861136311594052575];

    private static ReadOnlySpan<double> PointWeights =>
        [0.347854845137453857, 0.652145154862546143, 0.652145154862546143, 0.347854845137453857];

    // In rising order; those of the upper half are measured down from 1, where small distances keep their digits.
    private static IEnumerable<(double Low, double Width, bool FromAbove)> Panels(Resolution resolution)
    {
        double step = 1.0 / resolution.Panels;
        double least = Math.ScaleB(step, -resolution.TailHalvings);
        yield return (0, least, false);
        for (int halving = resolution.TailHalvings; halving > 0; halving--)
        {
            double low = Math.ScaleB(step, -halving);
            yield return (low, low, false);
        }

        for (int i = 1; i < resolution.Panels - 1; i++)
        {
            bool fromAbove = i >= resolution.Panels / 2;
            yield return ((fromAbove ? resolution.Panels - 1 - i : i) * step, step, fromAbove);
        }

        for (int halving = 1; halving <= resolution.TailHalvings; halving++)
        {
            double low = Math.ScaleB(step, -halving);
            yield return (low, low, true);
        }

        yield return (0, least, true);
    }
}
