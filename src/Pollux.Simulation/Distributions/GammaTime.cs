using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Distributions;

/// <summary><c>Gamma(shape, scale)</c>, drawn exactly by the method of Marsaglia and Tsang, ACM TOMS 26 (2000).</summary>
public sealed class GammaTime(double shape, double scale, int part = 0) : Distribution(part)
{
    /// <inheritdoc/>
    public override double MeanOfFinite => shape * scale;

    internal override bool IsCostly => true;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) => new GammaTime(shape, scale * factor, Part);

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        return scale * Draw(shape, ref chance);
    }

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

    private protected override double CdfOfFinite(double days) => GammaCurve.Lower(shape, days / scale);

    private protected override double OtherMoment(double power) =>
        shape + power > 0 ? Math.Pow(scale, power) * GammaCurve.Ratio(shape, power) : double.PositiveInfinity;
}
