using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Tests.Distributions;

public sealed class DistributionFunctionTests
{
    private static readonly ulong[] Seeds = [1, 2, 3, 11, 2026];

    // One true sampler in ten thousand would be refused; the seeds are fixed, so none of these ever is.
    private static readonly double Limit = KolmogorovSmirnov.LimitOf(1e-4, KolmogorovSmirnov.Samples);

    // A distribution, and one with a parameter so wrong that it must be noticed.
    private static readonly (string Name, Distribution Right, Distribution Wrong)[] Pairs =
    [
        ("exponential", new ExponentialTime(0.5), new ExponentialTime(0.53)),
        ("uniform", new UniformTime(1, 3), new UniformTime(1, 3.1)),
        ("uniform of no width", new UniformTime(2, 2), new UniformTime(2, 2.01)),
        ("lognormal", new LogNormalTime(1.1, 0.7), new LogNormalTime(1.15, 0.7)),
        ("pareto", new ParetoTime(2, 3), new ParetoTime(2, 3.2)),
        ("truncated normal", new TruncatedNormalTime(1, 2), new TruncatedNormalTime(1.15, 2)),
        ("truncated normal far below 0", new TruncatedNormalTime(-12, 2), new TruncatedNormalTime(-12, 2.1)),
        ("gamma", new GammaTime(3, 2), new GammaTime(3.1, 2)),
        ("gamma below shape 1", new GammaTime(0.5, 1), new GammaTime(0.54, 1)),
        ("gamma of large shape", new GammaTime(1e6, 1), new GammaTime(1e6 + 100, 1)),
        ("binomial", new BinomialTime(10, 0.3), new BinomialTime(10, 0.32)),
        ("binomial of many trials", new BinomialTime(1_000_000_000, 0.5), new BinomialTime(1_000_002_000, 0.5)),
        ("constant", new ConstantTime(4), new ConstantTime(5)),
        ("gate", new GatedTime(0.5, new GammaTime(3, 2, 1)), new GatedTime(0.53, new GammaTime(3, 2, 1))),
        ("gate on a constant", new GatedTime(0.5, ConstantTime.Zero), new GatedTime(0.53, ConstantTime.Zero)),
    ];

    [Fact]
    public void Every_sampler_follows_its_distribution_function_and_no_other()
    {
        foreach ((string name, Distribution right, Distribution wrong) in Pairs)
        {
            foreach (ulong seed in Seeds)
            {
                KolmogorovSmirnov
                    .Difference(right, right.Cdf, KolmogorovSmirnov.Samples, seed)
                    .ShouldBeLessThan(Limit, $"{name}, seed {seed}");
                KolmogorovSmirnov
                    .Difference(right, wrong.Cdf, KolmogorovSmirnov.Samples, seed)
                    .ShouldBeGreaterThan(Limit, $"{name} with a wrong parameter, seed {seed}");
            }
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 0.3)]
    [InlineData(300, 0.02)]
    public void Binomial_counts_pass_a_chi_square_test_and_those_of_a_wrong_probability_do_not(int trials, double p)
    {
        foreach (ulong seed in Seeds)
        {
            double[] draws = KolmogorovSmirnov.Draw(new BinomialTime(trials, p), seed: seed);
            IsChiSquareAccepted(draws, new BinomialTime(trials, p)).ShouldBeTrue($"seed {seed}");
            IsChiSquareAccepted(draws, new BinomialTime(trials, p * 0.93)).ShouldBeFalse($"seed {seed}");
        }
    }

    [Fact]
    public void Functions_are_those_of_the_textbooks()
    {
        (Distribution Distribution, double Days, double Expected)[] cases =
        [
            (new ExponentialTime(0.5), 3, 1 - Math.Exp(-1.5)),
            (new UniformTime(1, 3), 1.5, 0.25),
            (new UniformTime(1, 3), 0.5, 0),
            (new UniformTime(1, 3), 3, 1),
            (new UniformTime(2, 2), 2, 1),
            (new LogNormalTime(1.1, 0.7), Math.Exp(1.1), 0.5),
            (new LogNormalTime(1.1, 0.7), 0, 0),
            (new ParetoTime(2, 3), 4, 0.875),
            (new ParetoTime(2, 3), 2, 0),
            (new TruncatedNormalTime(0, 1), 1.959963984540054, 0.95),
            (new TruncatedNormalTime(0, 1), 0, 0),
            (new GammaTime(1, 2), 3, 1 - Math.Exp(-1.5)),
            (new GammaTime(3, 2), 5, 1 - (Math.Exp(-2.5) * (1 + 2.5 + 3.125))),
            (new BinomialTime(3, 0.5), 1, 0.5),
            (new BinomialTime(3, 0.5), 1.999, 0.5),
            (new BinomialTime(3, 0.5), 3, 1),
            (new BinomialTime(3, 1), 2.5, 0),
            (new BinomialTime(3, 0), 0, 1),
            (new ConstantTime(2), 2, 1),
            (new ConstantTime(2), 1.999, 0),
            (ConstantTime.Never, double.MaxValue, 0),
            (new GatedTime(0.4, new UniformTime(1, 3)), 2, 0.2),
            (new GatedTime(0.4, new UniformTime(1, 3)), double.MaxValue, 0.4),
        ];
        foreach ((Distribution distribution, double days, double expected) in cases)
        {
            distribution.Cdf(days).ShouldBe(expected, 1e-14, $"{distribution.GetType().Name} at {days}");
        }
    }

