using System.Buffers.Binary;

namespace Pollux.Formats.Pcap;

/// <summary>What came of a packet's first header.</summary>
internal enum FrameResult
{
    /// <summary>It is known what follows.</summary>
    Read,

    /// <summary>It is cut off.</summary>
    Short,

    /// <summary>It is of a link type that is not read.</summary>
    UnknownLink,
}

/// <summary>What a packet's first headers say.</summary>
/// <param name="Type">The EtherType of what follows; 0 for none.</param>
/// <param name="Offset">Where it follows.</param>
/// <param name="Card">The card that sent it; 0 when not said.</param>
/// <param name="IsToGroup">True when it was sent to all or to a group, so that the address it goes to is no device.</param>
internal readonly record struct Frame(ushort Type, int Offset, ulong Card, bool IsToGroup);

/// <summary>Reads the headers before the network's own (link types: www.tcpdump.org/linktypes.html).</summary>
internal static class LinkLayer
{
    public const ushort V4 = 0x0800;
    public const ushort V6 = 0x86DD;
    public const ushort Arp = 0x0806;

    private const int MostTags = 4;

    public static FrameResult TryRead(int linkType, ReadOnlySpan<byte> packet, out Frame frame)
    {
        frame = default;
        Frame? read = linkType switch
        {
            0 or 108 => Loopback(packet, linkType == 108),
            1 => Ethernet(packet),
            12 or 14 or 101 or 228 or 229 => Raw(packet, 0, 0, isToGroup: false),
            113 => Cooked(packet),
            276 => Cooked2(packet),
            _ => null,
        };
        frame = read ?? default;
        return read is not null ? FrameResult.Read
            : linkType is 0 or 1 or 12 or 14 or 101 or 108 or 113 or 228 or 229 or 276 ? FrameResult.Short
            : FrameResult.UnknownLink;
    }

    // IEEE 802.3: two addresses and a type; 802.1Q: tags of four bytes before the type.
    private static Frame? Ethernet(ReadOnlySpan<byte> packet)
    {
        const int Header = 14;
        if (packet.Length < Header)
        {
            return null;
        }

        ulong card = Card(packet[6..]);
        bool isToGroup = (packet[0] & 1) == 1;
        return Typed(packet, 12, card, isToGroup);
    }

    private static Frame? Typed(ReadOnlySpan<byte> packet, int at, ulong card, bool isToGroup)
    {
        for (int tags = 0; tags <= MostTags; tags++)
        {
            if (packet.Length < at + 2)
            {
                return null;
            }

            ushort type = BinaryPrimitives.ReadUInt16BigEndian(packet[at..]);
            if (type is not (0x8100 or 0x88A8 or 0x9100 or 0x9200))
            {
                return type < 0x0600 ? Llc(packet, at + 2, card, isToGroup) : new Frame(type, at + 2, card, isToGroup);
            }

            at += 4;
        }

        return new Frame(0, at, card, isToGroup);
    }

    // IEEE 802.2 with SNAP (RFC 1042); other users of 802.2 carry no IP.
    private static Frame Llc(ReadOnlySpan<byte> packet, int at, ulong card, bool isToGroup) =>
        packet.Length >= at + 8 && packet[at..(at + 6)].SequenceEqual<byte>([0xAA, 0xAA, 0x03, 0, 0, 0])
            ? new Frame(BinaryPrimitives.ReadUInt16BigEndian(packet[(at + 6)..]), at + 8, card, isToGroup)
            : new Frame(0, at, card, isToGroup);

    private static Frame? Raw(ReadOnlySpan<byte> packet, int at, ulong card, bool isToGroup) =>
        packet.Length <= at
            ? null
            : (packet[at] >> 4) switch
            {
                4 => new Frame(V4, at, card, isToGroup),
                6 => new Frame(V6, at, card, isToGroup),
                _ => new Frame(0, at, card, isToGroup),
            };

    // Four bytes that name the family: of the machine's byte order, or of the network's. 2 is IPv4 everywhere, the others differ.
    private static Frame? Loopback(ReadOnlySpan<byte> packet, bool isBig)
    {
        if (packet.Length < 4)
        {
            return null;
        }

        uint family = BinaryPrimitives.ReadUInt32BigEndian(packet);
        family = !isBig && family > 0xFFFF ? BinaryPrimitives.ReverseEndianness(family) : family;
        return family switch
        {
            2 => new Frame(V4, 4, 0, IsToGroup: false),
            10 or 24 or 28 or 30 => new Frame(V6, 4, 0, IsToGroup: false),
            _ => new Frame(0, 4, 0, IsToGroup: false),
        };
    }

    // LINKTYPE_LINUX_SLL: packet type, kind of device, length of address, address, protocol.
    private static Frame? Cooked(ReadOnlySpan<byte> packet) =>
        packet.Length < 16
            ? null
            : Typed(packet, 14, IsCard(packet, kindAt: 2, packet[5]) ? Card(packet[6..]) : 0, packet[1] is 1 or 2);

    // LINKTYPE_LINUX_SLL2: protocol, reserved, interface, kind of device, packet type, length of address, address.
    private static Frame? Cooked2(ReadOnlySpan<byte> packet)
    {
        const int Header = 20;
        if (packet.Length < Header)
        {
            return null;
        }

        ulong card = IsCard(packet, kindAt: 8, packet[11]) ? Card(packet[12..]) : 0;
        bool isToGroup = packet[10] is 1 or 2;
        ushort type = BinaryPrimitives.ReadUInt16BigEndian(packet);
        return type is 0x8100 or 0x88A8
            ? Typed(packet, Header + 2, card, isToGroup)
            : new Frame(type, Header, card, isToGroup);
    }

    // ARPHRD_ETHER with an address of six bytes.
    private static bool IsCard(ReadOnlySpan<byte> packet, int kindAt, byte length) =>
        BinaryPrimitives.ReadUInt16BigEndian(packet[kindAt..]) == 1 && length == 6;

    // The lowest bit of the first byte marks a group, which sends nothing.
    private static ulong Card(ReadOnlySpan<byte> bytes)
    {
        ulong card =
            ((ulong)BinaryPrimitives.ReadUInt32BigEndian(bytes) << 16)
            | BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        return (bytes[0] & 1) == 1 ? 0 : card;
    }
}
