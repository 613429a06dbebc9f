using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Specification;

namespace Pollux.Language;

/// <summary>A language and where its parts were written; what a linter works on.</summary>
/// <param name="Specification">The language. Free of errors: every name in it is resolved.</param>
/// <param name="SourceFiles">The MAL files that it was compiled from, as the user named them, in the order they were read; the one file itself when it was a <c>.mar</c> or <c>.json</c>.</param>
public sealed record CompiledLanguage(LanguageSpecification Specification, ImmutableArray<string> SourceFiles)
{
    internal ImmutableDictionary<(string Asset, string Step), SourceLocation> Places { get; init; } =
        ImmutableDictionary<(string Asset, string Step), SourceLocation>.Empty;

    /// <summary>By what tells an association from others; empty when not compiled from MAL.</summary>
    internal ImmutableDictionary<AssociationKey, SourceLocation> AssociationPlaces { get; init; } =
        ImmutableDictionary<AssociationKey, SourceLocation>.Empty;

    /// <summary>Where an asset's name, or the name of a step that it declares itself, is written.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="step">The step; null for the asset itself.</param>
    /// <returns>The place; null when there is no such declaration or the language was not compiled from MAL.</returns>
    public SourceLocation? LocationOf(string asset, string? step = null) =>
        Places.GetValueOrDefault((asset, step ?? ""));

    /// <summary>Where an association is written: the name of its left asset.</summary>
    /// <param name="association">One of the specification's associations, found by name and both ends.</param>
    /// <returns>The place; null when there is no such association or the language was not compiled from MAL.</returns>
    public SourceLocation? LocationOf(AssociationSpecification association) =>
        AssociationPlaces.GetValueOrDefault(AssociationKey.Of(association));
}

/// <summary>What tells an association from others: its name and both ends.</summary>
internal readonly record struct AssociationKey(
    string Name,
    string LeftAsset,
    string LeftField,
    string RightAsset,
    string RightField
)
{
    public static AssociationKey Of(AssociationSpecification association) =>
        new(
            association.Name,
            association.LeftAsset,
            association.LeftField,
            association.RightAsset,
            association.RightField
        );
}
