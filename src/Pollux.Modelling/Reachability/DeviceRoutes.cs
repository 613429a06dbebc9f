using System.Collections.Immutable;
using Pollux.Twin.Filtering;

namespace Pollux.Modelling.Reachability;

/// <summary>By which interface a device reaches an address: the most special of its own networks and static routes.</summary>
internal sealed class DeviceRoutes
{
    private readonly ImmutableArray<(Interval Network, UInt128 Size, FilterInterface Interface)> routes;

    public DeviceRoutes(FilterDevice device)
    {
        ImmutableArray<(Interval Network, FilterInterface Interface)> connected =
        [
            .. device
                .Interfaces.Where(item => item is { IsUp: true, IsManagementOnly: false })
                .SelectMany(item => item.Addresses.Select(address => (AddressSets.ToInterval(address), item)))
                .Where(pair => pair.Item1 is not null)
                .Select(pair => (pair.Item1!.Value, pair.item)),
        ];
        Connected = connected;
        IEnumerable<(Interval, FilterInterface)> known = connected.Concat(
            device
                .Routes.Select(route => (AddressSets.ToInterval(route.Network), InterfaceOf(device, connected, route)))
                .Where(pair => pair is { Item1: not null, Item2: not null })
                .Select(pair => (pair.Item1!.Value, pair.Item2!))
        );
        routes =
        [
            .. known
                .Select(pair => (pair.Item1, pair.Item1.Last - pair.Item1.First, pair.Item2))
                .OrderBy(route => route.Item2),
        ];
    }

    /// <summary>The networks of the interfaces that pass traffic on.</summary>
    public ImmutableArray<(Interval Network, FilterInterface Interface)> Connected { get; }

    /// <summary>The networks that are not everything: where the site is.</summary>
    public IEnumerable<Interval> Known => routes.Select(route => route.Network).Where(IsPart);

    /// <summary>The interface of the default route; null when there is none.</summary>
    public FilterInterface? ByDefault => routes.FirstOrDefault(route => !IsPart(route.Network)).Interface;

    /// <summary>The interface that leads to an address; null when no route that is known does.</summary>
    public FilterInterface? To(UInt128 address)
    {
        foreach ((Interval network, _, FilterInterface item) in routes)
        {
            if (address >= network.First && address <= network.Last)
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>True when the address is one of the device's own.</summary>
    public static bool IsOwn(FilterDevice device, UInt128 address) =>
        device.Interfaces.Any(item =>
            item.Addresses.Any(own =>
                AddressSets.ToNumber(own.AsSpan(0, own.IndexOf('/', StringComparison.Ordinal))) == address
            )
        );

    private static bool IsPart(Interval network) =>
        network != AddressSets.AnyV4.Intervals[0] && network != AddressSets.Any.Intervals[0];

    private static FilterInterface? InterfaceOf(
        FilterDevice device,
        ImmutableArray<(Interval Network, FilterInterface Interface)> connected,
        FilterRoute route
    )
    {
        if (route.Interface is { } name)
        {
            return device.Interfaces.FirstOrDefault(item => item.IsUp && (item.Zone == name || item.Name == name));
        }

        return route.NextHop is { } hop && AddressSets.ToNumber(hop) is { } next
            ? connected.FirstOrDefault(pair => next >= pair.Network.First && next <= pair.Network.Last).Interface
            : null;
    }
}
