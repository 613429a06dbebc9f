using Pollux.Language.Specification;
using Pollux.Simulation.Distributions;

namespace Pollux.Simulation.Tests.Distributions;

public sealed class ArithmeticTimeTests
{
    private static readonly ExponentialTime Day = new(1);
    private static readonly ExponentialTime TenDays = new(0.1, 1);

    // The name, the time, its distribution function in closed form, and how closely the table has to follow it.
    private static readonly (string Name, Distribution Time, Func<double, double> Cdf)[] ClosedForms =
    [
        (
            "sum of exponentials of two rates",
            Plus(Day, TenDays),
            t => 1 - (((1 * Math.Exp(-0.1 * t)) - (0.1 * Math.Exp(-t))) / 0.9)
        ),
        ("sum of exponentials of one rate", Plus(Day, new ExponentialTime(1, 1)), t => 1 - (Math.Exp(-t) * (1 + t))),
        (
            "sum of gammas of one scale",
            Plus(new GammaTime(1.5, 2), new GammaTime(2.5, 2, 1)),
            t => new GammaTime(4, 2).Cdf(t)
        ),
        ("sum of uniforms", Plus(new UniformTime(0, 1), new UniformTime(0, 1, 1)), Triangle),
        (
            "difference of exponentials",
            Of(TtcOperator.Subtraction, TenDays, Day),
            // P(X > t + Y) with rates 0.1 and 1.
            t => 1 - (Math.Exp(-0.1 * t) / 1.1)
        ),
        (
            "product of uniforms",
            Times(new UniformTime(0, 1), new UniformTime(0, 1, 1)),
            t => t is 0 or >= 1 ? Math.Min(t, 1) : t - (t * Math.Log(t))
        ),
        (
            "product of lognormals",
            Times(new LogNormalTime(1, 0.6), new LogNormalTime(0.5, 0.8, 1)),
            t => new LogNormalTime(1.5, 1).Cdf(t)
        ),
        ("quotient of exponentials", Of(TtcOperator.Division, Day, TenDays), t => t / (t + 0.1)),
        (
            "quotient of lognormals",
            Of(TtcOperator.Division, new LogNormalTime(1, 0.6), new LogNormalTime(0.5, 0.8, 1)),
            t => new LogNormalTime(0.5, 1).Cdf(t)
        ),
        (
            "uniform to the power of a uniform",
            Of(TtcOperator.Exponentiation, new UniformTime(0, 1), new UniformTime(1, 2, 1)),
            // The mean of t^(1/y) over y from 1 to 2.
            t => t >= 1 ? 1 : MeanOverUniform(y => Math.Pow(t, 1 / y), 1, 2)
        ),
        (
            "sum of three exponentials",
            Plus(Plus(Day, new ExponentialTime(1, 1)), new ExponentialTime(1, 2)),
            t => new GammaTime(3, 1).Cdf(t)
        ),
        (
            "gate on a sum of gates",
            new GatedTime(0.5, Plus(new GatedTime(0.6, Day, 3), new GatedTime(0.7, new ExponentialTime(1, 1), 4)), 5),
            t => 0.21 * (1 - (Math.Exp(-t) * (1 + t)))
        ),
    ];

    [Fact]
    public void Tables_follow_the_closed_forms()
    {
        foreach ((string name, Distribution time, Func<double, double> cdf) in ClosedForms)
        {
            for (double t = 1e-4; t < 200; t *= 1.07)
            {
                time.Cdf(t).ShouldBe(cdf(t), 5e-6, $"{name} at {t}");
            }

            foreach (double share in new[] { 1e-6, 0.001, 0.05, 0.5, 0.95, 0.999, 1 - 1e-6 })
            {
                double probability = share * time.ProbabilityFinite;
                double rest = time.ProbabilityFinite - probability;
                double tolerance = Math.Min(5e-6, 0.01 * Math.Min(probability, rest)) + 1e-8;
                double expected = Math.Max(probability, cdf(0));
                cdf(time.Quantile(probability)).ShouldBe(expected, tolerance, $"{name} at {share}");
            }
        }
    }

