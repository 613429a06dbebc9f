using System.Collections.Immutable;

namespace Pollux.Simulation.Campaigns;

/// <summary>How campaigns are replayed.</summary>
public sealed record ReplayOptions
{
    /// <summary>What the attacker may do between the campaign's techniques.</summary>
    public ReplayMode Mode { get; init; } = ReplayMode.Free;

    /// <summary>The kinds of log that somebody watches, as the pack's detectors name them; null for all of them.</summary>
    public ImmutableArray<string>? WatchedSources { get; init; }

    /// <summary>A phase that is passed in a smaller share of the attacks counts as the place where the campaign stops; above 0, below 1.</summary>
    public double StopBelow { get; init; } = 0.05;
}

/// <summary>What the attacker may do between a campaign's techniques.</summary>
public enum ReplayMode
{
    /// <summary>Anything that the language knows: can these techniques be done here by somebody who finds a way?</summary>
    Free,

    /// <summary>
    /// Only the campaign's techniques and steps without a technique: does the campaign, as it was recorded, get through by itself? Steps
    /// that carry techniques, but none of the campaign's, are taken out of the graph; entries stay.
    /// </summary>
    Strict,
}
