using System.Collections.Immutable;
using System.Globalization;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.CiscoIos;

/// <summary>Reads the interfaces of IOS, and which lists they ask.</summary>
internal sealed class IosInterfaces(LineAccount account)
{
    private readonly List<FilterInterface> interfaces = [];

    /// <summary>The lists that interfaces ask, in the order of the configuration.</summary>
    public List<IosBinding> Bindings { get; } = [];

    /// <summary>The interfaces on the outer side of address translation, and on the inner.</summary>
    public Dictionary<string, bool> IsOutside { get; } = new(StringComparer.Ordinal);

    /// <summary>The interfaces that are ports of a switch: what lists say there applies within a network.</summary>
    public HashSet<string> Ports { get; } = new(StringComparer.Ordinal);

    public ImmutableArray<FilterInterface> Finish() => [.. interfaces];

    /// <summary>Begins an interface, or goes on with one.</summary>
    /// <returns>What reads the lines below it.</returns>
    public Action<ConfigurationLine> Begin(ConfigurationLine line)
    {
        // "interface GigabitEthernet 0/1" and "interface GigabitEthernet0/1" are the same.
        string name = Excerpt.OneLine(
            string.Concat(line.Words[1..].TakeWhile(word => word is not ("point-to-point" or "multipoint"))),
            100
        );
        int index = interfaces.FindIndex(item => item.Name == name);
        if (index < 0)
        {
            index = interfaces.Count;
            interfaces.Add(new FilterInterface(name, null, null, [], IsUp: true, line.Number));
        }

        return below => Read(index, below);
    }

    private void Read(int index, ConfigurationLine line)
    {
        FilterInterface item = interfaces[index];
        ImmutableArray<string> words = line.Words;
        if (words is ["ip", "access-group", var list, "in" or "out", ..])
        {
            Bindings.Add(new IosBinding(line, list, item.Name, words[3] == "out", IsV6: false));
            return;
        }

        if (words is ["ipv6", "traffic-filter", var filter, "in" or "out"])
        {
            Bindings.Add(new IosBinding(line, filter, item.Name, words[3] == "out", IsV6: true));
            return;
        }

        if (words is ["switchport", ..] or ["switchport"])
        {
            Ports.Add(item.Name);
        }

        if (Change(item, words) is { } changed)
        {
            account.Understand();
            interfaces[index] = changed;
        }
        else if (IosLines.Interface.Of(line) is { } lineClass)
        {
            account.Ignore(line, lineClass);
        }
        else
        {
            account.Refuse(line, Why(words));
        }
    }

    private FilterInterface? Change(FilterInterface item, ImmutableArray<string> words)
    {
        switch (words)
        {
            case ["ip", "nat", "inside" or "outside"]:
                IsOutside[item.Name] = words[2] == "outside";
                return item;
            case ["ip", "vrf", "forwarding", var vrf] when IsOfManagement(vrf):
            case ["vrf", "forwarding", var same] when IsOfManagement(same):
                return item with { IsManagementOnly = true };
            case ["shutdown"]:
                return item with { IsUp = false };
            case ["no", "shutdown"]:
                return item with { IsUp = true };
            // Which address it has then, the configuration does not say.
            case ["ip", "address", "dhcp" or "negotiated", ..]:
            case ["ip", "unnumbered", ..]:
            case ["ipv6", "address", "autoconfig" or "dhcp", ..]:
            case ["no", "ip" or "ipv6", "address" or "access-group" or "nat" or "traffic-filter", ..]:
                return item;
            case ["ip", "address", var address, var mask, .. [] or ["secondary"]]:
                return AddressSets.OfMask(address, mask) is { } network
                    ? item with
                    {
                        Addresses = item.Addresses.Add(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{address}/{32 - (int)UInt128.PopCount(network.Last - network.First)}"
                            )
                        ),
                    }
                    : null;
            case ["ipv6", "address", var prefix, ..]
                when prefix.Contains('/', StringComparison.Ordinal) && AddressSets.ToInterval(prefix) is not null:
                return item with { Addresses = item.Addresses.Add(prefix) };
            // Reaches no further than its own link.
            case ["ipv6", "address", _, "link-local"]:
                return item;
            default:
                return null;
        }
    }

    /// <summary>True for the routing tables that IOS-XE keeps its management port in; nothing passes from there to others.</summary>
    public static bool IsOfManagement(string vrf) => vrf is "Mgmt-intf" or "Mgmt-vrf";

    private static string? Why(ImmutableArray<string> words) =>
        words switch
        {
            ["zone-member", ..] => "zone-based firewalls are not modelled",
            ["vrf", ..] or ["ip", "vrf", ..] => "routing tables that are kept apart (VRF) are not modelled",
            ["crypto", "map", ..] => "what comes through a tunnel is not modelled",
            ["ip", "policy", ..] => "routing by policy is not modelled",
            _ => null,
        };
}

/// <summary>An interface asks a list.</summary>
internal sealed record IosBinding(ConfigurationLine Line, string List, string Interface, bool IsExit, bool IsV6);
