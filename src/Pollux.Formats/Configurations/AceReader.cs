using System.Collections.Immutable;
using System.Globalization;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.Configurations;

/// <summary>
/// Reads one entry of a Cisco access list behind its action: protocol, addresses, ports and options. Both dialects: ASA writes masks
/// and objects, IOS writes wildcards.
/// </summary>
/// <param name="objects">The named addresses and services.</param>
/// <param name="usesWildcards">True for IOS.</param>
internal sealed class AceReader(CiscoObjects objects, bool usesWildcards)
{
    /// <summary>What <c>any</c> stands for: IOS has lists for IPv4 and for IPv6, ASA has lists for both.</summary>
    public IntervalSet Anything { get; init; } = AddressSets.Any;

    private ImmutableArray<string> words;
    private int at;
    private List<string> conditions = [];
    private string? undefined;

    private string? Next => at < words.Length ? words[at] : null;

    /// <summary>Reads an extended entry.</summary>
    /// <param name="entry">The words from the protocol on.</param>
    /// <returns>The entry, or a clause that says what is not understood.</returns>
    public AceReading ReadExtended(ImmutableArray<string> entry)
    {
        Begin(entry);
        if (ReadProtocol() is not { } services)
        {
            return Fail($"'{Next ?? "the end"}' is no protocol and no service that is defined");
        }

        SkipIdentities();
        if (ReadAddresses() is not { } sources)
        {
            return Fail($"'{Next ?? "the end"}' is no source address");
        }

        IntervalSet sourcePorts = ReadPorts(services) ?? ServiceMatch.AnyPort;
        SkipIdentities();
        if (ReadAddresses() is not { } destinations)
        {
            return Fail($"'{Next ?? "the end"}' is no destination address");
        }

        if (IsIcmp(services))
        {
            services = ReadIcmp(services);
        }
        else
        {
            IntervalSet? ports = ReadPorts(services);
            services =
            [
                .. services.Select(service =>
                    service with
                    {
                        SourcePorts = service.SourcePorts.Intersect(sourcePorts),
                        DestinationPorts = service.DestinationPorts.Intersect(ports ?? ServiceMatch.AnyPort),
                    }
                ),
            ];
        }

        return ReadOptions(services, sources, destinations);
    }

    /// <summary>Reads an entry of a standard list, which names sources only.</summary>
    /// <inheritdoc cref="ReadExtended"/>
    public AceReading ReadStandard(ImmutableArray<string> entry)
    {
        Begin(entry);
        return ReadAddresses(isStandard: true) is { } sources
            ? ReadOptions([ServiceMatch.Any], sources, Anything)
            : Fail($"'{Next ?? "the end"}' is no source address");
    }

    /// <summary>Reads ports such as <c>eq www</c> or <c>range 1 9</c>.</summary>
    /// <param name="entry">The words.</param>
    /// <param name="used">How many of them belong to it.</param>
    public IntervalSet? ReadPorts(ImmutableArray<string> entry, out int used)
    {
        Begin(entry);
        IntervalSet? ports = ReadPorts([ServiceMatch.Any]);
        used = at;
        return ports;
    }

    private void Begin(ImmutableArray<string> entry)
    {
        words = entry;
        at = 0;
        conditions = [];
        undefined = null;
    }

    private static AceReading Fail(string why) => new(null, why, null);

    private ImmutableArray<ServiceMatch>? ReadProtocol()
    {
        switch (Next)
        {
            case null:
                return null;
            case "object" or "object-group" when at + 1 < words.Length:
                string name = words[at + 1];
                if (NamedServices(name) is not { } named)
                {
                    return null;
                }

                at += 2;
                return named;
            case var word when CiscoNames.ToProtocols(word.ToLowerInvariant()) is { } protocols:
                at++;
                return [new ServiceMatch(protocols, ServiceMatch.AnyPort, ServiceMatch.AnyPort)];
            default:
                return null;
        }
    }

    /// <summary>The services of a name: a service object or group, a group of protocols, or a service that is built in.</summary>
    public ImmutableArray<ServiceMatch>? NamedServices(string name)
    {
        if (objects.Services.IsDefined(name))
        {
            return Keep(objects.Services.Resolve(name), ServiceMatch.Any);
        }

        if (objects.Protocols.IsDefined(name))
        {
            return
            [
                new ServiceMatch(
                    IntervalSet.Of(Keep(objects.Protocols.Resolve(name), ServiceMatch.AnyProtocol.Intervals[0])),
                    ServiceMatch.AnyPort,
                    ServiceMatch.AnyPort
                ),
            ];
        }

        return BuiltIn(name) is { } service ? [service] : null;
    }

