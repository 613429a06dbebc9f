using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Tests.Distributions;

public sealed class NamedDistributionTests
{
    [Fact]
    public void Continuous_draws_follow_their_distribution_functions()
    {
        (string Name, Distribution Distribution, Func<double, double> Cumulative)[] cases =
        [
            ("exponential", new ExponentialTime(0.5), x => 1 - Math.Exp(-0.5 * x)),
            ("uniform", new UniformTime(1, 3), x => (x - 1) / 2),
            ("lognormal", new LogNormalTime(1.1, 0.7), x => 1 - NormalCurve.UpperTail((Math.Log(x) - 1.1) / 0.7)),
            ("pareto", new ParetoTime(2, 3), x => 1 - Math.Pow(2 / x, 3)),
            (
                "truncated",
                new TruncatedNormalTime(1, 2),
                x => 1 - (NormalCurve.UpperTail((x - 1) / 2) / NormalCurve.UpperTail(-0.5))
            ),
            (
                "cut to the tail",
                new TruncatedNormalTime(-12, 2),
                x => 1 - (NormalCurve.UpperTail((x + 12) / 2) / NormalCurve.UpperTail(6))
            ),
            ("gamma 3", new GammaTime(3, 2), x => 1 - (Math.Exp(-x / 2) * (1 + (x / 2) + (x * x / 8)))),
            ("gamma 0.5", new GammaTime(0.5, 1), x => 1 - (2 * NormalCurve.UpperTail(Math.Sqrt(2 * x)))),
        ];
        foreach ((string name, Distribution distribution, Func<double, double> cumulative) in cases)
        {
            KolmogorovSmirnov.Difference(distribution, cumulative).ShouldBeLessThan(KolmogorovSmirnov.Limit, name);
        }
    }

    [Fact]
    public void The_comparison_notices_a_wrong_parameter() =>
        KolmogorovSmirnov
            .Difference(new ExponentialTime(0.5), x => 1 - Math.Exp(-0.53 * x))
            .ShouldBeGreaterThan(KolmogorovSmirnov.Limit);

    [Theory]
    [InlineData(10, 0.3)]
    [InlineData(500, 0.02)]
    [InlineData(1000, 0.7)]
    public void Binomial_draws_have_the_exact_probabilities(int trials, double probability)
    {
        double[] draws = KolmogorovSmirnov.Draw(new BinomialTime(trials, probability));
        double cumulative = 0;
        double logMass = trials * Math.Log(1 - probability);
        for (int k = 0; k <= trials; k++)
        {
            cumulative += Math.Exp(logMass);
            logMass += Math.Log((double)(trials - k) / (k + 1) * probability / (1 - probability));
            double share = draws.Count(draw => draw <= k) / (double)draws.Length;
            share.ShouldBe(cumulative, KolmogorovSmirnov.Limit, $"k = {k}");
        }
    }

    [Fact]
    public void Means_are_those_of_the_draws_and_of_the_textbooks()
    {
        (Distribution Distribution, double Mean, double Tolerance)[] cases =
        [
            (new ExponentialTime(0.5), 2, 0.1),
            (new UniformTime(1, 3), 2, 0.03),
            (new LogNormalTime(1, 0.5), Math.Exp(1.125), 0.1),
            (new ParetoTime(2, 5), 2.5, 0.03),
            (new TruncatedNormalTime(0, 1), Math.Sqrt(2 / Math.PI), 0.03),
            (new TruncatedNormalTime(-5, 1), 0.186503967125843, 0.01),
            (new GammaTime(2.5, 2), 5, 0.15),
            (new BinomialTime(100, 0.25), 25, 0.2),
        ];
        foreach ((Distribution distribution, double mean, double tolerance) in cases)
        {
            distribution.Mean.ShouldBe(mean, 1e-9, distribution.GetType().Name);
            KolmogorovSmirnov.Draw(distribution).Average().ShouldBe(mean, tolerance, distribution.GetType().Name);
        }

        new ParetoTime(2, 1).Mean.ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void Quantiles_split_the_draws()
    {
        Distribution[] closed =
        [
            new ExponentialTime(0.5),
            new UniformTime(1, 3),
            new LogNormalTime(1.1, 0.7),
            new ParetoTime(2, 3),
            new TruncatedNormalTime(1, 2),
        ];
        foreach (Distribution distribution in closed)
        {
            double[] draws = KolmogorovSmirnov.Draw(distribution);
            foreach (double probability in new[] { 0.05, 0.5, 0.95 })
            {
                double quantile = distribution.Quantile(probability);
                (draws.Count(draw => draw <= quantile) / (double)draws.Length).ShouldBe(probability, 0.02);
            }
        }
    }

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.001, -3.090232306167813)]
    [InlineData(1e-10, -6.361340902404056)]
    public void The_normal_quantile_is_that_of_the_tables(double probability, double expected) =>
        NormalCurve.Quantile(probability).ShouldBe(expected, 1e-13);

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.15865525393145707)]
    [InlineData(-1, 0.8413447460685429)]
    [InlineData(2.5, 0.006209665325776132)]
    [InlineData(3, 0.0013498980316300957)]
    [InlineData(5, 2.866515719235352e-07)]
    public void The_normal_tail_is_that_of_the_tables(double z, double expected) =>
        (NormalCurve.UpperTail(z) / expected).ShouldBe(1, 1e-7);

    [Fact]
    public void Tail_and_quantile_undo_each_other()
    {
        for (double z = -6; z <= 6; z += 0.25)
        {
            NormalCurve.Quantile(NormalCurve.UpperTail(z)).ShouldBe(-z, 1e-8);
        }
    }
}
