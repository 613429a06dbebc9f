using System.Collections.Immutable;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Assessments;

/// <summary>
/// What each simulated attack costs: the mean of every loss that came true in it, each once. Where no jewel has a loss in money,
/// every jewel counts one, so that mitigations can still be ranked by the probability that they remove.
/// </summary>
internal sealed class LossModel
{
    private readonly int[] unitOfJewel;
    private readonly double[] weights;

    public LossModel(ImmutableArray<CrownJewel> jewels)
    {
        HasMoney = jewels.Any(jewel => jewel.Loss is not null);
        Dictionary<string, int> units = new(StringComparer.Ordinal);
        List<double> means = [];
        unitOfJewel = new int[jewels.Length];
        for (int index = 0; index < jewels.Length; index++)
        {
            CrownJewel jewel = jewels[index];
            string key = HasMoney ? jewel.LossKey : $"jewel {index}";
            if (!units.TryGetValue(key, out int unit))
            {
                units.Add(key, unit = means.Count);
                means.Add(HasMoney ? jewel.Loss?.Mean ?? 0 : 1);
            }

            unitOfJewel[index] = unit;
        }

        weights = [.. means];
    }

    /// <summary>True when at least one jewel has a loss in money.</summary>
    public bool HasMoney { get; }

    /// <summary>The loss of each sample.</summary>
    /// <param name="times">For each jewel its time in each sample, infinite where it was not reached.</param>
    /// <param name="samples">How many samples.</param>
    public double[] PerSample(IReadOnlyList<ImmutableArray<double>> times, int samples)
    {
        double[] losses = new double[samples];
        bool[] came = new bool[weights.Length];
        for (int sample = 0; sample < samples; sample++)
        {
            Array.Clear(came);
            for (int jewel = 0; jewel < unitOfJewel.Length; jewel++)
            {
                came[unitOfJewel[jewel]] |= double.IsFinite(times[jewel][sample]);
            }

            for (int unit = 0; unit < weights.Length; unit++)
            {
                losses[sample] += came[unit] ? weights[unit] : 0;
            }
        }

        return losses;
    }

    /// <summary>
    /// The mean of what was seen in each sample, with a 95 % interval: by the normal approximation of the mean; where all samples
    /// saw the same, by what could have been missed (the Wilson interval of an event seen in no sample, times all losses).
    /// </summary>
    public Estimate MeanOf(double[] values)
    {
        double mean = values.Sum() / values.Length;
        double squares = values.Sum(value => (value - mean) * (value - mean));
        double missed = ProportionInterval.Wilson(0, values.Length).High * weights.Sum();
        if (values.Min().Equals(values.Max()))
        {
            return new Estimate(mean, Math.Max(0, mean - missed), Math.Min(weights.Sum(), mean + missed));
        }

        double error = Math.Sqrt(squares / Math.Max(1, values.Length - 1) / values.Length);
        double half = ProportionInterval.NormalQuantile95 * error;
        return new Estimate(mean, Math.Max(0, mean - half), mean + half);
    }
}
