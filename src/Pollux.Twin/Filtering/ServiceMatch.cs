using System.Globalization;

namespace Pollux.Twin.Filtering;

/// <summary>Which packets a rule means beside their addresses.</summary>
/// <param name="Protocols">IP protocol numbers, 0 to 255 (IANA Protocol Numbers).</param>
/// <param name="SourcePorts">Source ports, 0 to 65535; all where the protocol has no ports or the rule does not say.</param>
/// <param name="DestinationPorts">
/// Destination ports, likewise. Of ICMP and ICMPv6 the type times 256 plus the code, which stand in the same place of the packet's
/// meaning: what is asked for.
/// </param>
public sealed record ServiceMatch(IntervalSet Protocols, IntervalSet SourcePorts, IntervalSet DestinationPorts)
{
    /// <summary>ICMP's protocol number.</summary>
    public const int Icmp = 1;

    /// <summary>TCP's protocol number.</summary>
    public const int Tcp = 6;

    /// <summary>UDP's protocol number.</summary>
    public const int Udp = 17;

    /// <summary>ICMPv6's protocol number.</summary>
    public const int IcmpV6 = 58;

    /// <summary>SCTP's protocol number.</summary>
    public const int Sctp = 132;

    /// <summary>All protocol numbers.</summary>
    public static IntervalSet AnyProtocol { get; } = IntervalSet.Of(0, 255);

    /// <summary>All ports.</summary>
    public static IntervalSet AnyPort { get; } = IntervalSet.Of(0, 65535);

    /// <summary>Every packet.</summary>
    public static ServiceMatch Any { get; } = new(AnyProtocol, AnyPort, AnyPort);

    /// <summary>Every packet of one protocol.</summary>
    public static ServiceMatch Of(int protocol) => new(IntervalSet.Of((UInt128)protocol), AnyPort, AnyPort);

    /// <summary>Packets of one protocol to ports.</summary>
    public static ServiceMatch Of(int protocol, IntervalSet ports) =>
        new(IntervalSet.Of((UInt128)protocol), AnyPort, ports);

    /// <summary>Packets of ICMP or ICMPv6 of a type, and of a code or of any.</summary>
    public static ServiceMatch OfIcmp(int protocol, int type, int? code) =>
        Of(
            protocol,
            code is { } one
                ? IntervalSet.Of((UInt128)((type * 256) + one))
                : IntervalSet.Of((UInt128)(type * 256), (UInt128)((type * 256) + 255))
        );

    /// <summary>The protocol number of <c>tcp</c>, <c>udp</c> or <c>sctp</c>; null for any other word.</summary>
    public static int? ProtocolOf(string transport) =>
        transport switch
        {
            "tcp" => Tcp,
            "udp" => Udp,
            "sctp" => Sctp,
            _ => null,
        };

    /// <summary><c>any</c>, <c>502/tcp</c>, <c>1024-65535/udp</c>, <c>icmp 8</c>, <c>protocol 89</c>.</summary>
    public override string ToString()
    {
        string protocols = string.Join(',', Protocols.Intervals.Select(ProtocolText));
        if (Protocols.Equals(AnyProtocol))
        {
            return "any";
        }

        string from = SourcePorts.Equals(AnyPort) ? "" : $" from port {PortsText(SourcePorts)}";
        bool isIcmp =
            Protocols.Intervals is [{ } only]
            && only.First == only.Last
            && only.First is var number
            && (number == Icmp || number == IcmpV6);
        return DestinationPorts.Equals(AnyPort) ? protocols + from
            : isIcmp ? $"{protocols} {string.Join(',', DestinationPorts.Intervals.Select(IcmpText))}"
            : $"{PortsText(DestinationPorts)}/{protocols}{from}";
    }

    private static string PortsText(IntervalSet ports) =>
        string.Join(
            ',',
            ports.Intervals.Select(range =>
                range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"
            )
        );

    private static string IcmpText(Interval types) =>
        types.First == types.Last ? $"{types.First / 256}/{types.First % 256}"
        : types.First / 256 == types.Last / 256 ? $"{types.First / 256}"
        : $"{types.First / 256}-{types.Last / 256}";

    private static string ProtocolText(Interval protocols) =>
        protocols.First != protocols.Last
            ? string.Create(CultureInfo.InvariantCulture, $"protocols {protocols.First}-{protocols.Last}")
            : (int)protocols.First switch
            {
                Icmp => "icmp",
                Tcp => "tcp",
                Udp => "udp",
                IcmpV6 => "icmp6",
                Sctp => "sctp",
                var other => string.Create(CultureInfo.InvariantCulture, $"protocol {other}"),
            };
}
