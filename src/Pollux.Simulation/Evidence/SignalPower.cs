using System.Collections.Immutable;

namespace Pollux.Simulation.Evidence;

/// <summary>What may tell that a world is another than assumed.</summary>
public enum FitSignal
{
    /// <summary>The factor of the doubt about the speed.</summary>
    Speed,

    /// <summary>The speed that fits best, whether or not it is doubted.</summary>
    MeanSpeed,

    /// <summary>The factor of the doubt about the attacker.</summary>
    Attacker,

    /// <summary>The factor of the doubt about true positive rates.</summary>
    Detection,

    /// <summary>The factor of the doubt about false positive rates.</summary>
    FalseAlarms,

    /// <summary>The largest factor of all kinds of detectors that may not work.</summary>
    WorstDetector,

    /// <summary>How improbable the alarms are altogether.</summary>
    Surprise,
}

/// <summary>How well one signal tells a world from the one that is assumed.</summary>
/// <param name="Signal">Which.</param>
/// <param name="Area">
/// The probability that an attack of that world shows more of it than one of the assumed world, 0 to 1; 0.5 tells nothing.
/// </param>
/// <param name="StandardError">Of the area.</param>
/// <param name="Mean">Its mean over attacks of that world, as a natural logarithm.</param>
/// <param name="MeanAssumed">The same in the world that is assumed.</param>
/// <param name="Warned">The share of attacks, 0 to 1, in which its doubt is above the limit of the verdict.</param>
/// <param name="WarnedAssumed">The same in the world that is assumed: false warnings.</param>
/// <param name="Pooled">
/// By size of <see cref="FitComparison.PoolSizes"/>: the share of pools, 0 to 1, whose sum exceeds what
/// <see cref="FitComparison.FalseWarnings"/> of the pools of the assumed world exceed.
/// </param>
public sealed record SignalPower(
    FitSignal Signal,
    double Area,
    double StandardError,
    double Mean,
    double MeanAssumed,
    double Warned,
    double WarnedAssumed,
    ImmutableArray<double> Pooled
);
