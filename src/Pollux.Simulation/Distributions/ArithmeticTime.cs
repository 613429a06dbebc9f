using System.Diagnostics;
using Pollux.Language.Specification;
using Pollux.Simulation.Chance;

namespace Pollux.Simulation.Distributions;

/// <summary>
/// Arithmetic on two independent draws. Never absorbs: if either side is infinite, so is the result; a difference is not below
/// zero; what has no value (0 / 0) is never.
/// </summary>
/// <remarks>
/// With a side that is constant, all figures are as exact as those of the other side. Otherwise the distribution function is a
/// table (<see cref="ArithmeticTable"/>), made at the first question and kept.
/// </remarks>
public sealed class ArithmeticTime : Distribution
{
    private readonly TtcOperator operation;
    private readonly Distribution left;
    private readonly Distribution right;
    private readonly Resolution resolution;
    private readonly Lazy<ArithmeticTable> table;
    private readonly Lazy<double> bothFinite;
    private readonly Lazy<double> probabilityFinite;
    private readonly Lazy<double> meanOfFinite;

    /// <summary>An operation.</summary>
    /// <param name="operation">Which.</param>
    /// <param name="left">Left of the operator.</param>
    /// <param name="right">Right of the operator.</param>
    /// <param name="isPartOfMany">
    /// True in an expression of very many operators, which is worked out on coarser tables, so that it takes no longer than seconds.
    /// </param>
    public ArithmeticTime(TtcOperator operation, Distribution left, Distribution right, bool isPartOfMany = false)
        : base(0)
    {
        this.operation = operation;
        this.left = left;
        this.right = right;
        resolution = isPartOfMany ? Resolution.Coarse : Resolution.Fine;
        table = new Lazy<ArithmeticTable>(() => ArithmeticTable.Of(operation, left, right, resolution));
        // Kept, not asked for again and again: an expression may be hundreds of levels deep.
        bothFinite = new Lazy<double>(() => left.ProbabilityFinite * right.ProbabilityFinite);
        probabilityFinite = new Lazy<double>(() => bothFinite.Value * FindShareWithValue());
        meanOfFinite = new Lazy<double>(FindMean);
        MayOverflow = operation == TtcOperator.Exponentiation || left.MayOverflow || right.MayOverflow;
        HasAtoms = operation == TtcOperator.Subtraction || left.HasAtoms || right.HasAtoms;
        Minimum = OperandRange.Minimum(operation, left, right);
        Maximum = OperandRange.Maximum(operation, left, right);
    }

    /// <inheritdoc/>
    public override double ProbabilityFinite => probabilityFinite.Value;

    /// <inheritdoc/>
    public override double MeanOfFinite => meanOfFinite.Value;

    internal override bool MayOverflow { get; }

    internal override bool HasAtoms { get; }

    internal override double Minimum { get; }

    internal override double Maximum { get; }

    // The maximum is a bound that need not be reached; and one that is, is nearly reached before by all but rounding.
    private protected override double LargestDraw
    {
        get
        {
            double reached = double.IsPositiveInfinity(Maximum) ? Maximum : QuantileBelowOne(1);
            return reached < Maximum * (1 - 1e-6) ? reached : Maximum;
        }
    }

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
    public override Distribution WhenOpen
    {
        get
        {
            // Asked once for each side, so that a deep expression takes no longer than its size.
            Distribution openLeft = left.WhenOpen;
            Distribution openRight = right.WhenOpen;
            return ReferenceEquals(left, openLeft) && ReferenceEquals(right, openRight)
                ? this
                : new ArithmeticTime(operation, openLeft, openRight, resolution == Resolution.Coarse);
        }
    }

    /// <inheritdoc/>
    public override double Sample(ref StepChance chance) =>
        Apply(operation, left.Sample(ref chance), right.Sample(ref chance));

    internal override WeightedTimes Spread(Resolution resolution) =>
        WeightedTimes.OfPairs(operation, left.Spread(resolution), right.Spread(resolution), resolution)
        ?? table.Value.Spread(resolution);

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

    private protected override double CdfOfFinite(double days) =>
        bothFinite.Value > 0 ? bothFinite.Value * Share(days) : 0;

    private protected override double QuantileBelowOne(double probability)
    {
        // With one side constant and the result rising with the other, the quantile is the operation on the other's quantile.
        if (right.ConstantWhenFinite is { } b && IsRising(b, isLeft: false))
        {
            return Apply(operation, left.QuantileWithin(right.ProbabilityFinite, probability), b);
        }

        if (left.ConstantWhenFinite is { } a && IsRising(a, isLeft: true))
        {
            return Apply(operation, a, right.QuantileWithin(left.ProbabilityFinite, probability));
        }

        return left.ConstantWhenFinite is null && right.ConstantWhenFinite is null
            ? table.Value.Quantile(probability / bothFinite.Value, Maximum)
            : LeastTime.Where(days => double.IsPositiveInfinity(days) || CdfOfFinite(days) >= probability);
    }

    private protected override double OtherMoment(double power) =>
        operation switch
        {
            _ when ProbabilityFinite == 0 => double.PositiveInfinity,
            TtcOperator.Multiplication => Product(left.Moment(power), right.Moment(power)),
            TtcOperator.Division => Product(left.Moment(power), right.Moment(-power)),
            TtcOperator.Exponentiation when right.ConstantWhenFinite is { } exponent => left.Moment(power * exponent),
            _ => table.Value.Moment(power, Maximum),
        };

    // Zero times a mean that does not exist: every draw is zero.
    private static double Product(double left, double right) => left == 0 || right == 0 ? 0 : left * right;

    private bool IsRising(double constant, bool isLeft) =>
        operation switch
        {
            TtcOperator.Addition => true,
            TtcOperator.Subtraction => !isLeft,
            TtcOperator.Multiplication => constant > 0,
            TtcOperator.Division => !isLeft && constant > 0,
            _ => isLeft ? constant > 1 : constant > 0,
        };

    // Of the pairs of draws that are both finite, those whose result is at most so many days.
    private double Share(double days) =>
        right.ConstantWhenFinite is { } b ? ConditionalShare.Of(operation, new FixedSide(b, IsLeft: false), left, days)
        : left.ConstantWhenFinite is { } a ? ConditionalShare.Of(operation, new FixedSide(a, IsLeft: true), right, days)
        : table.Value.Cdf(days);

    private double FindMean() =>
        operation switch
        {
            TtcOperator.Addition => left.MeanOfFinite + right.MeanOfFinite,
            TtcOperator.Subtraction when double.IsPositiveInfinity(left.MeanOfFinite) => double.PositiveInfinity,
            _ => OtherMoment(1),
        };

    // Of the pairs of draws that are both finite, those whose result is finite: not x / 0, and not a power beyond all numbers.
    private double FindShareWithValue()
    {
        if (bothFinite.Value == 0 || operation is TtcOperator.Addition or TtcOperator.Subtraction)
        {
            return 1;
        }

        if (!MayOverflow)
        {
            double zero = operation == TtcOperator.Division ? right.Cdf(0) / right.ProbabilityFinite : 0;
            return 1 - Math.Min(1, zero);
        }

        double share = Share(double.MaxValue);
        return share > 1 - 1e-9 ? 1 : share;
    }
}
