using System.Buffers.Binary;
using System.Text;
using Pollux.Formats.Hosts;
using Pollux.Formats.Traffic;

namespace Pollux.Formats.Pcap.Payloads;

/// <summary>
/// OPC UA over TCP (IEC 62541-6, 7.1: kind of message, chunk, length). What a message asks is seen while the channel is not encrypted: the
/// number of its type comes after channel, token, sequence and request (6.7.2; numbers: 62541-6, annex A).
/// </summary>
internal static class OpcUa
{
    private const int Header = 8;
    private const int TypeAt = 24;
    private const int LongestUrl = 4_096;
    private const uint LongestMessage = 64 << 20;

    public static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Header)
        {
            return 0;
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
        bool isKnown =
            bytes.StartsWith("MSG"u8)
            || bytes.StartsWith("HEL"u8)
            || bytes.StartsWith("ACK"u8)
            || bytes.StartsWith("OPN"u8)
            || bytes.StartsWith("CLO"u8)
            || bytes.StartsWith("ERR"u8)
            || bytes.StartsWith("RHE"u8);
        return isKnown && bytes[3] is (byte)'F' or (byte)'C' or (byte)'A' && length is >= Header and <= LongestMessage
            ? (int)length
            : -1;
    }

    public static void Read(ReadOnlySpan<byte> message, Speaker speaker)
    {
        if (message.StartsWith("HEL"u8) && speaker.IsClient)
        {
            ReadHello(message, speaker);
        }
        else if (message.StartsWith("MSG"u8) && speaker.IsClient && message.Length >= TypeAt + 4)
        {
            speaker.Did(Use(message[TypeAt..]));
        }
    }

    // The address that the client calls: opc.tcp://host:4840/path, after five figures of four bytes.
    private static void ReadHello(ReadOnlySpan<byte> message, Speaker speaker)
    {
        const int UrlAt = Header + 24;
        if (message.Length < UrlAt)
        {
            return;
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(message[(UrlAt - 4)..]);
        if (length is <= 0 or > LongestUrl || length > message.Length - UrlAt)
        {
            return;
        }

        string url = Encoding.UTF8.GetString(message.Slice(UrlAt, length));
        if (
            Uri.TryCreate(url, UriKind.Absolute, out Uri? address)
            && address.Scheme == "opc.tcp"
            && HostTexts.HostName(address.Host) is { } name
        )
        {
            speaker.Talk.Sheet(!speaker.IsFromLow)?.AddName(NameSource.Caller, name);
        }
    }

    // A type is a number of the standard's namespace in four bytes (5.2.2.9): 01, 00, low, high.
    private static int Use(ReadOnlySpan<byte> type) =>
        type[0] != 1 || type[1] != 0
            ? FlowUses.None
            : BinaryPrimitives.ReadUInt16LittleEndian(type[2..]) switch
            {
                422 or 428 or 527 or 533 or 554 => FlowUses.Discover,
                467 => FlowUses.Login,
                631 or 664 or 751 or 787 or 826 => FlowUses.Read,
                673 or 700 => FlowUses.Write,
                712 => FlowUses.Control,
                488 or 494 or 500 or 506 => FlowUses.Program,
                _ => FlowUses.None,
            };
}
