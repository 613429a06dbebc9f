using System.Buffers.Binary;
using Pollux.Formats.Traffic;
using Pollux.Twin.Assets;

namespace Pollux.Formats.Pcap.Payloads;

/// <summary>
/// Modbus/TCP (MODBUS Messaging on TCP/IP V1.0b, 3.1.3: transaction, protocol 0, length, unit; MODBUS Application Protocol V1.1b3, 6: functions).
/// </summary>
internal static class Modbus
{
    private const int Header = 7;
    private const int LongestBody = 254;
    private const byte Refused = 0x80;
    private const byte Encapsulated = 43;
    private const byte Identification = 14;

    public static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Header + 1)
        {
            return 0;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        return BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) != 0 || length is < 2 or > LongestBody
            ? -1
            : 6 + length;
    }

    /// <summary>True for a request that is surely of Modbus, whatever the port: one that reads or writes, of exactly its length.</summary>
    public static bool IsRequest(ReadOnlySpan<byte> bytes) =>
        bytes.Length == 12
        && LengthOf(bytes) == 12
        && bytes[7] is >= 1 and <= 6
        && (bytes[7] > 4 || BinaryPrimitives.ReadUInt16BigEndian(bytes[10..]) is >= 1 and <= 2000);

    public static void Read(ReadOnlySpan<byte> message, Speaker speaker)
    {
        if (message.Length <= Header)
        {
            return;
        }

        ushort transaction = BinaryPrimitives.ReadUInt16BigEndian(message);
        byte function = message[Header];
        Requests requests = speaker.Talk.Requests ??= new Requests();
        if (speaker.IsClient)
        {
            speaker.Did(requests.Ask(transaction, Use(function, message[(Header + 1)..])));
            return;
        }

        int uses = requests.Answer(transaction);
        if ((function & Refused) != 0)
        {
            return;
        }

        speaker.Did(uses);
        if (function == Encapsulated)
        {
            Identify(message[(Header + 1)..], speaker);
        }
    }

    private static int Use(byte function, ReadOnlySpan<byte> data) =>
        function switch
        {
            1 or 2 or 3 or 4 or 20 or 24 => FlowUses.Read,
            5 or 6 or 15 or 16 or 21 or 22 => FlowUses.Write,
            23 => FlowUses.Read | FlowUses.Write,

            // Of the diagnostics 1 restarts the device and 4 silences it.
            8 when data.Length >= 2 && BinaryPrimitives.ReadUInt16BigEndian(data) is 1 or 4 => FlowUses.Control,
            7 or 8 or 11 or 12 or 17 or Encapsulated => FlowUses.Discover,

            // 90 carries UMAS, by which Schneider Electric's controllers are programmed.
            90 or 13 or 14 or 125 or 126 => FlowUses.Program,
            _ => FlowUses.None,
        };

    // 6.21: kind 14, code, conformity, more, next object, number of objects, then number, length and text of each.
    private static void Identify(ReadOnlySpan<byte> data, Speaker speaker)
    {
        if (data.Length < 6 || data[0] != Identification)
        {
            return;
        }

        int objects = data[5];
        data = data[6..];
        for (; objects > 0 && data.Length >= 2 && data.Length >= 2 + data[1]; objects--)
        {
            string? property = data[0] switch
            {
                0 => Properties.Vendor,
                1 => Properties.Model,
                2 => Properties.Version,
                4 or 5 => Properties.Product,
                _ => null,
            };
            if (property is not null)
            {
                speaker.Is(property, PayloadTexts.Read(data.Slice(2, data[1])));
            }

            data = data[(2 + data[1])..];
        }
    }
}
