using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Chance;
using Pollux.Simulation.Risk;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Tests.Risk;

public sealed class RiskAnalysisTests
{
    private const int Samples = 4_000;

    private static readonly AttackFrequency ThreeAYear = new(3, 3, 3, true);

    [Fact]
    public void Mean_and_variance_of_a_year_are_those_of_a_compound_poisson_sum()
    {
        // E = L E[X], Var = L E[X^2] (Wald; Panjer and Willmot, Insurance Risk Models, 1992, 6.2); X is 0 or PERT(10, 20, 60).
        double[] years = Annual([(0.5, new LossRange(10, 20, 60))], ThreeAYear).Simulate();
        double mean = 0.5 * 25;
        double alpha = 1 + (4 * 10.0 / 50);
        double beta = 1 + (4 * 40.0 / 50);
        double variance = 50.0 * 50 * alpha * beta / (Math.Pow(alpha + beta, 2) * (alpha + beta + 1));
        double square = 0.5 * (variance + (25 * 25));

        years.Average().ShouldBe(3 * mean, 0.5);
        years.Average(loss => Math.Pow(loss - (3 * mean), 2)).ShouldBe(3 * square, 40);
        ((double)years.Count(loss => loss <= 0) / years.Length).ShouldBe(Math.Exp(-1.5), 0.012);
    }

    [Fact]
    public void The_expected_annual_loss_is_frequency_times_probability_times_mean()
    {
        RiskResult risk = Analyse([(0.25, new LossRange(0, 100, 800))], new AttackFrequency(1, 2, 3, true), 500);
        risk.ExpectedAnnualLoss.Value.ShouldBe(2 * 0.25 * 200, 1e-9);
        risk.ExpectedAnnualLoss.Low.ShouldBeLessThan(100);
        risk.ExpectedAnnualLoss.High.ShouldBeGreaterThan(100);
        risk.Contributions.ShouldHaveSingleItem().Share.ShouldBe(1);
    }

    [Fact]
    public void Without_a_frequency_every_year_has_exactly_one_attack()
    {
        RiskResult risk = Analyse([(0.25, new LossRange(7, 7, 7))], AttackFrequency.Assumed, 6);
        risk.AnyLoss.Value.ShouldBe(0.25, 0.01);
        risk.Worst.ShouldBe(7);
        risk.Median.Value.ShouldBe(0);
        risk.P90.Value.ShouldBe(7);
        risk.AboveAppetite!.Value.ShouldBe(risk.AnyLoss.Value);
        Analyse([(0.25, new LossRange(7, 7, 7))], ThreeAYear, 6).Worst.ShouldBeGreaterThan(7);
    }

    [Fact]
    public void Quantiles_are_those_of_the_loss_itself_when_one_attack_a_year_always_succeeds()
    {
        // Lognormal with 5 % and 95 % points of 10 and 1000: median 100, P90 = exp(ln 100 + 1.2816 sigma).
        RiskResult risk = Analyse([(1, LossRange.Lognormal(10, 1000))], AttackFrequency.Assumed, null);
        risk.Median.Value.ShouldBe(100, 5);
        risk.P95.Value.ShouldBe(1000, 90);
        risk.P90.Value.ShouldBe(100 * Math.Exp(1.2816 * Math.Log(100) / (2 * 1.6449)), 50);
        risk.P90.Low.ShouldBeLessThan(risk.P90.Value);
        risk.P90.High.ShouldBeGreaterThan(risk.P90.Value);
        (risk.Appetite, risk.AboveAppetite).ShouldBe((null, null));
    }

    [Fact]
    public void A_pert_loss_stays_in_its_range_and_has_its_mean()
    {
        double[] draws = Annual([(1, new LossRange(10, 20, 60))], AttackFrequency.Assumed).Simulate();
        draws.Min().ShouldBeGreaterThanOrEqualTo(10);
        draws.Max().ShouldBeLessThanOrEqualTo(60);
        draws.Average().ShouldBe(25, 0.3);
    }

    [Fact]
    public void A_loss_that_two_jewels_share_counts_once_in_an_attack()
    {
        LossItem stop = new("stop", "Stop", new LossRange(5, 5, 5));
        LossItem fine = new("fine", "Fine", new LossRange(1, 1, 1));
        LossModel model = new([Jewel(0, stop), Jewel(1, stop, fine)]);
        ImmutableArray<double> came = [0, double.PositiveInfinity, 3];
        ImmutableArray<double> other = [1, 2, double.PositiveInfinity];
        model.PerSample([came, other], 3).ShouldBe([6, 6, 5]);
        model.Units.Select(unit => unit.Name).ShouldBe(["Stop", "Fine"]);
    }

    [Fact]
    public void The_curve_falls_ends_at_the_worst_year_and_has_the_appetite_on_it()
    {
        RiskResult risk = Analyse(
            [(0.4, new LossRange(10, 20, 60)), (0.1, LossRange.Lognormal(50, 900))],
            ThreeAYear,
            100
        );
        risk.Curve[0].Loss.ShouldBe(0);
        risk.Curve[0].Probability.ShouldBe(risk.AnyLoss.Value);
        risk.Curve[^1].Loss.ShouldBe(risk.Worst);
        risk.Curve[^1].Probability.ShouldBe(0);
        risk.Curve[^1].High.ShouldBeGreaterThan(0);
        risk.Curve.Select(point => point.Loss).ShouldBeInOrder();
        risk.Curve.Select(point => point.Probability).ShouldBeInOrder(SortDirection.Descending);
        risk.Curve.Single(point => point.Loss.Equals(100.0)).Probability.ShouldBe(risk.AboveAppetite!.Value);
        risk.Contributions.Sum(part => part.ExpectedAnnualLoss.Value).ShouldBe(risk.ExpectedAnnualLoss.Value, 1e-6);
        risk.Contributions.Sum(part => part.ShareInBadYears).ShouldBe(1, 1e-9);
    }

