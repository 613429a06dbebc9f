using System.Buffers.Binary;

namespace Pollux.Formats.Pcap;

/// <summary>What a TCP (RFC 9293, 3.1) or UDP (RFC 768) header says.</summary>
/// <param name="SourcePort">The sender's port.</param>
/// <param name="TargetPort">The port it goes to.</param>
/// <param name="Offset">Where the payload begins.</param>
/// <param name="Length">How long the payload is, captured or not.</param>
/// <param name="Sequence">TCP: the number of the first byte.</param>
/// <param name="Flags">TCP: the flags.</param>
internal readonly record struct Segment(
    ushort SourcePort,
    ushort TargetPort,
    int Offset,
    int Length,
    uint Sequence,
    byte Flags
)
{
    private const int UdpHeader = 8;
    private const int TcpHeader = 20;

    public bool IsFin => (Flags & 0x01) != 0;

    public bool IsSyn => (Flags & 0x02) != 0;

    public bool IsReset => (Flags & 0x04) != 0;

    public bool IsAck => (Flags & 0x10) != 0;

    /// <summary>Reads a UDP header; false when it is cut off or none.</summary>
    public static bool TryReadUdp(ReadOnlySpan<byte> bytes, int length, out Segment segment)
    {
        segment = default;
        if (bytes.Length < UdpHeader || length < UdpHeader)
        {
            return false;
        }

        segment = new Segment(
            BinaryPrimitives.ReadUInt16BigEndian(bytes),
            BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            UdpHeader,
            length - UdpHeader,
            0,
            0
        );
        return true;
    }

    /// <summary>Reads a TCP header; false when it is cut off or none. Options that were cut off are passed over.</summary>
    public static bool TryReadTcp(ReadOnlySpan<byte> bytes, int length, out Segment segment)
    {
        segment = default;
        int header = bytes.Length < TcpHeader ? 0 : (bytes[12] >> 4) * 4;
        if (header < TcpHeader || length < header)
        {
            return false;
        }

        segment = new Segment(
            BinaryPrimitives.ReadUInt16BigEndian(bytes),
            BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            header,
            length - header,
            BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]),
            bytes[13]
        );
        return true;
    }
}
