using Pollux.Language.Specification;
using Pollux.Simulation.Distributions;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Distributions;

public sealed class TtcCompilerTests
{
    [Fact]
    public void A_gate_keeps_its_own_partner_in_a_longer_expression()
    {
        // MAL-Simulator reads this as Exponential(0.1) + Exponential(1.0), without the gate.
        double[] draws = KolmogorovSmirnov.Draw(
            Compile(Plus(Times(Ttc("Exponential", 0.1), Ttc("Bernoulli", 0.5)), Ttc("Exponential", 1)))
        );
        Finite(draws)
            .Length.ShouldBeInRange((draws.Length / 2) - (draws.Length / 40), (draws.Length / 2) + (draws.Length / 40));
        Finite(draws).Average().ShouldBe(11, 0.5);
    }

    [Fact]
    public void Using_a_named_distribution_in_an_expression_does_not_change_it_elsewhere()
    {
        Compile(Plus(Ttc("EasyAndCertain"), Ttc("HardAndCertain"))).Mean.ShouldBe(11);
        Compile(Ttc("EasyAndCertain")).Mean.ShouldBe(1);
    }

    [Fact]
    public void Every_legal_form_can_be_drawn()
    {
        TtcExpression[] forms =
        [
            new TtcNumber(2.5),
            Ttc("Zero"),
            Ttc("Infinity"),
            Ttc("Pareto", 1, 2),
            Ttc("TruncatedNormal", 2, 1),
            Ttc("Binomial", 10, 0.5),
            Ttc("Gamma", 2, 1),
            Ttc("LogNormal", 0, 1),
            Ttc("Uniform", 1, 2),
            Ttc("Bernoulli", 0.5),
            Ttc("EasyAndUncertain"),
            Ttc("HardAndUncertain"),
            Ttc("VeryHardAndUncertain"),
            Ttc("VeryHardAndCertain"),
        ];
        foreach (TtcExpression form in forms)
        {
            KolmogorovSmirnov.Draw(Compile(form), 200).ShouldAllBe(draw => draw >= 0);
        }
    }

    [Theory]
    [InlineData("Zero", 0)]
    [InlineData("Infinity", double.PositiveInfinity)]
    public void Zero_and_infinity_are_constants(string name, double value) =>
        Compile(Ttc(name)).Constant.ShouldBe(value);

    [Fact]
    public void Nothing_written_is_zero_for_a_step_and_off_for_a_defence()
    {
        TtcCompiler.Compile(null, out _).Constant.ShouldBe(0);
        TtcCompiler.CompileDefense(null, out _).ShouldBe(0);
        TtcCompiler.CompileDefense(Ttc("Enabled"), out _).ShouldBe(1);
        TtcCompiler.CompileDefense(Ttc("Bernoulli", 0.25), out _).ShouldBe(0.25);
    }

    [Fact]
    public void Arithmetic_keeps_to_the_tree_that_was_parsed()
    {
        TtcNumber two = new(2);
        TtcNumber three = new(3);
        Compile(Times(Plus(new TtcNumber(1), two), three)).Constant.ShouldBe(9);
        Compile(Binary(TtcOperator.Exponentiation, two, Binary(TtcOperator.Exponentiation, three, two)))
            .Constant.ShouldBe(512);
        Compile(Binary(TtcOperator.Subtraction, two, three)).Constant.ShouldBe(0);
        Compile(Binary(TtcOperator.Division, three, two)).Constant.ShouldBe(1.5);
        Compile(Plus(Ttc("Exponential", 0.5), Times(two, Ttc("Gamma", 3, 1)))).Mean.ShouldBe(8);
    }

    [Fact]
    public void Infinity_absorbs_and_what_has_no_value_is_never()
    {
        TtcExpression never = Ttc("Infinity");
        TtcNumber zero = new(0);
        foreach (TtcOperator operation in Enum.GetValues<TtcOperator>())
        {
            Compile(Binary(operation, zero, never)).IsNever.ShouldBeTrue();
            Compile(Binary(operation, never, zero)).IsNever.ShouldBeTrue();
        }

        Compile(Binary(TtcOperator.Division, zero, zero)).IsNever.ShouldBeTrue();
        Compile(Binary(TtcOperator.Division, new TtcNumber(1), zero)).IsNever.ShouldBeTrue();
    }

