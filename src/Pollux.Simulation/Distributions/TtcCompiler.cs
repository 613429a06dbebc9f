using System.Collections.Immutable;
using Pollux.Language.Specification;

namespace Pollux.Simulation.Distributions;

/// <summary>
/// Turns a time to compromise as written into a distribution to draw from. Names, parameters and ranges are those of
/// malcompiler; see <c>docs/simulation.md</c>.
/// </summary>
public sealed class TtcCompiler
{
    /// <summary>How many distributions and operators one expression may have.</summary>
    public const int MaximumParts = 10_000;

    private const int MaximumDepth = 400;

    // From here on the operators share the time that one may take.
    private const int ManyOperators = 16;
    private readonly bool isOfManyOperators;
    private int parts;
    private int depth;
    private string? problem;

    private TtcCompiler(TtcExpression expression) => isOfManyOperators = HasManyOperators(expression);

    /// <summary>Compiles the time of an attack step.</summary>
    /// <param name="expression">As written; null, when nothing is, means zero.</param>
    /// <param name="problem">What is wrong, as a sentence; null when nothing is.</param>
    /// <returns>The distribution; zero, which is the worst case, when something is wrong.</returns>
    public static Distribution Compile(TtcExpression? expression, out string? problem)
    {
        problem = null;
        if (expression is null)
        {
            return ConstantTime.Zero;
        }

        TtcCompiler compiler = new(expression);
        Distribution distribution = compiler.Bind(expression);
        problem = compiler.problem;
        return problem is null ? distribution : ConstantTime.Zero;
    }

    /// <summary>The probability that a defence is on by the language's default.</summary>
    /// <param name="expression">As written; null, when nothing is, means off.</param>
    /// <param name="problem">What is wrong, as a sentence; null when nothing is.</param>
    /// <returns>The probability; 0, which is the worst case, when something is wrong.</returns>
    public static double CompileDefense(TtcExpression? expression, out string? problem)
    {
        problem = null;
        switch (expression)
        {
            case null or TtcFunction { Name: "Disabled" }:
                return 0;
            case TtcFunction { Name: "Enabled" }:
                return 1;
            case TtcFunction { Name: "Bernoulli", Arguments: [>= 0 and <= 1 and var probability] }:
                return probability;
            default:
                problem = "A defence is Enabled, Disabled or Bernoulli(p) with p from 0 to 1.";
                return 0;
        }
    }

    private Distribution Bind(TtcExpression expression)
    {
        if (++depth > MaximumDepth || parts >= MaximumParts)
        {
            depth--;
            return Refuse($"It has more than {MaximumParts} parts or {MaximumDepth} levels.");
        }

        Distribution distribution = expression switch
        {
            TtcNumber { Value: >= 0 } number => new ConstantTime(number.Value),
            TtcNumber number => Refuse($"The number {number.Value} is below 0."),
            TtcFunction function => Bind(function, parts++),
            TtcBinary { Operator: TtcOperator.Multiplication } product => BindProduct(product),
            TtcBinary binary => Fold(binary.Operator, Bind(binary.Left), Bind(binary.Right)),
            _ => Refuse("It is of an unknown form."),
        };
        depth--;
        return distribution;
    }

    // a * b * c as one product, so that a Bernoulli anywhere in it is a gate on all the rest, not a factor of 0 or infinity.
    private Distribution BindProduct(TtcBinary product)
    {
        List<TtcExpression> factors = [];
        Flatten(product, factors);
        double gate = 1;
        int gatePart = -1;
        Distribution? rest = null;
        // The factors are folded from the left, so the first lies deepest; the tree that is drawn from must not get too deep.
        depth += factors.Count;
        foreach (TtcExpression factor in factors)
        {
            depth--;
            if (GateOf(factor) is { } probability)
            {
                gatePart = gatePart < 0 ? parts : gatePart;
                parts++;
                gate *= probability;
            }
            else
            {
                Distribution bound = Bind(factor);
                rest = rest is null ? bound : Fold(TtcOperator.Multiplication, rest, bound);
            }
        }

        return gatePart < 0 ? rest! : Gate(gate, rest ?? ConstantTime.Zero, gatePart);
    }

