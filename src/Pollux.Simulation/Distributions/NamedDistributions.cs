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
    public override double MeanOfFinite => value;

    /// <inheritdoc/>
    public override double ProbabilityFinite => double.IsFinite(value) ? 1 : 0;

    /// <inheritdoc/>
    public override double? Constant => value;

    internal override bool HasAtoms => true;

    internal override double Minimum => value;

    internal override double Maximum => value;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) =>
        value is 0 or double.PositiveInfinity ? this : new ConstantTime(value * factor);

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance) => value;

    internal override WeightedTimes Spread(Resolution resolution) => WeightedTimes.Single(value);

    private protected override double CdfOfFinite(double days) => days >= value ? 1 : 0;

    private protected override double QuantileBelowOne(double probability) => value;

    private protected override double OtherMoment(double power) => Math.Pow(value, power);
}

/// <summary><c>Exponential(rate)</c>.</summary>
public sealed class ExponentialTime(double rate, int part = 0) : Distribution(part)
{
    /// <summary>Events per day.</summary>
    public double Rate => rate;

    /// <inheritdoc/>
    public override double MeanOfFinite => 1 / rate;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) => new ExponentialTime(rate / factor, Part);

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        return -Math.Log(chance.NextUniform()) / rate;
    }

    private protected override double CdfOfFinite(double days) => -NearOne.ExponentialLessOne(-rate * days);

    private protected override double QuantileBelowOne(double probability) =>
        -NearOne.LogOfOnePlus(-probability) / rate;

    private protected override double OtherMoment(double power) =>
        power > -1 ? GammaCurve.Ratio(1, power) / Math.Pow(rate, power) : double.PositiveInfinity;
}

/// <summary><c>Uniform(minimum, maximum)</c>.</summary>
public sealed class UniformTime(double minimum, double maximum, int part = 0) : Distribution(part)
{
    /// <inheritdoc/>
    public override double MeanOfFinite => (minimum + maximum) / 2;

    internal override bool HasAtoms => minimum == maximum;

    internal override double Minimum => minimum;

    internal override double Maximum => maximum;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) => new UniformTime(minimum * factor, maximum * factor, Part);

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        return minimum + ((maximum - minimum) * chance.NextUniform());
    }

    private protected override double CdfOfFinite(double days) =>
        days < minimum ? 0
        : days >= maximum ? 1
        : (days - minimum) / (maximum - minimum);

    private protected override double QuantileBelowOne(double probability) =>
        minimum + ((maximum - minimum) * probability);

    private protected override double OtherMoment(double power) => Powers.MeanBetween(minimum, maximum, power);
}

/// <summary><c>LogNormal(mu, sigma)</c>: mean and standard deviation of the logarithm.</summary>
public sealed class LogNormalTime(double mu, double sigma, int part = 0) : Distribution(part)
{
    /// <summary>Mean of the natural logarithm of the days.</summary>
    public double Mu => mu;

    /// <summary>Standard deviation of that logarithm, above 0.</summary>
    public double Sigma => sigma;

    /// <inheritdoc/>
    public override double MeanOfFinite => Math.Exp(mu + (sigma * sigma / 2));

    internal override bool IsCostly => true;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) => new LogNormalTime(mu + Math.Log(factor), sigma, Part);

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        return Math.Exp(mu + (sigma * NormalCurve.Quantile(chance.NextUniform())));
    }

    private protected override double CdfOfFinite(double days) => NormalTable.UpperTail((mu - Math.Log(days)) / sigma);

    private protected override double QuantileBelowOne(double probability) =>
        Math.Exp(mu + (sigma * NormalCurve.Quantile(probability)));

    private protected override double OtherMoment(double power) =>
        Math.Exp((power * mu) + (power * power * sigma * sigma / 2));
}

/// <summary><c>Pareto(minimum, shape)</c>.</summary>
public sealed class ParetoTime(double minimum, double shape, int part = 0) : Distribution(part)
{
    /// <inheritdoc/>
    public override double MeanOfFinite => shape > 1 ? shape * minimum / (shape - 1) : double.PositiveInfinity;

    internal override double Minimum => minimum;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) => new ParetoTime(minimum * factor, shape, Part);

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        return minimum * Math.Pow(chance.NextUniform(), -1 / shape);
    }

    private protected override double CdfOfFinite(double days) =>
        days <= minimum ? 0 : -NearOne.ExponentialLessOne(-shape * NearOne.LogOfOnePlus((days - minimum) / minimum));

    private protected override double QuantileBelowOne(double probability) =>
        minimum * Math.Exp(-NearOne.LogOfOnePlus(-probability) / shape);

    private protected override double OtherMoment(double power) =>
        power < shape ? shape * Math.Pow(minimum, power) / (shape - power) : double.PositiveInfinity;
}
