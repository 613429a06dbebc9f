using System.Collections.Immutable;

namespace Pollux.Simulation.Campaigns;

/// <summary>A technique that some step of the language carries.</summary>
/// <param name="Key">Domain, version and id as the language's tables have them; domain and version are empty without tables.</param>
/// <param name="Name">Its name; empty without tables.</param>
/// <param name="Tactics">Short names of its tactics.</param>
/// <param name="Steps">The steps that carry it, <c>Type.step</c>, by the type that declares them, sorted.</param>
/// <param name="Nodes">The nodes of the graph that carry it, ascending; none when the model has no asset of those types.</param>
public sealed record LanguageTechnique(
    TechniqueKey Key,
    string Name,
    ImmutableArray<string> Tactics,
    ImmutableArray<string> Steps,
    ImmutableArray<int> Nodes
);

/// <summary>How a campaign's technique was found in the language.</summary>
public enum TechniqueMatchKind
{
    /// <summary>No step of the language carries it, nor its parent or a sub-technique.</summary>
    None,

    /// <summary>Steps carry it; those of its sub-techniques count too, since who does one of them does it.</summary>
    Exact,

    /// <summary>Only the technique that replaces it is there.</summary>
    Successor,

    /// <summary>Only its parent is there, which is broader.</summary>
    Parent,

    /// <summary>Only sub-techniques of it are there, which are narrower.</summary>
    SubTechniques,
}

/// <summary>What stands for a campaign's technique in the language.</summary>
/// <param name="Kind">How it was found.</param>
/// <param name="Techniques">The language's techniques; empty for <see cref="TechniqueMatchKind.None"/>.</param>
public sealed record TechniqueMatch(TechniqueMatchKind Kind, ImmutableArray<LanguageTechnique> Techniques)
{
    /// <summary>The nodes of the graph, ascending, each once.</summary>
    public ImmutableArray<int> Nodes { get; } =
        Techniques.Length == 1
            ? Techniques[0].Nodes
            : [.. Techniques.SelectMany(technique => technique.Nodes).Distinct().Order()];
}
