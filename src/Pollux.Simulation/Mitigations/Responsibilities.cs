using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Language.Packs;
using Pollux.Modelling;
using Pollux.Simulation.AttackGraphs;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Simulation.Mitigations;

/// <summary>
/// Says of a defence what kind of change it is and who would make it: the owner that the twin names for the asset (for a flaw, for its device), else
/// the pack's table by asset type, the nearest type that has an entry.
/// </summary>
internal sealed class Responsibilities
{
    private static readonly ResponsibilityEntry Unknown = new("", "defence", "");

    private readonly AttackGraph graph;
    private readonly ModelledTwin? modelled;
    private readonly ImmutableSortedDictionary<string, ResponsibilityEntry> table;
    private readonly Dictionary<string, string> ownerByAsset;

    public Responsibilities(AttackGraph graph, LanguagePack? pack, Revision? revision, ModelledTwin? modelled)
    {
        this.graph = graph;
        this.modelled = modelled;
        table = (pack?.Tables ?? PackTables.Empty).Responsibilities;
        ownerByAsset = (revision?.Assets ?? [])
            .Where(asset => !string.IsNullOrEmpty(asset.Property(Properties.Owner)))
            .ToDictionary(asset => asset.Id, asset => asset.Property(Properties.Owner)!, StringComparer.Ordinal);
    }

    /// <summary>The kind of change of a defence, and who would make it; empty when nobody says.</summary>
    /// <param name="node">The defence.</param>
    /// <param name="device">For a flaw the asset index of its device, which counts for the owner; else -1.</param>
    public (ChangeKind Kind, string Owner) Of(int node, int device)
    {
        int asset = graph.AssetIndexOf(node);
        ResponsibilityEntry own = Find(asset, graph.StepOf(node).Name);
        string owner = NamedOwner(asset) ?? (device < 0 ? own.Owner : NamedOwner(device) ?? Find(device, "").Owner);
        return (
            own.Kind switch
            {
                "patch" => ChangeKind.Patch,
                "segmentation" => ChangeKind.Segmentation,
                "identity" => ChangeKind.Identity,
                _ => ChangeKind.Defense,
            },
            owner
        );
    }

    private ResponsibilityEntry Find(int asset, string defense)
    {
        for (AssetType? type = graph.TypeOf(asset); type is not null; type = type.Super)
        {
            if (
                table.TryGetValue($"{type.Name}.{defense}", out ResponsibilityEntry? entry)
                || table.TryGetValue(type.Name, out entry)
            )
            {
                return entry;
            }
        }

        return Unknown;
    }

    private string? NamedOwner(int asset) =>
        modelled is not null
        && asset < modelled.AssetGrounds.Length
        && modelled.AssetGrounds[asset].TwinAssetId is { } id
            ? ownerByAsset.GetValueOrDefault(id)
            : null;
}
