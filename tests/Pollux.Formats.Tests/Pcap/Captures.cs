namespace Pollux.Formats.Tests.Pcap;

/// <summary>Builds captures, byte by byte.</summary>
internal static class Captures
{
    /// <summary>2026-01-05T10:00:00Z.</summary>
    public const uint Second = 1_767_607_200;

    /// <summary>A capture of Ethernet in microseconds, little-endian, a packet each millisecond.</summary>
    public static byte[] Pcap(IEnumerable<byte[]> packets) => Pcap(packets, 1);

    public static byte[] Pcap(
        IEnumerable<byte[]> packets,
        int linkType,
        bool isBig = false,
        bool isNano = false,
        int snap = 262_144
    )
    {
        List<byte> file = [];
        Put(file, isBig, isNano ? 0xA1B23C4D : 0xA1B2C3D4);
        Put16(file, isBig, 2);
        Put16(file, isBig, 4);
        Put(file, isBig, 0, 0, (uint)snap, (uint)linkType);
        uint number = 0;
        foreach (byte[] packet in packets)
        {
            int captured = Math.Min(packet.Length, snap);
            Put(file, isBig, Second, number++ * (isNano ? 1_000_000u : 1_000u), (uint)captured, (uint)packet.Length);
            file.AddRange(packet.AsSpan(0, captured));
        }

        return [.. file];
    }

    /// <summary>The header of a section.</summary>
    public static byte[] Section(bool isBig) =>
        Block(
            isBig,
            0x0A0D0D0A,
            Number(isBig, 0x1A2B3C4D),
            Number16(isBig, 1),
            Number16(isBig, 0),
            Wire.Hex("FFFFFFFFFFFFFFFF")
        );

    /// <summary>An interface; the options are bytes as they are.</summary>
    public static byte[] Interface(bool isBig, int linkType, uint snap = 0, params byte[][] options) =>
        Block(isBig, 1, [Number16(isBig, linkType), Number16(isBig, 0), Number(isBig, snap), .. options]);

    /// <summary>The resolution of an interface's times.</summary>
    public static byte[] Resolution(bool isBig, byte value) =>
        Wire.Join(Number16(isBig, 9), Number16(isBig, 1), [value, 0, 0, 0]);

    public static byte[] Enhanced(bool isBig, uint on, ulong time, byte[] packet, int? original = null) =>
        Block(
            isBig,
            6,
            Number(isBig, on),
            Number(isBig, (uint)(time >> 32)),
            Number(isBig, (uint)time),
            Number(isBig, (uint)packet.Length),
            Number(isBig, (uint)(original ?? packet.Length)),
            Padded(packet)
        );

    public static byte[] Old(bool isBig, int on, ulong time, byte[] packet) =>
        Block(
            isBig,
            2,
            Number16(isBig, on),
            Number16(isBig, 0),
            Number(isBig, (uint)(time >> 32)),
            Number(isBig, (uint)time),
            Number(isBig, (uint)packet.Length),
            Number(isBig, (uint)packet.Length),
            Padded(packet)
        );

    public static byte[] Simple(bool isBig, byte[] packet) =>
        Block(isBig, 3, Number(isBig, (uint)packet.Length), Padded(packet));

    public static byte[] Block(bool isBig, uint type, params byte[][] parts)
    {
        byte[] body = Wire.Join(parts);
        byte[] length = Number(isBig, (uint)(12 + body.Length));
        return Wire.Join(Number(isBig, type), length, body, length);
    }

    public static byte[] Number(bool isBig, uint value) => isBig ? Wire.U32(value) : Wire.Little32(value);

    public static byte[] Number16(bool isBig, int value) => isBig ? Wire.U16(value) : Wire.Little16(value);

    private static byte[] Padded(byte[] bytes) => Wire.Join(bytes, new byte[-bytes.Length & 3]);

    private static void Put(List<byte> file, bool isBig, params uint[] values)
    {
        foreach (uint value in values)
        {
            file.AddRange(Number(isBig, value));
        }
    }

    private static void Put16(List<byte> file, bool isBig, int value) => file.AddRange(Number16(isBig, value));
}