    private static void Flatten(TtcExpression expression, List<TtcExpression> factors)
    {
        Stack<TtcExpression> open = new([expression]);
        while (open.TryPop(out TtcExpression? next))
        {
            if (next is TtcBinary { Operator: TtcOperator.Multiplication } product)
            {
                open.Push(product.Right);
                open.Push(product.Left);
            }
            else
            {
                factors.Add(next);
            }
        }
    }

    private static double? GateOf(TtcExpression factor) =>
        factor switch
        {
            TtcFunction { Name: "Bernoulli", Arguments: [>= 0 and <= 1 and var probability] } => probability,
            TtcFunction { Name: "EasyAndUncertain", Arguments: [] } => 0.5,
            _ => null,
        };

    private static Distribution Gate(double probability, Distribution inner, int part) =>
        probability switch
        {
            0 => ConstantTime.Never,
            1 => inner,
            // A gate on a gate: both have to open.
            _ => inner.IsNever ? inner : new GatedTime(probability, inner, part),
        };

    private static bool HasManyOperators(TtcExpression expression)
    {
        int operators = 0;
        Stack<TtcExpression> open = new([expression]);
        while (operators <= ManyOperators && open.TryPop(out TtcExpression? next))
        {
            if (next is TtcBinary binary)
            {
                operators++;
                open.Push(binary.Right);
                open.Push(binary.Left);
            }
        }

        return operators > ManyOperators;
    }

    private Distribution Fold(TtcOperator operation, Distribution left, Distribution right) =>
        (left.Constant, right.Constant) switch
        {
            ({ } a, { } b) => new ConstantTime(ArithmeticTime.Apply(operation, a, b)),
            (double.PositiveInfinity, _) or (_, double.PositiveInfinity) => ConstantTime.Never,
            _ => new ArithmeticTime(operation, left, right, isOfManyOperators),
        };

    private Distribution Bind(TtcFunction function, int part)
    {
        ImmutableArray<double> arguments = function.Arguments.IsDefault ? [] : function.Arguments;
        return (function.Name, arguments) switch
        {
            ("Zero", []) => ConstantTime.Zero,
            ("Infinity", []) => ConstantTime.Never,
            ("Bernoulli", [>= 0 and <= 1 and var p]) => Gate(p, ConstantTime.Zero, part),
            ("Binomial", [>= 0 and <= 1_000_000_000 and var n, >= 0 and <= 1 and var p]) => new BinomialTime(
                // As malcompiler does: a half goes up.
                (int)Math.Floor(n + 0.5),
                p,
                part
            ),
            ("Exponential", [> 0 and < double.PositiveInfinity and var rate]) => new ExponentialTime(rate, part),
            ("Gamma", [> 0 and <= 1e9 and var shape, > 0 and < double.PositiveInfinity and var scale]) => new GammaTime(
                shape,
                scale,
                part
            ),
            ("LogNormal", [var mu, > 0 and < double.PositiveInfinity and var sigma]) when double.IsFinite(mu) =>
                new LogNormalTime(mu, sigma, part),
            ("Pareto", [> 0 and < double.PositiveInfinity and var minimum, > 0 and var shape]) => new ParetoTime(
                minimum,
                shape,
                part
            ),
            ("TruncatedNormal", [var mean, > 0 and < double.PositiveInfinity and var deviation])
                when double.IsFinite(mean) && mean / deviation > -37 => new TruncatedNormalTime(mean, deviation, part),
            ("Uniform", [>= 0 and var minimum, < double.PositiveInfinity and var maximum]) when minimum <= maximum =>
                new UniformTime(minimum, maximum, part),
            ("EasyAndCertain", []) => new ExponentialTime(1, part),
            ("HardAndCertain", []) => new ExponentialTime(0.1, part),
            ("VeryHardAndCertain", []) => new ExponentialTime(0.01, part),
            ("EasyAndUncertain", []) => Gate(0.5, ConstantTime.Zero, part),
            ("HardAndUncertain", []) => Gate(0.5, new ExponentialTime(0.1, NextPart()), part),
            ("VeryHardAndUncertain", []) => Gate(0.5, new ExponentialTime(0.01, NextPart()), part),
            _ => Refuse($"{function.Name}({string.Join(", ", arguments)}) is no distribution with valid parameters."),
        };
    }

    private int NextPart() => parts++;

    private ConstantTime Refuse(string reason)
    {
        problem ??= reason;
        return ConstantTime.Zero;
    }
}
