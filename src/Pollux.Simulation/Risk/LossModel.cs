using System.Collections.Immutable;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Risk;

/// <summary>
/// What each simulated attack costs: every loss that came true in it, each once, however many crown jewels cause it. Where no jewel has a loss
/// in money, every jewel counts one, so that changes can still be ranked by the probability that they remove.
/// </summary>
public sealed class LossModel
{
    private readonly int[][] unitsOfJewel;

    /// <summary>A model of the losses of some jewels.</summary>
    /// <param name="jewels">The jewels; times are given in their order.</param>
    public LossModel(ImmutableArray<CrownJewel> jewels)
    {
        HasMoney = jewels.Any(jewel => !jewel.Losses.IsEmpty);
        Dictionary<string, int> unitOfKey = new(StringComparer.Ordinal);
        List<LossItem> units = [];
        unitsOfJewel = new int[jewels.Length][];
        for (int index = 0; index < jewels.Length; index++)
        {
            ImmutableArray<LossItem> items = HasMoney
                ? jewels[index].Losses
                : [new LossItem(FormattableString.Invariant($"jewel {index}"), "", new LossRange(1, 1, 1))];
            unitsOfJewel[index] = new int[items.Length];
            for (int item = 0; item < items.Length; item++)
            {
                if (!unitOfKey.TryGetValue(items[item].Key, out int unit))
                {
                    unitOfKey.Add(items[item].Key, unit = units.Count);
                    units.Add(items[item]);
                }

                unitsOfJewel[index][item] = unit;
            }
        }

        Units = [.. units];
    }

    /// <summary>True when at least one jewel has a loss in money.</summary>
    public bool HasMoney { get; }

    /// <summary>The losses, each once, in the order in which the jewels name them.</summary>
    public ImmutableArray<LossItem> Units { get; }

    /// <summary>The positions in <see cref="Units"/> of the losses of a jewel.</summary>
    public ReadOnlySpan<int> UnitsOf(int jewel) => unitsOfJewel[jewel];

    /// <summary>The expected loss of each sample, given what fell in it: the means of the losses that came true, added up.</summary>
    /// <param name="times">For each jewel its time in each sample, infinite where it was not reached.</param>
    /// <param name="samples">How many samples.</param>
    public double[] PerSample(IReadOnlyList<ImmutableArray<double>> times, int samples)
    {
        double[] means = [.. Units.Select(unit => unit.Range.Mean)];
        bool[][] came = Came(times, samples);
        double[] losses = new double[samples];
        for (int sample = 0; sample < samples; sample++)
        {
            for (int unit = 0; unit < means.Length; unit++)
            {
                losses[sample] += came[unit][sample] ? means[unit] : 0;
            }
        }

        return losses;
    }

    /// <summary>For each of <see cref="Units"/>, in which samples it came true.</summary>
    /// <inheritdoc cref="PerSample"/>
    public bool[][] Came(IReadOnlyList<ImmutableArray<double>> times, int samples)
    {
        bool[][] came = [.. Units.Select(_ => new bool[samples])];
        for (int jewel = 0; jewel < unitsOfJewel.Length; jewel++)
        {
            foreach (int unit in unitsOfJewel[jewel])
            {
                for (int sample = 0; sample < samples; sample++)
                {
                    came[unit][sample] |= double.IsFinite(times[jewel][sample]);
                }
            }
        }

        return came;
    }

    /// <summary>
    /// The mean of what was seen in each sample, with a 95 % interval: by the normal approximation of the mean; where all samples
    /// saw the same, by what could have been missed (the Wilson interval of an event seen in no sample, times all losses).
    /// </summary>
    public Estimate MeanOf(double[] values)
    {
        double worst = Units.Sum(unit => unit.Range.Mean);
        double mean = values.Sum() / values.Length;
        double squares = values.Sum(value => (value - mean) * (value - mean));
        double missed = ProportionInterval.Wilson(0, values.Length).High * worst;
        if (values.Min().Equals(values.Max()))
        {
            return new Estimate(mean, Math.Max(0, mean - missed), Math.Min(worst, mean + missed));
        }

        double half = HalfWidth(squares, values.Length);
        return new Estimate(mean, Math.Max(0, mean - half), mean + half);
    }

    /// <summary>The mean of differences that may have either sign, sample by sample, with a 95 % interval by the normal approximation.</summary>
    public static Estimate DifferenceOf(double[] values)
    {
        double mean = values.Sum() / values.Length;
        double half = HalfWidth(values.Sum(value => (value - mean) * (value - mean)), values.Length);
        return new Estimate(mean, mean - half, mean + half);
    }

    private static double HalfWidth(double squares, int count) =>
        ProportionInterval.NormalQuantile95 * Math.Sqrt(squares / Math.Max(1, count - 1) / count);
}
