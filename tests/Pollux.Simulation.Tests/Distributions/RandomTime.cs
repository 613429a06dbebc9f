using FsCheck;
using FsCheck.Fluent;
using Pollux.Language.Specification;
using Pollux.Simulation.Distributions;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Distributions;

/// <summary>A valid random expression and what it compiles to.</summary>
internal sealed record RandomTime(TtcExpression Expression, Distribution Time, double Share)
{
    /// <summary>All forms: named distributions, numbers, gates, and up to two operators.</summary>
    public static Arbitrary<RandomTime> Any() => From(Expressions(2, Enum.GetValues<TtcOperator>()));

    /// <summary>Only forms of which the mean and the variance of what is finite exist.</summary>
    public static Arbitrary<RandomTime> WithMean() =>
        From(Expressions(2, [TtcOperator.Addition, TtcOperator.Subtraction, TtcOperator.Multiplication]));

    public static Distribution Compile(TtcExpression expression)
    {
        Distribution time = TtcCompiler.Compile(expression, out string? problem);
        problem.ShouldBeNull();
        return time;
    }

    public override string ToString() => $"{Describe(Expression)} at {Share}";

    private static Arbitrary<RandomTime> From(Gen<TtcExpression> expressions) =>
        Arb.From(
            from expression in expressions
            from share in Gen.Choose(1, 9999)
            select new RandomTime(expression, Compile(expression), share / 10_000.0),
            _ => []
        );

    private static Gen<TtcExpression> Expressions(int operators, TtcOperator[] operations) =>
        operators == 0
            ? Leaves()
            : Gen.Frequency(
                (2, Leaves()),
                (
                    3,
                    from operation in Gen.Elements(operations)
                    from left in Expressions(operators - 1, operations)
                    from right in Leaves()
                    from isSwapped in Gen.Elements(false, true)
                    select (TtcExpression)new TtcBinary(operation, isSwapped ? right : left, isSwapped ? left : right)
                )
            );

    private static Gen<TtcExpression> Leaves() =>
        Gen.OneOf(
            Parameter().Select(a => Ttc("Exponential", a)),
            Two((a, b) => Ttc("Gamma", a, b)),
            Two((a, b) => Ttc("LogNormal", a - 1, b / 4)),
            Two((a, b) => Ttc("Pareto", a, 5 + b)),
            Two((a, b) => Ttc("TruncatedNormal", a - 2, b)),
            Two((a, b) => Ttc("Uniform", a, a + b)),
            Two((a, b) => Ttc("Binomial", Math.Ceiling(a * 5), b / 5)),
            Parameter().Select(TtcExpression (a) => new TtcNumber(a)),
            Gen.Elements<TtcExpression>(
                new TtcNumber(0),
                Ttc("Zero"),
                Ttc("EasyAndCertain"),
                Ttc("HardAndCertain"),
                Ttc("VeryHardAndCertain"),
                Ttc("HardAndUncertain"),
                Ttc("VeryHardAndUncertain"),
                Ttc("EasyAndUncertain"),
                Ttc("Bernoulli", 0.3)
            )
        );

    private static Gen<double> Parameter() => Gen.Choose(1, 40).Select(n => n / 10.0);

    private static Gen<TtcExpression> Two(Func<double, double, TtcExpression> make) =>
        from a in Parameter()
        from b in Parameter()
        select make(a, b);

    private static string Describe(TtcExpression expression) =>
        expression switch
        {
            TtcNumber number => $"{number.Value}",
            TtcFunction function => $"{function.Name}({string.Join(", ", function.Arguments)})",
            TtcBinary binary => $"({Describe(binary.Left)} {binary.Operator} {Describe(binary.Right)})",
            _ => "?",
        };
}
