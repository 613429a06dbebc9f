using System.Collections.Immutable;

namespace Pollux.Simulation.Campaigns;

/// <summary>Something that stands between an attacker and a technique.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Type">The type of asset that it is on, as declared.</param>
/// <param name="Name">The defence, existence step or attack step that it is.</param>
/// <param name="Node">One of them: for <see cref="ObstacleKind.OtherTechnique"/> and the kinds after it the step itself.</param>
/// <param name="HoldsBack">The step that it holds back there.</param>
/// <param name="Count">How many of the same are in the way.</param>
/// <param name="IsDecisive">
/// True when it is enough to take away this one to make the technique possible; false when that was tried and is not enough; null when it was not
/// tried.
/// </param>
public sealed record Obstacle(
    ObstacleKind Kind,
    string Type,
    string Name,
    int Node,
    int HoldsBack,
    int Count,
    bool? IsDecisive
)
{
    /// <summary>For <see cref="ObstacleKind.NoAsset"/> the types of which the twin has none; else empty.</summary>
    public ImmutableArray<string> Types { get; init; } = [];
}

/// <summary>What can stand in the way.</summary>
public enum ObstacleKind
{
    /// <summary>A defence that is on in most attacks.</summary>
    Defense,

    /// <summary>Something has to be there, or must not be there, and is not, or is.</summary>
    Existence,

    /// <summary>The step carries techniques, none of them the campaign's, and only the campaign's were allowed.</summary>
    OtherTechnique,

    /// <summary>A what-if took the step away.</summary>
    Removed,

    /// <summary>The attacker lacks a capability in most attacks.</summary>
    Capability,

    /// <summary>All that the step needs is there, but it rarely succeeds, or not in time.</summary>
    Rare,

    /// <summary>Nothing in the model leads to the step.</summary>
    NoWay,

    /// <summary>The twin has no asset of the types that could suffer the technique.</summary>
    NoAsset,
}