    [Fact]
    public void Draws_follow_the_tables_and_those_of_another_expression_do_not()
    {
        const int Samples = 100_000;
        double limit = KolmogorovSmirnov.LimitOf(1e-4, Samples);
        foreach ((string name, Distribution time, _) in ClosedForms)
        {
            KolmogorovSmirnov.Difference(time, time.Cdf, Samples).ShouldBeLessThan(limit, name);
            KolmogorovSmirnov.Difference(time, t => time.Cdf(t / 1.1), Samples).ShouldBeGreaterThan(limit, name);
        }
    }

    [Fact]
    public void A_constant_on_either_side_keeps_all_digits()
    {
        (Distribution Time, double Days, double Expected)[] cases =
        [
            (Plus(Day, Constant(2)), 3, Day.Cdf(1)),
            (Plus(Constant(2), Day), 1, 0),
            (Of(TtcOperator.Subtraction, Day, Constant(2)), 0, Day.Cdf(2)),
            (Of(TtcOperator.Subtraction, Day, Constant(2)), 1, Day.Cdf(3)),
            (Of(TtcOperator.Subtraction, Constant(2), Day), 0.5, 1 - Day.Cdf(1.5)),
            (Of(TtcOperator.Subtraction, Constant(2), Day), 2, 1),
            (Times(Day, Constant(4)), 2, Day.Cdf(0.5)),
            (Times(Constant(0), Day), 0, 1),
            (Of(TtcOperator.Division, Day, Constant(4)), 2, Day.Cdf(8)),
            (Of(TtcOperator.Division, Constant(4), Day), 2, 1 - Day.Cdf(2)),
            (Of(TtcOperator.Division, Constant(0), Day), 0, 1),
            (Of(TtcOperator.Exponentiation, Day, Constant(2)), 9, Day.Cdf(3)),
            (Of(TtcOperator.Exponentiation, Day, Constant(0)), 0.9, 0),
            (Of(TtcOperator.Exponentiation, Day, Constant(0)), 1, 1),
            (Of(TtcOperator.Exponentiation, Constant(2), Day), 8, Day.Cdf(3)),
            (Of(TtcOperator.Exponentiation, Constant(2), Day), 0.5, 0),
            (Of(TtcOperator.Exponentiation, Constant(0.5), Day), 0.125, 1 - Day.Cdf(3)),
            (Of(TtcOperator.Exponentiation, Constant(0.5), Day), 1, 1),
            (Of(TtcOperator.Exponentiation, Constant(1), Day), 1, 1),
            (Of(TtcOperator.Exponentiation, Constant(0), Day), 0, 1),
        ];
        for (int i = 0; i < cases.Length; i++)
        {
            (Distribution time, double days, double expected) = cases[i];
            time.Cdf(days).ShouldBe(expected, 1e-14, $"case {i}");
            double quantile = time.Quantile(0.4);
            time.Cdf(quantile).ShouldBeGreaterThanOrEqualTo(0.4 - 1e-12, $"case {i}");
            time.Cdf(quantile * (1 - 1e-12)).ShouldBeLessThanOrEqualTo(quantile == 0 ? 1 : 0.4, $"case {i}");
        }
    }

    [Fact]
    public void Single_values_keep_their_probability_through_arithmetic()
    {
        BinomialTime dice = new(49, 0.5);
        BinomialTime others = new(7, 0.3, 1);
        foreach (TtcOperator operation in Enum.GetValues<TtcOperator>())
        {
            foreach (Distribution right in new Distribution[] { Constant(49), Constant(0.1), others })
            {
                ArithmeticTime time = Of(operation, dice, right);
                KolmogorovSmirnov
                    .Difference(time, time.Cdf)
                    .ShouldBeLessThan(KolmogorovSmirnov.LimitOf(1e-4, 20_000), $"{operation} {right.GetType().Name}");
            }

            ArithmeticTime reverse = Of(operation, Constant(3), others);
            KolmogorovSmirnov
                .Difference(reverse, reverse.Cdf)
                .ShouldBeLessThan(KolmogorovSmirnov.LimitOf(1e-4, 20_000), $"3 {operation}");
        }

        // 7 successes of 7, each with 0.3, are 7 x 0.1; rounding makes that 0.7000000000000001.
        Times(others, Constant(0.1)).Cdf(7 * 0.1).ShouldBe(1);
        Times(others, Constant(0.1)).Cdf(0.69).ShouldBe(1 - Math.Pow(0.3, 7), 1e-13);
        Plus(dice, others).Cdf(0).ShouldBe(Math.Pow(0.5, 49) * Math.Pow(0.7, 7), 1e-20);
    }

