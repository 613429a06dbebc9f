using System.Collections.Immutable;
using Pollux.Formats.Configurations;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.CiscoAsa;

/// <summary>Reads the objects and groups of an ASA.</summary>
internal sealed class AsaObjects(LineAccount account, CiscoObjects objects, AsaTranslations translations)
{
    /// <summary>Begins an object or a group.</summary>
    /// <returns>What reads the lines below it.</returns>
    public Action<ConfigurationLine> Begin(ConfigurationLine line)
    {
        // Some write "object-group group network NAME" for a group of groups.
        ImmutableArray<string> words = line.Words;
        words = words.Length > 3 && words[1] == "group" ? words.RemoveAt(1) : words;
        Action<ConfigurationLine>? block = words switch
        {
            ["object", "network", var name] => Network(name),
            ["object", "service", var name] => Service(name),
            ["object-group", "network", var name] => Network(name),
            ["object-group", "service", var name] => Service(name),
            ["object-group", "service", var name, var transport] when CiscoNames.ToProtocols(transport) is not null =>
                Ports(name),
            ["object-group", "protocol", var name] => Protocols(name),
            ["object-group", "icmp-type", var name] => IcmpTypes(name),
            _ => null,
        };
        if (block is null)
        {
            account.Refuse(line, "objects of this kind are not known");
            return below => account.Refuse(below);
        }

        account.Understand();
        return below => ReadBelow(below, block);
    }

    private void ReadBelow(ConfigurationLine line, Action<ConfigurationLine> block)
    {
        if (line.Words[0] == "description")
        {
            account.Ignore(line, "cosmetic");
        }
        else
        {
            block(line);
        }
    }

    private Action<ConfigurationLine> Network(string name)
    {
        objects.Networks.Define(name);
        return line => Sort(line, AddNetwork(name, line));
    }

    private bool AddNetwork(string name, ConfigurationLine line)
    {
        // Inside an object "host" and "subnet", inside a group the same behind "network-object".
        ImmutableArray<string> words = line.Words;
        words = words.Length > 1 && words[0] is "network-object" or "subnet" ? words[1..] : words;
        switch (words)
        {
            case ["nat", ..]:
                // It keeps account of itself.
                translations.AddOfObject(name, line);
                return true;
            case ["host", var host]:
                string address = objects.Address(host);
                return Add(name, AddressSets.ToNumber(address) is { } number ? new Interval(number, number) : null);
            case ["range", var first, var last]:
                return Add(name, AddressSets.ToInterval($"{objects.Address(first)}-{objects.Address(last)}"));
            case ["object" or "group-object", var member]:
                objects.Networks.AddMember(name, member);
                return true;
            case ["fqdn", .., var domain]:
                objects.Networks.AddCondition(name, $"the addresses of {domain} are known to the device only");
                return true;
            case [var prefix]:
                return Add(
                    name,
                    prefix.Contains('/', StringComparison.Ordinal) ? AddressSets.ToInterval(prefix) : null
                );
            case [var network, var mask]:
                return Add(name, AddressSets.OfMask(objects.Address(network), mask));
            default:
                return false;
        }
    }

    private bool Add(string name, Interval? addresses)
    {
        if (addresses is { } known)
        {
            objects.Networks.Add(name, known);
        }

        return addresses is not null;
    }

    private Action<ConfigurationLine> Service(string name)
    {
        objects.Services.Define(name);
        return line => Sort(line, AddService(name, line));
    }

    private bool AddService(string name, ConfigurationLine line)
    {
        // A remark may stand behind a line that people wrote.
        ImmutableArray<string> words = [.. line.Words.TakeWhile(word => word[0] != '!')];
        switch (words)
        {
            case ["service" or "service-object", "object", var member]:
                if (!objects.Services.IsDefined(member) && AceReader.BuiltIn(member) is { } builtIn)
                {
                    objects.Services.Add(name, builtIn);
                }
                else
                {
                    objects.Services.AddMember(name, member);
                }

                return true;
            case ["group-object", var member]:
                objects.Services.AddMember(name, member);
                return true;
            case ["service" or "service-object", var protocol, .. var rest]
                when CiscoNames.ToProtocols(protocol) is { } protocols:
                return AddService(name, protocols, rest);
            default:
                return false;
        }
    }

    private bool AddService(string name, IntervalSet protocols, ImmutableArray<string> words)
    {
        if (
            words is [var type, ..]
            && protocols.Intervals is [{ } only]
            && only.First is var number
            && (number == ServiceMatch.Icmp || number == ServiceMatch.IcmpV6)
        )
        {
            if (CiscoNames.ToIcmp(type) is not { } icmp || words.Length > 2)
            {
                return false;
            }

            int? code = words.Length == 2 && byte.TryParse(words[1], out byte given) ? given : icmp.Code;
            objects.Services.Add(name, ServiceMatch.OfIcmp((int)number, icmp.Type, code));
            return true;
        }

        ServiceMatch service = new(protocols, ServiceMatch.AnyPort, ServiceMatch.AnyPort);
        AceReader reader = new(objects, usesWildcards: false);
        while (words.Length > 0)
        {
            bool isSource = words[0] == "source";
            ImmutableArray<string> ports = isSource || words[0] == "destination" ? words[1..] : words;
            if (reader.ReadPorts(ports, out int used) is not { } range)
            {
                return false;
            }

            service = isSource ? service with { SourcePorts = range } : service with { DestinationPorts = range };
            words = ports[used..];
        }

        objects.Services.Add(name, service);
        return true;
    }

    private Action<ConfigurationLine> Ports(string name)
    {
        objects.Ports.Define(name);
        AceReader reader = new(objects, usesWildcards: false);
        return line =>
            Sort(
                line,
                line.Words switch
                {
                    ["port-object", .. var ports] when reader.ReadPorts(ports, out _) is { } range => AddAll(
                        objects.Ports,
                        name,
                        range
                    ),
                    ["group-object", var member] => AddMember(objects.Ports, name, member),
                    _ => false,
                }
            );
    }

    private Action<ConfigurationLine> Protocols(string name)
    {
        objects.Protocols.Define(name);
        return line =>
            Sort(
                line,
                line.Words switch
                {
                    ["protocol-object", var word] when CiscoNames.ToProtocols(word) is { } protocols => AddAll(
                        objects.Protocols,
                        name,
                        protocols
                    ),
                    ["group-object", var member] => AddMember(objects.Protocols, name, member),
                    _ => false,
                }
            );
    }

    private Action<ConfigurationLine> IcmpTypes(string name)
    {
        objects.IcmpTypes.Define(name);
        return line =>
            Sort(
                line,
                line.Words switch
                {
                    ["icmp-object", var word] when CiscoNames.ToIcmp(word) is { } icmp => AddAll(
                        objects.IcmpTypes,
                        name,
                        ServiceMatch.OfIcmp(ServiceMatch.Icmp, icmp.Type, icmp.Code).DestinationPorts
                    ),
                    ["group-object", var member] => AddMember(objects.IcmpTypes, name, member),
                    _ => false,
                }
            );
    }

    private static bool AddAll(ObjectTable<Interval> table, string name, IntervalSet items)
    {
        table.Add(name, items.Intervals.AsSpan());
        return true;
    }

    private static bool AddMember(ObjectTable<Interval> table, string name, string member)
    {
        table.AddMember(name, member);
        return true;
    }

    private void Sort(ConfigurationLine line, bool isUnderstood)
    {
        if (line.Words[0] == "nat")
        {
            return;
        }

        if (isUnderstood)
        {
            account.Understand();
        }
        else
        {
            account.Refuse(line);
        }
    }
}
