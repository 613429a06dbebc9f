using System.Collections.Immutable;

namespace Pollux.Simulation.WhatIfs;

/// <summary>What a change of a scenario does.</summary>
/// <param name="Times">For each watched step of the base's request, its time in each sample with the change, days; positive infinity where
/// it is not reached.</param>
/// <param name="Changed">The nodes that come at another time in at least one sample, ascending.</param>
public sealed record WhatIfResult(ImmutableArray<ImmutableArray<double>> Times, ImmutableArray<ChangedNode> Changed);

/// <summary>A node that a change affects.</summary>
/// <param name="Node">The node.</param>
/// <param name="Before">In how many samples it was reached before.</param>
/// <param name="After">In how many samples it is reached with the change.</param>
public readonly record struct ChangedNode(int Node, int Before, int After);
