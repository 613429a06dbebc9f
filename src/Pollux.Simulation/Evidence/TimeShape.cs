using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Evidence;

/// <summary>
/// The curve that a time follows where it is not never, as far as it can be moved a little or stretched: exponential or log-normal. The gate
/// before it stays as it was drawn.
/// </summary>
/// <param name="Rate">Events per day of an exponential time, 0 for another.</param>
/// <param name="Mu">Mean of the logarithm of a log-normal time.</param>
/// <param name="Sigma">Standard deviation of that logarithm, 0 for another.</param>
internal readonly record struct TimeShape(double Rate, double Mu, double Sigma)
{
    /// <summary>The shape of a time; none of both for one that can only be drawn anew.</summary>
    public static TimeShape Of(Distribution time) =>
        time.WhenOpen switch
        {
            ExponentialTime exponential => new TimeShape(exponential.Rate, 0, 0),
            LogNormalTime logNormal => new TimeShape(0, logNormal.Mu, logNormal.Sigma),
            _ => default,
        };

    /// <summary>Moves a time by a part of its probability, around a circle, so that its distribution stays what it is.</summary>
    /// <param name="share">How far, -1 to 1.</param>
    /// <param name="value">Days.</param>
    /// <returns>False where it stays.</returns>
    public bool Shift(double share, ref double value)
    {
        if (!CanMove(value))
        {
            return false;
        }

        double above = Rate > 0 ? Math.Exp(-Rate * value) : NormalTable.UpperTail((Math.Log(value) - Mu) / Sigma);
        double moved = above + share;
        moved -= Math.Floor(moved);
        if (moved is > 0 and < 1)
        {
            value = Rate > 0 ? -Math.Log(moved) / Rate : Math.Exp(Mu - (Sigma * NormalCurve.Quantile(moved)));
        }

        return true;
    }

    /// <summary>Stretches a time, and gives the logarithm of how much its density changes by that, the change of scale included.</summary>
    /// <param name="ratio">Above 0.</param>
    /// <param name="value">Days.</param>
    /// <returns>0 where it stays.</returns>
    public double Stretch(double ratio, ref double value)
    {
        if (!CanMove(value))
        {
            return 0;
        }

        double stretched = value * ratio;
        double change =
            Rate > 0
                ? Math.Log(ratio) - (Rate * (stretched - value))
                : (Square((Math.Log(value) - Mu) / Sigma) - Square((Math.Log(stretched) - Mu) / Sigma)) / 2;
        value = stretched;
        return change;
    }

    private bool CanMove(double value) => (Rate > 0 || Sigma > 0) && value > 0 && double.IsFinite(value);

    private static double Square(double value) => value * value;
}