    [Fact]
    public void Below_zero_nothing_has_happened_and_never_counts_at_infinity()
    {
        foreach ((string name, Distribution distribution, _) in Pairs)
        {
            distribution.Cdf(-double.Epsilon).ShouldBe(0, name);
            distribution.Cdf(double.NegativeInfinity).ShouldBe(0, name);
            distribution.Cdf(double.PositiveInfinity).ShouldBe(1, name);
            distribution.Cdf(double.MaxValue).ShouldBe(distribution.ProbabilityFinite, 1e-14, name);
        }

        ConstantTime.Never.Cdf(double.PositiveInfinity).ShouldBe(1);
        ConstantTime.Never.ProbabilityFinite.ShouldBe(0);
    }

    [Fact]
    public void A_quantile_is_the_least_time_whose_probability_is_reached()
    {
        foreach ((string name, Distribution distribution, _) in Pairs)
        {
            foreach (double probability in new[] { 1e-9, 0.001, 0.05, 0.3, 0.5, 0.77, 0.999, 1 - 1e-9 })
            {
                double quantile = distribution.Quantile(probability);
                string what = $"{name} at {probability}";
                distribution.Cdf(quantile).ShouldBeGreaterThanOrEqualTo(probability - 1e-12, what);
                double before = double.IsPositiveInfinity(quantile) ? double.MaxValue : quantile * (1 - 1e-12);
                if (before < quantile)
                {
                    distribution.Cdf(before).ShouldBeLessThanOrEqualTo(probability, what);
                }
            }
        }
    }

    [Fact]
    public void Quantiles_of_single_values_are_exact()
    {
        BinomialTime coins = new(3, 0.5);
        coins.Quantile(0.1249999).ShouldBe(0);
        coins.Quantile(0.1250001).ShouldBe(1);
        coins.Quantile(0.4999999).ShouldBe(1);
        coins.Quantile(0.5000001).ShouldBe(2);
        coins.Quantile(coins.Cdf(1)).ShouldBe(1);
        coins.Quantile(1).ShouldBe(3);
        GatedTime gated = new(0.3, coins);
        gated.Quantile(gated.Cdf(1)).ShouldBe(1);
        gated.Quantile(0.3).ShouldBe(3);
        gated.Quantile(0.300001).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Rounding_leads_no_gate_to_the_next_single_value()
    {
        BinomialTime dice = new(12, 0.4);
        for (int percent = 1; percent < 100; percent++)
        {
            GatedTime gate = new(percent / 100.0, dice);
            for (int successes = 0; successes < 12; successes++)
            {
                gate.Quantile(gate.Cdf(successes)).ShouldBe(successes, $"gate of {percent} %");
            }
        }
    }

    [Fact]
    public void A_gate_is_never_from_its_probability_on()
    {
        GatedTime zero = new(0.5, ConstantTime.Zero);
        zero.Quantile(0.5).ShouldBe(0);
        zero.Quantile(Math.BitIncrement(0.5)).ShouldBe(double.PositiveInfinity);
        GatedTime endless = new(0.5, new ExponentialTime(1));
        endless.Quantile(0.25).ShouldBe(Math.Log(2), 1e-14);
        endless.Quantile(0.5).ShouldBe(double.PositiveInfinity);
        ConstantTime.Never.Quantile(1e-9).ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void The_last_quantile_is_the_largest_draw()
    {
        new UniformTime(1, 3).Quantile(1).ShouldBe(3);
        new ConstantTime(2).Quantile(1).ShouldBe(2);
        new ExponentialTime(1).Quantile(1).ShouldBe(double.PositiveInfinity);
        new LogNormalTime(1, 1).Quantile(1).ShouldBe(double.PositiveInfinity);
        new GammaTime(2, 1).Quantile(1).ShouldBe(double.PositiveInfinity);
        new TruncatedNormalTime(1, 1).Quantile(1).ShouldBe(double.PositiveInfinity);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-0.1)]
    [InlineData(1.0000001)]
    [InlineData(double.NaN)]
    public void What_is_no_probability_has_no_quantile(double probability) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ExponentialTime(1).Quantile(probability));

