using System.Buffers.Binary;
using System.Globalization;

namespace Pollux.Formats.Pcap;

/// <summary>
/// A capture as pcapng (draft-ietf-opsawg-pcapng): sections of either byte order, each with its own interfaces; enhanced, simple and old
/// packet blocks. Other blocks are passed over.
/// </summary>
internal sealed class PcapngFile(ByteWindow window) : CaptureFile(window)
{
    private const uint Section = 0x0A0D0D0A;
    private const uint Interface = 1;
    private const uint OldPacket = 2;
    private const uint SimplePacket = 3;
    private const uint EnhancedPacket = 6;
    private const uint ByteOrder = 0x1A2B3C4D;
    private const int BlockFrame = 12;

    // More than a machine has; interfaces beyond are not kept, so that their packets are refused.
    private const int MostInterfaces = 4_096;
    private const uint LongestBlock = 64 << 20;

    private readonly List<CaptureInterface> interfaces = [];
    private bool isBig;
    private long number;
    private int rest;

    public static bool IsMagic(ReadOnlySpan<byte> head) =>
        head.Length >= BlockFrame
        && U32(head, 0, isBig: true) == Section
        && (U32(head, 8, isBig: true) == ByteOrder || U32(head, 8, isBig: false) == ByteOrder);

    protected override CaptureStep Find()
    {
        while (true)
        {
            // What of the last packet's block comes after the packet.
            bool isWhole = Window.Skip(rest);
            rest = 0;
            if (!Window.Ensure(BlockFrame))
            {
                return isWhole && Window.Left == 0
                    ? CaptureStep.End
                    : Refuse(CaptureStep.Broken, $"The file ends within the block after packet {Number()}.");
            }

            if (Step() is { } found)
            {
                return found;
            }
        }
    }

    // One block; null when it holds no packet.
    private CaptureStep? Step()
    {
        ReadOnlySpan<byte> frame = Window.Peek(BlockFrame);
        uint type = U32(frame, 0, isBig);
        if (type == Section)
        {
            isBig = U32(frame, 8, isBig: true) == ByteOrder;
            interfaces.Clear();
        }

        uint length = U32(frame, 4, isBig);
        if (length < BlockFrame || length % 4 != 0 || length > LongestBlock)
        {
            return Refuse(
                CaptureStep.Broken,
                $"The block after packet {Number()}, at byte {Window.Position}, claims to be {length} bytes long."
            );
        }

        switch (type)
        {
            case Interface:
                return ReadInterface((int)length);
            case EnhancedPacket or OldPacket:
                return ReadPacket((int)length, type == OldPacket);
            case SimplePacket:
                return ReadSimplePacket((int)length);
            default:
                rest = (int)length;
                return null;
        }
    }

    private CaptureStep? ReadInterface(int length)
    {
        rest = length;
        int seen = Math.Min(length, ByteWindow.Most);
        if (!Window.Ensure(seen) || length < BlockFrame + 8)
        {
            return null;
        }

        if (interfaces.Count < MostInterfaces)
        {
            interfaces.Add(CaptureInterface.Read(Window.Peek(seen)[8..^4], isBig));
        }

        return null;
    }

    private CaptureStep ReadPacket(int length, bool isOld)
    {
        const int Header = 28;
        number++;
        if (length < Header + 4)
        {
            rest = length;
            return Refuse(CaptureStep.Bad, $"The block of packet {Number()} is too short.");
        }

        if (!Window.Ensure(Header))
        {
            return Refuse(CaptureStep.Broken, $"The file ends within packet {Number()}.");
        }

        ReadOnlySpan<byte> header = Window.Peek(Header);
        uint interfaceNumber = isOld ? U16(header, 8, isBig) : U32(header, 8, isBig);
        ulong time = ((ulong)U32(header, 12, isBig) << 32) | U32(header, 16, isBig);
        uint captured = U32(header, 20, isBig);
        OriginalLength = Math.Max(captured, U32(header, 24, isBig));
        return Take(length, Header, captured, interfaceNumber, time);
    }

