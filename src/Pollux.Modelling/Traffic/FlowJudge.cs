using System.Collections.Immutable;
using System.Globalization;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Networks;
using Pollux.Modelling.Reachability;
using Pollux.Modelling.Services;
using Pollux.Modelling.Tables;
using Pollux.Twin.Assets;
using Pollux.Twin.Filtering;
using Pollux.Twin.Flows;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Traffic;

/// <summary>Judges by which way flows ran: within a zone, over a conduit, by a configured rule, or over a way that nothing permits.</summary>
internal sealed class FlowJudge
{
    private readonly ModelDraft draft;
    private readonly SiteReach? reach;
    private readonly ImmutableArray<DraftAsset> internet;
    private readonly Dictionary<DraftAsset, ImmutableArray<DraftAsset>> zonesOf = [];
    private readonly Dictionary<(DraftAsset From, DraftAsset To), ImmutableArray<Way>> ways = [];
    private readonly ILookup<DraftAsset, DraftAsset> outgoing;

    public FlowJudge(ModelDraft draft)
    {
        this.draft = draft;
        reach = draft.Twin.Revision.Filters.IsEmpty ? null : SiteReach.Of(draft.Twin.Revision);
        internet = draft.OfType("Internet");
        outgoing = draft
            .OfType("Conduit")
            .Where(conduit => conduit.Twin is not null || conduit.Existence.Rule == ConfiguredConduits.Rule)
            .SelectMany(conduit => draft.Linked(conduit, "from").Select(from => (from, conduit)))
            .ToLookup(pair => pair.from, pair => pair.conduit);
    }

    /// <summary>The conduits that the site declares or a configuration gives.</summary>
    public IEnumerable<DraftAsset> Permitting => outgoing.SelectMany(group => group);

    public JudgedFlow Judge(Flow flow)
    {
        DraftAsset? client = flow.ClientId is null ? null : First(flow.ClientId);
        Asset? service = flow.ServiceId is null ? null : draft.Twin.Find(flow.ServiceId);
        DraftAsset? server = service?.ParentId is { } parent ? First(parent) : null;
        ImmutableArray<DraftAsset> services = service is null ? [] : [.. draft.Of(service.Id)];
        ImmutableArray<DraftAsset> from = Zones(client, flow.ClientId is null);
        ImmutableArray<DraftAsset> to = Zones(server, flow.ServiceId is null);
        bool areKnown =
            (flow.ClientId is null || client?.Twin is { IsProposed: false })
            && (flow.ServiceId is null || server?.Twin is { IsProposed: false });
        JudgedFlow judged = new(
            new FlowVerdict(flow, FlowWay.NotPermitted, areKnown, "nothing that is declared or configured permits it"),
            client,
            server,
            services,
            from,
            to,
            []
        );
        return With(judged, Decide(judged, service));
    }

    private static JudgedFlow With(JudgedFlow judged, (FlowWay Way, string Reason, ImmutableArray<DraftAsset> Over) way)
    {
        string ends = judged.Verdict.AreEndsKnown ? "" : "; only traffic knows one of the devices";
        FlowVerdict verdict = judged.Verdict with { Way = way.Way, Reason = way.Reason + ends };
        return judged with { Verdict = verdict, Over = way.Over };
    }

    private (FlowWay, string, ImmutableArray<DraftAsset>) Decide(JudgedFlow judged, Asset? service)
    {
        Flow flow = judged.Verdict.Flow;
        bool isClientOutside = flow.ClientId is null;
        bool isServerOutside = flow.ServiceId is null;
        if ((judged.From.IsEmpty && !isClientOutside) || (judged.To.IsEmpty && !isServerOutside))
        {
            DraftAsset? lost = judged.From.IsEmpty && !isClientOutside ? judged.Client : judged.Server;
            return (FlowWay.Unplaced, $"{lost?.Name ?? "a device"} is in no zone", []);
        }

        if (judged.From.FirstOrDefault(judged.To.Contains) is { } shared)
        {
            return (FlowWay.WithinZone, $"both devices stand in {shared.Name}", []);
        }

        ServiceFacts facts = Facts(flow, service);
        ImmutableArray<DraftAsset> over =
        [
            .. judged
                .From.SelectMany(from => judged.To.SelectMany(to => Ways(from, to)))
                .Where(way => isServerOutside ? way.Permits(facts) : judged.Services.Any(way.Services.Contains))
                .Select(way => way.Conduit),
        ];
        if (over.FirstOrDefault(conduit => conduit.Twin is not null) is { } declared)
        {
            return (FlowWay.Declared, $"{declared.Name} permits it", over);
        }

        if (!over.IsEmpty)
        {
            return (FlowWay.Configured, over[0].Existence.Reason, over);
        }

        return AskFilters(judged, facts) is { } answer
            ? answer.Verdict is ReachVerdict.Permitted or ReachVerdict.InPart
                ? (FlowWay.Configured, $"{answer.Hops[0].Device} lets it pass", [])
                : (FlowWay.NotPermitted, $"{answer.Hops[0].Device} is configured not to let it pass", [])
            : (FlowWay.NotPermitted, judged.Verdict.Reason, []);
    }

