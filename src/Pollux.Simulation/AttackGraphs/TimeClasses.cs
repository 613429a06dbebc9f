using System.Globalization;
using Pollux.Language.Graph;
using Pollux.Language.Specification;

namespace Pollux.Simulation.AttackGraphs;

/// <summary>
/// The time classes of a language: each distinct time to compromise as it is written, without the gates before it. Steps of one class rest on
/// one judgement of how long such work takes, so its doubt moves all of them together.
/// </summary>
public static class TimeClasses
{
    // Deeper expressions are refused when they are compiled, so none of them has a time.
    private const int MaximumDepth = 400;

    /// <summary>The class of a step, such as <c>Exponential(50)</c>; null when it takes no time of its own.</summary>
    public static string? Of(LanguageStep step) =>
        step is { IsAttackStep: true, Ttc: { } ttc } && Ungated(ttc, 0) is { } time ? Text(time, 0) : null;

    /// <summary>The key of a statement of the language on a step: <c>Type:step</c>, by the type that declares it.</summary>
    public static string KeyOf(LanguageStep step) => $"{step.Owner.Name}:{step.Name}";

    private static TtcExpression? Ungated(TtcExpression expression, int depth) =>
        expression switch
        {
            TtcFunction { Name: "Bernoulli" or "EasyAndUncertain" or "Zero" or "Infinity" } => null,
            TtcFunction { Name: "HardAndUncertain" } => new TtcFunction("HardAndCertain", []),
            TtcFunction { Name: "VeryHardAndUncertain" } => new TtcFunction("VeryHardAndCertain", []),
            TtcBinary { Operator: TtcOperator.Multiplication } product when depth < MaximumDepth => (
                Ungated(product.Left, depth + 1),
                Ungated(product.Right, depth + 1)
            ) switch
            {
                (null, var right) => right,
                (var left, null) => left,
                var (left, right) => product with { Left = left, Right = right },
            },
            _ => expression,
        };

    private static string Text(TtcExpression expression, int depth) =>
        expression switch
        {
            TtcFunction { Arguments.IsDefaultOrEmpty: true } function => function.Name,
            TtcFunction function => $"{function.Name}({string.Join(", ", function.Arguments.Select(Number))})",
            TtcNumber number => Number(number.Value),
            TtcBinary binary when depth < MaximumDepth =>
                $"({Text(binary.Left, depth + 1)} {Sign(binary.Operator)} {Text(binary.Right, depth + 1)})",
            _ => "...",
        };

    private static string Number(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static char Sign(TtcOperator operation) =>
        operation switch
        {
            TtcOperator.Addition => '+',
            TtcOperator.Subtraction => '-',
            TtcOperator.Multiplication => '*',
            TtcOperator.Division => '/',
            _ => '^',
        };
}
