using System.Collections.Immutable;
using System.Globalization;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.FortiOs;

/// <summary>The named addresses, services and virtual addresses (FortiOS CLI reference, firewall).</summary>
internal sealed class FortiObjects(InputLimits limits)
{
    public ObjectTable<Interval> Networks { get; } = new(StringComparer.Ordinal, limits.Facts);

    public ObjectTable<ServiceMatch> Services { get; } = new(StringComparer.Ordinal, limits.Facts);

    /// <summary>The names of virtual addresses and of their groups.</summary>
    public HashSet<string> Virtual { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads all objects.</summary>
    /// <returns>The translations of virtual addresses.</returns>
    public ImmutableArray<FilterTranslation> Read(FortiModel model, ImmutableArray<FilterInterface> interfaces)
    {
        Virtual.UnionWith(model.All("firewall vip").Concat(model.All("firewall vipgrp")).Select(entry => entry.Name));

        // Built in, and not printed by all versions.
        if (model.All("firewall address").All(entry => entry.Name != "all"))
        {
            Networks.Add("all", AddressSets.AnyV4.Intervals[0]);
        }

        foreach (FortiObject entry in model.All("firewall address"))
        {
            Networks.Define(entry.Name);
            ReadAddress(entry, interfaces);
        }

        foreach (FortiObject entry in model.All("firewall addrgrp").Concat(model.All("firewall vipgrp")))
        {
            Networks.Define(entry.Name);
            entry["member"].ToList().ForEach(member => Networks.AddMember(entry.Name, member));
            if (entry.IsEnabled("exclude"))
            {
                Networks.AddCondition(entry.Name, $"not {string.Join(", ", entry["exclude-member"])}");
            }
        }

        if (model.All("firewall service custom").All(entry => entry.Name != "ALL"))
        {
            Services.Add("ALL", ServiceMatch.Any);
        }

        foreach (FortiObject entry in model.All("firewall service custom"))
        {
            Services.Define(entry.Name);
            ReadService(entry);
        }

        foreach (FortiObject entry in model.All("firewall service group"))
        {
            Services.Define(entry.Name);
            entry["member"].ToList().ForEach(member => Services.AddMember(entry.Name, member));
        }

        return [.. model.All("firewall vip").Select(ReadVirtual).OfType<FilterTranslation>()];
    }

    /// <summary>A network: an address and a mask, or an address with a length.</summary>
    public static Interval? Network(ImmutableArray<string> words) =>
        words switch
        {
            [var address, var mask] => AddressSets.OfMask(address, mask),
            [var prefix] => AddressSets.ToInterval(prefix),
            _ => null,
        };

    private void ReadAddress(FortiObject entry, ImmutableArray<FilterInterface> interfaces)
    {
        switch (entry.One("type"))
        {
            case null or "ipmask" or "interface-subnet" when !entry["subnet"].IsEmpty:
                Add(entry, "subnet", Network(entry["subnet"]));
                break;
            case null or "ipmask":
                // CLI reference: the default is 0.0.0.0 0.0.0.0.
                Networks.Add(entry.Name, AddressSets.AnyV4.Intervals[0]);
                break;
            case "interface-subnet":
                Interval[] subnets =
                [
                    .. interfaces
                        .Where(item => item.Name == entry.One("interface"))
                        .SelectMany(item => item.Addresses)
                        .Select(address => AddressSets.ToInterval(address))
                        .OfType<Interval>(),
                ];
                Networks.Add(entry.Name, subnets);
                if (subnets.Length == 0)
                {
                    Networks.AddCondition(entry.Name, "the network of its interface is not known");
                }

                break;
            case "iprange":
                Add(
                    entry,
                    "end-ip",
                    AddressSets.ToInterval($"{entry.One("start-ip") ?? "0.0.0.0"}-{entry.One("end-ip") ?? "0.0.0.0"}")
                );
                break;
            case "wildcard":
                ReadWildcard(entry);
                break;
            case { } type:
                Networks.AddCondition(
                    entry.Name,
                    $"{type} {entry.One("fqdn") ?? entry.One("country") ?? entry.One("sdn") ?? entry.Name}".Trim()
                );
                break;
        }
    }

    private void ReadWildcard(FortiObject entry)
    {
        // Bits that are set must be the same: the other way round than a Cisco's wildcard.
        IntervalSet? set =
            entry["wildcard"] is [var address, var mask]
            && AddressSets.ToNumber(mask) is { } bits
            && AddressSets.IsV4(bits)
                ? AddressSets.OfWildcard(
                    address,
                    AddressSets.TextOf(AddressSets.AnyV4.Intervals[0].First | (~bits & uint.MaxValue))
                )
            : entry["wildcard"].IsEmpty ? AddressSets.AnyV4
            : null;
        if (set is null)
        {
            entry.Fail("wildcard", "this is no address with a mask, or means too many ranges");
            Networks.AddCondition(entry.Name, "its addresses are not understood");
        }
        else
        {
            Networks.Add(entry.Name, set.Intervals.AsSpan());
        }
    }

    private void Add(FortiObject entry, string key, Interval? addresses)
    {
        if (addresses is { } found)
        {
            Networks.Add(entry.Name, found);
        }
        else
        {
            entry.Fail(key, "these are no addresses");
            Networks.AddCondition(entry.Name, "its addresses are not understood");
        }
    }

    private void ReadService(FortiObject entry)
    {
        if (entry.IsEnabled("proxy"))
        {
            Services.AddCondition(entry.Name, "by the explicit proxy");
            return;
        }

        if (!entry["fqdn"].IsEmpty || entry.One("iprange") is not (null or "0.0.0.0"))
        {
            Services.AddCondition(entry.Name, $"the service '{entry.Name}' is for some addresses only");
        }

        if (!entry["application"].IsEmpty || !entry["app-category"].IsEmpty)
        {
            Services.AddCondition(entry.Name, $"application of '{entry.Name}'");
        }

        switch (entry.One("protocol"))
        {
            case null or "TCP/UDP/SCTP" or "TCP/UDP/UDP-Lite/SCTP":
                foreach (
                    (string key, int protocol) in new[]
                    {
                        ("tcp-portrange", ServiceMatch.Tcp),
                        ("udp-portrange", ServiceMatch.Udp),
                        ("sctp-portrange", ServiceMatch.Sctp),
                    }
                )
                {
                    ReadPorts(entry, key, protocol);
                }

                break;
            case "IP":
                int? number = Byte(entry.One("protocol-number") ?? "0");
                if (number is null)
                {
                    Fail(entry, "protocol-number");
                    break;
                }

                Services.Add(entry.Name, number == 0 ? ServiceMatch.Any : ServiceMatch.Of(number.Value));
                break;
            case "ICMP" or "ICMP6":
                int icmp = entry.One("protocol") == "ICMP" ? ServiceMatch.Icmp : ServiceMatch.IcmpV6;
                int? type = entry.One("icmptype") is { } word ? Byte(word) : null;
                int? code = entry.One("icmpcode") is { } second ? Byte(second) : null;
                if (
                    (type is null && entry.One("icmptype") is not null)
                    || (code is null && entry.One("icmpcode") is not null)
                )
                {
                    Fail(entry, type is null ? "icmptype" : "icmpcode");
                    break;
                }

                Services.Add(
                    entry.Name,
                    type is null ? ServiceMatch.Of(icmp) : ServiceMatch.OfIcmp(icmp, type.Value, code)
                );
                break;
            case { } other:
                entry.Fail("protocol", $"services of the protocol '{Excerpt.Of(other)}' are not modelled");
                Services.AddCondition(entry.Name, $"protocol {other}");
                break;
        }
    }

    private void ReadPorts(FortiObject entry, string key, int protocol)
    {
        foreach (string text in entry[key])
        {
            string[] sides = text.Split(':');
            IntervalSet? destination = Ports(sides[0]);
            IntervalSet? source = sides.Length == 1 ? ServiceMatch.AnyPort : Ports(sides[1]);
            if (destination is null || source is null || sides.Length > 2)
            {
                Fail(entry, key);
                return;
            }

            Services.Add(entry.Name, new ServiceMatch(IntervalSet.Of((UInt128)protocol), source, destination));
        }
    }

    private void Fail(FortiObject entry, string key)
    {
        entry.Fail(key, "this is no number that is allowed here");
        Services.AddCondition(entry.Name, "its ports are not understood");
    }

    private static IntervalSet? Ports(string text)
    {
        string[] ends = text.Split('-');
        return
            ends.Length <= 2
            && ushort.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out ushort first)
            && ushort.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out ushort last)
            && first <= last
            ? IntervalSet.Of((UInt128)first, (UInt128)last)
            : null;
    }

    private static int? Byte(string text) =>
        byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out byte number) ? number : null;

    private FilterTranslation? ReadVirtual(FortiObject entry)
    {
        Networks.Define(entry.Name);
        Interval? real = entry.One("mappedip") is { } inside ? AddressSets.ToInterval(inside) : null;
        Interval? mapped = entry.One("extip") is { } outside ? AddressSets.ToInterval(outside) : null;
        if (real is null || mapped is null || entry.One("type") is not (null or "static-nat"))
        {
            entry.Fail("type", "virtual addresses of this kind are not modelled");
            entry.Fail("mappedip", "its addresses are not understood");
            Networks.AddCondition(entry.Name, "where its virtual address leads is not known");
            return null;
        }

        foreach (string key in new[] { "src-filter", "service" })
        {
            entry.Fail(key, "virtual addresses for some packets only are not modelled");
        }

        if (entry.IsEnabled("portforward"))
        {
            entry.Fail(
                "portforward",
                "translations of single ports are not modelled; all ports of the address are taken to be translated"
            );
        }

        // A policy that names a virtual address means the packets that are sent on to the real one.
        Networks.Add(entry.Name, real.Value);
        return entry.One("status") == "disable"
            ? null
            : new FilterTranslation(
                true,
                null,
                entry.One("extintf") is { } at and not "any" ? Excerpt.OneLine(at, 100) : null,
                IntervalSet.Of([real.Value]),
                IntervalSet.Of([mapped.Value]),
                entry.Line.Number
            );
    }
}
