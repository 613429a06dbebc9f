using System.Collections.Immutable;

namespace Pollux.Simulation.Paths;

/// <summary>What attacks went over, weighted by how many of them did.</summary>
/// <param name="Attacks">How many samples reached a goal; all shares are of these.</param>
/// <param name="Threshold">Nodes and edges that a smaller share of the attacks needed are left out.</param>
/// <param name="LeftOut">How many nodes and edges were.</param>
/// <param name="Nodes">The nodes, by their number in the attack graph.</param>
/// <param name="Edges">The edges between them, by from and to.</param>
public sealed record CriticalGraph(
    int Attacks,
    double Threshold,
    int LeftOut,
    ImmutableArray<CriticalNode> Nodes,
    ImmutableArray<CriticalEdge> Edges
);

/// <summary>A node of the critical graph.</summary>
/// <param name="Node">The node of the attack graph.</param>
/// <param name="PathShare">The share of the attacks whose path, the chain of steps that decided the time, has it.</param>
/// <param name="TreeShare">The share of the attacks that needed it at all, for an and-step beside the path too; at least the path share.</param>
public readonly record struct CriticalNode(int Node, double PathShare, double TreeShare);

/// <summary>An edge of the critical graph.</summary>
/// <param name="From">The parent, a node of the attack graph.</param>
/// <param name="To">The child.</param>
/// <param name="PathShare">The share of the attacks whose path goes over it.</param>
/// <param name="TreeShare">The share of the attacks that needed it at all.</param>
public readonly record struct CriticalEdge(int From, int To, double PathShare, double TreeShare);