    /// <summary>Services that every device knows by name: <c>icmp-echo</c>, <c>tcp-https</c>, <c>ospf</c>.</summary>
    public static ServiceMatch? BuiltIn(string name)
    {
        if (CiscoNames.ToProtocols(name) is { } protocols && !char.IsAsciiDigit(name[0]))
        {
            return new ServiceMatch(protocols, ServiceMatch.AnyPort, ServiceMatch.AnyPort);
        }

        int dash = name.IndexOf('-', StringComparison.Ordinal);
        return dash < 0
            ? null
            : (name[..dash], name[(dash + 1)..]) switch
            {
                ("icmp", var type) when CiscoNames.ToIcmp(type) is { } icmp => ServiceMatch.OfIcmp(
                    ServiceMatch.Icmp,
                    icmp.Type,
                    icmp.Code
                ),
                ("tcp" or "udp", var port) when CiscoNames.ToPort(port) is { } number => ServiceMatch.Of(
                    ServiceMatch.ProtocolOf(name[..dash])!.Value,
                    IntervalSet.Of((UInt128)number)
                ),
                _ => null,
            };
    }

    private IntervalSet? ReadAddresses(bool isStandard = false)
    {
        if (Next is not { } first)
        {
            return null;
        }

        string? second = at + 1 < words.Length ? words[at + 1] : null;
        switch (first)
        {
            case "any":
                return Take(1, Anything);
            case "any4":
                return Take(1, AddressSets.AnyV4);
            case "any6":
                return Take(1, AddressSets.AnyV6);
            case "host" when second is not null:
                return AddressSets.ToNumber(objects.Address(second)) is { } host ? Take(2, IntervalSet.Of(host)) : null;
            case "object" or "object-group" when second is not null:
                at += 2;
                return Named(second);
            case "interface" when second is not null:
                at += 2;
                return OfInterface(second);
        }

        string address = objects.Address(first);
        if (address.Contains('/', StringComparison.Ordinal))
        {
            return AddressSets.ToInterval(address) is { } prefix ? Take(1, IntervalSet.Of([prefix])) : null;
        }

        IntervalSet? network = second is null ? null : OfPair(address, second);
        return network is not null ? Take(2, network)
            : isStandard && AddressSets.ToNumber(address) is { } single ? Take(1, IntervalSet.Of(single))
            : null;
    }

    private IntervalSet? OfPair(string address, string second) =>
        usesWildcards ? AddressSets.OfWildcard(address, second)
        : AddressSets.OfMask(address, second) is { } network ? IntervalSet.Of([network])
        : null;

    private IntervalSet Named(string name) =>
        IntervalSet.Of(Keep(objects.Networks.Resolve(name), AddressSets.Any.Intervals[0]));

    private IntervalSet OfInterface(string nameif)
    {
        IntervalSet addresses = IntervalSet.Of(
            objects
                .InterfaceAddresses.GetValueOrDefault(nameif, [])
                .Select(address => AddressSets.ToInterval(address.Split('/')[0]))
                .OfType<Interval>()
        );
        if (addresses.IsEmpty)
        {
            conditions.Add($"the address of interface '{nameif}' is not known");
            return AddressSets.Any;
        }

        return addresses;
    }

    // Where not all that a name means is known, anything may be meant, and the rule says that it is not sure.
    private ImmutableArray<T> Keep<T>(Resolved<T> resolved, T anything)
    {
        conditions.AddRange(resolved.Conditions);
        undefined ??= resolved.Undefined;
        return resolved.Conditions.IsEmpty ? resolved.Items : [anything];
    }

    private IntervalSet Take(int count, IntervalSet set)
    {
        at += count;
        return set;
    }

    private IntervalSet? ReadPorts(ImmutableArray<ServiceMatch> services)
    {
        string? second = at + 1 < words.Length ? words[at + 1] : null;
        if (second is null || IsIcmp(services))
        {
            return null;
        }

        if (Next == "object-group" && objects.Ports.IsDefined(second))
        {
            at += 2;
            return IntervalSet.Of(Keep(objects.Ports.Resolve(second), ServiceMatch.AnyPort.Intervals[0]));
        }

        UInt128? port = CiscoNames.ToPort(second) is { } number ? (UInt128)number : null;
        switch (Next)
        {
            case "eq" when port is not null:
                at += 2;
                List<Interval> ports = [new(port.Value, port.Value)];
                // IOS lets several ports follow.
                while (usesWildcards && Next is { } more && CiscoNames.ToPort(more) is { } further)
                {
                    ports.Add(new Interval((UInt128)further, (UInt128)further));
                    at++;
                }

                return IntervalSet.Of(ports);
            case "neq" when port is not null:
                return Take(2, ServiceMatch.AnyPort.Except(IntervalSet.Of(port.Value)));
            case "lt" when port is not null:
                return Take(2, port > 0 ? IntervalSet.Of(0, port.Value - 1) : IntervalSet.Empty);
            case "gt" when port is not null:
                return Take(2, port < 65535 ? IntervalSet.Of(port.Value + 1, 65535) : IntervalSet.Empty);
            case "range" when port is not null && at + 2 < words.Length && CiscoNames.ToPort(words[at + 2]) is { } last:
                UInt128 end = (UInt128)last;
                return Take(3, IntervalSet.Of(UInt128.Min(port.Value, end), UInt128.Max(port.Value, end)));
            default:
                return null;
        }
    }

