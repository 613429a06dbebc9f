using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Twins;

/// <summary>A revision, indexed for the questions that rules ask before there is a model.</summary>
internal sealed class TwinIndex
{
    private readonly LanguageTypes language;
    private readonly Dictionary<string, Asset> byId = new(StringComparer.Ordinal);
    private readonly ILookup<string, Asset> children;
    private readonly ILookup<(string FromId, string Role), AssetLink> outgoing;
    private readonly ILookup<(string ToId, string Role), AssetLink> incoming;

    public TwinIndex(Revision revision, LanguageTypes language)
    {
        this.language = language;
        Revision = revision;
        foreach (Asset asset in revision.Assets)
        {
            byId.TryAdd(asset.Id, asset);
        }

        children = revision.Assets.Where(asset => asset.ParentId is not null).ToLookup(asset => asset.ParentId!);
        outgoing = revision.Links.ToLookup(link => (link.FromId, link.Role));
        incoming = revision.Links.ToLookup(link => (link.ToId, link.Role));
    }

    public Revision Revision { get; }

    public Asset? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The services of a device.</summary>
    public ImmutableArray<Asset> ServicesOf(Asset device) =>
        Linked(device, "services", "device", other => language.IsA(other.Type, "Service"));

    /// <summary>The products installed on a device.</summary>
    public ImmutableArray<Asset> SoftwareOf(Asset device) =>
        Linked(device, "software", "devices", other => language.IsA(other.Type, "Software"));

    /// <summary>The products that answer on a service.</summary>
    public IEnumerable<string> ProductIdsOf(Asset service) =>
        outgoing[(service.Id, "software")].Select(link => link.ToId);

    /// <summary>The products that a product contains directly: its components in a bill of materials.</summary>
    public ImmutableArray<Asset> PartsOf(Asset product) =>
        Linked(product, "software", "devices", other => language.IsA(other.Type, "Software"));

    /// <summary>
    /// True for a link that only the twin has: from a service to the product that answers on it, from a product to its parts.
    /// </summary>
    public bool IsOnlyOfTwin(AssetLink link) =>
        string.Equals(link.Role, "software", StringComparison.Ordinal)
        && Find(link.FromId) is { } from
        && (language.IsA(from.Type, "Service") || language.IsA(from.Type, "Software"));

    /// <summary>True when any link ties the asset to another under one of the roles, said from whichever side.</summary>
    public bool HasLink(Asset asset, string role, string inverse) =>
        outgoing[(asset.Id, role)].Any() || incoming[(asset.Id, inverse)].Any();

    /// <summary>
    /// The assets linked to one, said from whichever side, and those that have it as parent; each once, by id.
    /// </summary>
    /// <param name="asset">The asset.</param>
    /// <param name="role">The role of the others, seen from it.</param>
    /// <param name="inverse">Its own role, seen from the others.</param>
    /// <param name="isWanted">Which of the others are wanted: children of other types share the parent.</param>
    public ImmutableArray<Asset> Linked(Asset asset, string role, string inverse, Func<Asset, bool> isWanted) =>
        [
            .. outgoing[(asset.Id, role)]
                .Select(link => Find(link.ToId))
                .Concat(incoming[(asset.Id, inverse)].Select(link => Find(link.FromId)))
                .Concat(children[asset.Id])
                .OfType<Asset>()
                .Where(isWanted)
                .DistinctBy(other => other.Id)
                .OrderBy(other => other.Id, StringComparer.Ordinal),
        ];
}
