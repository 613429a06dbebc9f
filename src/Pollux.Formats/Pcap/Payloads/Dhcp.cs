using System.Buffers.Binary;
using Pollux.Formats.Hosts;
using Pollux.Formats.Traffic;

namespace Pollux.Formats.Pcap.Payloads;

/// <summary>DHCP (RFC 2131, 2; options: RFC 2132): the card that was given an address, and the name that its host says it has.</summary>
internal static class Dhcp
{
    private const int Options = 240;
    private const byte HostName = 12;
    private const byte Kind = 53;
    private const byte Request = 3;
    private const byte Acknowledged = 5;
    private const byte Inform = 8;

    public static bool Fits(ReadOnlySpan<byte> bytes) =>
        bytes.Length > Options
        && bytes[0] is 1 or 2
        && bytes[236..Options].SequenceEqual<byte>([0x63, 0x82, 0x53, 0x63]);

    public static void Read(ReadOnlySpan<byte> bytes, Speaker speaker)
    {
        if (!Fits(bytes))
        {
            return;
        }

        ReadOnlySpan<byte> kind = Option(bytes[Options..], Kind);
        int addressAt = kind switch
        {
            [Request or Inform] => 12,
            [Acknowledged] => bytes[16..20].ContainsAnyExcept((byte)0) ? 16 : 12,
            _ => 0,
        };
        if (addressAt == 0)
        {
            return;
        }

        PeerAddress address = new(BinaryPrimitives.ReadUInt32BigEndian(bytes[addressAt..]), IsV6: false);
        if (address.Bits == 0 || speaker.Talk.Sheet(address) is not { } sheet)
        {
            return;
        }

        // Hardware of type 1 (Ethernet) with an address of six bytes.
        if (bytes[1] == 1 && bytes[2] == 6)
        {
            ulong card =
                ((ulong)BinaryPrimitives.ReadUInt32BigEndian(bytes[28..]) << 16)
                | BinaryPrimitives.ReadUInt16BigEndian(bytes[32..]);
            sheet.AddMac(HostTexts.Mac(HostSheets.MacText(card)));
        }

        sheet.AddName(NameSource.Self, HostTexts.HostName(PayloadTexts.Read(Option(bytes[Options..], HostName))));
    }

    private static ReadOnlySpan<byte> Option(ReadOnlySpan<byte> options, byte wanted)
    {
        while (options.Length >= 2 && options[0] != 255)
        {
            if (options[0] == 0)
            {
                options = options[1..];
                continue;
            }

            int length = options[1];
            if (options.Length < 2 + length)
            {
                break;
            }

            if (options[0] == wanted)
            {
                return options.Slice(2, length);
            }

            options = options[(2 + length)..];
        }

        return [];
    }
}
