using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;

namespace Pollux.Twin.Resolution;

/// <summary>Gathers the links that records state, and places devices in zones by their addresses.</summary>
internal sealed class LinkDrafts
{
    private readonly Mentions mentions;
    private readonly Segments segments;
    private readonly Dictionary<Mention, string> ids;
    private readonly DiagnosticBag diagnostics;
    private readonly Dictionary<(string From, string Role, string To), List<RecordReference>> links = new();
    private readonly Dictionary<(string From, string Role, string To), string> reasons = new();

    public LinkDrafts(Mentions mentions, Segments segments, Dictionary<Mention, string> ids, DiagnosticBag diagnostics)
    {
        this.mentions = mentions;
        this.segments = segments;
        this.ids = ids;
        this.diagnostics = diagnostics;
    }

    public ImmutableArray<AssetLink> ToLinks()
    {
        foreach (AssetSaying saying in mentions.Sayings)
        {
            AddStated(saying);
        }

        foreach (Mention mention in mentions.All)
        {
            AddByAddress(mention);
        }

        return
        [
            .. links
                .OrderBy(pair => pair.Key.From, StringComparer.Ordinal)
                .ThenBy(pair => pair.Key.Role, StringComparer.Ordinal)
                .ThenBy(pair => pair.Key.To, StringComparer.Ordinal)
                .Select(pair => new AssetLink(pair.Key.From, pair.Key.Role, pair.Key.To, OldestFirst(pair.Value))
                {
                    Reason = reasons.GetValueOrDefault(pair.Key),
                }),
        ];
    }

    private static ImmutableArray<RecordReference> OldestFirst(List<RecordReference> records) =>
        records.Count == 1
            ? [records[0]]
            : [.. records.Distinct().OrderBy(record => record.At ?? DateTimeOffset.MinValue)];

    private void AddStated(AssetSaying saying)
    {
        int other = 0;
        foreach (LinkFact link in saying.Facts.OfType<LinkFact>())
        {
            Mention from = saying.Subject.Leader;
            Mention to = saying.Others[other++].Leader;
            if (!ids.ContainsKey(from) || !ids.ContainsKey(to))
            {
                continue;
            }

            if (ReferenceEquals(from, to))
            {
                diagnostics.Add(
                    new Diagnostic(
                        ResolutionRules.LinkToItself,
                        $"'{Texts.Label(from)}' is linked to itself as '{link.Role}'; the link is left out.",
                        new SourceLocation(saying.Record.SourceKey, Record: saying.Record.Record)
                    )
                );
                continue;
            }

            Add((ids[from], link.Role, ids[to]), saying.Record);
        }
    }

    private void AddByAddress(Mention mention)
    {
        if (
            mention.Parent is not null
            || segments.IsZone(mention.Leader)
            || !ids.TryGetValue(mention.Leader, out string? id)
        )
        {
            return;
        }

        foreach (Identifier identifier in mention.Reference.Identifiers)
        {
            if (
                identifier.Kind != IdentifierKind.IpAddress
                || segments.Of(identifier) is not { Zone: { } zone }
                || !ids.TryGetValue(zone.Leader, out string? zoneId)
            )
            {
                continue;
            }

            (string, string, string) link = (id, Resolver.ZonesRole, zoneId);
            if (!links.ContainsKey(link))
            {
                reasons.Add(
                    link,
                    identifier.Scope.Length > 0
                        ? $"The address {identifier.Value} was seen in '{identifier.Scope}'."
                        : $"The address {identifier.Value} lies in the network of '{Texts.Label(zone.Leader)}' and of no other zone."
                );
            }
            else if (!reasons.ContainsKey(link))
            {
                continue;
            }

            // A server with ten thousand clients is placed by one record of each source, not by ten thousand.
            if (
                !mention.IsOfTraffic
                || !links.TryGetValue(link, out List<RecordReference>? records)
                || !string.Equals(records[^1].SourceKey, mention.Record.SourceKey, StringComparison.Ordinal)
            )
            {
                Add(link, mention.Record);
            }
        }
    }

    private void Add((string, string, string) link, RecordReference record)
    {
        if (!links.TryGetValue(link, out List<RecordReference>? records))
        {
            links.Add(link, records = new List<RecordReference>(1));
        }

        records.Add(record);
    }
}
