using System.Buffers.Binary;
using System.Net;
using System.Text;
using Pollux.Formats.Hosts;
using Pollux.Formats.Traffic;
using Pollux.Twin.Flows;

namespace Pollux.Formats.Pcap.Payloads;

/// <summary>Answers of DNS (RFC 1035, 4.1): a name with one address names the host there, a reverse look-up too.</summary>
internal static class Dns
{
    private const int Header = 12;
    private const int LongestName = 255;
    private const int MostPointers = 16;
    private const string ReverseV4 = ".in-addr.arpa";

    public static bool Fits(ReadOnlySpan<byte> bytes) =>
        bytes.Length > Header
        && BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]) == 1
        && (bytes[2] & 0x78) == 0
        && TryName(bytes, Header, out _, out _);

    public static void Read(ReadOnlySpan<byte> bytes, Speaker speaker)
    {
        bool isAnswer = bytes.Length > Header && (bytes[2] & 0x80) != 0 && (bytes[3] & 0x0F) == 0;
        if (
            !isAnswer
            || BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]) != 1
            || !TryName(bytes, Header, out string question, out int at)
            || !TryName(bytes, at + 4, out _, out at)
            || bytes.Length < at + 10
        )
        {
            return;
        }

        int type = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
        int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 8)..]);
        at += 10;
        if (bytes.Length < at + length)
        {
            return;
        }

        ReadOnlySpan<byte> data = bytes.Slice(at, length);
        switch ((type, length))
        {
            case (1, 4) or (28, 16):
                Note(PeerAddress.Of(new IPAddress(data)), NameSource.LookUp, question, speaker);
                break;
            case (12, _) when TryName(bytes, at, out string name, out _) && Reversed(question) is { } address:
                Note(PeerAddress.Of(address), NameSource.Reverse, name, speaker);
                break;
            default:
                break;
        }
    }

    private static void Note(PeerAddress address, NameSource source, string name, Speaker speaker)
    {
        if (address.Scope == AddressScope.Private && HostTexts.HostName(name) is { } known)
        {
            speaker.Talk.Sheet(address)?.AddName(source, known);
        }
    }

    // RFC 1035, 3.5: the bytes of the address stand in reverse order before in-addr.arpa.
    private static IPAddress? Reversed(string question)
    {
        if (!question.EndsWith(ReverseV4, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string[] bytes = question[..^ReverseV4.Length].Split('.');
        Array.Reverse(bytes);
        return bytes.Length == 4 && IPAddress.TryParse(string.Join('.', bytes), out IPAddress? address)
            ? address
            : null;
    }

    // RFC 1035, 4.1.4: parts with their length; a length above C0 is a pointer to where the name goes on.
    private static bool TryName(ReadOnlySpan<byte> bytes, int at, out string name, out int end)
    {
        StringBuilder text = new();
        int pointers = 0;
        name = "";
        end = -1;
        while (at < bytes.Length)
        {
            byte length = bytes[at];
            if (length == 0)
            {
                end = end < 0 ? at + 1 : end;
                name = text.ToString();
                return true;
            }

            if (length >= 0xC0 && at + 1 < bytes.Length && pointers++ < MostPointers)
            {
                end = end < 0 ? at + 2 : end;
                at = ((length & 0x3F) << 8) | bytes[at + 1];
            }
            else if (length < 0x40 && at + 1 + length < bytes.Length && text.Length + length < LongestName)
            {
                text.Append(text.Length > 0 ? "." : "").Append(Encoding.UTF8.GetString(bytes.Slice(at + 1, length)));
                at += 1 + length;
            }
            else
            {
                return false;
            }
        }

        return false;
    }
}
