using System.Buffers.Binary;
using System.Globalization;
using Pollux.Formats.Pcap.Payloads;
using Pollux.Formats.Traffic;
using Pollux.Twin.Flows;

namespace Pollux.Formats.Pcap;

/// <summary>Understands packets: what each says of conversations and hosts.</summary>
internal sealed class Packets
{
    private const byte Tcp = 6;
    private const byte Udp = 17;
    private const int MostTalks = 65_536;

    // 16 MiB: one held message for each of so many ends.
    private const int MostHeld = 4_096;

    private readonly TrafficGathering gathering;
    private readonly HoldBudget budget = new(MostHeld);
    private readonly TalkTable talks;
    private readonly PayloadReader payloads = new();
    private readonly Dictionary<ushort, string> reasons = new();

    public Packets(TrafficGathering gathering)
    {
        this.gathering = gathering;
        talks = new TalkTable(gathering, budget, MostTalks);
    }

    /// <summary>How many packets of conversations found no room; known once all are finished.</summary>
    public int LeftOut => talks.LeftOut;

    /// <summary>Why the last packet was bad.</summary>
    public string Problem { get; private set; } = "";

    /// <summary>Sums up what is left.</summary>
    public void Finish() => talks.FinishAll();

    /// <summary>Reads a packet.</summary>
    /// <param name="frame">What its first headers say.</param>
    /// <param name="bytes">What comes after them, as far as captured.</param>
    /// <param name="length">How long that was.</param>
    /// <param name="at">When, in ticks; 0 when not said.</param>
    /// <param name="number">Its number in the file, from 1.</param>
    public LineResult Read(in Frame frame, ReadOnlySpan<byte> bytes, int length, long at, long number)
    {
        switch (frame.Type)
        {
            case LinkLayer.V4 or LinkLayer.V6:
                return IpPacket.TryRead(bytes, length, out IpPacket packet)
                    ? ReadIp(frame, packet, bytes, at, number)
                    : Bad("Its IP header is damaged or cut off.");
            case LinkLayer.Arp:
                return ReadArp(bytes, at);
            default:
                return gathering.Ignore(Reason(frame.Type));
        }
    }

    private LineResult ReadIp(in Frame frame, in IpPacket packet, ReadOnlySpan<byte> bytes, long at, long number)
    {
        if (packet.IsLaterFragment)
        {
            return gathering.Ignore("are later parts of IP packets that were cut; the first part tells the ports");
        }

        Transport transport = packet.Protocol switch
        {
            Tcp => Transport.Tcp,
            Udp => Transport.Udp,
            _ => Transport.None,
        };
        if (transport == Transport.None)
        {
            return gathering.Add(packet.Source, at, out _);
        }

        ReadOnlySpan<byte> body = bytes[Math.Min(bytes.Length, packet.Offset)..];
        body = body[..Math.Min(body.Length, packet.Length)];
        bool isRead =
            transport == Transport.Tcp
                ? Segment.TryReadTcp(body, packet.Length, out Segment segment)
                : Segment.TryReadUdp(body, packet.Length, out segment);
        if (!isRead)
        {
            return Bad($"Its {(transport == Transport.Tcp ? "TCP" : "UDP")} header is damaged or cut off.");
        }

        ReadOnlySpan<byte> payload = body[Math.Min(body.Length, segment.Offset)..];
        bool isToNobody =
            frame.IsToGroup
            || packet.Target.Scope == AddressScope.NoDevice
            || (transport == Transport.Udp && segment.TargetPort == 47808 && BacNet.IsToAll(payload));
        if (isToNobody || packet.Source.Scope == AddressScope.NoDevice)
        {
            return ReadAlone(packet, segment, transport, payload, at);
        }

        Talk talk = Note(frame, packet, segment, transport, at, number, out bool isFromLow);
        if (transport == Transport.Tcp)
        {
            ReadTcp(talk, isFromLow, segment, payload);
        }
        else
        {
            talk.Bytes += segment.Length;
            if (!packet.IsFragment && payloads.Begin(talk, isFromLow, payload))
            {
                payloads.Read(payload);
            }
        }

        return LineResult.Understood;
    }

    private Talk Note(
        in Frame frame,
        in IpPacket packet,
        in Segment segment,
        Transport transport,
        long at,
        long number,
        out bool isFromLow
    )
    {
        TalkKey key = TalkKey.Of(packet, segment, transport, out isFromLow);
        Talk talk = talks.Of(key, segment, isFromLow, at, number);
        talk.Packets++;
        EndState sender = isFromLow ? talk.Low : talk.High;
        bool isHere = packet.IsFromHere && (sender.Packets == 0 || sender.Card == frame.Card);
        sender.Card = isHere ? frame.Card : 0;
        sender.Packets++;
        return talk;
    }

