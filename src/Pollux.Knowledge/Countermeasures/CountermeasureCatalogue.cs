using System.Collections.Immutable;

namespace Pollux.Knowledge.Countermeasures;

/// <summary>What MITRE D3FEND knows of countermeasures, and the techniques of ATT&amp;CK Enterprise that they work on.</summary>
/// <remarks>
/// D3FEND joins the two through digital artifacts: a technique executes, reads or changes an artifact, a countermeasure filters, analyses or
/// hardens one. A countermeasure is taken to work on a technique when the technique's artifact is the countermeasure's, or a kind of it.
/// </remarks>
public sealed class CountermeasureCatalogue
{
    private readonly ILookup<string, (Countermeasure Measure, CounteredTechnique Technique)> byTechnique;

    /// <summary>Makes a catalogue.</summary>
    /// <param name="version">The version; empty when the source does not say.</param>
    /// <param name="at">When it was released; null when the source does not say.</param>
    /// <param name="items">The countermeasures.</param>
    public CountermeasureCatalogue(string version, DateTimeOffset? at, IEnumerable<Countermeasure> items)
    {
        Version = version;
        At = at;
        Items = [.. items.OrderBy(item => item.Id, StringComparer.Ordinal)];
        byTechnique = Items
            .SelectMany(item => item.Against.Select(technique => (Measure: item, Technique: technique)))
            .ToLookup(pair => pair.Technique.Id, StringComparer.Ordinal);
    }

    /// <summary>The version; empty when not known.</summary>
    public string Version { get; }

    /// <summary>When it was released; null when not known.</summary>
    public DateTimeOffset? At { get; }

    /// <summary>All countermeasures, sorted by id.</summary>
    public ImmutableArray<Countermeasure> Items { get; }

    /// <summary>The countermeasures that work on a technique, sorted by id, each with the artifact that joins them.</summary>
    public IEnumerable<(Countermeasure Measure, CounteredTechnique Technique)> For(string techniqueId) =>
        byTechnique[techniqueId];
}

/// <summary>A countermeasure.</summary>
/// <param name="Id">D3FEND's id, such as <c>D3-NTF</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tactic">What it is for: <c>Harden</c>, <c>Detect</c>, <c>Isolate</c>, <c>Deceive</c>, <c>Evict</c>, <c>Restore</c> or <c>Model</c>; empty when not said.</param>
/// <param name="Against">The techniques that it works on, sorted by id.</param>
public sealed record Countermeasure(string Id, string Name, string Tactic, ImmutableArray<CounteredTechnique> Against);

/// <summary>A technique that a countermeasure works on.</summary>
/// <param name="Id">Its id in ATT&amp;CK Enterprise.</param>
/// <param name="Verb">What the countermeasure does to the artifact: <c>filters</c>, <c>analyzes</c>.</param>
/// <param name="Artifact">The artifact that the technique touches, by its name.</param>
public sealed record CounteredTechnique(string Id, string Verb, string Artifact);
