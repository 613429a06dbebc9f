using System.Buffers.Binary;
using System.Globalization;
using Pollux.Formats.Traffic;
using Pollux.Twin.Assets;

namespace Pollux.Formats.Pcap.Payloads;

/// <summary>
/// S7comm, which Siemens does not publish; as Wireshark's dissector describes it: kind of message, reference, lengths of parameters and
/// data. Lists of the system state (SZL) as the manual "System Software for S7-300/400, System and Standard Functions" describes them.
/// </summary>
internal static class S7Comm
{
    private const int JobHeader = 10;
    private const int AnswerHeader = 12;
    private const byte Job = 1;
    private const byte UserData = 7;

    public static void Read(ReadOnlySpan<byte> body, Speaker speaker)
    {
        if (body.Length < JobHeader)
        {
            return;
        }

        byte kind = body[1];
        int header = kind is 2 or 3 ? AnswerHeader : JobHeader;
        int parameters = BinaryPrimitives.ReadUInt16BigEndian(body[6..]);
        if (parameters == 0 || body.Length < header + parameters)
        {
            return;
        }

        ReadOnlySpan<byte> parameter = body.Slice(header, parameters);
        ReadOnlySpan<byte> data = body[(header + parameters)..];
        ushort reference = BinaryPrimitives.ReadUInt16BigEndian(body[4..]);
        Requests requests = speaker.Talk.Requests ??= new Requests();
        switch (kind)
        {
            // A controller asks for the blocks that it is told to load; that is the client's doing too.
            case Job:
                int uses = JobUse(parameter);
                speaker.Did(speaker.IsClient ? requests.Ask(reference, uses) : uses & FlowUses.Program);
                break;
            case 2 or 3:
                int asked = requests.Answer(reference);
                speaker.Did(body[10] == 0 ? asked : FlowUses.None);
                break;
            case UserData:
                ReadUserData(parameter, data, speaker);
                break;
            default:
                break;
        }
    }

    private static int JobUse(ReadOnlySpan<byte> parameter) =>
        parameter[0] switch
        {
            0x04 => FlowUses.Read,
            0x05 => FlowUses.Write,
            >= 0x1A and <= 0x1F => FlowUses.Program,
            0x28 => Service(parameter),
            0x29 => FlowUses.Control,
            _ => FlowUses.None,
        };

    // The name of the program invocation service ends the parameters: start is P_PROGRAM; the others insert, delete, compress and copy.
    private static int Service(ReadOnlySpan<byte> parameter) =>
        parameter.EndsWith("_INSE"u8)
        || parameter.EndsWith("_DELE"u8)
        || parameter.EndsWith("_GARB"u8)
        || parameter.EndsWith("_MODU"u8)
            ? FlowUses.Program
            : FlowUses.Control;

    // Parameters: 00 01 12, length, method, kind and group, function within the group, number.
    private static void ReadUserData(ReadOnlySpan<byte> parameter, ReadOnlySpan<byte> data, Speaker speaker)
    {
        if (parameter.Length < 8)
        {
            return;
        }

        bool isRequest = parameter[5] >> 4 == 4;
        int group = parameter[5] & 15;
        byte function = parameter[6];
        if (isRequest && speaker.IsClient)
        {
            speaker.Did(
                (group, function) switch
                {
                    (1, _) => FlowUses.Program,
                    (2, _) => FlowUses.Read,
                    (3 or 4, _) => FlowUses.Discover,
                    (5, _) => FlowUses.Login,
                    (7, 2 or 4) => FlowUses.Control,
                    (7, _) => FlowUses.Discover,
                    _ => FlowUses.None,
                }
            );
        }
        else if (!isRequest && !speaker.IsClient && group == 4 && function == 1)
        {
            ReadSystemState(data, speaker);
        }
    }

    // Data: return code, kind, length; then list, index, length and number of entries.
    private static void ReadSystemState(ReadOnlySpan<byte> data, Speaker speaker)
    {
        if (data.Length < 12 || data[0] != 0xFF)
        {
            return;
        }

        int list = BinaryPrimitives.ReadUInt16BigEndian(data[4..]) & 0xFF;
        int length = BinaryPrimitives.ReadUInt16BigEndian(data[8..]);
        if (length < 4 || list is not (0x11 or 0x1C))
        {
            return;
        }

        for (data = data[12..]; data.Length >= length; data = data[length..])
        {
            int index = BinaryPrimitives.ReadUInt16BigEndian(data);
            ReadOnlySpan<byte> entry = data[2..length];
            if (list == 0x11)
            {
                ReadModule(index, entry, speaker);
            }
            else
            {
                ReadComponent(index, entry, speaker);
            }
        }
    }

    // SZL xy11: order number of 20 characters, type, and two words of the edition: of the firmware (7) 'V' and three figures.
    private static void ReadModule(int index, ReadOnlySpan<byte> entry, Speaker speaker)
    {
        if (entry.Length < 26)
        {
            return;
        }

        string? order = PayloadTexts.Read(entry[..20]);
        if (index == 1 && order is not null)
        {
            speaker.Is(Properties.Model, order);

            // Only Siemens numbers its products so.
            bool isSiemens =
                order.StartsWith("6ES7", StringComparison.Ordinal) || order.StartsWith("6AG", StringComparison.Ordinal);
            speaker.Is(Properties.Vendor, isSiemens ? "Siemens" : null);
        }
        else if (index == 7 && entry[22] == (byte)'V')
        {
            speaker.Is(
                Properties.Version,
                string.Create(CultureInfo.InvariantCulture, $"{entry[23]}.{entry[24]}.{entry[25]}")
            );
        }
    }

    // SZL xy1C: 1 name of the system, 5 serial number of the module, 7 name of the module's type.
    private static void ReadComponent(int index, ReadOnlySpan<byte> entry, Speaker speaker)
    {
        string? text = PayloadTexts.Read(entry[..Math.Min(entry.Length, 32)]);
        switch (index)
        {
            case 1:
                speaker.Is(Properties.DisplayName, text);
                break;
            case 5 when text is not null:
                speaker.Own?.AddSerial(text);
                break;
            case 7:
                speaker.Is(Properties.Product, text);
                break;
            default:
                break;
        }
    }
}
