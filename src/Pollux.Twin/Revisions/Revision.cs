using System.Collections.Immutable;
using Pollux.Twin.Filtering;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Twin.Revisions;

/// <summary>
/// An immutable state of a site's twin: every asset and link that its observations support, each fact with its provenance,
/// and what is said about vulnerabilities. The same observations give the same revision, byte for byte.
/// </summary>
/// <param name="Site">The site's name.</param>
/// <param name="Id">Names this state: lower-case hexadecimal of a hash over everything in it.</param>
/// <param name="Assets">The assets, sorted by id.</param>
/// <param name="Links">The links, sorted; each once.</param>
/// <param name="Products">What sources say of products and vulnerabilities, in source order.</param>
/// <param name="Vulnerabilities">What sources say of vulnerabilities themselves, in source order.</param>
/// <param name="Sources">The sources that it rests on, in import order.</param>
public sealed record Revision(
    string Site,
    string Id,
    ImmutableArray<Asset> Assets,
    ImmutableArray<AssetLink> Links,
    ImmutableArray<Sourced<ProductStatement>> Products,
    ImmutableArray<Sourced<VulnerabilityStatement>> Vulnerabilities,
    ImmutableArray<Source> Sources
)
{
    /// <summary>How devices filter, by device and then by source; at most one for each pair.</summary>
    public ImmutableArray<DeviceFilter> Filters { get; init; } = [];

    /// <summary>Why records of different references were taken for the same asset, in the order of merging.</summary>
    public ImmutableArray<AssetMerge> Merges { get; init; } = [];

    /// <summary>Who was seen using which service, sorted by client, service and port (ends outside first); each once.</summary>
    public ImmutableArray<Flow> Flows { get; init; } = [];

    /// <summary>In which combinations of products sources find vulnerabilities, in source order.</summary>
    public ImmutableArray<Sourced<ConfigurationStatement>> Configurations { get; init; } = [];
}

/// <summary>A thing in the twin.</summary>
/// <param name="Id">Unique in the site and stable over revisions: made from what was known when it was first seen.</param>
/// <param name="Type">The most special type of Pollux's language that any source is sure of.</param>
/// <param name="Name">The name to show; unique in the revision.</param>
/// <param name="ParentId">The id of the asset that it belongs to, or null.</param>
/// <param name="Identifiers">All its identifiers, strongest first.</param>
/// <param name="Properties">
/// Its properties by name; of several values the one to believe first (newer, surer source), and the others after it.
/// </param>
/// <param name="Defenses">Its defences by name, best believed first, likewise.</param>
/// <param name="Provenance">The records that say that it exists, oldest first.</param>
public sealed record Asset(
    string Id,
    string Type,
    string Name,
    string? ParentId,
    ImmutableArray<Identifier> Identifiers,
    ImmutableSortedDictionary<string, ImmutableArray<Sourced<string>>> Properties,
    ImmutableSortedDictionary<string, ImmutableArray<Sourced<DefenseValue>>> Defenses,
    ImmutableArray<RecordReference> Provenance
)
{
    /// <summary>True when only traffic knows it: proposed, until a scan, an inventory or the site itself confirms it.</summary>
    public bool IsProposed { get; init; }

    /// <summary>What scanners found on it, open and closed, sorted by scanner and check.</summary>
    public ImmutableArray<AssetFinding> Findings { get; init; } = [];

    /// <summary>The value of a property to believe, or null when nothing is known.</summary>
    public string? Property(string name) =>
        Properties.TryGetValue(name, out ImmutableArray<Sourced<string>> values) ? values[0].Value : null;

    /// <summary>All values of a property, best believed first; empty when nothing is known.</summary>
    public IEnumerable<string> PropertyValues(string name) =>
        Properties.TryGetValue(name, out ImmutableArray<Sourced<string>> values)
            ? values.Select(value => value.Value)
            : [];
}

/// <summary>Two assets are linked: <paramref name="FromId"/>'s <paramref name="Role"/> holds <paramref name="ToId"/>.</summary>
/// <param name="FromId">The asset from which the role is navigated.</param>
/// <param name="Role">The role of the other asset, as the language names it.</param>
/// <param name="ToId">The other asset.</param>
/// <param name="Provenance">The records that say so, oldest first.</param>
public sealed record AssetLink(string FromId, string Role, string ToId, ImmutableArray<RecordReference> Provenance)
{
    /// <summary>Why the link is there when no record says it, as one sentence; null when the records themselves do.</summary>
    public string? Reason { get; init; }
}

/// <summary>Two records were taken to speak of the same asset, and why.</summary>
/// <param name="AssetId">The asset.</param>
/// <param name="By">The identifier that both have.</param>
/// <param name="Within">Where the identifier is unique, as a phrase such as <c>in zone 'SCADA'</c>; empty for the whole site.</param>
/// <param name="First">The earlier record.</param>
/// <param name="Second">The later one.</param>
public sealed record AssetMerge(
    string AssetId,
    Identifier By,
    string Within,
    RecordReference First,
    RecordReference Second
)
{
    /// <summary>The reason, as one sentence.</summary>
    public string Reason =>
        $"'{First.Record}' of {First.SourceKey} and '{Second.Record}' of {Second.SourceKey} are the same thing: "
        + $"both have the {Resolution.Texts.Of(By.Kind)} '{By.Value}'{(Within.Length > 0 ? " " + Within : "")}.";
}

/// <summary>How likely a defence works, and why.</summary>
public sealed record DefenseValue(double Probability, string Reason);

/// <summary>One record of one source.</summary>
/// <param name="SourceKey">The source's <see cref="Source.Key"/>.</param>
/// <param name="Record">The record's key within it.</param>
/// <param name="At">When it was true; null when nobody says.</param>
/// <param name="Confidence">From 0 to 1.</param>
public sealed record RecordReference(string SourceKey, string Record, DateTimeOffset? At, double Confidence);

/// <summary>A value and the record that says it.</summary>
public sealed record Sourced<T>(T Value, RecordReference Record)
    where T : class;
