using Pollux.Language.Specification;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Distributions;

/// <summary>Always the same value: <c>Zero</c>, <c>Infinity</c> and plain numbers.</summary>
public sealed class ConstantTime(double value) : Distribution(0)
{
    /// <summary>No time at all.</summary>
    public static ConstantTime Zero { get; } = new(0);

    /// <summary>Never.</summary>
    public static ConstantTime Never { get; } = new(double.PositiveInfinity);

    /// <inheritdoc/>
    public override double? Mean => value;

    /// <inheritdoc/>
    public override double? Constant => value;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) =>
        value is 0 or double.PositiveInfinity ? this : new ConstantTime(value * factor);

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance) => value;
}

/// <summary><c>Exponential(rate)</c>.</summary>
public sealed class ExponentialTime(double rate, int part = 0) : Distribution(part)
{
    /// <summary>Events per day.</summary>
    public double Rate => rate;

    /// <inheritdoc/>
    public override double? Mean => 1 / rate;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) => new ExponentialTime(rate / factor, Part);

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        return -Math.Log(chance.NextUniform()) / rate;
    }

    /// <inheritdoc/>
    public override double? Quantile(double probability) => -Math.Log(1 - probability) / rate;
}

/// <summary><c>Uniform(minimum, maximum)</c>.</summary>
public sealed class UniformTime(double minimum, double maximum, int part = 0) : Distribution(part)
{
    /// <inheritdoc/>
    public override double? Mean => (minimum + maximum) / 2;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) => new UniformTime(minimum * factor, maximum * factor, Part);

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        return minimum + ((maximum - minimum) * chance.NextUniform());
    }

    /// <inheritdoc/>
    public override double? Quantile(double probability) => minimum + ((maximum - minimum) * probability);
}

/// <summary><c>LogNormal(mu, sigma)</c>: mean and standard deviation of the logarithm.</summary>
public sealed class LogNormalTime(double mu, double sigma, int part = 0) : Distribution(part)
{
    /// <inheritdoc/>
    public override double? Mean => Math.Exp(mu + (sigma * sigma / 2));

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) => new LogNormalTime(mu + Math.Log(factor), sigma, Part);

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        return Math.Exp(mu + (sigma * NormalCurve.Quantile(chance.NextUniform())));
    }

    /// <inheritdoc/>
    public override double? Quantile(double probability) => Math.Exp(mu + (sigma * NormalCurve.Quantile(probability)));
}

/// <summary><c>Pareto(minimum, shape)</c>.</summary>
public sealed class ParetoTime(double minimum, double shape, int part = 0) : Distribution(part)
{
    /// <inheritdoc/>
    public override double? Mean => shape > 1 ? shape * minimum / (shape - 1) : double.PositiveInfinity;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) => new ParetoTime(minimum * factor, shape, Part);

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        return minimum * Math.Pow(chance.NextUniform(), -1 / shape);
    }

    /// <inheritdoc/>
    public override double? Quantile(double probability) => minimum * Math.Pow(1 - probability, -1 / shape);
}

/// <summary>
/// <c>TruncatedNormal(mean, deviation)</c>: a normal distribution of that mean and standard deviation, cut off below 0.
/// <see cref="Mean"/> is the mean after the cut (Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 1, 13.10.1).
/// </summary>
public sealed class TruncatedNormalTime : Distribution
{
    private readonly double mean;
    private readonly double deviation;
    private readonly double kept;

    /// <summary>Cuts a normal distribution at 0.</summary>
    /// <param name="mean">Mean before the cut; not more than 37 deviations below 0.</param>
    /// <param name="deviation">Standard deviation before the cut.</param>
    /// <param name="part">Position in its expression.</param>
    public TruncatedNormalTime(double mean, double deviation, int part = 0)
        : base(part)
    {
        this.mean = mean;
        this.deviation = deviation;
        kept = NormalCurve.UpperTail(-mean / deviation);
    }

    /// <inheritdoc/>
    public override double? Mean => mean + (deviation * NormalCurve.Density(mean / deviation) / kept);

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) =>
        new TruncatedNormalTime(mean * factor, deviation * factor, Part);

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        return FromUpper(chance.NextUniform());
    }

    /// <inheritdoc/>
    public override double? Quantile(double probability) => FromUpper(1 - probability);

    // From the share above, not below: that is the tail that stays accurate when nearly everything is cut off.
    private double FromUpper(double share) => Math.Max(0, mean - (deviation * NormalCurve.Quantile(kept * share)));
}

/// <summary><c>Gamma(shape, scale)</c>, drawn exactly by the method of Marsaglia and Tsang, ACM TOMS 26 (2000).</summary>
public sealed class GammaTime(double shape, double scale, int part = 0) : Distribution(part)
{
    /// <inheritdoc/>
    public override double? Mean => shape * scale;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) => new GammaTime(shape, scale * factor, Part);

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        return scale * Draw(shape, ref chance);
    }

    /// <inheritdoc/>
    public override double? Quantile(double probability) => null;

    /// <summary>Draws a gamma variate of scale 1.</summary>
    internal static double Draw(double shape, ref StepChance chance)
    {
        // Below shape 1: gamma(shape) = gamma(shape + 1) x U^(1 / shape).
        double boost = shape < 1 ? Math.Pow(chance.NextUniform(), 1 / shape) : 1;
        double d = (shape < 1 ? shape + 1 : shape) - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = NormalCurve.Quantile(chance.NextUniform());
            double v = 1 + (c * x);
            double u = chance.NextUniform();
            if (v > 0)
            {
                v = v * v * v;
                if (Math.Log(u) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
                {
                    return d * v * boost;
                }
            }
        }
    }
}

/// <summary>
/// <c>Binomial(trials, probability)</c>, drawn exactly. Many trials are halved by the median of their uniforms, which has a
/// beta distribution (Devroye, Non-Uniform Random Variate Generation, X.4.3), so time grows with the logarithm of the trials.
/// </summary>
public sealed class BinomialTime(int trials, double probability, int part = 0) : Distribution(part)
{
    private const int CountOneByOne = 16;

    /// <inheritdoc/>
    public override double? Mean => trials * probability;

    /// <inheritdoc/>
    public override double? Quantile(double probability) => null;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) =>
        new ArithmeticTime(TtcOperator.Multiplication, this, new ConstantTime(factor));

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        int remaining = trials;
        int successes = 0;
        double p = probability;
        while (remaining > CountOneByOne && p is > 0 and < 1)
        {
            int middle = (remaining + 1) / 2;
            double low = GammaTime.Draw(middle, ref chance);
            double median = low / (low + GammaTime.Draw(remaining + 1 - middle, ref chance));
            if (median <= p)
            {
                successes += middle;
                remaining -= middle;
                p = (p - median) / (1 - median);
            }
            else
            {
                remaining = middle - 1;
                p /= median;
            }
        }

        if (p >= 1)
        {
            return successes + remaining;
        }

        for (int i = 0; i < remaining; i++)
        {
            successes += chance.NextUniform() < p ? 1 : 0;
        }

        return successes;
    }
}
