using System.Collections.Immutable;
using Pollux.Simulation.Attackers;

namespace Pollux.Simulation.MonteCarlo;

/// <summary>What to rehearse on an attack graph, and how often.</summary>
public sealed record SimulationRequest
{
    /// <summary>Most samples of one run.</summary>
    public const int MaximumSamples = 10_000_000;

    /// <summary>Attack steps that the attacker has at time 0, whatever they need. Without any, only what needs no attacker is reached.</summary>
    public ImmutableArray<int> Entries { get; init; } = [];

    /// <summary>Changes of the graph for a what-if; a later one of the same node wins. They change no random number.</summary>
    public ImmutableArray<StepOverride> Overrides { get; init; } = [];

    /// <summary>Who attacks.</summary>
    public AttackerProfile Attacker { get; init; } = AttackerProfile.Unlimited;

    /// <summary>How many samples, 1 to <see cref="MaximumSamples"/>; fewer where <see cref="Precision"/> is reached before.</summary>
    public int Samples { get; init; } = 1_000;

    /// <summary>When the answer is good enough; null to run all samples.</summary>
    public Precision? Precision { get; init; }

    /// <summary>Decides every random number.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Days after which nothing counts any more; null for no limit.</summary>
    public double? HorizonDays { get; init; }

    /// <summary>How many threads; 0 for one per processor. The results do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Steps whose time in each sample, and whose most frequent path, is wanted.</summary>
    public ImmutableArray<int> Watched { get; init; } = [];

    /// <summary>
    /// Sets of steps of which the time of the first to come is wanted in each sample, without a path: cheaper than watching each.
    /// </summary>
    public ImmutableArray<ImmutableArray<int>> WatchedSets { get; init; } = [];

    /// <summary>Whether percentiles of all steps are wanted. Without them a run needs less memory and time: for searches.</summary>
    public bool Percentiles { get; init; } = true;
}

/// <summary>One change of a graph for a what-if.</summary>
/// <param name="Node">The node.</param>
/// <param name="Kind">The change.</param>
public readonly record struct StepOverride(int Node, OverrideKind Kind);

/// <summary>What an override does to a node.</summary>
public enum OverrideKind
{
    /// <summary>A defence is on in every sample.</summary>
    DefenseOn,

    /// <summary>A defence is off in every sample.</summary>
    DefenseOff,

    /// <summary>The node is never reached, and what needs it neither; a defence never counts as off.</summary>
    Remove,
}

/// <summary>How far a run is.</summary>
/// <param name="Done">Samples done.</param>
/// <param name="Total">Samples in all.</param>
public readonly record struct SimulationProgress(int Done, int Total);
