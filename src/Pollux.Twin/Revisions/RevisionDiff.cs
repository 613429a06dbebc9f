using System.Collections.Immutable;

namespace Pollux.Twin.Revisions;

/// <summary>What differs between two revisions of a site. Assets are the same when their ids are.</summary>
/// <param name="BeforeId">The id of the revision before.</param>
/// <param name="AfterId">The id of the revision after.</param>
/// <param name="AddedAssets">Assets only after, sorted by name.</param>
/// <param name="RemovedAssets">Assets only before, sorted by name.</param>
/// <param name="ChangedAssets">Assets in both whose type, name, best believed properties, defences or findings differ, sorted by name.</param>
/// <param name="AddedLinks">Links only after, in their order.</param>
/// <param name="RemovedLinks">Links only before, in their order.</param>
public sealed record RevisionDiff(
    string BeforeId,
    string AfterId,
    ImmutableArray<Asset> AddedAssets,
    ImmutableArray<Asset> RemovedAssets,
    ImmutableArray<AssetChange> ChangedAssets,
    ImmutableArray<AssetLink> AddedLinks,
    ImmutableArray<AssetLink> RemovedLinks
)
{
    /// <summary>Flows only after, in their order.</summary>
    public ImmutableArray<Flow> AddedFlows { get; init; } = [];

    /// <summary>Flows only before, in their order.</summary>
    public ImmutableArray<Flow> RemovedFlows { get; init; } = [];

    /// <summary>True when nothing differs but provenance and how much flowed.</summary>
    public bool IsEmpty =>
        AddedAssets.IsEmpty
        && RemovedAssets.IsEmpty
        && ChangedAssets.IsEmpty
        && AddedLinks.IsEmpty
        && RemovedLinks.IsEmpty
        && AddedFlows.IsEmpty
        && RemovedFlows.IsEmpty;

    /// <summary>Compares two revisions.</summary>
    public static RevisionDiff Between(Revision before, Revision after)
    {
        Dictionary<string, Asset> old = before.Assets.ToDictionary(asset => asset.Id, StringComparer.Ordinal);
        Dictionary<string, Asset> current = after.Assets.ToDictionary(asset => asset.Id, StringComparer.Ordinal);
        HashSet<(string, string, string)> oldLinks = [.. before.Links.Select(Key)];
        HashSet<(string, string, string)> currentLinks = [.. after.Links.Select(Key)];
        return new RevisionDiff(
            before.Id,
            after.Id,
            ByName(after.Assets.Where(asset => !old.ContainsKey(asset.Id))),
            ByName(before.Assets.Where(asset => !current.ContainsKey(asset.Id))),
            [
                .. ByName(before.Assets.Where(asset => current.ContainsKey(asset.Id)))
                    .Select(asset => AssetChange.Between(asset, current[asset.Id]))
                    .Where(change => !change.Changes.IsEmpty),
            ],
            [.. after.Links.Where(link => !oldLinks.Contains(Key(link)))],
            [.. before.Links.Where(link => !currentLinks.Contains(Key(link)))]
        )
        {
            AddedFlows = Missing(after.Flows, before.Flows),
            RemovedFlows = Missing(before.Flows, after.Flows),
        };
    }

    private static ImmutableArray<Flow> Missing(ImmutableArray<Flow> flows, ImmutableArray<Flow> others)
    {
        HashSet<(string?, string?, string)> keys = [.. others.Select(flow => flow.Key)];
        return [.. flows.Where(flow => !keys.Contains(flow.Key))];
    }

    private static (string, string, string) Key(AssetLink link) => (link.FromId, link.Role, link.ToId);

    private static ImmutableArray<Asset> ByName(IEnumerable<Asset> assets) =>
        [.. assets.OrderBy(asset => asset.Name, StringComparer.Ordinal)];
}

/// <summary>What differs in one asset.</summary>
/// <param name="Id">The asset.</param>
/// <param name="Name">Its name after.</param>
/// <param name="Changes">The differences: type, name, properties, defences and scanners' findings, each group sorted by name.</param>
public sealed record AssetChange(string Id, string Name, ImmutableArray<ValueChange> Changes)
{
    internal static AssetChange Between(Asset before, Asset after)
    {
        ImmutableArray<ValueChange>.Builder changes = ImmutableArray.CreateBuilder<ValueChange>();
        Compare(changes, "type", before.Type, after.Type);
        Compare(changes, "name", before.Name, after.Name);
        foreach (string name in Names(before.Properties.Keys, after.Properties.Keys))
        {
            Compare(changes, $"property {name}", Values(before, name), Values(after, name));
        }

        foreach (string name in Names(before.Defenses.Keys, after.Defenses.Keys))
        {
            Compare(changes, $"defense {name}", Defense(before, name), Defense(after, name));
        }

        foreach (string check in Names(Checks(before), Checks(after)))
        {
            Compare(changes, $"finding {check}", Finding(before, check), Finding(after, check));
        }

        return new AssetChange(after.Id, after.Name, changes.ToImmutable());
    }

    private static SortedSet<string> Names(IEnumerable<string> before, IEnumerable<string> after) =>
        new(before.Concat(after), StringComparer.Ordinal);

    private static string? Values(Asset asset, string name) =>
        asset.Properties.ContainsKey(name) ? string.Join(" | ", asset.PropertyValues(name)) : null;

    private static string? Defense(Asset asset, string name) =>
        asset.Defenses.TryGetValue(name, out ImmutableArray<Sourced<DefenseValue>> values)
            ? $"{values[0].Value.Probability} ({values[0].Value.Reason})"
            : null;

    private static IEnumerable<string> Checks(Asset asset) => asset.Findings.Select(Key);

    private static string? Finding(Asset asset, string key) =>
        asset.Findings.FirstOrDefault(finding => string.Equals(Key(finding), key, StringComparison.Ordinal))
            is { } found
            ? $"{(found.IsOpen ? "open" : "closed")}: {found.Finding.Title}"
            : null;

    private static string Key(AssetFinding finding) => $"{finding.Finding.Scanner} {finding.Finding.Check}";

    private static void Compare(ImmutableArray<ValueChange>.Builder changes, string what, string? before, string? after)
    {
        if (!string.Equals(before, after, StringComparison.Ordinal))
        {
            changes.Add(new ValueChange(what, before, after));
        }
    }
}

/// <summary>One value that differs.</summary>
/// <param name="What">What it is: <c>type</c>, <c>name</c>, <c>property version</c>, <c>defense edr</c>, <c>finding nessus 58987</c>.</param>
/// <param name="Before">The value before, several joined by <c> | </c>, best believed first; null when there was none.</param>
/// <param name="After">The value after, likewise; null when there is none.</param>
public sealed record ValueChange(string What, string? Before, string? After);