    [Fact]
    public void Single_values_beside_a_continuum_stay_apart_through_several_levels()
    {
        const int Samples = 400_000;
        Distribution time = Plus(StepsAndContinuum(0), StepsAndContinuum(2));
        KolmogorovSmirnov
            .Difference(time, time.Cdf, Samples)
            .ShouldBeLessThan(KolmogorovSmirnov.LimitOf(1e-4, Samples));
        // Each side is 0 where the binomial draw is and the exponential one is below 1.
        double none = Math.Pow(0.6, 5) * (1 - Math.Exp(-1));
        time.Cdf(0).ShouldBe(none * none, 1e-7);

        static ArithmeticTime StepsAndContinuum(int part) =>
            Plus(
                new BinomialTime(5, 0.4, part),
                Of(TtcOperator.Subtraction, new ExponentialTime(1, part + 1), Constant(1))
            );
    }

    [Fact]
    public void Division_by_what_may_be_zero_may_be_never()
    {
        BinomialTime coins = new(2, 0.5);
        ArithmeticTime quotient = Of(TtcOperator.Division, new UniformTime(2, 4, 1), coins);
        quotient.ProbabilityFinite.ShouldBe(0.75, 1e-13);
        quotient.Mean.ShouldBe(double.PositiveInfinity);
        // 3 days on average, divided by 1 twice as often as by 2.
        quotient.MeanOfFinite.ShouldBe(((2 * 3) + 1.5) / 3, 1e-9);
        quotient.Cdf(4).ShouldBe(0.75, 1e-9);
        quotient.Quantile(0.76).ShouldBe(double.PositiveInfinity);
        Of(TtcOperator.Division, coins, Constant(0)).ProbabilityFinite.ShouldBe(0);
        Of(TtcOperator.Division, Day, TenDays).ProbabilityFinite.ShouldBe(1);
    }

    [Fact]
    public void A_power_beyond_all_numbers_is_never_and_so_is_a_product_with_it()
    {
        // 10 to the power of more than 308.25 is drawn as infinite.
        double finite = 1 - Math.Exp(-0.30825);
        ArithmeticTime power = Of(TtcOperator.Exponentiation, Constant(10), new ExponentialTime(0.001));
        power.ProbabilityFinite.ShouldBe(finite, 1e-5);
        power.Mean.ShouldBe(double.PositiveInfinity);
        ArithmeticTime product = Times(new UniformTime(0.9, 1.1, 1), power);
        product.ProbabilityFinite.ShouldBe(finite, 1e-3);
        product.Quantile(0.28).ShouldBe(double.PositiveInfinity);
        double[] draws = KolmogorovSmirnov.Draw(product);
        (draws.Count(double.IsFinite) / (double)draws.Length).ShouldBe(finite, 0.02);
    }

    [Fact]
    public void Means_of_arithmetic_are_those_of_the_textbooks()
    {
        (string Name, Distribution Time, double Expected)[] cases =
        [
            ("sum", Plus(Day, TenDays), 11),
            ("product", Times(Day, TenDays), 10),
            ("difference", Of(TtcOperator.Subtraction, TenDays, Day), 10 / 1.1),
            ("difference of a constant", Of(TtcOperator.Subtraction, Day, Constant(2)), Math.Exp(-2)),
            ("difference from a constant", Of(TtcOperator.Subtraction, Constant(2), Day), 1 + Math.Exp(-2)),
            ("difference with a heavy tail", Of(TtcOperator.Subtraction, new ParetoTime(1, 1.5), Constant(1)), 2),
            ("quotient", Of(TtcOperator.Division, Day, new UniformTime(1, 3, 1)), Math.Log(3) / 2),
            ("inverse", Of(TtcOperator.Division, Constant(6), new GammaTime(4, 1)), 2),
            ("square", Of(TtcOperator.Exponentiation, TenDays, Constant(2)), 200),
            ("root", Of(TtcOperator.Exponentiation, Day, Constant(0.5)), Math.Sqrt(Math.PI) / 2),
            (
                "power of two",
                Of(TtcOperator.Exponentiation, Constant(2), new ExponentialTime(2)),
                2 / (2 - Math.Log(2))
            ),
            (
                "uniform to a uniform",
                Of(TtcOperator.Exponentiation, new UniformTime(0, 1), new UniformTime(0, 1, 1)),
                Math.Log(2)
            ),
            ("gates that opened", Plus(new GatedTime(0.5, Day, 2), new GatedTime(0.5, TenDays, 3)), 11),
            ("sum to the power of -1", Of(TtcOperator.Division, Constant(1), Plus(Day, new ExponentialTime(1, 1))), 1),
        ];
        foreach ((string name, Distribution time, double expected) in cases)
        {
            (time.MeanOfFinite / expected).ShouldBe(1, 1e-4, name);
        }
    }

