using Pollux.Simulation.Chance;
using Pollux.Simulation.Distributions;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Risk;

/// <summary>Draws from a range: a beta variate over low to high (PERT) by two gamma variates, or a lognormal one.</summary>
internal readonly struct LossDraw
{
    private readonly LossRange range;
    private readonly double first;
    private readonly double second;
    private readonly bool isLognormal;

    private LossDraw(LossRange range, double first, double second, bool isLognormal)
    {
        this.range = range;
        this.first = first;
        this.second = second;
        this.isLognormal = isLognormal;
    }

    /// <summary>Makes a range ready to draw from.</summary>
    public static LossDraw Of(LossRange range)
    {
        if (range.Shape == LossShape.Lognormal)
        {
            return new LossDraw(
                range,
                Math.Log(range.Likely),
                (Math.Log(range.High) - Math.Log(range.Low)) / (2 * LossRange.RangeQuantile),
                true
            );
        }

        double width = range.High - range.Low;
        return width > 0
            ? new LossDraw(
                range,
                1 + (4 * (range.Likely - range.Low) / width),
                1 + (4 * (range.High - range.Likely) / width),
                false
            )
            : new LossDraw(range, 0, 0, false);
    }

    /// <summary>The next draw.</summary>
    public double Next(ref StepChance chance)
    {
        if (isLognormal)
        {
            return Math.Exp(first + (second * NormalCurve.Quantile(chance.NextUniform())));
        }

        if (first <= 0)
        {
            return range.Likely;
        }

        double a = GammaTime.Draw(first, ref chance);
        double b = GammaTime.Draw(second, ref chance);
        return range.Low + ((range.High - range.Low) * (a / (a + b)));
    }
}
