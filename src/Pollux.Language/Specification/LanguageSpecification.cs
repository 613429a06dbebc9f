using System.Collections.Immutable;

namespace Pollux.Language.Specification;

/// <summary>
/// A compiled MAL language, in the shape of the langspec format (<c>langspec.json</c>, format version 1.0.0):
/// what the compiler writes, what a <c>.mar</c> file holds and what attack graphs are generated from.
/// Sequences are in source order.
/// </summary>
/// <param name="Defines">The <c>#key: "value"</c> lines of the whole program; <c>id</c> and <c>version</c> are always there.</param>
/// <param name="Categories">The categories by first appearance.</param>
/// <param name="Assets">The assets in source order, all categories together; names are unique.</param>
/// <param name="Associations">The associations in source order; names need not be unique.</param>
public sealed record LanguageSpecification(
    ImmutableSortedDictionary<string, string> Defines,
    ImmutableArray<CategorySpecification> Categories,
    ImmutableArray<AssetSpecification> Assets,
    ImmutableArray<AssociationSpecification> Associations
)
{
    /// <summary>The langspec format version that Pollux writes.</summary>
    public const string FormatVersion = "1.0.0";

    /// <summary>The language's id, such as <c>org.pollux.core</c>.</summary>
    public string Id => Defines.GetValueOrDefault("id", "");

    /// <summary>The language's version, three numbers with dots.</summary>
    public string Version => Defines.GetValueOrDefault("version", "");
}

/// <summary>A category: a heading under which assets are declared.</summary>
/// <param name="Name">Its name, unique.</param>
/// <param name="Meta">The <c>key info: "text"</c> lines of all its blocks, by key.</param>
public sealed record CategorySpecification(string Name, ImmutableSortedDictionary<string, string> Meta);

/// <summary>An asset type as declared, without what it inherits.</summary>
/// <param name="Name">Its name, unique in the language.</param>
/// <param name="Category">The category it is declared in.</param>
/// <param name="IsAbstract">True when it is only meant to be extended.</param>
/// <param name="SuperAsset">The type that it extends, or null.</param>
/// <param name="Meta">Its <c>key info: "text"</c> lines, by key.</param>
/// <param name="Variables">Its own variables.</param>
/// <param name="Steps">Its own attack steps, defences and existence steps, redefinitions included.</param>
public sealed record AssetSpecification(
    string Name,
    string Category,
    bool IsAbstract,
    string? SuperAsset,
    ImmutableSortedDictionary<string, string> Meta,
    ImmutableArray<VariableSpecification> Variables,
    ImmutableArray<StepSpecification> Steps
);

/// <summary>A named asset expression, <c>let name = expression</c>.</summary>
public sealed record VariableSpecification(string Name, StepExpression Expression);

/// <summary>An association between two asset types.</summary>
/// <param name="Name">Its name; not unique: an association is identified by name, left field and right field.</param>
/// <param name="Meta">Its <c>key info: "text"</c> lines, by key.</param>
/// <param name="LeftAsset">The type at the left end.</param>
/// <param name="LeftField">The role of the left asset: the name by which one navigates from the right asset to the left.</param>
/// <param name="LeftMultiplicity">How many left assets one right asset has.</param>
/// <param name="RightAsset">The type at the right end.</param>
/// <param name="RightField">The role of the right asset: the name by which one navigates from the left asset to the right.</param>
/// <param name="RightMultiplicity">How many right assets one left asset has.</param>
public sealed record AssociationSpecification(
    string Name,
    ImmutableSortedDictionary<string, string> Meta,
    string LeftAsset,
    string LeftField,
    Multiplicity LeftMultiplicity,
    string RightAsset,
    string RightField,
    Multiplicity RightMultiplicity
);

/// <summary>How many: from <paramref name="Minimum"/> to <paramref name="Maximum"/>, null meaning without bound.</summary>
public readonly record struct Multiplicity(int Minimum, int? Maximum);
