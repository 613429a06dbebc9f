using System.Collections.Immutable;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.CutSets;

/// <summary>What a cut is made of.</summary>
public enum CutBy
{
    /// <summary>Attack steps that somebody has to do, taken out one by one; not the entries and goals.</summary>
    Steps,

    /// <summary>Assets, taken out with all their attack steps; not those that hold an entry or a goal.</summary>
    Assets,

    /// <summary>Defences that may be off, switched on.</summary>
    Defenses,
}

/// <summary>How far the search for cut sets goes. Counts, not times, so that the same input always ends at the same place.</summary>
public sealed record CutSetOptions
{
    /// <summary>How many cut sets are listed at most, 1 to 100.</summary>
    public int Sets { get; init; } = 3;

    /// <summary>How many ways of attack are looked at before the search gives up proving.</summary>
    public int MaximumWays { get; init; } = 2_000;

    /// <summary>How many branches all searches for smallest sets may take together before what they find counts as not proven.</summary>
    public int MaximumBranches { get; init; } = 1_000_000;

    /// <summary>Defences that nobody can switch, such as a property of a flaw: they are left as they are.</summary>
    public ImmutableHashSet<int> Unchangeable { get; init; } = [];
}

/// <summary>What cuts an attacker off from goals: from all of them, when there are several.</summary>
/// <param name="By">What the cuts are made of.</param>
/// <param name="Goals">The goals.</param>
/// <param name="IsReachable">False when no way leads to a goal as it is, so that there is nothing to cut.</param>
/// <param name="CanBeCut">
/// False when even all elements together leave a way, which <paramref name="LeftWay"/> then shows. True too when there is nothing to cut.
/// </param>
/// <param name="LowerBound">No cut has fewer elements than this: so many ways are needed to be cut one by one, proven.</param>
/// <param name="IsMinimum">True when the first set has exactly that many: no smaller one exists, proven.</param>
/// <param name="Ways">How many minimal ways of attack the proof rests on.</param>
/// <param name="Sets">
/// Cut sets, smallest first. None can do without any of its elements, and each differs from those before in more than an exchange of
/// elements for their equivalents. Empty when there is nothing to cut or no cut.
/// </param>
/// <param name="LeftWay">The attack steps of a way that nothing cuts; empty when there is none.</param>
public sealed record CutSetResult(
    CutBy By,
    ImmutableArray<CrownJewel> Goals,
    bool IsReachable,
    bool CanBeCut,
    int LowerBound,
    bool IsMinimum,
    int Ways,
    ImmutableArray<CutSet> Sets,
    ImmutableArray<int> LeftWay
);

/// <summary>Elements that together leave no way, even if every chance falls for the attacker; without any one of them a way is left.</summary>
public sealed record CutSet(ImmutableArray<CutElement> Elements);

/// <summary>One element of a cut.</summary>
/// <param name="Element">A step or a defence by its node, an asset by its index in the model.</param>
/// <param name="Instead">Others that would do in its place with the rest unchanged; those that cost effort first, then by number.</param>
public sealed record CutElement(int Element, ImmutableArray<int> Instead);
