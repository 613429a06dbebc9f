using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Twin.Changes;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;

namespace Pollux.Twin.Resolution;

/// <summary>Makes a revision of all observations; <see cref="SiteTwin.Resolve"/> says how.</summary>
internal static class Resolver
{
    /// <summary>The role of Pollux's language that leads from a device to its zones.</summary>
    public const string ZonesRole = "zones";

    public static Diagnosed<Revision> Resolve(SiteTwin twin, TypeHierarchy types)
    {
        DiagnosticBag diagnostics = new(twin.Site);
        Mentions mentions = Mentions.Of(twin);
        Uniting uniting = new(mentions.All, types, diagnostics);
        uniting.UniteByNames();
        Segments segments = new(mentions, diagnostics);
        uniting.UniteByAddresses(segments);
        segments.Report();

        TrafficPeers peers = new(mentions, segments);
        AssetDrafts drafts = new(mentions, types, peers, diagnostics);
        ImmutableArray<Asset> assets = drafts.ToAssets();
        Dictionary<Mention, string> ids = drafts.Ids;
        Revision revision = new(
            twin.Site,
            "",
            assets,
            new LinkDrafts(mentions, segments, ids, diagnostics).ToLinks(),
            mentions.Products.ToImmutable(),
            mentions.Vulnerabilities.ToImmutable(),
            [.. twin.Sources.Select(source => source.Source)]
        )
        {
            Configurations = mentions.Configurations.ToImmutable(),
            Merges =
            [
                .. uniting
                    .Unions.Where(union => ids.ContainsKey(union.First.Leader))
                    .Select(union => ToMerge(union, ids)),
            ],
            Flows = new FlowDrafts(peers, ids, diagnostics).ToFlows(mentions.Flows),
            Filters = FilterDrafts.Of(mentions, ids),
        };
        return diagnostics.With(revision with { Id = RevisionHash.Of(revision) });
    }

    private static AssetMerge ToMerge(Union union, Dictionary<Mention, string> ids)
    {
        (Mention first, Mention second) =
            union.First.Order < union.Second.Order ? (union.First, union.Second) : (union.Second, union.First);
        string within =
            union.By.Parent is { } parent ? $"in '{Texts.Label(parent.Leader)}'"
            : union.By.Segment.Zone is { } zone ? $"in zone '{Texts.Label(zone.Leader)}'"
            : union.By.Segment.Scope.Length > 0 ? $"in '{union.By.Segment.Scope}'"
            : union.By.Kind == IdentifierKind.IpAddress ? "and no zone declares a network that holds it"
            : "";
        Identifier by = new(union.By.Kind, union.By.Value, union.By.Segment.Scope);
        return new AssetMerge(ids[first.Leader], by, within, first.Record, second.Record);
    }
}
