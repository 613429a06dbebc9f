using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Pollux.Formats.Tests.Pcap;

/// <summary>Builds packets as they are on the network, header by header; checksums are left out, since readers do not ask for them.</summary>
internal static class Wire
{
    public const byte Fin = 1;
    public const byte Syn = 2;
    public const byte Reset = 4;
    public const byte Ack = 16;

    public static byte[] Hex(string digits) => Convert.FromHexString(digits.Replace(" ", "", StringComparison.Ordinal));

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    public static byte[] U16(int value)
    {
        byte[] bytes = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)value);
        return bytes;
    }

    public static byte[] U32(uint value)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] Little16(int value) => [(byte)value, (byte)(value >> 8)];

    public static byte[] Little32(uint value) =>
        [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];

    /// <summary>A frame of Ethernet; the card of a host is 02:00:00:00:00 and the number given.</summary>
    public static byte[] Ethernet(byte[] body, int type = 0x0800, int from = 1, string to = "020000000002") =>
        Join(Hex(to), Hex("0200000000"), [(byte)from], U16(type), body);

    public static byte[] V4(string from, string to, int protocol, byte[] body, byte hops = 64, int cut = 0) =>
        Join(
            Hex("4500"),
            U16(20 + body.Length),
            Hex("0000"),
            U16(cut),
            [hops, (byte)protocol],
            Hex("0000"),
            IPAddress.Parse(from).GetAddressBytes(),
            IPAddress.Parse(to).GetAddressBytes(),
            body
        );

    public static byte[] V6(string from, string to, int next, byte[] body) =>
        Join(
            Hex("60000000"),
            U16(body.Length),
            [(byte)next, 64],
            IPAddress.Parse(from).GetAddressBytes(),
            IPAddress.Parse(to).GetAddressBytes(),
            body
        );

    public static byte[] Tcp(int from, int to, uint sequence, byte flags, byte[]? payload = null) =>
        Join(U16(from), U16(to), U32(sequence), U32(0), [0x50, flags], Hex("FFFF00000000"), payload ?? []);

    public static byte[] Udp(int from, int to, byte[] payload) =>
        Join(U16(from), U16(to), U16(8 + payload.Length), Hex("0000"), payload);

    /// <summary>A TCP segment in IPv4 in Ethernet; the last figure of an address is its card's too.</summary>
    public static byte[] TcpFrame(
        string from,
        int fromPort,
        string to,
        int toPort,
        uint sequence,
        byte flags,
        byte[]? payload = null
    ) =>
        Ethernet(
            V4(from, to, 6, Tcp(fromPort, toPort, sequence, flags, payload)),
            from: IPAddress.Parse(from).GetAddressBytes()[3]
        );

    public static byte[] UdpFrame(
        string from,
        int fromPort,
        string to,
        int toPort,
        byte[] payload,
        string card = "020000000002"
    ) =>
        Ethernet(
            V4(from, to, 17, Udp(fromPort, toPort, payload)),
            from: IPAddress.Parse(from).GetAddressBytes()[3],
            to: card
        );

    /// <summary>Opening, messages in turn beginning with the client's, and end.</summary>
    public static IEnumerable<byte[]> Connection(string client, string server, int port, params byte[][] messages)
    {
        uint[] next = [1001, 5001];
        yield return TcpFrame(client, 49_152, server, port, 1000, Syn);
        yield return TcpFrame(server, port, client, 49_152, 5000, Syn | Ack);
        yield return TcpFrame(client, 49_152, server, port, 1001, Ack);
        for (int index = 0; index < messages.Length; index++)
        {
            byte[] message = messages[index];
            bool isClient = index % 2 == 0;
            if (message.Length > 0)
            {
                yield return isClient
                    ? TcpFrame(client, 49_152, server, port, next[0], Ack, message)
                    : TcpFrame(server, port, client, 49_152, next[1], Ack, message);
            }

            next[index % 2] += (uint)message.Length;
        }

        yield return TcpFrame(client, 49_152, server, port, next[0], Fin | Ack);
        yield return TcpFrame(server, port, client, 49_152, next[1], Fin | Ack);
    }

    public static byte[] Modbus(int transaction, int unit, string body) =>
        Join(U16(transaction), U16(0), U16(Hex(body).Length + 1), [(byte)unit], Hex(body));

    /// <summary>S7comm in COTP in TPKT.</summary>
    public static byte[] S7(byte kind, int reference, byte[] parameter, byte[] data, bool isAnswer = false) =>
        Tpkt(
            Join(
                Hex("02F080 32"),
                [kind],
                Hex("0000"),
                U16(reference),
                U16(parameter.Length),
                U16(data.Length),
                isAnswer ? Hex("0000") : [],
                parameter,
                data
            )
        );

    public static byte[] Tpkt(byte[] body) => Join(Hex("0300"), U16(4 + body.Length), body);

    /// <summary>A message of EtherNet/IP.</summary>
    public static byte[] Enip(int command, byte[] data) =>
        Join(Little16(command), Little16(data.Length), new byte[20], data);

    /// <summary>CIP in an unconnected item of SendRRData.</summary>
    public static byte[] Cip(string message) =>
        Enip(
            0x6F,
            Join(new byte[6], Little16(2), new byte[4], Little16(0xB2), Little16(Hex(message).Length), Hex(message))
        );

    /// <summary>One frame of DNP3 with the first fragment of an application message of at most 13 bytes.</summary>
    public static byte[] Dnp3(bool isFromMaster, byte function, string objects = "")
    {
        byte[] body = Join([0xC0, 0xC1, function], Hex(objects));
        byte[] head = [0x05, 0x64, (byte)(5 + body.Length), (byte)(isFromMaster ? 0xC4 : 0x44), 1, 0, 2, 0];
        return Join(head, Little16(Checksum(head)), body, Little16(Checksum(body)));
    }

    public static byte[] BacNet(byte function, string body) =>
        Join([0x81, function], U16(4 + Hex(body).Length), Hex(body));

    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    // IEEE 1815-2012, 9.2.4.7, bit by bit from the highest of the polynomial on: another way than the reader's.
    private static int Checksum(byte[] bytes)
    {
        const int Polynomial = 0x3D65;
        int sum = 0;
        foreach (byte here in bytes)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                bool isSet = ((here >> bit) & 1) != ((sum >> 15) & 1);
                sum = (sum << 1) & 0xFFFF;
                sum = isSet ? sum ^ Polynomial : sum;
            }
        }

        int mirrored = 0;
        for (int bit = 0; bit < 16; bit++)
        {
            mirrored |= ((sum >> bit) & 1) << (15 - bit);
        }

        return ~mirrored & 0xFFFF;
    }
}
