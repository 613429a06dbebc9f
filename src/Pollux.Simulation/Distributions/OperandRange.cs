using Pollux.Language.Specification;

namespace Pollux.Simulation.Distributions;

/// <summary>How small and how large the finite results of an operation can get.</summary>
internal static class OperandRange
{
    public static double Minimum(TtcOperator operation, Distribution left, Distribution right) =>
        operation switch
        {
            TtcOperator.Addition => left.Minimum + right.Minimum,
            TtcOperator.Subtraction => Math.Max(0, ZeroIfNone(left.Minimum - right.Maximum)),
            TtcOperator.Multiplication => left.Minimum * right.Minimum,
            TtcOperator.Division => ZeroIfNone(left.Minimum / right.Maximum),
            _ => Powers(left, right).Min(),
        };

    public static double Maximum(TtcOperator operation, Distribution left, Distribution right) =>
        operation switch
        {
            TtcOperator.Addition => left.Maximum + right.Maximum,
            TtcOperator.Subtraction => Math.Max(0, left.Maximum - right.Minimum),
            TtcOperator.Multiplication => ZeroIfNone(left.Maximum * right.Maximum),
            TtcOperator.Division => ZeroIfNone(left.Maximum / right.Minimum),
            _ => Powers(left, right).Max(),
        };

    // A power rises or falls with each of its sides as long as the other stays, so the corners bound it.
    private static double[] Powers(Distribution left, Distribution right) =>
        [
            Math.Pow(left.Minimum, right.Minimum),
            Math.Pow(left.Minimum, right.Maximum),
            Math.Pow(left.Maximum, right.Minimum),
            Math.Pow(left.Maximum, right.Maximum),
        ];

    // 0 x infinity and 0 / 0 arise where one side is always 0, and then so is what is finite of the result.
    private static double ZeroIfNone(double value) => double.IsNaN(value) ? 0 : value;
}
