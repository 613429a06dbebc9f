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

    /// <summary>In the order of the specification's associations; empty when not compiled from MAL.</summary>
    internal ImmutableArray<SourceLocation> AssociationPlaces { get; init; } = [];

    /// <summary>Where an asset's name, or the name of a step that it declares itself, is written.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="step">The step; null for the asset itself.</param>
    /// <returns>The place; null when there is no such declaration or the language was not compiled from MAL.</returns>
    public SourceLocation? LocationOf(string asset, string? step = null) =>
        Places.GetValueOrDefault((asset, step ?? ""));

    /// <summary>Where an association is written: the name of its left asset.</summary>
    /// <param name="association">One of the specification's associations, found by name and both ends.</param>
    /// <returns>The place; null when there is no such association or the language was not compiled from MAL.</returns>
    public SourceLocation? LocationOf(AssociationSpecification association)
    {
        for (int index = 0; index < AssociationPlaces.Length; index++)
        {
            AssociationSpecification other = Specification.Associations[index];
            if (
                string.Equals(other.Name, association.Name, StringComparison.Ordinal)
                && string.Equals(other.LeftAsset, association.LeftAsset, StringComparison.Ordinal)
                && string.Equals(other.LeftField, association.LeftField, StringComparison.Ordinal)
                && string.Equals(other.RightAsset, association.RightAsset, StringComparison.Ordinal)
                && string.Equals(other.RightField, association.RightField, StringComparison.Ordinal)
            )
            {
                return AssociationPlaces[index];
            }
        }

        return null;
    }
}
