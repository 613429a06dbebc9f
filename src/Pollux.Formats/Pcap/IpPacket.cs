using System.Buffers.Binary;
using Pollux.Formats.Traffic;

namespace Pollux.Formats.Pcap;

/// <summary>What an IP header says.</summary>
/// <param name="Source">Who sent it.</param>
/// <param name="Target">To whom.</param>
/// <param name="Protocol">What follows: the protocol number of the IANA.</param>
/// <param name="Offset">Where it follows.</param>
/// <param name="Length">How long it is, in bytes, captured or not.</param>
/// <param name="Hops">Time to live, or hop limit.</param>
/// <param name="IsLaterFragment">True when it is not the first part of a packet that was cut, so that no ports follow.</param>
/// <param name="IsFragment">True when it is any part of one.</param>
internal readonly record struct IpPacket(
    PeerAddress Source,
    PeerAddress Target,
    byte Protocol,
    int Offset,
    int Length,
    byte Hops,
    bool IsLaterFragment,
    bool IsFragment
)
{
    private const int HeaderV4 = 20;
    private const int HeaderV6 = 40;
    private const int MostExtensions = 16;

    /// <summary>
    /// True when no router can have lowered the hops: they are what systems begin with. The sender is then on the network that was recorded.
    /// </summary>
    public bool IsFromHere => Hops is 64 or 128 or 255;

    /// <summary>Reads a header; false when it is cut off or none.</summary>
    /// <param name="bytes">From the header on, as far as captured.</param>
    /// <param name="original">How long that was on the network.</param>
    /// <param name="packet">What it says.</param>
    public static bool TryRead(ReadOnlySpan<byte> bytes, int original, out IpPacket packet)
    {
        packet = default;
        return !bytes.IsEmpty
            && (bytes[0] >> 4) switch
            {
                4 => TryReadV4(bytes, original, out packet),
                6 => TryReadV6(bytes, original, out packet),
                _ => false,
            };
    }

    // RFC 791, 3.1. A length of 0 is left by cards that cut packets themselves.
    private static bool TryReadV4(ReadOnlySpan<byte> bytes, int original, out IpPacket packet)
    {
        packet = default;
        int header = bytes.Length < HeaderV4 ? 0 : (bytes[0] & 15) * 4;
        if (header < HeaderV4 || bytes.Length < header)
        {
            return false;
        }

        int total = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        int cut = BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]);
        total = total == 0 ? original : total;
        if (total < header)
        {
            return false;
        }

        packet = new IpPacket(
            new PeerAddress(BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]), IsV6: false),
            new PeerAddress(BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]), IsV6: false),
            bytes[9],
            header,
            total - header,
            bytes[8],
            IsLaterFragment: (cut & 0x1FFF) != 0,
            IsFragment: (cut & 0x3FFF) != 0
        );
        return true;
    }

    // RFC 8200, 3 and 4: headers follow each other, each naming the next.
    private static bool TryReadV6(ReadOnlySpan<byte> bytes, int original, out IpPacket packet)
    {
        packet = default;
        if (bytes.Length < HeaderV6)
        {
            return false;
        }

        int payload = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        int end = payload == 0 ? Math.Max(original, HeaderV6) : HeaderV6 + payload;
        byte next = bytes[6];
        int at = HeaderV6;
        bool isLater = false;
        bool isCut = false;
        for (int extensions = 0; extensions < MostExtensions && Extends(next) && !isLater; extensions++)
        {
            if (bytes.Length < at + 8)
            {
                return false;
            }

            if (next == 44)
            {
                int cut = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
                isLater = cut >> 3 != 0;
                isCut = isLater || (cut & 1) == 1;
            }

            int length = next switch
            {
                44 => 8,
                51 => (bytes[at + 1] + 2) * 4,
                _ => (bytes[at + 1] + 1) * 8,
            };
            next = bytes[at];
            at += length;
        }

        if (at > end)
        {
            return false;
        }

        packet = new IpPacket(
            new PeerAddress(BinaryPrimitives.ReadUInt128BigEndian(bytes[8..]), IsV6: true),
            new PeerAddress(BinaryPrimitives.ReadUInt128BigEndian(bytes[24..]), IsV6: true),
            next,
            at,
            end - at,
            bytes[7],
            isLater,
            isCut
        );
        return true;
    }

    // Hop-by-hop, routing, fragment, authentication, destination, mobility, host identity, shim.
    private static bool Extends(byte protocol) => protocol is 0 or 43 or 44 or 51 or 60 or 135 or 139 or 140;
}