    [Fact]
    public void Where_there_is_no_mean_it_is_infinite()
    {
        Distribution[] cases =
        [
            Of(TtcOperator.Division, Day, TenDays),
            Of(TtcOperator.Division, Constant(1), new TruncatedNormalTime(1, 1)),
            Plus(new ParetoTime(1, 1), Day),
            Of(TtcOperator.Subtraction, new ParetoTime(1, 1), Day),
            Of(TtcOperator.Exponentiation, new ParetoTime(1, 3), Constant(3)),
            Of(TtcOperator.Exponentiation, Constant(3), Day),
            Of(TtcOperator.Exponentiation, Day, TenDays),
        ];
        cases.ShouldAllBe(time => double.IsPositiveInfinity(time.Mean) && double.IsPositiveInfinity(time.MeanOfFinite));
        Of(TtcOperator.Exponentiation, new ParetoTime(1, 3), Constant(2)).Mean.ShouldBe(3, 1e-12);
        Of(TtcOperator.Exponentiation, Constant(2.5), Day).Mean.ShouldBe(1 / (1 - Math.Log(2.5)), 0.01);
    }

    [Fact]
    public void The_last_quantile_of_arithmetic_is_its_largest_draw()
    {
        UniformTime one = new(1, 2);
        UniformTime two = new(3, 5, 1);
        Plus(one, two).Quantile(1).ShouldBe(7);
        Of(TtcOperator.Subtraction, two, one).Quantile(1).ShouldBe(4);
        Times(one, two).Quantile(1).ShouldBe(10);
        Of(TtcOperator.Division, two, one).Quantile(1).ShouldBe(5);
        Of(TtcOperator.Exponentiation, one, two).Quantile(1).ShouldBe(32);
        Of(TtcOperator.Division, one, Day).Quantile(1).ShouldBe(double.PositiveInfinity);
        Of(TtcOperator.Subtraction, one, Day).Quantile(1).ShouldBe(2);
        Times(Constant(0), Day).Quantile(1).ShouldBe(0);
    }

    [Fact]
    public void Coarse_tables_are_near_the_fine_ones()
    {
        ArithmeticTime coarse = new(TtcOperator.Addition, Day, TenDays, isPartOfMany: true);
        ArithmeticTime fine = Plus(Day, TenDays);
        for (double t = 0.01; t < 100; t *= 1.2)
        {
            coarse.Cdf(t).ShouldBe(fine.Cdf(t), 1e-3);
        }
    }

    private static ConstantTime Constant(double days) => new(days);

    private static ArithmeticTime Plus(Distribution left, Distribution right) => Of(TtcOperator.Addition, left, right);

    private static ArithmeticTime Times(Distribution left, Distribution right) =>
        Of(TtcOperator.Multiplication, left, right);

    private static ArithmeticTime Of(TtcOperator operation, Distribution left, Distribution right) =>
        new(operation, left, right);

    private static double Triangle(double t) =>
        t < 1 ? t * t / 2
        : t < 2 ? 1 - ((2 - t) * (2 - t) / 2)
        : 1;

    private static double MeanOverUniform(Func<double, double> function, double low, double high) =>
        Enumerable.Range(0, 4000).Average(i => function(low + ((high - low) * (i + 0.5) / 4000)));
}
