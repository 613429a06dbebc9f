using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Distributions;

/// <summary>
/// <c>TruncatedNormal(mean, deviation)</c>: a normal distribution of that mean and standard deviation, cut off below 0.
/// Its mean is the one after the cut (Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 1, 13.10.1).
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
    public override double MeanOfFinite => mean + (deviation * NormalCurve.Density(mean / deviation) / kept);

    internal override bool IsCostly => true;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) =>
        new TruncatedNormalTime(mean * factor, deviation * factor, Part);

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        return FromUpper(chance.NextUniform());
    }

    private protected override double CdfOfFinite(double days) =>
        1 - (NormalTable.UpperTail((days - mean) / deviation) / kept);

    private protected override double QuantileBelowOne(double probability) => FromUpper(1 - probability);

    // The density at 0 is above 0, so a power of -1 has no mean.
    private protected override double OtherMoment(double power) =>
        power > -1 ? Spread(Resolution.Fine).MeanOfPower(power) : double.PositiveInfinity;

    // From the share above, not below: that is the tail that stays accurate when nearly everything is cut off.
    private double FromUpper(double share) => Math.Max(0, mean - (deviation * NormalCurve.Quantile(kept * share)));
}