    [Fact]
    public void What_is_no_number_is_no_time() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ExponentialTime(1).Cdf(double.NaN));

    [Fact]
    public void A_gate_has_no_mean_but_what_it_gives_when_it_opens_has()
    {
        GatedTime gate = new(0.25, new ExponentialTime(0.5));
        gate.Mean.ShouldBe(double.PositiveInfinity);
        gate.MeanOfFinite.ShouldBe(2);
        gate.ProbabilityFinite.ShouldBe(0.25);
        new GatedTime(0.5, gate).ProbabilityFinite.ShouldBe(0.125);
        ConstantTime.Never.MeanOfFinite.ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Moments_are_those_of_the_textbooks()
    {
        (Distribution Distribution, double Power, double Expected)[] cases =
        [
            (new ExponentialTime(0.5), 2, 8),
            (new ExponentialTime(0.5), -0.5, Math.Sqrt(0.5 * Math.PI)),
            (new ExponentialTime(0.5), -1, double.PositiveInfinity),
            (new UniformTime(1, 3), 2, 13.0 / 3),
            (new UniformTime(1, 3), -1, Math.Log(3) / 2),
            (new UniformTime(2, 2), -1, 0.5),
            (new UniformTime(0, 3), -1, double.PositiveInfinity),
            (new LogNormalTime(1, 0.5), 2, Math.Exp(2.5)),
            (new LogNormalTime(1, 0.5), -1, Math.Exp(-0.875)),
            (new ParetoTime(2, 5), 2, 20.0 / 3),
            (new ParetoTime(2, 5), -1, 5.0 / 12),
            (new ParetoTime(2, 5), 5, double.PositiveInfinity),
            (new GammaTime(3, 2), 2, 48),
            (new GammaTime(3, 2), -1, 0.25),
            (new GammaTime(0.5, 2), -1, double.PositiveInfinity),
            (new TruncatedNormalTime(0, 1), 2, 1),
            (new TruncatedNormalTime(0, 1), -1, double.PositiveInfinity),
            (new BinomialTime(2, 0.5), 2, 1.5),
            (new BinomialTime(2, 0.5), -1, 5.0 / 6),
            (new ConstantTime(4), -1, 0.25),
        ];
        foreach ((Distribution distribution, double power, double expected) in cases)
        {
            double ratio = distribution.Moment(power) / (double.IsFinite(expected) ? expected : 1);
            ratio.ShouldBeInRange(
                double.IsFinite(expected) ? 1 - 1e-7 : double.PositiveInfinity,
                double.IsFinite(expected) ? 1 + 1e-7 : double.PositiveInfinity,
                $"{distribution.GetType().Name} {power}"
            );
        }
    }

    // Pearson's test with cells of at least ten expected counts; the limit by Wilson and Hilferty, 1 in 10 000.
    private static bool IsChiSquareAccepted(double[] draws, BinomialTime distribution)
    {
        double statistic = 0;
        int cells = 0;
        double below = 0;
        for (int first = 0, last = 0; below < 1; first = ++last)
        {
            while (
                distribution.Cdf(last) < 1
                && ((distribution.Cdf(last) - below) * draws.Length < 10 || IsRestSmall(last))
            )
            {
                last++;
            }

            double expected = (distribution.Cdf(last) - below) * draws.Length;
            double counted = draws.Count(draw => draw >= first && draw <= last);
            statistic += (counted - expected) * (counted - expected) / expected;
            below = distribution.Cdf(last);
            cells++;
        }

        double missed = draws.Count(draw => distribution.Cdf(draw - 1) >= 1);
        double degrees = Math.Max(1, cells - 1);
        double spread = 2 / (9 * degrees);
        double limit = degrees * Math.Pow(1 - spread + (3.719 * Math.Sqrt(spread)), 3);
        return missed == 0 && statistic < limit;

        bool IsRestSmall(int last) => (1 - distribution.Cdf(last)) * draws.Length < 10;
    }
}
