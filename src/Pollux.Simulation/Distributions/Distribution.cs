using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Distributions;

/// <summary>
/// How long something takes, in days: from 0 to positive infinity, which means never. Immutable, safe for any number of
/// threads; drawing allocates nothing.
/// </summary>
/// <remarks>How each figure is worked out, and how exactly: <c>docs/simulation.md</c>, times to compromise.</remarks>
public abstract class Distribution
{
    private protected Distribution(int part) => Part = part;

    /// <summary>The mean in days; infinite when never has a probability, or when the tail is so heavy that there is none.</summary>
    public double Mean => ProbabilityFinite < 1 ? double.PositiveInfinity : MeanOfFinite;

    /// <summary>
    /// The mean in days of those draws that are not never: what is to be expected of a gate that opened. Infinite when all are
    /// never, or when the tail is so heavy that there is none.
    /// </summary>
    public abstract double MeanOfFinite { get; }

    /// <summary>Probability of a draw that is not never, 0 to 1: that every gate opens.</summary>
    public virtual double ProbabilityFinite => 1;

    /// <summary>The value when every draw gives the same, else null.</summary>
    public virtual double? Constant => null;

    /// <summary>True when every draw is infinite.</summary>
    public bool IsNever => Constant is double.PositiveInfinity;

    /// <summary>The same with every gate open; where the whole draws a finite value, this draws the same value from the same numbers.</summary>
    public virtual Distribution WhenOpen => this;

    /// <summary>Its position in its expression; its random numbers start there.</summary>
    protected int Part { get; }

    /// <summary>True when single values may have a probability, false when surely none has.</summary>
    internal virtual bool HasAtoms => false;

    /// <summary>True when <see cref="Cdf"/> takes long enough to prefer that the other side of an operation is asked for it.</summary>
    internal virtual bool IsCostly => false;

    /// <summary>True when a power is in it, whose draws may be beyond all numbers.</summary>
    internal virtual bool MayOverflow => false;

    /// <summary>The value of all draws that are not never, when they have one only; else null.</summary>
    internal virtual double? ConstantWhenFinite => Constant;

    /// <summary>The greatest value that no draw is below.</summary>
    internal virtual double Minimum => 0;

    /// <summary>The least value that no draw that is not never exceeds; infinite when there is none.</summary>
    internal virtual double Maximum => double.PositiveInfinity;

    /// <summary>Draws a value, from 0 to positive infinity; never NaN.</summary>
    public abstract double Sample(ref StepChance chance);

    /// <summary>
    /// The distribution of so many times as long: every draw by the same random numbers is so many times that of this one (up to the
    /// last bits), so that a run with another time sees the same attacks.
    /// </summary>
    /// <param name="factor">Above 0 and finite.</param>
    public abstract Distribution Scaled(double factor);

    /// <summary>
    /// Probability of a draw of at most so many days: rises from 0 to <see cref="ProbabilityFinite"/>, continuous from the right.
    /// </summary>
    /// <param name="days">Below 0 it is 0; at positive infinity, which includes never, 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">NaN.</exception>
    public double Cdf(double days) =>
        days switch
        {
            double.NaN => throw new ArgumentOutOfRangeException(nameof(days), days, "A time is a number."),
            < 0 => 0,
            double.PositiveInfinity => 1,
            _ => Math.Clamp(CdfOfFinite(days), 0, 1),
        };

    /// <summary>
    /// The least time whose <see cref="Cdf"/> reaches a probability; infinite, which is never, above <see cref="ProbabilityFinite"/>.
    /// </summary>
    /// <param name="probability">Above 0, up to 1; at 1 the largest of all draws.</param>
    /// <exception cref="ArgumentOutOfRangeException">NaN or out of range.</exception>
    public double Quantile(double probability)
    {
        if (probability is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "Above 0, up to 1.");
        }

        return probability > ProbabilityFinite ? double.PositiveInfinity
            : probability == 1 ? LargestDraw
            : QuantileBelowOne(probability);
    }

    /// <summary>The least time whose distribution function, times a share, reaches a probability; not never if it can be helped.</summary>
    internal double QuantileWithin(double share, double probability)
    {
        double conditional = Math.Min(probability / share, ProbabilityFinite);
        if (share == 1)
        {
            return Quantile(conditional);
        }

        // The quotient may be rounded up, which on a step of the function would lead to the next step.
        double least = Quantile(conditional * (1 - 4e-16));
        return share * Cdf(least) >= probability ? least : Quantile(conditional);
    }

    /// <summary>The quantile of 1 where all draws are finite.</summary>
    private protected virtual double LargestDraw => Maximum;

    /// <summary>The distribution function at a finite time of 0 or more.</summary>
    private protected abstract double CdfOfFinite(double days);

    /// <summary>The quantile of a probability above 0, up to 1 and not above <see cref="ProbabilityFinite"/>.</summary>
    private protected virtual double QuantileBelowOne(double probability) =>
        LeastTime.Where(days => CdfOfFinite(days) >= probability);

    /// <summary>
    /// Mean of a power of the draws that are not never; for a power below 0, of those that are above 0 too. Infinite where there
    /// is none.
    /// </summary>
    internal double Moment(double power) =>
        power switch
        {
            0 => 1,
            1 => MeanOfFinite,
            _ => OtherMoment(power),
        };

    /// <summary>The moment of a power other than 0 and 1.</summary>
    private protected abstract double OtherMoment(double power);

    /// <summary>The draws that are not never as weighted points, on which arithmetic is worked out.</summary>
    internal virtual WeightedTimes Spread(Resolution resolution) => WeightedTimes.OfQuantiles(this, resolution);
}
