using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Distributions;

/// <summary>
/// How long something takes, in days: from 0 to positive infinity, which means never. Immutable, safe for any number of
/// threads; drawing allocates nothing.
/// </summary>
public abstract class Distribution
{
    private protected Distribution(int part) => Part = part;

    /// <summary>The mean in days; infinite when never has a probability; null where no closed form exists.</summary>
    public abstract double? Mean { get; }

    /// <summary>The value when every draw gives the same, else null.</summary>
    public virtual double? Constant => null;

    /// <summary>True when every draw is infinite.</summary>
    public bool IsNever => Constant is double.PositiveInfinity;

    /// <summary>Its position in its expression; its random numbers start there.</summary>
    protected int Part { get; }

    /// <summary>Draws a value, from 0 to positive infinity; never NaN.</summary>
    public abstract double Sample(ref StepChance chance);

    /// <summary>
    /// The distribution of so many times as long: every draw by the same random numbers is so many times that of this one (up to the
    /// last bits), so that a run with another time sees the same attacks.
    /// </summary>
    /// <param name="factor">Above 0 and finite.</param>
    public abstract Distribution Scaled(double factor);

    /// <summary>The value below which a share of all draws lies; null where no closed form exists.</summary>
    /// <param name="probability">The share, above 0 and below 1.</param>
    public virtual double? Quantile(double probability) => Constant;
}
