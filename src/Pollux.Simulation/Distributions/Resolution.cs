namespace Pollux.Simulation.Distributions;

/// <summary>How finely arithmetic on distributions is worked out.</summary>
/// <param name="Octaves">How often the probabilities from 0 to 1/2, and from 1 down to it, are halved towards the end.</param>
/// <param name="PanelsOfOctave">Into how many panels of four points the wider halves are cut.</param>
/// <param name="Tolerance">How far a straight line between two points of the result may be off, in probability.</param>
/// <param name="MaximumPoints">How many points the result may have.</param>
/// <param name="MaximumValues">How many values of a side that has single ones only are kept apart.</param>
internal sealed record Resolution(
    int Octaves,
    int PanelsOfOctave,
    double Tolerance,
    int MaximumPoints,
    int MaximumValues
)
{
    /// <summary>For expressions of usual length: 0.05 to 0.5 s for each operator of which no side is constant, once.</summary>
    public static Resolution Fine { get; } = new(30, 4, 2e-6, 4096, 1024);

    /// <summary>For expressions of very many operators: 1 to 20 ms for each.</summary>
    public static Resolution Coarse { get; } = new(14, 1, 2e-4, 160, 256);
}
