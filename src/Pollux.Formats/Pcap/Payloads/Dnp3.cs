using System.Buffers.Binary;
using Pollux.Formats.Traffic;

namespace Pollux.Formats.Pcap.Payloads;

/// <summary>
/// DNP3 (IEEE 1815-2012, 9.2: start 05 64, length, control, destination, source, checksum, blocks of 16 bytes with a checksum each;
/// 8.2: the transport's byte; 4.2: the application's control and function).
/// </summary>
internal static class Dnp3
{
    private const int Header = 10;
    private const byte FromMaster = 0x80;
    private const byte FirstOfMany = 0x40;

    public static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Header)
        {
            return bytes[0] == 0x05 ? 0 : -1;
        }

        // The length counts from the control on, without checksums: five bytes of the header, then what the blocks hold.
        int data = bytes[2] - 5;
        return bytes[0] != 0x05 || bytes[1] != 0x64 || data < 0 || !HasChecksum(bytes)
            ? -1
            : Header + data + ((data + 15) / 16 * 2);
    }

    public static void Read(ReadOnlySpan<byte> message, Speaker speaker)
    {
        if (message.Length < Header)
        {
            return;
        }

        bool isFromMaster = (message[3] & FromMaster) != 0;

        // Either may open the connection, and both may listen on the same port: the master is the one that uses the other.
        speaker.Talk.PutRight(isFromMaster == speaker.IsFromLow);
        if (message.Length < Header + 3 || (message[Header] & FirstOfMany) == 0 || !isFromMaster || !speaker.IsClient)
        {
            return;
        }

        speaker.Did(
            message[Header + 2] switch
            {
                1 or (>= 7 and <= 12) or 20 => FlowUses.Read,
                2 or 22 => FlowUses.Write,
                3 or 4 or 5 or 6 or 13 or 14 or 15 or 16 or 17 or 18 or 24 => FlowUses.Control,
                19 or 31 => FlowUses.Program,
                25 or 26 or 27 or 30 => FlowUses.FileTransfer,
                28 => FlowUses.Discover,
                29 or 32 or 33 => FlowUses.Login,
                _ => FlowUses.None,
            }
        );
    }

    // 9.2.4.7: polynomial x16+x13+x12+x11+x10+x8+x6+x5+x2+1, reflected, inverted, lower byte first.
    private static bool HasChecksum(ReadOnlySpan<byte> bytes)
    {
        int sum = 0;
        foreach (byte here in bytes[..8])
        {
            sum ^= here;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum & 1) != 0 ? (sum >> 1) ^ 0xA6BC : sum >> 1;
            }
        }

        return BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]) == (ushort)~sum;
    }
}
