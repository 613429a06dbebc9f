using Pollux.Simulation.Chance;
using Pollux.Simulation.Distributions;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Risk;

/// <summary>
/// Simulates the losses of years. In a year a number of attacks begins; each is one of the run's samples, drawn anew, and costs every loss that
/// came true in that sample once, of a size drawn anew. The losses of a year's attacks add up: the plant is taken to be whole again before the
/// next one, which errs on the side of caution where attacks come often.
/// </summary>
/// <remarks>
/// Each number comes from a stream of its own, keyed by what it is for, the year and the position of the attack in it. So another
/// defence, frequency or range of a loss changes only what depends on it, and more attacks in a year are the same ones and more.
/// </remarks>
internal sealed class AnnualLosses
{
    /// <summary>How many years are simulated when attacks are rare.</summary>
    public const int DefaultYears = 20_000;

    // 2 million attacks with 5 losses each are drawn in about two seconds.
    private const double MaximumAttacks = 2_000_000;
    private const int FewestYears = 1_000;

    private static readonly ulong RateKey = StepKey.OfName("attacks in a year: rate");
    private static readonly ulong CountKey = StepKey.OfName("attacks in a year: count");
    private static readonly ulong AttackKey = StepKey.OfName("attacks in a year: which");

    // The rate of a year is one of so many equally likely values of its range: by inversion, so that it rises with every end of the range.
    private const int RateStrata = 1_024;

    private readonly AttackFrequency frequency;
    private readonly double[] rates;
    private readonly ulong seed;
    private readonly bool[][] came;
    private readonly LossDraw[] draws;
    private readonly ulong[] keys;
    private readonly int samples;

    /// <summary>Makes a simulation ready.</summary>
    /// <param name="units">The losses.</param>
    /// <param name="came">For each loss in which samples it came true; at least one sample.</param>
    /// <param name="frequency">How often attacks begin.</param>
    /// <param name="seed">Decides every random number.</param>
    public AnnualLosses(IReadOnlyList<LossItem> units, bool[][] came, AttackFrequency frequency, ulong seed)
    {
        this.frequency = frequency;
        this.seed = seed;
        this.came = came;
        rates = RatesOf(frequency);
        draws = [.. units.Select(unit => LossDraw.Of(unit.Range))];
        keys = [.. units.Select(unit => StepKey.Of(StepKey.OfName("size of a loss"), StepKey.OfName(unit.Key)))];
        samples = came.Length == 0 ? 1 : came[0].Length;
        Years = (int)Math.Clamp(MaximumAttacks / Math.Max(1e-9, frequency.Mean), FewestYears, DefaultYears);
    }

    /// <summary>How many years.</summary>
    public int Years { get; }

    /// <summary>The loss of each year.</summary>
    public double[] Simulate()
    {
        double[] losses = new double[Years];
        double[] parts = new double[draws.Length];
        for (int year = 0; year < Years; year++)
        {
            Array.Clear(parts);
            AddYear((uint)year, parts);
            losses[year] = parts.Sum();
        }

        return losses;
    }

    /// <summary>The sum, for each loss, over the years that lose at least so much.</summary>
    public double[] PartsOfYears(double[] losses, double least)
    {
        double[] parts = new double[draws.Length];
        for (int year = 0; year < Years; year++)
        {
            if (losses[year] >= least)
            {
                AddYear((uint)year, parts);
            }
        }

        return parts;
    }

    private void AddYear(uint year, double[] parts)
    {
        int attacks = CountOf(year);
        for (int attack = 0; attack < attacks; attack++)
        {
            StepChance which = new(seed, year, AttackKey + (ulong)attack);
            int sample = Math.Min(samples - 1, (int)(which.NextUniform() * samples));
            for (int unit = 0; unit < draws.Length; unit++)
            {
                if (came[unit][sample])
                {
                    StepChance size = new(seed, year, keys[unit] + (ulong)attack);
                    parts[unit] += draws[unit].Next(ref size);
                }
            }
        }
    }

    // One attack in every year where nobody says; else Poisson, its rate drawn for each year, since the rate itself is only known as a range.
    private int CountOf(uint year)
    {
        if (!frequency.IsKnown)
        {
            return 1;
        }

        StepChance rateChance = new(seed, year, RateKey);
        double rate = rates[Math.Min(rates.Length - 1, (int)(rateChance.NextUniform() * rates.Length))];
        StepChance countChance = new(seed, year, CountKey);
        return PoissonQuantile(countChance.NextUniform(), rate);
    }

    private static double[] RatesOf(AttackFrequency frequency)
    {
        double width = frequency.High - frequency.Low;
        if (width <= 0)
        {
            return [frequency.Likely];
        }

        double alpha = 1 + (4 * (frequency.Likely - frequency.Low) / width);
        double beta = 1 + (4 * (frequency.High - frequency.Likely) / width);
        return
        [
            .. Enumerable
                .Range(0, RateStrata)
                .Select(i => frequency.Low + (width * BetaCurve.Quantile((i + 0.5) / RateStrata, alpha, beta))),
        ];
    }

    /// <summary>The least count that a Poisson variable does not exceed with at least that probability: inversion, so it rises with the rate.</summary>
    /// <param name="share">Above 0 and below 1.</param>
    /// <param name="rate">The mean, 0 to <see cref="AttackFrequency.MaximumPerYear"/>.</param>
    internal static int PoissonQuantile(double share, double rate)
    {
        double term = Math.Exp(-rate);
        double sum = term;
        int count = 0;
        // Ends by itself; the bound is for the last bits of a share next to 1, far beyond any count that matters.
        int bound = 100 + (int)(3 * rate);
        while (sum < share && count < bound)
        {
            term *= rate / ++count;
            sum += term;
        }

        return count;
    }
}
