using System.Buffers.Binary;

namespace Pollux.Formats.Pcap.Payloads;

/// <summary>ISO transport over TCP (RFC 1006, 6: version 3, length; ISO 8073, 13: length, kind), in which S7comm is spoken.</summary>
internal static class Iso
{
    private const int Header = 4;
    private const byte Data = 0xF0;
    private const byte ConnectRequest = 0xE0;
    private const byte ConnectConfirm = 0xD0;
    private const byte S7 = 0x32;
    private const byte S7Plus = 0x72;

    public static int LengthOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Header)
        {
            return bytes[0] == 3 ? 0 : -1;
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        return bytes[0] != 3 || bytes[1] != 0 || length < Header + 2 ? -1 : length;
    }

    /// <summary>True for a whole header of both layers.</summary>
    public static bool Fits(ReadOnlySpan<byte> bytes) =>
        bytes.Length > Header + 1
        && LengthOf(bytes) > Header + 1
        && (bytes[Header + 1] & 0xF0) is Data or ConnectRequest or ConnectConfirm
        && bytes[Header] < BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]) - Header;

    public static void Read(ReadOnlySpan<byte> message, Speaker speaker)
    {
        Talk talk = speaker.Talk;
        talk.Application ??= talk.ServerPort == 3389 ? "rdp" : "cotp";
        if (message.Length < Header + 3 || (message[Header + 1] & 0xF0) != Data)
        {
            return;
        }

        ReadOnlySpan<byte> body = message[Math.Min(message.Length, Header + 1 + message[Header])..];
        if (body.Length > 1 && body[0] == S7)
        {
            talk.Application = "s7comm";
            S7Comm.Read(body, speaker);
        }
        else if (body.Length > 1 && body[0] == S7Plus)
        {
            talk.Application = "s7comm_plus";
            S7CommPlus.Read(body, speaker);
        }
    }
}
