using Pollux.Formats.Traffic;

namespace Pollux.Formats.Pcap.Payloads;

/// <summary>IEC 60870-5-104 (5: start 68, length, four bytes of control; types: IEC 60870-5-101, 7.2.1).</summary>
internal static class Iec104
{
    private const byte Start = 0x68;
    private const int Header = 6;

    public static int LengthOf(ReadOnlySpan<byte> bytes) =>
        bytes[0] != Start ? -1
        : bytes.Length < 2 ? 0
        : bytes[1] is >= 4 and <= 253 ? bytes[1] + 2
        : -1;

    public static void Read(ReadOnlySpan<byte> message, Speaker speaker)
    {
        // Only numbered messages, whose lowest bit is 0, carry data.
        if (!speaker.IsClient || message.Length <= Header || (message[2] & 1) != 0)
        {
            return;
        }

        speaker.Did(
            message[Header] switch
            {
                (>= 45 and <= 51) or (>= 58 and <= 64) or 103 or 105 => FlowUses.Control,
                100 or 101 or 102 => FlowUses.Read,
                >= 110 and <= 113 => FlowUses.Write,
                >= 120 and <= 127 => FlowUses.FileTransfer,
                _ => FlowUses.None,
            }
        );
    }
}
