using System.Collections.Immutable;
using System.Globalization;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Modelling.Reachability;
using Pollux.Twin.Assets;
using Pollux.Twin.Filtering;

namespace Pollux.Modelling.Networks;

/// <summary>
/// The zones between which filters are asked: those that have networks, the Internet, and one for each interface whose network no
/// zone has. Devices that stand in no zone and have an address in such a network are placed there.
/// </summary>
internal static class ConfiguredZones
{
    public const string Rule = "firewall-interface";

    public static IEnumerable<Side> Find(ModelDraft draft, SiteReach reach)
    {
        List<Side> sides = [];
        foreach (DraftAsset zone in draft.OfType("Zone"))
        {
            bool isOutside = draft.Language.IsA(zone.Type, "Internet");
            ImmutableArray<Interval> networks =
            [
                .. (zone.Twin?.PropertyValues(Properties.Network) ?? [])
                    .Select(text => AddressSets.ToInterval(text))
                    .OfType<Interval>()
                    .Where(network => network != AddressSets.AnyV4.Intervals[0]),
            ];
            if (isOutside || !networks.IsEmpty)
            {
                sides.Add(new Side(zone, isOutside ? [] : networks, isOutside));
            }
        }

        IntervalSet covered = IntervalSet.Of(sides.SelectMany(side => side.Networks));
        foreach (FilteringAsset device in reach.Devices)
        {
            foreach ((Interval network, FilterInterface item) in new DeviceRoutes(device.Filter.Device).Connected)
            {
                IntervalSet addresses = IntervalSet.Of([network]);
                if (
                    covered.Overlaps(addresses)
                    || network.First == network.Last
                    || IsOutside(device.Filter.Device, item)
                    || Add(draft, device, item, network) is not { } side
                )
                {
                    continue;
                }

                sides.Add(side);
                covered = covered.Union(addresses);
            }
        }

        return sides;
    }

    // The network between the site and its provider is part of the outside where the outside is in the model.
    private static bool IsOutside(FilterDevice device, FilterInterface item) =>
        ReferenceEquals(new DeviceRoutes(device).ByDefault, item) || item is { SecurityLevel: 0, Zone: "outside" };

    private static Side? Add(ModelDraft draft, FilteringAsset device, FilterInterface item, Interval network)
    {
        string line = item.Line.ToString(CultureInfo.InvariantCulture);
        Grounds grounds = new(
            Rule,
            $"interface {item.Name} of {device.Name} has the network {AddressSets.TextOf(network)} (line {line})",
            [device.Filter.Record]
        );
        DraftAsset? zone = draft.Add($"{item.Label} of {device.Name}", "Zone", grounds);
        if (zone is null)
        {
            return null;
        }

        draft.Report(
            ReachabilityRules.ZoneAdded,
            FindingSeverity.Info,
            zone,
            $"{zone.Name} was made a zone",
            $"No zone is declared for {AddressSets.TextOf(network)}, the network of interface {item.Name} of {device.Name}.",
            [device.Filter.Record]
        );
        foreach (
            DraftAsset host in draft
                .OfType("Device")
                .Where(host => draft.Linked(host, "zones").IsEmpty || host.Twin?.Id == device.Filter.AssetId)
        )
        {
            if (AddressesOf(host).Any(address => address >= network.First && address <= network.Last))
            {
                draft.Link(
                    host,
                    "zones",
                    zone,
                    new Grounds(Rule, $"its address lies in {AddressSets.TextOf(network)}", host.Existence.Records)
                );
            }
        }

        return new Side(zone, [network], IsOutside: false);
    }

    private static IEnumerable<UInt128> AddressesOf(DraftAsset device) =>
        (device.Twin?.PropertyValues(Properties.Address) ?? [])
            .Select(text => AddressSets.ToNumber(text))
            .OfType<UInt128>();
}
