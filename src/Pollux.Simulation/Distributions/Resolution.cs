namespace Pollux.Simulation.Distributions;

/// <summary>How finely arithmetic on distributions is worked out.</summary>
/// <param name="Panels">Equal parts of probability into which an operand is cut; four points in each.</param>
/// <param name="TailHalvings">How often the first and the last of these are halved towards 0 and 1.</param>
/// <param name="Tolerance">How far a straight line between two points of the result may be off, in probability.</param>
/// <param name="MaximumPoints">How many points the result may have.</param>
internal sealed record Resolution(int Panels, int TailHalvings, double Tolerance, int MaximumPoints)
{
    /// <summary>For expressions of usual length: about 0.1 s for each operator, once.</summary>
    public static Resolution Fine { get; } = new(128, 24, 5e-7, 4096);

    /// <summary>For expressions of very many operators: about 2 ms for each.</summary>
    public static Resolution Coarse { get; } = new(16, 12, 5e-5, 256);
}
