using System.Collections.Immutable;

namespace Pollux.Simulation.Uncertainty;

/// <summary>How far an answer may lie off because of what was assumed, beside the error of sampling.</summary>
/// <param name="Draws">How many sets of parameters were drawn.</param>
/// <param name="Samples">How many attacks were rehearsed with each.</param>
/// <param name="Parameters">How many parameters were drawn.</param>
/// <param name="Answer">The band of the answer as a whole, such as the expected loss.</param>
/// <param name="Goals">The band of each goal's probability, in the order of the scenario's goals.</param>
public sealed record SecondOrderResult(
    int Draws,
    int Samples,
    int Parameters,
    UncertaintyBand Answer,
    ImmutableArray<UncertaintyBand> Goals
);

/// <summary>Where a figure lies over the drawn parameters.</summary>
/// <param name="AsWritten">With every parameter at its best guess, by the same attacks.</param>
/// <param name="Low">Below it in 5 % of the draws.</param>
/// <param name="Median">Below it in half of the draws.</param>
/// <param name="High">Below it in 95 % of the draws.</param>
/// <param name="Mean">The mean of the draws.</param>
public sealed record UncertaintyBand(double AsWritten, double Low, double Median, double High, double Mean)
{
    /// <summary>The band of what the draws gave, by nearest rank.</summary>
    internal static UncertaintyBand Of(double asWritten, double[] values)
    {
        double[] sorted = [.. values.Order()];
        return new UncertaintyBand(asWritten, At(0.05), At(0.5), At(0.95), sorted.Sum() / sorted.Length);

        double At(double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }
}
