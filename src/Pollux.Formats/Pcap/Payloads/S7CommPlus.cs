using System.Buffers.Binary;
using Pollux.Formats.Traffic;

namespace Pollux.Formats.Pcap.Payloads;

/// <summary>
/// S7comm-plus, which Siemens does not publish; as its open dissector describes it: 72, version, length, kind of message, reserved, function.
/// From version 3 on a checksum of 32 bytes comes first; what a version 254 holds is none.
/// </summary>
internal static class S7CommPlus
{
    private const int Header = 4;
    private const int LongestChecksum = 64;
    private const byte Request = 0x31;

    public static void Read(ReadOnlySpan<byte> body, Speaker speaker)
    {
        int at = Header;
        if (body.Length > Header && body[1] == 3 && body[Header] <= LongestChecksum)
        {
            at += 1 + body[Header];
        }

        if (!speaker.IsClient || body[1] is 0 or > 3 || body.Length < at + 5 || body[at] != Request)
        {
            return;
        }

        speaker.Did(
            BinaryPrimitives.ReadUInt16BigEndian(body[(at + 3)..]) switch
            {
                0x04BB or 0x0524 or 0x0586 => FlowUses.Discover,
                0x04FC or 0x054C => FlowUses.Read,
                0x04F2 or 0x0542 => FlowUses.Write,
                0x04D4 or 0x056B => FlowUses.Control,
                _ => FlowUses.None,
            }
        );
    }
}
