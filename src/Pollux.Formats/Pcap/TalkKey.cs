using Pollux.Formats.Traffic;

namespace Pollux.Formats.Pcap;

/// <summary>What makes two packets parts of the same conversation: both ends, whichever sent them, the lower one first.</summary>
internal readonly record struct TalkKey(
    PeerAddress Low,
    PeerAddress High,
    ushort LowPort,
    ushort HighPort,
    Transport Transport
)
{
    /// <summary>The key of a packet, and whether its sender is the lower end.</summary>
    public static TalkKey Of(in IpPacket packet, in Segment segment, Transport transport, out bool isFromLow)
    {
        int order = packet.Source.Bits.CompareTo(packet.Target.Bits);
        isFromLow = order < 0 || (order == 0 && segment.SourcePort <= segment.TargetPort);
        return isFromLow
            ? new TalkKey(packet.Source, packet.Target, segment.SourcePort, segment.TargetPort, transport)
            : new TalkKey(packet.Target, packet.Source, segment.TargetPort, segment.SourcePort, transport);
    }
}
