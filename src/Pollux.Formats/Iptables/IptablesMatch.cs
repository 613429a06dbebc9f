using System.Collections.Immutable;
using System.Globalization;
using Pollux.Formats.Configurations;
using Pollux.Formats.Input;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.Iptables;

/// <summary>Reads what a rule of iptables fits, and its target (iptables(8), iptables-extensions(8)).</summary>
internal sealed class IptablesMatch
{
    private readonly ImmutableArray<string> words;
    private readonly List<string> conditions = [];
    private int at;
    private bool isNegated;
    private IntervalSet protocols = ServiceMatch.AnyProtocol;
    private IntervalSet sourcePorts = ServiceMatch.AnyPort;
    private IntervalSet destinationPorts = ServiceMatch.AnyPort;
    private IntervalSet? eitherPort;

    private IptablesMatch(ImmutableArray<string> words) => this.words = words;

    /// <summary>Why the rule is not understood, as a clause; null when it is.</summary>
    public string? Problem { get; private set; }

    public IntervalSet Sources { get; private set; } = AddressSets.AnyV4;

    public IntervalSet Destinations { get; private set; } = AddressSets.AnyV4;

    /// <summary>The interface that packets come in by: a name, or its beginning before <c>+</c>.</summary>
    public InterfaceName? In { get; private set; }

    /// <summary>The interface that packets go out by.</summary>
    public InterfaceName? Out { get; private set; }

    /// <summary>True when the first packet of a connection never fits.</summary>
    public bool IsForReplies { get; private set; }

    /// <summary>True when it fits only packets for an address of the device itself.</summary>
    public bool IsForOwnAddress { get; private set; }

    /// <summary>The target; null when the rule only counts.</summary>
    public string? Target { get; private set; }

    /// <summary>True when the target is gone to for good.</summary>
    public bool IsGoto { get; private set; }

    /// <summary>The options behind the target.</summary>
    public ImmutableArray<string> TargetOptions { get; private set; } = [];

    public string? Comment { get; private set; }

    public ImmutableArray<string> Conditions => [.. conditions.Distinct(StringComparer.Ordinal)];

    /// <summary>True when it asks for ports or protocols.</summary>
    public bool HasService => Services is not [{ } only] || !only.Equals(ServiceMatch.Any);

    public ImmutableArray<ServiceMatch> Services =>
        eitherPort is { } either
            ? [new ServiceMatch(protocols, either, destinationPorts), new ServiceMatch(protocols, sourcePorts, either)]
            : [new ServiceMatch(protocols, sourcePorts, destinationPorts)];

    /// <summary>Reads the words behind the chain's name.</summary>
    public static IptablesMatch Read(ImmutableArray<string> words)
    {
        IptablesMatch match = new(words);
        while (match.Problem is null && match.at < words.Length)
        {
            match.ReadOption(words[match.at++]);
        }

        return match;
    }

    private void ReadOption(string option)
    {
        switch (option)
        {
            case "!":
                isNegated = true;
                return;
            case "-j" or "--jump" or "-g" or "--goto":
                IsGoto = option is "-g" or "--goto";
                Target = Value(option);
                TargetOptions = words[at..];
                at = words.Length;
                return;
            case "--syn":
                IsForReplies |= isNegated;
                break;
            case "-f" or "--fragment":
                // The first packet of a connection is no later fragment.
                IsForReplies |= !isNegated;
                break;
            case "--comment":
                Comment = Value(option);
                break;
            case "-m" or "--match":
                ReadModule(Value(option));
                break;
            case "--tcp-flags":
                string mask = Value(option);
                string set = Value(option);
                IsForReplies |= FitsFirst(mask, set) == isNegated;
                break;
            default:
                ReadValue(option, Value(option));
                break;
        }

        isNegated = false;
    }

    private void ReadModule(string? module)
    {
        // What these ask for stands in options that are read.
        if (
            module
            is not (
                "tcp"
                or "udp"
                or "sctp"
                or "icmp"
                or "multiport"
                or "conntrack"
                or "state"
                or "comment"
                or "iprange"
                or "addrtype"
                or "limit"
                or "set"
                or "mac"
                or "mark"
                or "connmark"
                or "owner"
                or "physdev"
                or "pkttype"
                or "recent"
                or "hashlimit"
                or "connlimit"
                or "time"
                or "length"
                or "string"
                or "ttl"
                or "tos"
                or "dscp"
                or "policy"
                or "helper"
                or "statistic"
                or "rpfilter"
            )
        )
        {
            Problem ??= $"the match '{Excerpt.Of(module ?? "")}' is not known";
        }
        else if (
            module
            is "policy"
                or "recent"
                or "rpfilter"
                or "hashlimit"
                or "connlimit"
                or "time"
                or "string"
                or "statistic"
        )
        {
            // Their options have no place in the model; all that they ask for is one condition.
            List<string> text = [module];
            while (at < words.Length && words[at] is not ("-j" or "-g" or "-m" or "--jump" or "--goto"))
            {
                text.Add(words[at++]);
            }

            conditions.Add(Excerpt.OneLine(string.Join(' ', text), 200));
        }
        else if (module == "limit")
        {
            // The burst lets the first packets of everything pass.
            conditions.Add("not more often than a limit");
        }
    }

