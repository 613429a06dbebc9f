using System.Buffers.Binary;
using Pollux.Formats.Traffic;

namespace Pollux.Formats.Pcap.Payloads;

/// <summary>
/// BACnet/IP (ANSI/ASHRAE 135, annex J: 81, function, length; 6.2: the network's header; 20.1: the application's). What a device behind a
/// router says is not what the router is.
/// </summary>
internal static class BacNet
{
    private const byte Bvlc = 0x81;
    private const byte Forwarded = 0x04;

    public static bool Fits(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 4
        && bytes[0] == Bvlc
        && bytes[1] <= 0x0C
        && BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) >= 4;

    /// <summary>True for a broadcast: the address it goes to is that of a whole network, which no header need show.</summary>
    public static bool IsToAll(ReadOnlySpan<byte> bytes) => Fits(bytes) && bytes[1] == 0x0B;

    public static void Read(ReadOnlySpan<byte> message, Speaker speaker)
    {
        if (!TryStrip(message, out ReadOnlySpan<byte> body, out bool isOwn) || body.Length < 2)
        {
            return;
        }

        switch (body[0] >> 4)
        {
            // Confirmed request: flags, sizes, number, (sequence, window), service.
            case 0:
                speaker.Talk.PutRight(speaker.IsFromLow);
                int at = (body[0] & 8) != 0 ? 5 : 3;
                speaker.Did(speaker.IsClient && body.Length > at ? Confirmed(body[at]) : FlowUses.None);
                break;
            case 1:
                ReadUnconfirmed(body, isOwn, speaker);
                break;

            // Answer with data: number, (sequence, window), service; of one in parts only the first begins with the object.
            case 3 when isOwn && (body[0] & 8) == 0 && body.Length > 3:
                BacNetValues.Read(body[2], body[3..], speaker);
                break;
            default:
                break;
        }
    }

    private static void ReadUnconfirmed(ReadOnlySpan<byte> body, bool isOwn, Speaker speaker)
    {
        if (body[1] == 0 && isOwn)
        {
            // I-Am proves that the sender is a device of BACnet.
            speaker.Own?.AddService(new ServiceNote(SenderPort(speaker), Transport.Udp, "bacnet"));
        }

        speaker.Did(
            body[1] switch
            {
                7 or 8 when speaker.IsClient => FlowUses.Discover,
                6 or 9 when speaker.IsClient => FlowUses.Control,
                10 when speaker.IsClient => FlowUses.Write,
                _ => FlowUses.None,
            }
        );
    }

    private static ushort SenderPort(Speaker speaker) =>
        speaker.IsFromLow ? speaker.Talk.Key.LowPort : speaker.Talk.Key.HighPort;

    private static int Confirmed(byte service) =>
        service switch
        {
            3 or 4 or 5 or 12 or 13 or 14 or 26 or 28 or 29 => FlowUses.Read,
            8 or 9 or 15 or 16 => FlowUses.Write,
            17 or 20 or 27 => FlowUses.Control,
            10 or 11 => FlowUses.Program,
            6 or 7 => FlowUses.FileTransfer,
            _ => FlowUses.None,
        };

    // The network's header: version 1, control; destination and source network where control says so.
    private static bool TryStrip(ReadOnlySpan<byte> message, out ReadOnlySpan<byte> body, out bool isOwn)
    {
        body = default;
        isOwn = false;
        if (!Fits(message) || message[1] is not (Forwarded or 0x09 or 0x0A or 0x0B))
        {
            return false;
        }

        isOwn = message[1] != Forwarded;
        ReadOnlySpan<byte> rest = message[Math.Min(message.Length, isOwn ? 4 : 10)..];
        if (rest.Length < 2 || rest[0] != 1 || (rest[1] & 0x80) != 0)
        {
            return false;
        }

        byte control = rest[1];
        bool hasTarget = (control & 0x20) != 0;
        bool hasSource = (control & 0x08) != 0;
        isOwn &= !hasSource;
        rest = rest[2..];
        if ((hasTarget && !TrySkip(ref rest)) || (hasSource && !TrySkip(ref rest)) || rest.Length < (hasTarget ? 1 : 0))
        {
            return false;
        }

        body = hasTarget ? rest[1..] : rest;
        return true;
    }

    // Network of two bytes, length of the address, address.
    private static bool TrySkip(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 3 || rest.Length < 3 + rest[2])
        {
            return false;
        }

        rest = rest[(3 + rest[2])..];
        return true;
    }
}
