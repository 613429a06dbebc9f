namespace Pollux.Simulation.Assessments;

/// <summary>How one zone fares.</summary>
/// <param name="Name">The zone's name.</param>
/// <param name="Level">Its level, 0 to 5, or null when the site does not say.</param>
/// <param name="Devices">Devices in it.</param>
/// <param name="Reached">Probability that the attacker gets a foothold in it within the horizon.</param>
/// <param name="MedianDays">By when half of all samples had; null beyond the horizon.</param>
/// <param name="LossThrough">Expected loss of the jewels whose most likely path leads through it; null without money.</param>
public sealed record ZoneResult(
    string Name,
    double? Level,
    int Devices,
    Estimate Reached,
    double? MedianDays,
    double? LossThrough
);
