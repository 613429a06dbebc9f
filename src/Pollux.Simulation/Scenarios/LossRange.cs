using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Scenarios;

/// <summary>How a loss lies in its range.</summary>
public enum LossShape
{
    /// <summary>
    /// A beta distribution between low and high, most often near likely, with the mean (low + 4 likely + high) / 6 (Malcolm, Roseboom, Clark,
    /// Fazar, "Application of a Technique for Research and Development Program Evaluation", Operations Research 7, 1959).
    /// </summary>
    Pert,

    /// <summary>Lognormal: 5 % of such losses are below low, 5 % above high, and there is no greatest one.</summary>
    Lognormal,

    /// <summary>The sum of several losses: only its mean and its ends are known.</summary>
    Sum,
}

/// <summary>A loss in money: least plausible, most likely and most plausible figure; for a lognormal one its 5 %, 50 % and 95 % points.</summary>
/// <param name="Low">0 or more.</param>
/// <param name="Likely">Not below <paramref name="Low"/>.</param>
/// <param name="High">Not below <paramref name="Likely"/>.</param>
public sealed record LossRange(double Low, double Likely, double High)
{
    /// <summary>The 95 % point of the standard normal distribution, which a 90 % range ends at.</summary>
    internal static readonly double RangeQuantile = NormalCurve.Quantile(0.95);

    /// <summary>How the loss lies in its range.</summary>
    public LossShape Shape { get; init; } = LossShape.Pert;

    /// <summary>The mean loss; of a sum, the sum of the means.</summary>
    public double Mean { get; init; } = (Low + (4 * Likely) + High) / 6;

    /// <summary>The loss of which 90 % of all cases lie between two figures.</summary>
    /// <param name="low">The 5 % point; above 0.</param>
    /// <param name="high">The 95 % point; above <paramref name="low"/>.</param>
    public static LossRange Lognormal(double low, double high)
    {
        double mu = (Math.Log(low) + Math.Log(high)) / 2;
        double sigma = (Math.Log(high) - Math.Log(low)) / (2 * RangeQuantile);
        return new LossRange(low, Math.Exp(mu), high)
        {
            Shape = LossShape.Lognormal,
            Mean = Math.Exp(mu + (sigma * sigma / 2)),
        };
    }

    /// <summary>What several losses are together; one alone stays itself.</summary>
    public static LossRange Sum(IEnumerable<LossRange> ranges)
    {
        LossRange[] all = [.. ranges];
        return all is [var one]
            ? one
            : new LossRange(all.Sum(range => range.Low), all.Sum(range => range.Likely), all.Sum(range => range.High))
            {
                Shape = LossShape.Sum,
                Mean = all.Sum(range => range.Mean),
            };
    }
}

/// <summary>One loss that a jewel causes.</summary>
/// <param name="Key">Jewels that cause the loss of one key cause it once.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Range">What it costs.</param>
public sealed record LossItem(string Key, string Name, LossRange Range);
