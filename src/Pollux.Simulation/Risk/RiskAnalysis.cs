using System.Collections.Immutable;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Risk;

/// <summary>What a risk analysis rests on beside the simulated attacks.</summary>
/// <param name="Frequency">How many attacks begin in a year.</param>
/// <param name="Appetite">The greatest loss in a year that is accepted; null when nobody says.</param>
/// <param name="Seed">Decides every random number.</param>
public sealed record RiskSettings(AttackFrequency Frequency, double? Appetite, ulong Seed);

/// <summary>
/// From simulated attacks to losses of years. Intervals cover the chance of both simulations, that of the attacks and that of the years: a
/// share p over Y years whose attacks, L a year in the mean, are drawn from N simulated ones has a variance of at most
/// p (1 - p) (L / N + 1 / Y) (Hoeffding, "A Class of Statistics with Asymptotically Normal Distribution", Annals of Mathematical Statistics 19,
/// 1948: the first-order part of a statistic of m draws is at most 1/m of its variance), so it is as well known as one of
/// 1 / (L / N + 1 / Y) independent trials.
/// </summary>
public static class RiskAnalysis
{
    private const int CurvePoints = 48;

    /// <summary>Simulates years.</summary>
    /// <param name="losses">What attacks cost; with money.</param>
    /// <param name="times">For each jewel its time in each sample, infinite where it was not reached.</param>
    /// <param name="titles">The jewels in words, in the same order.</param>
    /// <param name="perAttack">The expected loss of one attack.</param>
    /// <param name="settings">How often, and what is accepted.</param>
    /// <returns>The risk of a year; null when no jewel has a loss in money.</returns>
    public static RiskResult? Of(
        LossModel losses,
        IReadOnlyList<ImmutableArray<double>> times,
        IReadOnlyList<string> titles,
        Estimate perAttack,
        RiskSettings settings
    )
    {
        if (!losses.HasMoney || times.Count == 0)
        {
            return null;
        }

        int samples = times[0].Length;
        bool[][] came = losses.Came(times, samples);
        AnnualLosses annual = new(losses.Units, came, settings.Frequency, settings.Seed);
        double[] years = annual.Simulate();
        double[] sorted = [.. years];
        Array.Sort(sorted);
        double trials = Trials(settings.Frequency, samples, annual.Years);
        Estimate p90 = Quantile(sorted, 0.9, trials);
        return new RiskResult(
            settings.Frequency,
            annual.Years,
            Scale(perAttack, settings.Frequency.Mean),
            Above(sorted, 0, trials),
            Quantile(sorted, 0.5, trials),
            p90,
            Quantile(sorted, 0.95, trials),
            Quantile(sorted, 0.99, trials),
            sorted[^1],
            settings.Appetite,
            settings.Appetite is { } appetite ? Above(sorted, appetite, trials) : null,
            Curve(sorted, trials, settings.Appetite),
            Contributions(losses, came, titles, settings.Frequency.Mean, annual.PartsOfYears(years, p90.Value))
        );
    }

    /// <summary>How many independent trials a share of years is worth.</summary>
    internal static double Trials(AttackFrequency frequency, int samples, int years) =>
        1 / ((frequency.Mean / samples) + (1.0 / years));

    /// <summary>An estimate times a factor, 0 or more, that is taken as exact.</summary>
    internal static Estimate Scale(Estimate estimate, double factor) =>
        new(estimate.Value * factor, estimate.Low * factor, estimate.High * factor);

    // The share of years that lose more than an amount.
    private static Estimate Above(double[] sorted, double amount, double trials)
    {
        int above = sorted.Length - CountUpTo(sorted, amount);
        double share = (double)above / sorted.Length;
        ProportionInterval interval = ProportionInterval.Wilson(share, trials);
        return new Estimate(share, interval.Low, interval.High);
    }

    // The smallest loss that a share of all years does not exceed; its interval by the ranks that the share may as well have had.
    private static Estimate Quantile(double[] sorted, double share, double trials)
    {
        double half = ProportionInterval.NormalQuantile95 * Math.Sqrt(share * (1 - share) / trials);
        return new Estimate(At(sorted, share), At(sorted, share - half), At(sorted, share + half));
    }

    private static double At(double[] sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling((share * sorted.Length) - 1e-9) - 1, 0, sorted.Length - 1)];

    // As many points as a picture needs, evenly over the years that lose anything, closer to each other where losses are rare and great.
    private static ImmutableArray<ExceedancePoint> Curve(double[] sorted, double trials, double? appetite)
    {
        int none = CountUpTo(sorted, 0);
        SortedSet<double> losses = [0];
        for (int point = 1; none < sorted.Length && point <= CurvePoints; point++)
        {
            double share = 1 - Math.Pow(1 - ((double)point / CurvePoints), 2);
            losses.Add(sorted[none + (int)((sorted.Length - none - 1) * share)]);
        }

        if (appetite is { } line && line <= sorted[^1])
        {
            losses.Add(line);
        }

        return
        [
            .. losses.Select(loss =>
            {
                Estimate above = Above(sorted, loss, trials);
                return new ExceedancePoint(loss, above.Value, above.Low, above.High);
            }),
        ];
    }

    private static ImmutableArray<LossContribution> Contributions(
        LossModel losses,
        bool[][] came,
        IReadOnlyList<string> titles,
        double attacks,
        double[] bad
    )
    {
        double[] expected =
        [
            .. came.Select(
                (samples, unit) => attacks * samples.Count(yes => yes) / samples.Length * losses.Units[unit].Range.Mean
            ),
        ];
        double total = expected.Sum();
        double badTotal = bad.Sum();
        ILookup<int, string> jewels = titles
            .SelectMany((title, jewel) => losses.UnitsOf(jewel).ToArray().Select(unit => (Unit: unit, Title: title)))
            .ToLookup(pair => pair.Unit, pair => pair.Title);
        return
        [
            .. losses
                .Units.Select(
                    (unit, index) =>
                    {
                        int reached = came[index].Count(yes => yes);
                        Estimate perAttack = Estimate.OfShare(reached, came[index].Length);
                        return new LossContribution(
                            unit.Name,
                            [.. jewels[index]],
                            perAttack,
                            unit.Range,
                            Scale(perAttack, attacks * unit.Range.Mean),
                            total > 0 ? expected[index] / total : 0,
                            badTotal > 0 ? bad[index] / badTotal : 0
                        );
                    }
                )
                .OrderByDescending(part => part.ExpectedAnnualLoss.Value)
                .ThenBy(part => part.Name, StringComparer.Ordinal),
        ];
    }

    private static int CountUpTo(double[] sorted, double amount)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle] <= amount ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
