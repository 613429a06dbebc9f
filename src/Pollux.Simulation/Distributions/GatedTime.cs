using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Distributions;

/// <summary>
/// A gate: with a probability the inner time, else never. <c>Bernoulli(p)</c> alone is a gate on zero; as a factor of a product
/// it is a gate on the product of the other factors.
/// </summary>
public sealed class GatedTime(double probability, Distribution inner, int part = 0) : Distribution(part)
{
    /// <summary>Probability that it does not take forever, above 0 and below 1.</summary>
    public double Probability => probability;

    /// <summary>The time when it does not.</summary>
    public Distribution Inner => inner;

    /// <inheritdoc/>
    public override double MeanOfFinite => inner.MeanOfFinite;

    /// <inheritdoc/>
    public override double ProbabilityFinite => probability * inner.ProbabilityFinite;

    /// <inheritdoc/>
    public override Distribution WhenOpen => inner.WhenOpen;

    internal override bool HasAtoms => inner.HasAtoms;

    internal override bool IsCostly => inner.IsCostly;

    internal override bool MayOverflow => inner.MayOverflow;

    internal override double? ConstantWhenFinite => inner.ConstantWhenFinite;

    internal override double Minimum => inner.Minimum;

    internal override double Maximum => inner.Maximum;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) => new GatedTime(probability, inner.Scaled(factor), Part);

    /// <summary>The same gate, by the same random numbers, with another probability to open.</summary>
    /// <param name="other">From 0 to 1.</param>
    public Distribution WithProbability(double other) =>
        other switch
        {
            <= 0 => ConstantTime.Never,
            >= 1 => inner,
            _ => new GatedTime(other, inner, Part),
        };

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        return chance.NextUniform() < probability ? inner.Sample(ref chance) : double.PositiveInfinity;
    }

    internal override WeightedTimes Spread(Resolution resolution) => inner.Spread(resolution);

    private protected override double CdfOfFinite(double days) => probability * inner.Cdf(days);

    private protected override double QuantileBelowOne(double share) => inner.QuantileWithin(probability, share);

    private protected override double OtherMoment(double power) => inner.Moment(power);
}