    private void ReadTcp(Talk talk, bool isFromLow, in Segment segment, ReadOnlySpan<byte> payload)
    {
        EndState sender = isFromLow ? talk.Low : talk.High;
        sender.HasEnded |= segment.IsFin || segment.IsReset;
        sender.HasAgreed |= segment.IsAck && !segment.IsReset;
        if (segment.IsSyn)
        {
            // The answer to a SYN that was not recorded tells as well who is the server.
            talk.Open(isFromLow != segment.IsAck, segment.IsAck ? null : segment.Sequence);
            sender.HasOpened |= segment.IsAck;
            sender.Bytes ??= new InOrder();
            sender.Bytes.Begin(unchecked(segment.Sequence + 1));
        }

        // What a reset carries is a text for people (RFC 9293, 3.5.3).
        if (segment.Length == 0 || segment.IsReset || segment.IsSyn)
        {
            return;
        }

        sender.HasSpoken = true;
        sender.Bytes ??= new InOrder();
        bool isWanted = payloads.Begin(talk, isFromLow, payload);
        (int fresh, int misfits) = sender.Bytes.Take(
            segment.Sequence,
            payload,
            segment.Length,
            isWanted ? payloads : null,
            budget
        );
        talk.Bytes += fresh;
        talk.Misfits += misfits;
    }

    // To all or to a group, or from nobody: the sender is known, and what it says of itself.
    private LineResult ReadAlone(
        in IpPacket packet,
        in Segment segment,
        Transport transport,
        ReadOnlySpan<byte> payload,
        long at
    )
    {
        if (transport == Transport.Udp && !packet.IsFragment && segment.TargetPort is 47808 or 67 or 68)
        {
            TalkKey key = TalkKey.Of(packet, segment, transport, out bool isFromLow);
            Talk talk = new(key, gathering.Hosts);
            talk.Guess(isFromLow);
            if (payloads.Begin(talk, isFromLow, payload))
            {
                payloads.Read(payload);
            }
        }

        return gathering.Add(packet.Source, at, out _);
    }

    // RFC 826: hardware and protocol with their lengths, operation, card and address of the sender, then of the target.
    private LineResult ReadArp(ReadOnlySpan<byte> bytes, long at)
    {
        if (bytes.Length < 8)
        {
            return Bad("Its ARP message is cut off.");
        }

        if (!bytes[..6].SequenceEqual<byte>([0, 1, 8, 0, 6, 4]))
        {
            return gathering.Ignore("are of ARP for other networks than Ethernet with IPv4");
        }

        if (bytes.Length < 28)
        {
            return Bad("Its ARP message is cut off.");
        }

        ulong card =
            ((ulong)BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]) << 16)
            | BinaryPrimitives.ReadUInt16BigEndian(bytes[12..]);
        PeerAddress sender = new(BinaryPrimitives.ReadUInt32BigEndian(bytes[14..]), IsV6: false);
        LineResult result = gathering.Add(sender, at, out HostSheet? sheet);
        bool isGroup = (bytes[8] & 1) == 1;
        if (sheet is not null && card != 0 && !isGroup)
        {
            gathering.Hosts.SeeMac(card, sender, default, isOwn: true);
        }

        return result;
    }

    private LineResult Bad(string problem)
    {
        Problem = problem;
        return LineResult.Bad;
    }

    // Only texts that repeat are made, once.
    private string Reason(ushort type)
    {
        if (!reasons.TryGetValue(type, out string? reason))
        {
            reason = type switch
            {
                0 => "are of the link itself, or of a network that is not IP",
                0x8892 => "are of PROFINET in real time, which has no addresses of the network",
                0x88CC => "are of LLDP, which is not read",
                0x88B8 or 0x88B9 or 0x88BA =>
                    "are of IEC 61850 without addresses of the network (GOOSE, GSE, sampled values)",
                0x88A4 => "are of EtherCAT, which has no addresses of the network",
                0x88E1 or 0x8912 => "are of powerline adapters",
                0x88F7 => "are of the precision time protocol",
                _ => string.Create(CultureInfo.InvariantCulture, $"are of EtherType 0x{type:x4}, which is not read"),
            };
            reasons.Add(type, reason);
        }

        return reason;
    }
}