    private void ReadValue(string option, string? value)
    {
        if (value is null)
        {
            Problem ??= $"behind '{Excerpt.Of(option)}' nothing follows";
            return;
        }

        switch (option)
        {
            case "-s" or "--source" or "--src":
                Sources = Sources.Intersect(Addresses(value));
                break;
            case "-d" or "--destination" or "--dst":
                Destinations = Destinations.Intersect(Addresses(value));
                break;
            case "--src-range":
                Sources = Sources.Intersect(Addresses(value));
                break;
            case "--dst-range":
                Destinations = Destinations.Intersect(Addresses(value));
                break;
            case "-i" or "--in-interface":
                In = new InterfaceName(Excerpt.OneLine(value, 100), isNegated);
                break;
            case "-o" or "--out-interface":
                Out = new InterfaceName(Excerpt.OneLine(value, 100), isNegated);
                break;
            case "-p" or "--protocol" or "--proto":
                protocols = Known(Protocols(value), ServiceMatch.AnyProtocol, value);
                break;
            case "--dport" or "--destination-port" or "--dports" or "--destination-ports":
                destinationPorts = Known(Ports(value), ServiceMatch.AnyPort, value);
                break;
            case "--sport" or "--source-port" or "--sports" or "--source-ports":
                sourcePorts = Known(Ports(value), ServiceMatch.AnyPort, value);
                break;
            case "--ports":
                eitherPort = isNegated ? null : Known(Ports(value), ServiceMatch.AnyPort, value);
                Problem ??= isNegated ? "that neither port is one of these is not modelled" : null;
                break;
            case "--icmp-type":
                destinationPorts = value == "any" ? destinationPorts : Known(Icmp(value), ServiceMatch.AnyPort, value);
                break;
            case "--state" or "--ctstate":
                ReadStates(value);
                break;
            case "--dst-type" when value == "LOCAL" && !isNegated:
                IsForOwnAddress = true;
                break;
            // Said once with the match itself.
            case "--limit" or "--limit-burst":
                break;
            case "--match-set":
                conditions.Add(Condition($"set {value} {Value(option)}"));
                break;
            case "--mac-source"
            or "--mark"
            or "--uid-owner"
            or "--gid-owner"
            or "--physdev-in"
            or "--physdev-out"
            or "--pkt-type"
            or "--src-type"
            or "--dst-type"
            or "--length"
            or "--ttl-eq"
            or "--ttl-lt"
            or "--ttl-gt"
            or "--tos"
            or "--dscp"
            or "--dscp-class"
            or "--helper"
            or "--ctdir"
            or "--ctorigdst"
            or "--ctorigsrc"
            or "--ctorigdstport"
            or "--ctproto"
            or "--ctstatus"
            or "--tcp-option":
                conditions.Add(Condition($"{option[2..]} {value}"));
                break;
            default:
                Problem ??= $"the option '{Excerpt.Of(option)}' is not known";
                break;
        }
    }

    private void ReadStates(string value)
    {
        string[] states = value.Split(',');
        if (
            states.FirstOrDefault(state =>
                state is not ("NEW" or "ESTABLISHED" or "RELATED" or "INVALID" or "UNTRACKED" or "SNAT" or "DNAT")
            ) is
            { } unknown
        )
        {
            Problem ??= $"the state '{Excerpt.Of(unknown)}' is not known";
        }
        else if (states.Any(state => state is "UNTRACKED" or "SNAT" or "DNAT") && !states.Contains("NEW"))
        {
            conditions.Add(Condition($"state {value}"));
        }
        else
        {
            // A connection is new with its first packet; all other states are of those that exist, or of none.
            IsForReplies |= states.Contains("NEW") == isNegated;
        }
    }

