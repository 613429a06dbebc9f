using Pollux.Simulation.Attackers;

namespace Pollux.Simulation.Evidence;

/// <summary>A world in which attacks are simulated to see how good the answers are: as the assumptions have it, or otherwise.</summary>
/// <param name="Name">A short name.</param>
public sealed record CalibrationWorld(string Name)
{
    /// <summary>The world that the assumptions describe.</summary>
    public static CalibrationWorld AsAssumed { get; } = new("as assumed");

    /// <summary>Multiplies every time to compromise; above 0.</summary>
    public double TimeFactor { get; init; } = 1;

    /// <summary>Multiplies every true positive rate, 0 to 1.</summary>
    public double TruePositiveFactor { get; init; } = 1;

    /// <summary>Multiplies every false positive rate, 0 or more.</summary>
    public double FalsePositiveFactor { get; init; } = 1;

    /// <summary>A kind of detectors that raises no alarm at all; null for none.</summary>
    public string? DeadKind { get; init; }

    /// <summary>Who really attacks; null for the scenario's attacker.</summary>
    public AttackerProfile? Attacker { get; init; }
}
