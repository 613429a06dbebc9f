using System.Collections.Immutable;
using Pollux.Formats.Configurations;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.CiscoIos;

/// <summary>Reads the object groups of IOS (Cisco IOS Security Configuration Guide, Object Groups for ACLs).</summary>
internal sealed class IosObjects(LineAccount account, CiscoObjects objects)
{
    /// <summary>Begins a group.</summary>
    /// <returns>What reads the lines below it.</returns>
    public Action<ConfigurationLine> Begin(ConfigurationLine line)
    {
        switch (line.Words)
        {
            case ["object-group", "network", var name]:
                account.Understand();
                objects.Networks.Define(name);
                return below => Sort(below, AddNetwork(name, below.Words));
            case ["object-group", "service", var name]:
                account.Understand();
                objects.Services.Define(name);
                return below => Sort(below, AddService(name, below.Words));
            default:
                account.Refuse(line, "groups of this kind are not known");
                return below => account.Refuse(below);
        }
    }

    private void Sort(ConfigurationLine line, bool isUnderstood)
    {
        if (line.Words[0] == "description")
        {
            account.Ignore(line, "cosmetic");
        }
        else if (isUnderstood)
        {
            account.Understand();
        }
        else
        {
            account.Refuse(line);
        }
    }

    private bool AddNetwork(string name, ImmutableArray<string> words)
    {
        Interval? addresses = words switch
        {
            ["any"] => AddressSets.AnyV4.Intervals[0],
            ["host", var host] when AddressSets.ToNumber(host) is { } number => new Interval(number, number),
            ["range", var first, var last] => AddressSets.ToInterval($"{first}-{last}"),
            [var network, ['/', .. var length]] => AddressSets.ToInterval($"{network}/{length}"),
            [var network, var mask] => AddressSets.OfMask(network, mask),
            _ => null,
        };
        if (words is ["group-object", var member])
        {
            objects.Networks.AddMember(name, member);
            return true;
        }

        if (addresses is { } known)
        {
            objects.Networks.Add(name, known);
        }

        return addresses is not null;
    }

    private bool AddService(string name, ImmutableArray<string> words)
    {
        if (words is ["group-object", var member])
        {
            objects.Services.AddMember(name, member);
            return true;
        }

        if (CiscoNames.ToProtocols(words[0]) is not { } protocols)
        {
            return false;
        }

        ImmutableArray<string> rest = words[1..];
        if (words[0] == "icmp" && rest is [var type])
        {
            if (CiscoNames.ToIcmp(type) is not { } icmp)
            {
                return false;
            }

            objects.Services.Add(name, ServiceMatch.OfIcmp(ServiceMatch.Icmp, icmp.Type, icmp.Code));
            return true;
        }

        ServiceMatch service = new(protocols, ServiceMatch.AnyPort, ServiceMatch.AnyPort);
        AceReader reader = new(objects, usesWildcards: true);
        while (rest.Length > 0)
        {
            bool isSource = rest[0] == "source";
            ImmutableArray<string> ports = isSource ? rest[1..] : rest;
            // "tcp www" is short for "tcp eq www".
            if (ports is [var word, ..] && CiscoNames.ToPort(word) is not null)
            {
                ports = ports.Insert(0, "eq");
            }

            if (reader.ReadPorts(ports, out int used) is not { } range)
            {
                return false;
            }

            service = isSource ? service with { SourcePorts = range } : service with { DestinationPorts = range };
            rest = ports[used..];
        }

        objects.Services.Add(name, service);
        return true;
    }
}