    // The first packet of a TCP connection has the flag SYN and no other (RFC 9293, 3.5).
    private bool FitsFirst(string mask, string set)
    {
        string[] flags = ["FIN", "SYN", "RST", "PSH", "ACK", "URG"];
        string[] asked = mask == "ALL" ? flags : mask.Split(',');
        string[] wanted =
            set is "NONE" ? []
            : set == "ALL" ? flags
            : set.Split(',');
        if (asked.Concat(wanted).Any(flag => flag is not "NONE" && !flags.Contains(flag)))
        {
            Problem ??= $"'{Excerpt.Of($"{mask} {set}")}' are no flags of TCP";
        }

        return asked.All(flag => (flag == "SYN") == wanted.Contains(flag));
    }

    private IntervalSet Known(IntervalSet? set, IntervalSet all, string value)
    {
        Problem ??= set is null ? $"'{Excerpt.Of(value)}' is not understood" : null;
        return set is null ? all
            : isNegated ? all.Except(set)
            : set;
    }

    private IntervalSet Addresses(string value)
    {
        List<Interval> intervals = [];
        foreach (string part in value.Split(','))
        {
            string[] halves = part.Split('/');
            Interval? interval =
                halves is [var address, var mask] && mask.Contains('.', StringComparison.Ordinal)
                    ? AddressSets.OfMask(address, mask)
                    : AddressSets.ToInterval(part);
            if (interval is not { } known)
            {
                Problem ??= $"'{Excerpt.Of(part)}' is no address";
                return AddressSets.AnyV4;
            }

            intervals.Add(known);
        }

        IntervalSet set = IntervalSet.Of(intervals);
        return isNegated ? AddressSets.AnyV4.Except(set) : set;
    }

    private static IntervalSet? Protocols(string value) =>
        value is "all" or "0" ? ServiceMatch.AnyProtocol
        : value is "ipv6-icmp" or "icmpv6" ? IntervalSet.Of(ServiceMatch.IcmpV6)
        : value == "udplite" ? IntervalSet.Of(136)
        : value == "ipv6" ? IntervalSet.Of(41)
        : value is "ip" or "tcp-udp" ? null
        : CiscoNames.ToProtocols(value);

    private static IntervalSet? Ports(string value)
    {
        List<Interval> intervals = [];
        foreach (string part in value.Split(','))
        {
            string[] ends = part.Split(':');
            int? first = ends is ["", _] ? 0 : CiscoNames.ToPort(ends[0]);
            int? last =
                ends.Length == 1 ? first
                : ends[1].Length == 0 ? 65535
                : CiscoNames.ToPort(ends[1]);
            if (first is not { } from || last is not { } to || from > to || ends.Length > 2)
            {
                return null;
            }

            intervals.Add(new Interval((UInt128)from, (UInt128)to));
        }

        return IntervalSet.Of(intervals);
    }

    private static IntervalSet? Icmp(string value)
    {
        string[] parts = value.Split('/');
        if (CiscoNames.ToIcmp(Synonym(parts[0])) is not { } icmp || parts.Length > 2)
        {
            return null;
        }

        int? code = icmp.Code;
        if (parts.Length == 2)
        {
            if (!byte.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out byte given))
            {
                return null;
            }

            code = given;
        }

        return ServiceMatch.OfIcmp(ServiceMatch.Icmp, icmp.Type, code).DestinationPorts;
    }

    // "iptables -p icmp -h" lists the words.
    private static string Synonym(string word) =>
        word switch
        {
            "destination-unreachable" => "unreachable",
            "fragmentation-needed" => "packet-too-big",
            "ping" => "echo",
            "pong" => "echo-reply",
            _ => word,
        };

    private string Condition(string text) => Excerpt.OneLine(isNegated ? $"not {text}" : text, 200);

    private string Value(string option)
    {
        // Older versions print the exclamation mark behind the option.
        if (at < words.Length && words[at] == "!")
        {
            isNegated = true;
            at++;
        }

        if (at < words.Length)
        {
            return words[at++];
        }

        Problem ??= $"behind '{Excerpt.Of(option)}' nothing follows";
        return "";
    }
}

/// <summary>An interface as a rule names it.</summary>
/// <param name="Name">Its name; with <c>+</c> at its end all that begin so.</param>
/// <param name="IsNegated">True for all others.</param>
internal sealed record InterfaceName(string Name, bool IsNegated)
{
    /// <summary>True when the name means several.</summary>
    public bool IsPattern => Name.EndsWith('+');

    public bool Fits(string name) =>
        (IsPattern ? name.StartsWith(Name[..^1], StringComparison.Ordinal) : name == Name) != IsNegated;
}