    [Fact]
    public void The_interval_of_exceedance_holds_the_truth_about_95_times_in_100()
    {
        // One attack in four succeeds, three attacks a year: a year loses something with probability 1 - exp(-0.75). Each repetition has other
        // simulated attacks and other years.
        double truth = 1 - Math.Exp(-0.75);
        int covered = 0;
        for (ulong seed = 1; seed <= 200; seed++)
        {
            bool[] came = new bool[400];
            for (uint sample = 0; sample < came.Length; sample++)
            {
                came[sample] = new StepChance(seed, sample, 99).NextUniform() < 0.25;
            }

            RiskResult risk = Analyse(came, new LossRange(7, 7, 7), ThreeAYear, seed);
            covered += risk.AnyLoss.Low <= truth && truth <= risk.AnyLoss.High ? 1 : 0;
        }

        covered.ShouldBeInRange(180, 200);
    }

    [Fact]
    public void More_attacks_never_lower_the_loss_of_a_year() =>
        Check(pair =>
        {
            (int few, int more) = pair;
            AttackFrequency low = new(few / 100.0, few / 50.0, few / 25.0, true);
            AttackFrequency high = new(low.Low, low.Likely + (more / 200.0), low.High + (more / 100.0), true);
            double[] rare = Annual([(0.5, new LossRange(10, 20, 60))], low).Simulate();
            double[] often = Annual([(0.5, new LossRange(10, 20, 60))], high).Simulate();
            rare.Zip(often).ShouldAllBe(years => years.First <= years.Second);
        });

    [Fact]
    public void Fewer_successes_among_the_same_attacks_never_raise_the_loss_of_a_year() =>
        Check(pair =>
        {
            (int share, int less) = pair;
            bool[] came = [.. Enumerable.Range(0, Samples).Select(i => i % 256 < share)];
            bool[] stopped = [.. came.Select((yes, i) => yes && i % 7 > less % 7)];
            double[] before = Annual([came], [new LossRange(10, 20, 60)], ThreeAYear).Simulate();
            double[] after = Annual([stopped], [new LossRange(10, 20, 60)], ThreeAYear).Simulate();
            before.Zip(after).ShouldAllBe(years => years.First >= years.Second);
        });

    [Theory]
    [InlineData(0, 0.999, 0)]
    [InlineData(0.5, 0.6, 0)]
    [InlineData(0.5, 0.61, 1)]
    [InlineData(3, 0.5, 3)]
    public void A_count_is_the_quantile_of_poisson(double rate, double share, int expected) =>
        AnnualLosses.PoissonQuantile(share, rate).ShouldBe(expected);

    [Fact]
    public void A_count_of_many_attacks_has_the_mean_and_variance_of_poisson()
    {
        double[] counts =
        [
            .. Enumerable.Range(0, 10_000).Select(i => (double)AnnualLosses.PoissonQuantile((i + 0.5) / 10_000, 365)),
        ];
        counts.Average().ShouldBe(365, 0.1);
        counts.Average(count => Math.Pow(count - 365, 2)).ShouldBe(365, 2);
    }

    private static void Check(Action<(int, int)> law) =>
        Prop.ForAll(Gen.Choose(0, 255).Two().Select(pair => (pair.Item1, pair.Item2)).ToArbitrary(), law)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    private static AnnualLosses Annual((double Share, LossRange Range)[] losses, AttackFrequency frequency) =>
        Annual([.. losses.Select(loss => Came(loss.Share))], [.. losses.Select(loss => loss.Range)], frequency);

    private static AnnualLosses Annual(bool[][] came, LossRange[] ranges, AttackFrequency frequency) =>
        new([.. ranges.Select((range, i) => new LossItem($"loss {i}", $"Loss {i}", range))], came, frequency, 1);

    private static RiskResult Analyse(
        (double Share, LossRange Range)[] losses,
        AttackFrequency frequency,
        double? appetite
    )
    {
        LossModel model = new([
            .. losses.Select((loss, i) => Jewel(i, new LossItem($"loss {i}", $"Loss {i}", loss.Range))),
        ]);
        ImmutableArray<double>[] times = [.. losses.Select(loss => Times(Came(loss.Share)))];
        Estimate perAttack = model.MeanOf(model.PerSample(times, Samples));
        return RiskAnalysis
            .Of(
                model,
                times,
                [.. losses.Select((_, i) => $"jewel {i}")],
                perAttack,
                new RiskSettings(frequency, appetite, 1)
            )
            .ShouldNotBeNull();
    }

    private static RiskResult Analyse(bool[] came, LossRange range, AttackFrequency frequency, ulong seed)
    {
        LossModel model = new([Jewel(0, new LossItem("loss", "Loss", range))]);
        Estimate perAttack = model.MeanOf(model.PerSample([Times(came)], came.Length));
        return RiskAnalysis
            .Of(model, [Times(came)], ["jewel"], perAttack, new RiskSettings(frequency, null, seed))
            .ShouldNotBeNull();
    }

    private static bool[] Came(double share) => [.. Enumerable.Range(0, Samples).Select(i => i % 100 < 100 * share)];

    private static ImmutableArray<double> Times(bool[] came) =>
        [.. came.Select(yes => yes ? 1 : double.PositiveInfinity)];

    private static CrownJewel Jewel(int node, params LossItem[] losses) =>
        new(node, LossRange.Sum(losses.Select(loss => loss.Range)), string.Join(' ', losses.Select(loss => loss.Key)))
        {
            Losses = [.. losses],
        };
}