    private CaptureStep ReadSimplePacket(int length)
    {
        const int Header = 12;
        number++;
        if (length < Header + 4)
        {
            rest = length;
            return Refuse(CaptureStep.Bad, $"The block of packet {Number()} is too short.");
        }

        OriginalLength = U32(Window.Peek(Header), 8, isBig);
        uint most = interfaces.Count > 0 && interfaces[0].SnapLength > 0 ? interfaces[0].SnapLength : uint.MaxValue;
        uint captured = Math.Min(Math.Min(OriginalLength, most), (uint)(length - Header - 4));
        return Take(length, Header, captured, 0, null);
    }

    private CaptureStep Take(int length, int header, uint captured, uint interfaceNumber, ulong? time)
    {
        if (captured > length - header - 4 || captured > LongestPacket)
        {
            rest = length;
            return Refuse(
                CaptureStep.Bad,
                $"Packet {Number()} claims to be {captured} bytes long, more than its block."
            );
        }

        if (interfaceNumber >= interfaces.Count)
        {
            rest = length;
            return Refuse(
                CaptureStep.Bad,
                $"Packet {Number()} names interface {interfaceNumber}, which its section does not describe."
            );
        }

        CaptureInterface on = interfaces[(int)interfaceNumber];
        LinkType = on.LinkType;
        At = time is { } units ? on.Ticks(units) : 0;
        Window.Advance(header);
        if (!Window.Ensure((int)captured))
        {
            return Refuse(CaptureStep.Broken, $"The file ends within packet {Number()}.");
        }

        rest = length - header - (int)captured;
        return Take((int)captured);
    }

    private string Number() => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>An interface of a section.</summary>
/// <param name="LinkType">What the first header of its packets is.</param>
/// <param name="SnapLength">After how many bytes packets are cut; 0 for never.</param>
/// <param name="Resolution">The option if_tsresol: a negative power of 10, or of 2 when the highest bit is set.</param>
/// <param name="Offset">The option if_tsoffset: seconds to add to every time.</param>
internal readonly record struct CaptureInterface(int LinkType, uint SnapLength, byte Resolution, long Offset)
{
    private const byte Microseconds = 6;
    private const int ResolutionOption = 9;
    private const int OffsetOption = 14;

    /// <summary>Reads the body of an interface description block.</summary>
    public static CaptureInterface Read(ReadOnlySpan<byte> body, bool isBig)
    {
        CaptureInterface read = new(U16(body, isBig), U32(body[4..], isBig), Microseconds, 0);
        ReadOnlySpan<byte> options = body[8..];
        while (options.Length >= 4)
        {
            int code = U16(options, isBig);
            int length = U16(options[2..], isBig);
            options = options[4..];
            if (code == 0 || length > options.Length)
            {
                break;
            }

            read = (code, length) switch
            {
                (ResolutionOption, 1) => read with { Resolution = options[0] },
                (OffsetOption, 8) => read with
                {
                    Offset = isBig
                        ? BinaryPrimitives.ReadInt64BigEndian(options)
                        : BinaryPrimitives.ReadInt64LittleEndian(options),
                },
                _ => read,
            };
            options = options[Math.Min(options.Length, (length + 3) & ~3)..];
        }

        return read;
    }

    /// <summary>Ticks of UTC; 0 for a time that is none.</summary>
    public long Ticks(ulong units)
    {
        int power = Resolution & 0x7F;
        UInt128 ticks =
            (Resolution & 0x80) != 0 ? ((UInt128)units * TimeSpan.TicksPerSecond) >> power
            : power > 26 ? 0
            : power > 7 ? units / Power(power - 7)
            : units * Power(7 - power);
        if (ticks == 0 || ticks > (UInt128)TimeSpan.MaxValue.Ticks)
        {
            return 0;
        }

        Int128 at = (Int128)ticks + DateTime.UnixEpoch.Ticks + ((Int128)Offset * TimeSpan.TicksPerSecond);
        return at > 0 && at <= DateTime.MaxValue.Ticks ? (long)at : 0;
    }

    private static UInt128 Power(int power)
    {
        UInt128 value = 1;
        for (; power > 0; power--)
        {
            value *= 10;
        }

        return value;
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, bool isBig) =>
        isBig ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    private static uint U32(ReadOnlySpan<byte> bytes, bool isBig) =>
        isBig ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
