using System.Collections.Immutable;
using Pollux.Modelling.Findings;
using Pollux.Modelling.Instances;
using Pollux.Twin.Flows;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling;

/// <summary>A revision as an instance model, with what every part of it rests on and what is wrong with the site or the data.</summary>
/// <param name="Model">The instance model; assets are sorted by name, so that a device stands beside its services.</param>
/// <param name="Findings">What was noticed, gravest first.</param>
/// <param name="AssetGrounds">What each asset rests on; same order as <c>Model.Assets</c>.</param>
/// <param name="LinkGrounds">What each link rests on; same order as <c>Model.Links</c>.</param>
/// <param name="AssetIndexes">
/// By the twin asset's id the indexes of the instance assets made from it, ascending: none for what was left out, two for a
/// service that both operates and programs a controller. Assets that no twin asset stands behind are in no entry.
/// </param>
public sealed record ModelledTwin(
    InstanceModel Model,
    ImmutableArray<Finding> Findings,
    ImmutableArray<AssetGrounds> AssetGrounds,
    ImmutableArray<Grounds> LinkGrounds,
    ImmutableSortedDictionary<string, ImmutableArray<int>> AssetIndexes
)
{
    /// <summary>How each observed flow fits what is declared and configured, in the order of the revision's flows.</summary>
    public ImmutableArray<FlowVerdict> Traffic { get; init; } = [];

    /// <summary>The instance assets made from a twin asset; empty when there are none.</summary>
    public ImmutableArray<int> IndexesOf(string twinAssetId) => AssetIndexes.GetValueOrDefault(twinAssetId, []);
}

/// <summary>Why something is in the model.</summary>
/// <param name="Rule">The rule of <c>docs/modelling.md</c> that put it there, such as <c>declared</c> or <c>device-type</c>.</param>
/// <param name="Reason">Why, as one sentence with the values that the rule used.</param>
/// <param name="Records">The records that it rests on, oldest first; empty for what Pollux adds to every site.</param>
public sealed record Grounds(string Rule, string Reason, ImmutableArray<RecordReference> Records);

/// <summary>Why an asset is in the model, with its type and its defences.</summary>
/// <param name="TwinAssetId">The twin asset that it was made from, or null when Pollux derived it.</param>
/// <param name="Existence">Why it is in the model.</param>
/// <param name="Type">Why it has its type.</param>
/// <param name="Defenses">Why each of its defences has its probability, by defence.</param>
public sealed record AssetGrounds(
    string? TwinAssetId,
    Grounds Existence,
    Grounds Type,
    ImmutableSortedDictionary<string, Grounds> Defenses
);
