using System.Buffers.Binary;
using Pollux.Formats.Traffic;

namespace Pollux.Formats.Pcap.Payloads;

/// <summary>Messages of CIP (CIP Volume 1, 2-4: service, path; appendix A: services); tags by Rockwell's manual 1756-PM020.</summary>
internal static class Cip
{
    private const byte Answer = 0x80;
    private const byte GetAll = 0x01;
    private const int IdentityClass = 1;
    private const int RouterClass = 2;
    private const int ManagerClass = 6;
    private const int Deepest = 4;
    private const int MostPacked = 64;

    // What Talk.Memory holds: the last request asked for the identity of the device itself.
    private const int AskedIdentity = 1;

    public static void Read(ReadOnlySpan<byte> message, Speaker speaker)
    {
        if (message.Length < 2)
        {
            return;
        }

        if (speaker.IsClient)
        {
            speaker.Talk.Memory = 0;
            speaker.Did(Use(message, speaker, 0));
            return;
        }

        // An answer: service, reserved, status, words of more status, then data.
        bool isIdentity = message.Length > 4 && message[0] == (Answer | GetAll) && message[2] == 0 && message[3] == 0;
        if (isIdentity && speaker.Talk.Memory == AskedIdentity)
        {
            Enip.ReadIdentity(message[4..], speaker);
        }

        speaker.Talk.Memory = 0;
    }

    private static int Use(ReadOnlySpan<byte> message, Speaker speaker, int depth)
    {
        if (message.Length < 2 || depth > Deepest || message.Length < 2 + (message[1] * 2))
        {
            return FlowUses.None;
        }

        byte service = message[0];
        ReadOnlySpan<byte> path = message.Slice(2, message[1] * 2);
        ReadOnlySpan<byte> data = message[(2 + path.Length)..];
        int target = ClassOf(path);
        if (target == ManagerClass)
        {
            // What is sent on to another module says nothing of this one but what was done.
            return service == 0x52 && data.Length > 4 ? Use(Embedded(data), speaker, depth + 1) : FlowUses.None;
        }

        if (service == 0x0A && target == RouterClass)
        {
            return Packed(data, speaker, depth + 1);
        }

        if (target == IdentityClass)
        {
            speaker.Talk.Memory = service == GetAll && depth == 0 ? AskedIdentity : 0;
            return service is GetAll or 0x03 or 0x0E ? FlowUses.Discover : Plain(service, data);
        }

        return Plain(service, data);
    }

    private static int Plain(byte service, ReadOnlySpan<byte> data) =>
        service switch
        {
            GetAll or 0x03 or 0x0E or 0x4C or 0x52 => FlowUses.Read,
            0x02 or 0x04 or 0x10 or 0x4D or 0x53 => FlowUses.Write,
            0x4E => FlowUses.Read | FlowUses.Write,
            0x05 or 0x06 or 0x07 => FlowUses.Control,
            0x08 or 0x09 or 0x0D or 0x15 or 0x16 => FlowUses.Program,
            0x11 or 0x55 => FlowUses.Discover,
            0x4B => Pccc(data),
            _ => FlowUses.None,
        };

    // Rockwell's DF1 manual 1770-RM516, 7: after the requester, command, status, transaction and function.
    private static int Pccc(ReadOnlySpan<byte> data)
    {
        int command = data.Length > 0 ? data[0] : 0;
        if (data.Length < command + 5 || data[command] != 0x0F)
        {
            return FlowUses.None;
        }

        return data[command + 4] switch
        {
            0x01 or 0x29 or 0x68 or 0xA1 or 0xA2 => FlowUses.Read,
            0x00 or 0x26 or 0x67 or 0xA9 or 0xAA or 0xAB => FlowUses.Write,
            0x3A or 0x80 => FlowUses.Control,
            0x50 or 0x52 or 0x53 or 0x55 or 0x57 or 0x8F => FlowUses.Program,
            _ => FlowUses.None,
        };
    }

    // Unconnected send (CIP Volume 1, 3-5): priority, ticks, length, message.
    private static ReadOnlySpan<byte> Embedded(ReadOnlySpan<byte> data) =>
        data.Slice(4, Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(data[2..]), data.Length - 4));

    // Multiple service packet (appendix A): number of services, and where each begins.
    private static int Packed(ReadOnlySpan<byte> data, Speaker speaker, int depth)
    {
        if (data.Length < 2)
        {
            return FlowUses.None;
        }

        int uses = FlowUses.None;
        int count = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(data), (ushort)MostPacked);
        for (int index = 0; index < count && data.Length >= 4 + (2 * index); index++)
        {
            int at = BinaryPrimitives.ReadUInt16LittleEndian(data[(2 + (2 * index))..]);
            uses |= at < data.Length ? Use(data[at..], speaker, depth) : FlowUses.None;
        }

        return uses;
    }

    // CIP Volume 1, appendix C: a logical segment of a class has the number in one byte, or after a pad byte in two.
    private static int ClassOf(ReadOnlySpan<byte> path) =>
        path switch
        {
            [0x20, var number, ..] => number,
            [0x21, _, var low, var high, ..] => low | (high << 8),
            _ => 0,
        };
}
