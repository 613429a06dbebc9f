using System.Collections.Immutable;
using System.Globalization;
using Pollux.Formats.Hosts;
using Pollux.Twin.Assets;
using Pollux.Twin.Flows;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Traffic;

/// <summary>Makes observations of what was gathered: one for each flow, each scanner, and each host of which lines speak alone.</summary>
internal sealed class TrafficRecords(FlowTable flows, HostSheets sheets, Applications applications)
{
    // What was recorded happened; that a host is what it says it is, is a little less sure.
    private const double OfFlow = 1;
    private const double OfHost = 0.9;

    private readonly Dictionary<PeerAddress, List<Identifier>> names = Settle(sheets);

    public ImmutableArray<Observation> ToObservations()
    {
        ImmutableArray<Observation>.Builder observations = ImmutableArray.CreateBuilder<Observation>();
        ILookup<FlowKey, PeerAddress> carried = sheets
            .All.Where(sheet => sheet.Value is { Lines: 0, Carrier: not null } && HasFacts(sheet.Key, sheet.Value))
            .ToLookup(sheet => sheet.Value.Carrier!.Value, sheet => sheet.Key);
        foreach ((FlowKey key, FlowTotals totals) in flows.Flows)
        {
            ImmutableArray<Statement> hosts = [.. carried[key].SelectMany(address => Statements(address))];
            observations.Add(ToObservation(key, totals, hosts));
        }

        Dictionary<PeerAddress, Scan> scans = flows.Scans.ToDictionary(scan => scan.Caller);
        foreach ((PeerAddress address, HostSheet sheet) in sheets.All)
        {
            scans.Remove(address, out Scan scan);
            if (sheet.Lines + scan.Lines > 0)
            {
                observations.Add(HostObservation(address, sheet.Lines + scan.Lines, Math.Max(sheet.Last, scan.Last)));
            }
        }

        foreach (Scan scan in scans.Values.Where(scan => scan.Caller.Scope != AddressScope.NoDevice))
        {
            observations.Add(HostObservation(scan.Caller, scan.Lines, scan.Last));
        }

        return observations.ToImmutable();
    }

    private static Dictionary<PeerAddress, List<Identifier>> Settle(HostSheets sheets)
    {
        sheets.SettleMacs();
        return sheets.Settle();
    }

    // A name that named two hosts is no longer one.
    private bool HasFacts(PeerAddress address, HostSheet sheet) => sheet.HasFacts || names.ContainsKey(address);

    private Observation ToObservation(FlowKey key, FlowTotals totals, ImmutableArray<Statement> hosts)
    {
        string? application = applications.Name(key.Application);
        FlowActivity activity = new(
            totals.Connections,
            totals.Bytes < 0 ? null : totals.Bytes,
            Time(totals.First),
            Time(totals.Last),
            totals.Answered < 0 ? null : totals.Answered == 1,
            application,
            [.. Enum.GetValues<FlowUse>().Where(use => (totals.Uses & FlowUses.Bit(use)) != 0)]
        );
        FlowStatement flow = new(
            Device(key.Client),
            AssetReference.ServiceOf(Device(key.Server), key.Port, Transports.Of(key.Transport)),
            activity
        );
        return new Observation(key.Record(application), activity.Last, OfFlow, [flow, .. hosts])
        {
            Records = totals.Lines,
        };
    }

    private Observation HostObservation(PeerAddress address, int lines, long last) =>
        new($"host {address}", Time(last), OfHost, [.. Statements(address)]) { Records = lines };

    private IEnumerable<Statement> Statements(PeerAddress address)
    {
        HostSheet? sheet = sheets.Of(address);
        AssetReference device = Reference(address, sheet);
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        foreach ((string name, string value) in sheet?.Properties ?? ImmutableDictionary<string, string>.Empty)
        {
            facts.Add(new PropertyFact(name, value));
        }

        facts.AddRange(
            (sheet?.Software ?? []).Select(note => new LinkFact("software", Software(device, note))).Distinct()
        );
        facts.AddRange(
            (sheet?.Services ?? [])
                .Select(note => new LinkFact("services", Service(device, note)))
                .DistinctBy(ServiceName)
        );
        yield return new AssetStatement(device, facts.ToImmutable());
        foreach (Statement statement in sheet is null ? [] : Parts(device, sheet))
        {
            yield return statement;
        }
    }

    private static string ServiceName(LinkFact link) => link.Other.Identifiers[0].Value;

    private static IEnumerable<Statement> Parts(AssetReference device, HostSheet sheet)
    {
        foreach (ServiceNote note in sheet.Services)
        {
            ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
            facts.Add(new PropertyFact(Properties.Port, note.Port.ToString(CultureInfo.InvariantCulture)));
            facts.Add(new PropertyFact(Properties.Transport, Transports.Of(note.Transport)));
            facts.Add(new PropertyFact(Properties.PortState, "open"));
            if (note.Application is not null)
            {
                facts.Add(new PropertyFact(Properties.Protocol, note.Application));
                facts.Add(new PropertyFact(Properties.ProtocolMethod, "probed"));
            }

            yield return new AssetStatement(Service(device, note), facts.ToImmutable());
        }

        foreach (SoftwareNote note in sheet.Software)
        {
            AssetReference software = Software(device, note);
            ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
            facts.AddText(Properties.Product, note.Product);
            facts.AddText(Properties.Version, note.Version);
            yield return new AssetStatement(software, facts.ToImmutable());
            if (note.Port is { } port)
            {
                yield return new AssetStatement(
                    AssetReference.ServiceOf(device, port, "tcp"),
                    [new LinkFact("software", software)]
                );
            }
        }
    }

    private AssetReference Reference(PeerAddress address, HostSheet? sheet)
    {
        IEnumerable<Identifier> serial = sheet?.Serial is { } text ? [new Identifier(IdentifierKind.Serial, text)] : [];
        IEnumerable<Identifier> macs = (sheet?.Macs ?? []).Select(mac => new Identifier(IdentifierKind.Mac, mac));
        IEnumerable<Identifier> known = names.TryGetValue(address, out List<Identifier>? found) ? found : [];
        return new AssetReference(
            "Device",
            [
                .. serial.Concat(macs).Concat(known).OrderBy(identifier => identifier.Kind),
                new Identifier(IdentifierKind.IpAddress, address.ToString()),
            ]
        );
    }

    private static AssetReference Device(PeerAddress address) =>
        new("Device", [new Identifier(IdentifierKind.IpAddress, address.ToString())]);

    private static AssetReference Service(AssetReference device, ServiceNote note) =>
        AssetReference.ServiceOf(device, note.Port, Transports.Of(note.Transport));

    private static AssetReference Software(AssetReference device, SoftwareNote note) =>
        new(
            "Software",
            [
                new Identifier(
                    IdentifierKind.Name,
                    note.Version is null ? note.Product : $"{note.Product} {note.Version}"
                ),
            ],
            device
        );

    private static DateTimeOffset? Time(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}