    private static bool IsIcmp(ImmutableArray<ServiceMatch> services) =>
        services is [{ Protocols.Intervals: [{ } only] }]
        && only.First == only.Last
        && only.First is var number
        && (number == ServiceMatch.Icmp || number == ServiceMatch.IcmpV6);

    private ImmutableArray<ServiceMatch> ReadIcmp(ImmutableArray<ServiceMatch> services)
    {
        ServiceMatch service = services[0];
        int protocol = (int)service.Protocols.Intervals[0].First;
        if (Next == "object-group" && at + 1 < words.Length && objects.IcmpTypes.IsDefined(words[at + 1]))
        {
            IntervalSet types = IntervalSet.Of(
                Keep(objects.IcmpTypes.Resolve(words[at + 1]), ServiceMatch.AnyPort.Intervals[0])
            );
            at += 2;
            return [service with { DestinationPorts = types }];
        }

        if (Next is not { } word || word is "log" || CiscoNames.ToIcmp(word) is not { } icmp)
        {
            return services;
        }

        at++;
        if (
            icmp.Code is null
            && Next is { } text
            && byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out byte code)
        )
        {
            at++;
            icmp.Code = code;
        }

        return [ServiceMatch.OfIcmp(protocol, icmp.Type, icmp.Code)];
    }

    // Users and security groups (ASA's identity firewall and TrustSec) are known to the device only.
    private void SkipIdentities()
    {
        while (Next is "user" or "user-group" or "object-group-user" or "object-group-security" or "security-group")
        {
            int length = Next is "security-group" ? 3 : 2;
            conditions.Add(string.Join(' ', words.Skip(at).Take(length)));
            at += length;
        }
    }

    private AceReading ReadOptions(ImmutableArray<ServiceMatch> services, IntervalSet sources, IntervalSet destinations)
    {
        Ace ace = new(sources, destinations, services);
        while (Next is { } word)
        {
            at++;
            switch (word)
            {
                case "inactive":
                    ace = ace with { IsActive = false };
                    break;
                case "established":
                    ace = ace with { IsForReplies = true };
                    break;
                case "log" or "log-input":
                    SkipLog();
                    break;
                case "time-range" when Next is { } range:
                    at++;
                    conditions.Add($"time-range {range}");
                    break;
                case "fragments" or "ack" or "fin" or "psh" or "rst" or "syn" or "urg":
                    conditions.Add(word);
                    break;
                case "dscp"
                or "precedence"
                or "tos"
                or "option"
                or "ttl"
                or "match-any"
                or "match-all"
                or "reflect" when Next is { } value:
                    at++;
                    conditions.Add($"{word} {value}");
                    break;
                default:
                    return Fail($"'{word}' is no option that is known");
            }
        }

        return new AceReading(
            ace with
            {
                Conditions = [.. conditions.Distinct(StringComparer.Ordinal)],
            },
            null,
            undefined
        );
    }

    private void SkipLog()
    {
        if (Next is "disable" or "default")
        {
            at++;
            return;
        }

        if (
            Next is { } level
            && (
                level
                    is "emergencies"
                        or "alerts"
                        or "critical"
                        or "errors"
                        or "warnings"
                        or "notifications"
                        or "informational"
                        or "debugging"
                || (level.Length == 1 && char.IsAsciiDigit(level[0]))
            )
        )
        {
            at++;
        }

        if (Next is "interval" && at + 1 < words.Length)
        {
            at += 2;
        }
    }
}

/// <summary>An entry of an access list without its action.</summary>
internal sealed record Ace(IntervalSet Sources, IntervalSet Destinations, ImmutableArray<ServiceMatch> Services)
{
    public ImmutableArray<string> Conditions { get; init; } = [];

    public bool IsActive { get; init; } = true;

    public bool IsForReplies { get; init; }
}

/// <summary>What came of reading an entry.</summary>
/// <param name="Ace">The entry; null when it is not understood.</param>
/// <param name="Problem">Why it is not understood, as a clause; null when it is.</param>
/// <param name="Undefined">A name that nothing defines; null when there is none.</param>
internal sealed record AceReading(Ace? Ace, string? Problem, string? Undefined);