    [Fact]
    public void A_difference_is_never_below_zero()
    {
        double[] draws = KolmogorovSmirnov.Draw(
            Compile(Binary(TtcOperator.Subtraction, Ttc("Exponential", 1), new TtcNumber(1)))
        );
        draws.Min().ShouldBe(0);
        (draws.Count(draw => draw == 0) / (double)draws.Length).ShouldBe(1 - Math.Exp(-1), 0.02);
    }

    [Fact]
    public void A_gate_may_stand_anywhere_in_a_product()
    {
        TtcExpression five = new TtcNumber(5);
        TtcExpression[] forms =
        [
            Times(Ttc("Bernoulli", 0.5), five),
            Times(five, Ttc("EasyAndUncertain")),
            Times(new TtcNumber(1), Times(Ttc("Bernoulli", 0.5), five)),
            Times(Times(five, Ttc("Bernoulli", 0.5)), new TtcNumber(1)),
        ];
        foreach (TtcExpression form in forms)
        {
            double[] draws = KolmogorovSmirnov.Draw(Compile(form));
            Finite(draws).ShouldAllBe(draw => draw == 5);
            Finite(draws)
                .Length.ShouldBeInRange(
                    (draws.Length / 2) - (draws.Length / 40),
                    (draws.Length / 2) + (draws.Length / 40)
                );
        }
    }

    [Fact]
    public void Two_gates_of_a_product_both_have_to_open()
    {
        double[] draws = KolmogorovSmirnov.Draw(Compile(Times(Ttc("Bernoulli", 0.5), Ttc("Bernoulli", 0.5))));
        Finite(draws).ShouldAllBe(draw => draw == 0);
        Finite(draws)
            .Length.ShouldBeInRange((draws.Length / 4) - (draws.Length / 40), (draws.Length / 4) + (draws.Length / 40));
    }

    [Theory]
    [InlineData(0, double.PositiveInfinity)]
    [InlineData(1, 0)]
    public void A_gate_that_is_certain_is_no_chance(double probability, double value) =>
        Compile(Ttc("Bernoulli", probability)).Constant.ShouldBe(value);

    [Theory]
    [InlineData("Exponential", 0.0)]
    [InlineData("Exponential")]
    [InlineData("Exponential", 1.0, 2.0)]
    [InlineData("Bernoulli", 1.5)]
    [InlineData("Bernoulli", double.NaN)]
    [InlineData("Uniform", 3.0, 1.0)]
    [InlineData("LogNormal", 1.0, 0.0)]
    [InlineData("Gamma", -1.0, 1.0)]
    [InlineData("Pareto", 0.0, 1.0)]
    [InlineData("TruncatedNormal", -1000.0, 1.0)]
    [InlineData("Binomial", 5.0, 2.0)]
    [InlineData("Normal", 0.0, 1.0)]
    [InlineData("Enabled")]
    public void What_is_no_distribution_is_said_and_counts_as_zero(string name, params double[] arguments)
    {
        TtcCompiler.Compile(Ttc(name, arguments), out string? problem).Constant.ShouldBe(0);
        problem.ShouldNotBeNull().ShouldContain(name);
    }

    [Fact]
    public void Means_are_not_those_of_the_swapped_or_mistaken_parameters_of_the_reference_compiler()
    {
        // It takes the minimum of a Pareto distribution for its shape, the scale of a gamma distribution for a rate, and the
        // deviation of a lognormal distribution for a variance.
        Compile(Ttc("Pareto", 0.5, 3)).Mean.ShouldBe(0.75, 1e-12);
        Compile(Ttc("Pareto", 3, 0.5)).Mean.ShouldBe(double.PositiveInfinity);
        Compile(Ttc("Gamma", 3, 4)).Mean.ShouldBe(12, 1e-12);
        Compile(Ttc("LogNormal", 1, 2)).Mean.ShouldBe(Math.Exp(3), 1e-12);
        Compile(Ttc("TruncatedNormal", 0, 1)).Mean.ShouldBe(Math.Sqrt(2 / Math.PI), 1e-12);
        Compile(Ttc("HardAndUncertain")).MeanOfFinite.ShouldBe(10);
        Compile(Ttc("VeryHardAndUncertain")).ProbabilityFinite.ShouldBe(0.5);
    }

