using System.Collections.Immutable;
using Pollux.Language.Specification;
using Pollux.Twin.Resolution;

namespace Pollux.Modelling;

/// <summary>Tells a twin's resolution which types the language has: the twin itself knows no language.</summary>
public static class TwinTypes
{
    // Everything that can be lost is a Component, from a person's data to a pump, so sharing it makes no two things alike.
    private static readonly ImmutableHashSet<string> Umbrellas = ["Component"];

    /// <summary>The types of a language, for <see cref="Twin.Changes.SiteTwin.Resolve"/>.</summary>
    public static TypeHierarchy Of(LanguageSpecification language) =>
        new(
            language
                .Assets.DistinctBy(asset => asset.Name)
                .ToImmutableDictionary(asset => asset.Name, asset => asset.SuperAsset, StringComparer.Ordinal),
            Umbrellas
        );
}
