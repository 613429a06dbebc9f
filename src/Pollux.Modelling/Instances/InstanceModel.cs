using System.Collections.Immutable;

namespace Pollux.Modelling.Instances;

/// <summary>
/// Instances of a language's asset types and the links between them: what an attack graph is unfolded over.
/// Made from a revision of a twin, or read from a MAL-Toolbox model file.
/// </summary>
/// <param name="Name">The model's name.</param>
/// <param name="LanguageId">The id of the language it is meant for, or empty when the source does not say.</param>
/// <param name="LanguageVersion">The version of that language, or empty.</param>
/// <param name="Assets">The assets; an asset's position here is its index everywhere else. Names are unique.</param>
/// <param name="Links">The links, each once.</param>
public sealed record InstanceModel(
    string Name,
    string LanguageId,
    string LanguageVersion,
    ImmutableArray<InstanceAsset> Assets,
    ImmutableArray<InstanceLink> Links
);

/// <summary>One instance of an asset type.</summary>
/// <param name="Id">Its id in the source file; unique. MAL-Toolbox also writes negative ones, of 64 bits.</param>
/// <param name="Name">Its name, unique in the model; may contain any character, colons and blanks too.</param>
/// <param name="Type">The name of its type in the language.</param>
/// <param name="Defenses">Probability that a defence is on, 0 to 1, by defence; replaces the language's default.</param>
/// <param name="Origin">
/// What it rests on, for explanations: the twin's asset and observations, one sentence each; empty for a model file.
/// </param>
public sealed record InstanceAsset(
    long Id,
    string Name,
    string Type,
    ImmutableSortedDictionary<string, double> Defenses,
    ImmutableArray<string> Origin
);

/// <summary>One link of an association between two assets, seen from its left end.</summary>
/// <param name="Left">Index of the asset at the association's left end.</param>
/// <param name="LeftField">The role of the left asset: navigating it from the right asset gives the left.</param>
/// <param name="Right">Index of the asset at the association's right end.</param>
/// <param name="RightField">The role of the right asset: navigating it from the left asset gives the right.</param>
public readonly record struct InstanceLink(int Left, string LeftField, int Right, string RightField);
