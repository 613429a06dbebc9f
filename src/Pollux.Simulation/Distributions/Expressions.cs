using System.Diagnostics;
using Pollux.Language.Specification;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Distributions;

/// <summary>
/// A gate: with a probability the inner time, else never. <c>Bernoulli(p)</c> alone is a gate on zero; as a factor of a product
/// it is a gate on the product of the other factors.
/// </summary>
public sealed class GatedTime(double probability, Distribution inner, int part = 0) : Distribution(part)
{
    /// <summary>Probability that it does not take forever, above 0 and below 1.</summary>
    public double Probability => probability;

    /// <summary>The time when it does not.</summary>
    public Distribution Inner => inner;

    /// <inheritdoc/>
    public override double? Mean => double.PositiveInfinity;

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) => new GatedTime(probability, inner.Scaled(factor), Part);

    /// <summary>The same gate, by the same random numbers, with another probability to open.</summary>
    /// <param name="other">From 0 to 1.</param>
    public Distribution WithProbability(double other) =>
        other switch
        {
            <= 0 => ConstantTime.Never,
            >= 1 => inner,
            _ => new GatedTime(other, inner, Part),
        };

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance)
    {
        chance.BeginPart(Part);
        return chance.NextUniform() < probability ? inner.Sample(ref chance) : double.PositiveInfinity;
    }

    /// <inheritdoc/>
    public override double? Quantile(double probability) =>
        probability >= Probability ? double.PositiveInfinity : inner.Quantile(probability / Probability);
}

/// <summary>
/// Arithmetic on two independent draws. Never absorbs: if either side is infinite, so is the result; a difference is not below
/// zero; what has no value (0 / 0) is never.
/// </summary>
public sealed class ArithmeticTime(TtcOperator operation, Distribution left, Distribution right) : Distribution(0)
{
    /// <inheritdoc/>
    public override double? Mean =>
        (operation, left.Mean, right.Mean) switch
        {
            (_, double.PositiveInfinity, _) or (_, _, double.PositiveInfinity) => double.PositiveInfinity,
            (TtcOperator.Addition, { } a, { } b) => a + b,
            (TtcOperator.Multiplication, { } a, { } b) => a * b,
            (TtcOperator.Division, { } a, { } b) when right.Constant is not null && b > 0 => a / b,
            _ => null,
        };

    /// <inheritdoc/>
    public override Distribution Scaled(double factor) =>
        operation switch
        {
            TtcOperator.Addition or TtcOperator.Subtraction => new ArithmeticTime(
                operation,
                left.Scaled(factor),
                right.Scaled(factor)
            ),
            TtcOperator.Multiplication or TtcOperator.Division => new ArithmeticTime(
                operation,
                left.Scaled(factor),
                right
            ),
            _ => new ArithmeticTime(TtcOperator.Multiplication, this, new ConstantTime(factor)),
        };

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance) =>
        Apply(operation, left.Sample(ref chance), right.Sample(ref chance));

    /// <inheritdoc/>
    public override double? Quantile(double probability) =>
        (operation, left.Constant, right.Constant) switch
        {
            (TtcOperator.Addition or TtcOperator.Multiplication, { } a, null) => Apply(
                operation,
                a,
                right.Quantile(probability)
            ),
            (_, null, { } b) => Apply(operation, left.Quantile(probability), b),
            _ => null,
        };

    /// <summary>The operation on two values, each 0 or more.</summary>
    internal static double Apply(TtcOperator operation, double left, double right)
    {
        if (double.IsPositiveInfinity(left) || double.IsPositiveInfinity(right))
        {
            return double.PositiveInfinity;
        }

        double value = operation switch
        {
            TtcOperator.Addition => left + right,
            TtcOperator.Subtraction => Math.Max(0, left - right),
            TtcOperator.Multiplication => left * right,
            TtcOperator.Division => left / right,
            TtcOperator.Exponentiation => Math.Pow(left, right),
            _ => throw new UnreachableException(),
        };
        return double.IsNaN(value) ? double.PositiveInfinity : value;
    }

    // With one side constant, addition, subtraction and positive factors and exponents keep the order of the other side.
    private static double? Apply(TtcOperator operation, double? left, double? right) =>
        left is { } a && right is { } b ? Apply(operation, a, b) : null;
}
