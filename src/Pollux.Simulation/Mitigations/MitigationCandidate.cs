using System.Collections.Immutable;
using Pollux.Language.Packs;

namespace Pollux.Simulation.Mitigations;

/// <summary>A change that could be made.</summary>
/// <param name="Title">What to do.</param>
/// <param name="Nodes">The defences that it switches on, ascending.</param>
/// <param name="Cost">The class of cost of one of them.</param>
/// <param name="Times">How many times that cost.</param>
/// <param name="Weight">How much risk goes through the steps that it acts on; only to choose what is tried first.</param>
internal sealed record MitigationCandidate(
    string Title,
    ImmutableArray<int> Nodes,
    CostClass Cost,
    int Times,
    double Weight
);