    // What the filters between two addresses say; null when none is known to stand there, or it is not known what they do.
    private ReachAnswer? AskFilters(JudgedFlow judged, ServiceFacts facts)
    {
        if (
            reach is null
            || judged is not { Client: { } client, Server: { } server }
            || ConfiguredConduits.ToMatch(facts) is not { } match
        )
        {
            return null;
        }

        ReachAnswer? denied = null;
        foreach (UInt128 source in ConfiguredConduits.AddressesOf(client))
        {
            foreach (UInt128 destination in ConfiguredConduits.AddressesOf(server))
            {
                HeaderCube packets = new(
                    IntervalSet.Of(source),
                    IntervalSet.Of(destination),
                    match.Protocols,
                    match.SourcePorts,
                    match.DestinationPorts
                );
                ReachAnswer answer = reach.Ask(packets, source, destination);
                if (answer.Verdict is ReachVerdict.Permitted or ReachVerdict.InPart)
                {
                    return answer;
                }

                denied = answer.Verdict == ReachVerdict.Denied && answer.IsSure ? answer : denied;
            }
        }

        return denied;
    }

    private DraftAsset? First(string twinAssetId) => draft.Of(twinAssetId) is [var first, ..] ? first : null;

    private ImmutableArray<DraftAsset> Zones(DraftAsset? device, bool isOutside)
    {
        if (device is null)
        {
            return isOutside ? internet : [];
        }

        if (!zonesOf.TryGetValue(device, out ImmutableArray<DraftAsset> zones))
        {
            zones = draft.Linked(device, "zones");
            // A guest without a zone of its own is on its host's network.
            zones = zones.IsEmpty
                ? [.. draft.Linked(device, "host").SelectMany(host => draft.Linked(host, "zones")).Distinct()]
                : zones;
            zonesOf.Add(device, zones);
        }

        return zones;
    }

    private ImmutableArray<Way> Ways(DraftAsset from, DraftAsset to)
    {
        if (!ways.TryGetValue((from, to), out ImmutableArray<Way> found))
        {
            found =
            [
                .. outgoing[from]
                    .Where(conduit => draft.Linked(conduit, "to").Contains(to))
                    .Select(conduit => new Way(
                        conduit,
                        [.. Reach.Over(draft, conduit)],
                        [
                            .. (conduit.Twin?.PropertyValues(Properties.Permits) ?? [])
                                .Select(text => Permission.TryParse(text, draft.Input.Tables))
                                .OfType<Permission>(),
                        ]
                    )),
            ];
            ways.Add((from, to), found);
        }

        return found;
    }

    // A service outside is no asset: what is known of it is what the flow says.
    private ServiceFacts Facts(Flow flow, Asset? service)
    {
        if (service is not null)
        {
            return draft.FactsOf(service);
        }

        string[] parts = flow.Service.Split('/');
        int? port = int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
        string? transport = parts.Length > 1 ? parts[1] : null;
        string? application = flow.Applications.FirstOrDefault();
        ImmutableArray<ProtocolRow> rows = draft.Input.Tables.Protocols;
        ProtocolRow? row =
            (application is null ? null : rows.FirstOrDefault(known => known.IsNamed(application)))
            ?? (
                port is { } at
                    ? rows.FirstOrDefault(known => known.Ports.Any(range => range.Contains(transport, at)))
                    : null
            );
        return new ServiceFacts(port, transport, application, application is not null, false, "open", row);
    }

    private sealed record Way(
        DraftAsset Conduit,
        ImmutableHashSet<DraftAsset> Services,
        ImmutableArray<Permission> Permissions
    )
    {
        // To the Internet: the site's list of what may go out; of a configured way out it is only known that there is one.
        public bool Permits(ServiceFacts facts) =>
            Permissions.IsEmpty || Permissions.Any(permission => permission.Permits(facts));
    }
}
