using Pollux.Simulation.Chance;
using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Evidence;

/// <summary>
/// What is believed of the factor on all times to compromise, beside the attacker's own: log-normal around 1, mostly close to it, at times
/// far from it.
/// </summary>
/// <param name="Spread">Standard deviation of the factor's natural logarithm, 0 or more; 0 for exactly 1.</param>
/// <param name="WideSpread">The same where the times are wrong; not below <paramref name="Spread"/>.</param>
/// <param name="WideProbability">The probability, 0 to 1, that they are.</param>
public sealed record SpeedBelief(double Spread, double WideSpread, double WideProbability)
{
    /// <summary>Times exactly as the language gives them.</summary>
    public static SpeedBelief Exact { get; } = new(0, 0, 0);

    /// <summary>True when there is nothing to learn.</summary>
    internal bool IsExact => !(Spread > 0);

    /// <summary>Draws the logarithm of a factor.</summary>
    internal double Draw(ref StepChance chance)
    {
        double which = chance.NextUniform();
        double normal = NormalCurve.Quantile(chance.NextUniform());
        return normal * (which < WideProbability ? WideSpread : Spread);
    }

    /// <summary>The logarithm of the density of the logarithm of a factor, but for a constant.</summary>
    internal double LogDensity(double logFactor) =>
        IsExact
            ? 0
            : Math.Log(
                (WideProbability * Normal(logFactor, WideSpread)) + ((1 - WideProbability) * Normal(logFactor, Spread))
            );

    /// <summary>The probability that the logarithm of a factor lies above a value.</summary>
    internal double Above(double logFactor) =>
        IsExact
            ? logFactor < 0
                ? 1
                : 0
            : (WideProbability * NormalCurve.UpperTail(logFactor / WideSpread))
                + ((1 - WideProbability) * NormalCurve.UpperTail(logFactor / Spread));

    private static double Normal(double value, double spread) =>
        Math.Exp(-value * value / (2 * spread * spread)) / spread;
}
