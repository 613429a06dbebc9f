using Pollux.Language.Specification;

namespace Pollux.Simulation.Distributions;

/// <summary>The value of one side of an operation.</summary>
internal readonly record struct FixedSide(double Value, bool IsLeft);

/// <summary>What an operation gives when one of its sides has a known value.</summary>
internal static class ConditionalShare
{
    /// <summary>
    /// Probability that the result is finite and at most so many days, given one side, and given that the other is not never.
    /// </summary>
    /// <param name="operation">Which.</param>
    /// <param name="known">The side that is given, finite.</param>
    /// <param name="free">The other side.</param>
    /// <param name="days">0 or more, finite.</param>
    public static double Of(TtcOperator operation, FixedSide known, Distribution free, double days)
    {
        double value = known.Value;
        switch (operation)
        {
            case TtcOperator.Multiplication when value == 0:
                return 1;
            case TtcOperator.Division when value == 0:
                return known.IsLeft ? 1 - AtMost(free, 0) : 0;
            case TtcOperator.Exponentiation when known.IsLeft ? value == 1 : value == 0:
                return days >= 1 ? 1 : 0;
            case TtcOperator.Exponentiation when known.IsLeft && value == 0:
                return days >= 1 ? 1 : 1 - AtMost(free, 0);
            case TtcOperator.Subtraction or TtcOperator.Division when known.IsLeft:
            case TtcOperator.Exponentiation when known.IsLeft && value < 1:
                return AtLeast(free, Bound(operation, known, free, (days, IsRising: false)));
            default:
                return AtMost(free, Bound(operation, known, free, (days, IsRising: true)));
        }
    }

    private static double AtMost(Distribution free, double days) =>
        double.IsPositiveInfinity(days) ? 1 : free.Cdf(days) / free.ProbabilityFinite;

    private static double AtLeast(Distribution free, double days) =>
        days <= 0 ? 1 : 1 - AtMost(free, double.IsPositiveInfinity(days) ? days : Math.BitDecrement(days));

    // The value of the free side that gives exactly so many days. Where single values have a probability, rounding must not
    // decide whether one of them counts: it is the farthest value near the inverse whose result, as it is drawn, keeps the limit.
    private static double Bound(
        TtcOperator operation,
        FixedSide known,
        Distribution free,
        (double Days, bool IsRising) limit
    )
    {
        (double days, bool isRising) = limit;
        double bound = Inverse(operation, known, days);
        if (!free.HasAtoms || days == 0 || !double.IsFinite(bound))
        {
            return bound;
        }

        double farther = Inverse(operation, known, Math.BitIncrement(days));
        if (double.IsFinite(farther) && Keeps(operation, known, farther, days))
        {
            bound = farther;
        }

        for (int i = 0; i < RoundingSteps && !Keeps(operation, known, bound, days); i++)
        {
            bound = isRising ? Math.BitDecrement(bound) : Math.BitIncrement(bound);
        }

        for (int i = 0; i < RoundingSteps; i++)
        {
            double next = isRising ? Math.BitIncrement(bound) : Math.BitDecrement(bound);
            if (!Keeps(operation, known, next, days))
            {
                break;
            }

            bound = next;
        }

        return bound;
    }

    // An inverse is off by a few units in the last place at most, one of a power by a dozen.
    private const int RoundingSteps = 16;

    private static bool Keeps(TtcOperator operation, FixedSide known, double free, double days) =>
        (
            known.IsLeft
                ? ArithmeticTime.Apply(operation, known.Value, free)
                : ArithmeticTime.Apply(operation, free, known.Value)
        ) <= days;

    private static double Inverse(TtcOperator operation, FixedSide known, double days) =>
        (operation, known.IsLeft) switch
        {
            (TtcOperator.Addition, _) => days - known.Value,
            (TtcOperator.Subtraction, true) => known.Value - days,
            (TtcOperator.Subtraction, false) => days + known.Value,
            (TtcOperator.Multiplication, _) => days / known.Value,
            (TtcOperator.Division, true) => known.Value / days,
            (TtcOperator.Division, false) => days * known.Value,
            (_, true) => Math.Log(days) / Math.Log(known.Value),
            (_, false) => Math.Pow(days, 1 / known.Value),
        };
}
