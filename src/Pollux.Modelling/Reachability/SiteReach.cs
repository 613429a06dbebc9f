using System.Collections.Immutable;
using Pollux.Twin.Filtering;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Reachability;

/// <summary>
/// What the filtering devices of a site let pass between addresses. A device stands between two addresses when its networks and
/// static routes lead to them by different interfaces; every device between must let a packet pass, but of devices that join the same
/// two networks (a pair for availability) any one is enough.
/// </summary>
public sealed class SiteReach
{
    private readonly ImmutableArray<Node> nodes;

    private SiteReach(ImmutableArray<Node> nodes) => this.nodes = nodes;

    /// <summary>The devices of the site that filter, by their names.</summary>
    public ImmutableArray<FilteringAsset> Devices =>
        [.. nodes.Select(node => new FilteringAsset(node.Name, node.Passages.Filter))];

    /// <summary>Addresses that belong to the site, as far as its devices know; all others are outside.</summary>
    public IntervalSet Inside { get; private init; } = IntervalSet.Empty;

    /// <summary>Prepares a revision.</summary>
    public static SiteReach Of(Revision revision)
    {
        Dictionary<string, string> names = revision.Assets.ToDictionary(
            asset => asset.Id,
            asset => asset.Name,
            StringComparer.Ordinal
        );
        ImmutableArray<Node> found =
        [
            .. revision
                .Filters.Select(filter => new Node(
                    names.GetValueOrDefault(filter.AssetId, filter.AssetId),
                    new DevicePassages(filter),
                    new DeviceRoutes(filter.Device)
                ))
                .OrderBy(node => node.Name, StringComparer.Ordinal),
        ];
        return new SiteReach(found) { Inside = IntervalSet.Of(found.SelectMany(node => node.Routes.Known)) };
    }

    /// <summary>Asks what passes.</summary>
    /// <param name="packets">The packets.</param>
    /// <param name="source">Where they come from: an address among theirs, or null for the outside.</param>
    /// <param name="destination">Where they go to, likewise.</param>
    public ReachAnswer Ask(HeaderCube packets, UInt128? source, UInt128? destination)
    {
        List<Hop> hops = [];
        List<string> unknown = [];
        foreach (Node node in nodes)
        {
            FilterInterface? from = source is { } s ? node.Routes.To(s) : Outside(node);
            FilterInterface? to = destination is { } d ? node.Routes.To(d) : Outside(node);
            if (from is null != to is null)
            {
                // It stands at one end; where the other lies it does not say.
                unknown.Add(
                    $"{node.Name} leads to one side by '{(from ?? to)!.Label}' and has no route that is known to the other"
                );
            }
            else if (from is not null && to is not null && !ReferenceEquals(from, to))
            {
                hops.Add(new Hop(node.Name, node.Passages, from, to));
            }
        }

        return Answer(packets, hops, unknown);
    }

    /// <summary>The interface of a device that leads outside: its default route, else the least trusted one where levels say so.</summary>
    private static FilterInterface? Outside(Node node)
    {
        if (node.Routes.ByDefault is { } known)
        {
            return known;
        }

        FilterInterface[] least =
        [
            .. node.Passages.Filter.Device.Interfaces.Where(item =>
                item is { IsUp: true, SecurityLevel: 0, Zone: not null }
            ),
        ];
        return least.Length == 1 ? least[0] : null;
    }

    private static ReachAnswer Answer(HeaderCube packets, List<Hop> hops, List<string> unknown)
    {
        HeaderSpace open = HeaderSpace.Of(packets);
        List<HopPassages> followed = [];
        bool isGivenUp = false;
        foreach (IGrouping<(string, string), Hop> parallel in hops.GroupBy(hop => hop.Between))
        {
            List<HeaderCube> passed = [];
            foreach (Hop hop in parallel)
            {
                if (hop.Passages.Follow(hop.From, hop.To, open) is not { } passages)
                {
                    isGivenUp = true;
                    passages = [];
                }

                followed.Add(new HopPassages(hop.Device, hop.Passages.Filter, hop.From, hop.To, passages));
                passed.AddRange(
                    passages.Where(passage => passage.IsPermitted).SelectMany(passage => passage.Space.Cubes)
                );
            }

            try
            {
                open = open.Split([.. passed]).Inside;
            }
            catch (SpaceTooLargeException)
            {
                isGivenUp = true;
                open = HeaderSpace.Empty;
            }
        }

        return new ReachAnswer(
            packets,
            hops.Count == 0 ? HeaderSpace.Empty : open,
            [.. followed],
            [.. unknown],
            isGivenUp
        );
    }

    private sealed record Node(string Name, DevicePassages Passages, DeviceRoutes Routes);

    private sealed record Hop(string Device, DevicePassages Passages, FilterInterface From, FilterInterface To)
    {
        // Two devices that join the same two networks stand side by side.
        public (string, string) Between
        {
            get
            {
                string from = Network(From);
                string to = Network(To);
                return from.Length == 0 || to.Length == 0 ? (Device, "") : (from, to);
            }
        }

        private static string Network(FilterInterface item) =>
            item.Addresses.Length > 0 && AddressSets.ToInterval(item.Addresses[0]) is { } network
                ? AddressSets.TextOf(network)
                : "";
    }
}

/// <summary>A device that filters.</summary>
/// <param name="Name">Its name in the revision.</param>
/// <param name="Filter">How it filters.</param>
public sealed record FilteringAsset(string Name, DeviceFilter Filter);