    [Fact]
    public void A_gate_in_a_longer_expression_stays_a_gate_on_its_own_product()
    {
        Distribution time = Compile(Plus(Times(Ttc("Exponential", 0.1), Ttc("Bernoulli", 0.5)), Ttc("Exponential", 1)));
        time.ProbabilityFinite.ShouldBe(0.5);
        time.MeanOfFinite.ShouldBe(11);
        time.Cdf(30).ShouldBe(0.5 * (1 - ((Math.Exp(-3) - (0.1 * Math.Exp(-30))) / 0.9)), 1e-5);
        Compile(Times(Ttc("EasyAndUncertain"), Ttc("Exponential", 1))).Quantile(0.25).ShouldBe(Math.Log(2), 1e-12);
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(2.4, 2)]
    [InlineData(2.5, 3)]
    [InlineData(3.5, 4)]
    public void Binomial_trials_are_rounded_a_half_up(double written, int trials) =>
        Compile(Ttc("Binomial", written, 1)).Quantile(0.5).ShouldBe(trials);

    [Fact]
    public void A_uniform_time_of_no_width_is_its_one_value()
    {
        Compile(Ttc("Uniform", 2, 2)).Cdf(2).ShouldBe(1);
        Compile(Ttc("Uniform", 2, 2)).Cdf(1.999).ShouldBe(0);
        Compile(Ttc("Uniform", 0, 0)).Mean.ShouldBe(0);
    }

    [Fact]
    public void The_longest_expression_can_be_asked_everything()
    {
        TtcExpression chain = Ttc("Exponential", 1);
        TtcExpression product = Ttc("Uniform", 0.99, 1.01);
        for (int i = 0; i < 120; i++)
        {
            chain = Plus(chain, Ttc("Exponential", 1));
            product = Times(product, Ttc("Uniform", 0.99, 1.01));
        }

        // A sum of 121 exponentials is a gamma variate.
        Distribution sum = Compile(chain);
        sum.Mean.ShouldBe(121);
        sum.Cdf(121).ShouldBe(new GammaTime(121, 1).Cdf(121), 0.01);
        sum.Quantile(0.5).ShouldBe(new GammaTime(121, 1).Quantile(0.5), 0.5);
        Compile(product).Mean.ShouldBe(1, 1e-12);
        Compile(product).Quantile(0.5).ShouldBe(1, 0.01);
    }

    [Fact]
    public void A_product_of_too_many_factors_is_refused_as_a_sum_of_too_many_is()
    {
        TtcCompiler.Compile(Product(5_000), out string? problem).Constant.ShouldBe(0);
        problem.ShouldNotBeNull().ShouldContain("levels");
        Compile(Product(300)).Cdf(1).ShouldBeInRange(0, 1);

        static TtcExpression Product(int factors) => Enumerable.Repeat(Ttc("Uniform", 1, 1), factors).Aggregate(Times);
    }

    [Fact]
    public void An_expression_that_is_too_deep_is_refused_not_followed()
    {
        TtcExpression deep = new TtcNumber(1);
        for (int i = 0; i < 5_000; i++)
        {
            deep = Plus(deep, Ttc("Exponential", 1));
        }

        TtcCompiler.Compile(deep, out string? problem);
        problem.ShouldNotBeNull();
    }

    private static Distribution Compile(TtcExpression expression)
    {
        Distribution distribution = TtcCompiler.Compile(expression, out string? problem);
        problem.ShouldBeNull();
        return distribution;
    }

    private static double[] Finite(double[] draws) => [.. draws.Where(double.IsFinite)];

    private static TtcBinary Plus(TtcExpression left, TtcExpression right) => Binary(TtcOperator.Addition, left, right);

    private static TtcBinary Times(TtcExpression left, TtcExpression right) =>
        Binary(TtcOperator.Multiplication, left, right);

    private static TtcBinary Binary(TtcOperator operation, TtcExpression left, TtcExpression right) =>
        new(operation, left, right);
}
