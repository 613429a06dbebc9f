using Pollux.Language.Specification;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Distributions;

/// <summary>
/// <c>Binomial(trials, probability)</c>, drawn exactly. Many trials are halved by the median of their uniforms, which has a
/// beta distribution (Devroye, Non-Uniform Random Variate Generation, X.4.3), so time grows with the logarithm of the trials.
/// </summary>
public sealed class BinomialTime(int trials, double probability, int part = 0) : Distribution(part)
{
    private const int CountOneByOne = 16;

    /// <inheritdoc/>
    public override double MeanOfFinite => trials * probability;

    internal override bool HasAtoms => true;

    internal override double Minimum => probability < 1 ? 0 : trials;

    internal override double Maximum => probability > 0 ? trials : 0;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) =>
        new ArithmeticTime(TtcOperator.Multiplication, this, new ConstantTime(factor));

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        return Draw(trials, probability, ref chance);
    }

    /// <summary>Draws how many of some trials succeed.</summary>
    internal static int Draw(int trials, double probability, ref StepChance chance)
    {
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

    private protected override double CdfOfFinite(double days)
    {
        if (days >= Maximum || days < Minimum)
        {
            return days >= Maximum ? 1 : 0;
        }

        double successes = Math.Floor(days);
        return BetaCurve.Lower(trials - successes, successes + 1, 1 - probability, probability);
    }

    private protected override double QuantileBelowOne(double probability)
    {
        int low = (int)Minimum;
        int high = (int)Maximum;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (CdfOfFinite(middle) >= probability)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private protected override double OtherMoment(double power) => Spread(Resolution.Fine).MeanOfPower(power);

    /// <summary>The values that matter, each exactly, or in groups of neighbours when there are very many.</summary>
    internal override WeightedTimes Spread(Resolution resolution) =>
        probability is > 0 and < 1
            ? BinomialSpread.Of(trials, probability, resolution.MaximumValues)
            : WeightedTimes.Single(Maximum);
}
