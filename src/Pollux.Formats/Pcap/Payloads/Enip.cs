using System.Buffers.Binary;
using System.Globalization;
using Pollux.Formats.Traffic;
using Pollux.Twin.Assets;

namespace Pollux.Formats.Pcap.Payloads;

/// <summary>EtherNet/IP (CIP Volume 2, 2-3: command, length, session, status, context, options) with the messages of CIP inside.</summary>
internal static class Enip
{
    private const int Header = 24;
    private const ushort ListIdentity = 0x63;
    private const ushort IdentityItem = 0x0C;
    private const ushort ConnectedItem = 0xB1;
    private const ushort UnconnectedItem = 0xB2;
    private const int MostItems = 16;

    public static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4)
        {
            return 0;
        }

        return IsCommand(BinaryPrimitives.ReadUInt16LittleEndian(bytes))
            ? Header + BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..])
            : -1;
    }

    /// <summary>True for the message that opens a session, which is of a fixed form.</summary>
    public static bool IsOpening(ReadOnlySpan<byte> bytes) =>
        bytes.Length == Header + 4 && bytes[..4].SequenceEqual<byte>([0x65, 0, 4, 0]) && bytes[24] == 1;

    public static bool Fits(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= Header
        && IsCommand(BinaryPrimitives.ReadUInt16LittleEndian(bytes))
        && BinaryPrimitives.ReadUInt32LittleEndian(bytes[20..]) == 0;

    public static void Read(ReadOnlySpan<byte> message, Speaker speaker)
    {
        if (message.Length < Header)
        {
            return;
        }

        ushort command = BinaryPrimitives.ReadUInt16LittleEndian(message);
        ReadOnlySpan<byte> data = message[Header..];
        switch (command)
        {
            case 0x04 or ListIdentity or 0x64:
                speaker.Did(speaker.IsClient ? FlowUses.Discover : FlowUses.None);
                if (command == ListIdentity)
                {
                    ReadItems(data, speaker);
                }

                break;

            // SendRRData and SendUnitData: interface, time-out, then items.
            case 0x6F
            or 0x70 when data.Length > 6:
                ReadItems(data[6..], speaker);
                break;
            default:
                break;
        }
    }

    private static bool IsCommand(ushort command) =>
        command is 0 or 0x04 or ListIdentity or 0x64 or 0x65 or 0x66 or 0x6F or 0x70 or 0x72 or 0x73;

    // CIP Volume 2, 2-6: number of items, then kind, length and data of each.
    private static void ReadItems(ReadOnlySpan<byte> data, Speaker speaker)
    {
        if (data.Length < 2)
        {
            return;
        }

        int items = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(data), (ushort)MostItems);
        data = data[2..];
        for (; items > 0 && data.Length >= 4; items--)
        {
            ushort kind = BinaryPrimitives.ReadUInt16LittleEndian(data);
            int length = Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(data[2..]), data.Length - 4);
            ReadOnlySpan<byte> item = data.Slice(4, length);
            switch (kind)
            {
                // Version, then an address of sixteen bytes.
                case IdentityItem when item.Length > 18 && !speaker.IsClient:
                    ReadIdentity(item[18..], speaker);
                    break;
                case UnconnectedItem:
                    Cip.Read(item, speaker);
                    break;
                case ConnectedItem when item.Length > 2:
                    Cip.Read(item[2..], speaker);
                    break;
                default:
                    break;
            }

            data = data[(4 + length)..];
        }
    }

    /// <summary>
    /// The attributes of the identity object (CIP Volume 1, 5-2): vendor, kind, product, revision, status, serial number, name.
    /// </summary>
    public static void ReadIdentity(ReadOnlySpan<byte> data, Speaker speaker)
    {
        if (data.Length < 15 || data.Length < 15 + data[14])
        {
            return;
        }

        string? name = PayloadTexts.Read(data.Slice(15, data[14]));
        uint serial = BinaryPrimitives.ReadUInt32LittleEndian(data[10..]);
        speaker.Is(Properties.Vendor, CipNames.Vendor(BinaryPrimitives.ReadUInt16LittleEndian(data)));
        speaker.Is(Properties.DeviceClass, CipNames.Kind(BinaryPrimitives.ReadUInt16LittleEndian(data[2..])));
        speaker.Is(Properties.Product, name);
        speaker.Is(Properties.Model, CipNames.CatalogueNumber(name));
        speaker.Is(Properties.Version, string.Create(CultureInfo.InvariantCulture, $"{data[6]}.{data[7]}"));
        if (serial != 0)
        {
            speaker.Own?.AddSerial(string.Create(CultureInfo.InvariantCulture, $"0x{serial:x8}"));
        }
    }
}
