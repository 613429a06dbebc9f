namespace Pollux.Simulation.Evidence;

/// <summary>One value that a figure may have, and how probable that is.</summary>
/// <param name="Value">The value.</param>
/// <param name="Weight">Its weight, 0 or more; weights of one figure are scaled to sum 1.</param>
public readonly record struct WeightedValue(double Value, double Weight);
