using System.Collections.Immutable;

namespace Pollux.Simulation.Paths;

/// <summary>
/// How a step is reached: in each sample the chain of steps that decided its time, followed back from the step through the
/// parent that it was waiting for (the first to come of an or-step, the last of an and-step); of all samples' chains the one
/// that has, from the end backwards, at each hop the most frequent step.
/// </summary>
/// <param name="Hops">From the start (an entry point, or what needs no attacker) to the step itself.</param>
/// <param name="Samples">In how many samples exactly this path decided.</param>
/// <param name="Share">The share of those among the samples that reached the step, above 0, at most 1.</param>
/// <param name="DistinctPaths">How many different paths decided in at least one sample.</param>
/// <param name="Visited">Every node on the path of at least one sample with the share of the samples whose path has it; by node.</param>
public sealed record CriticalPath(
    ImmutableArray<PathHop> Hops,
    int Samples,
    double Share,
    int DistinctPaths,
    ImmutableArray<VisitedNode> Visited
);

/// <summary>How often a node lies on the way to a step.</summary>
/// <param name="Node">The node.</param>
/// <param name="Share">The share of the samples that reached the step whose own path has the node, above 0, at most 1.</param>
public readonly record struct VisitedNode(int Node, double Share);

/// <summary>One step on a critical path.</summary>
/// <param name="Node">The step.</param>
/// <param name="MedianDays">Typical time since the start along this path, days: the sum of the median times that its hops added, each over the samples
/// whose own path has the hop after the one before it.</param>
/// <param name="Share">The share of the samples that reached the path's end whose own path has this hop too.</param>
/// <param name="AlsoNeeded">For an and-step its other parents, which had to be there too; ascending.</param>
public sealed record PathHop(int Node, double MedianDays, double Share, ImmutableArray<int> AlsoNeeded);
