namespace Pollux.Simulation.Paths;

/// <summary>How paths are told apart and how many are shown.</summary>
public sealed record PathOptions
{
    /// <summary>Most paths that may be asked for.</summary>
    public const int MaximumPaths = 50;

    /// <summary>How many distinct paths of each goal, 1 to <see cref="MaximumPaths"/>.</summary>
    public int Paths { get; init; } = 3;

    /// <summary>
    /// From which share of common hops on (Jaccard: hops of both / hops of either, significant ones only) two ways are one path, above 0, at
    /// most 1; 1 tells all ways apart.
    /// </summary>
    public double Similarity { get; init; } = 0.5;

    /// <summary>Nodes and edges of the critical graphs that fewer than this share of the attacks need are left out, 0 to 1.</summary>
    public double GraphThreshold { get; init; } = 0.05;
}
