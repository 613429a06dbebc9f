using System.Globalization;

namespace Pollux.Formats.Pcap;

/// <summary>
/// A capture as libpcap writes it (draft-ietf-opsawg-pcap, 4 and 5), of either byte order, in microseconds or nanoseconds, and with
/// the longer packet headers of Kuznetzov's variant.
/// </summary>
internal sealed class PcapFile : CaptureFile
{
    public const int HeaderLength = 24;

    private const uint Micro = 0xA1B2C3D4;
    private const uint Nano = 0xA1B23C4D;
    private const uint Long = 0xA1B2CD34;
    private const int PacketHeader = 16;
    private const int LongPacketHeader = 24;
    private const int LinkTypeBits = 0xFFFF;

    private readonly bool isBig;
    private readonly bool isNano;
    private readonly int headerLength;
    private long number;

    public PcapFile(ByteWindow window)
        : base(window)
    {
        ReadOnlySpan<byte> head = window.Peek(HeaderLength);
        isBig = head[0] == 0xA1;
        uint magic = U32(head, 0, isBig);
        isNano = magic == Nano;
        headerLength = magic == Long ? LongPacketHeader : PacketHeader;

        // The upper bits tell the length of the frame check sequence, which comes after what is read here.
        LinkType = (int)(U32(head, 20, isBig) & LinkTypeBits);
        window.Advance(HeaderLength);
    }

    public static bool IsMagic(ReadOnlySpan<byte> head) =>
        head.Length >= 4
        && (U32(head, 0, isBig: true) is Micro or Nano or Long || U32(head, 0, isBig: false) is Micro or Nano or Long);

    protected override CaptureStep Find()
    {
        number++;
        if (!Window.Ensure(headerLength))
        {
            return Window.Left == 0
                ? CaptureStep.End
                : Refuse(CaptureStep.Broken, $"The file ends within the header of packet {Number()}.");
        }

        ReadOnlySpan<byte> header = Window.Peek(headerLength);
        uint seconds = U32(header, 0, isBig);
        uint fraction = U32(header, 4, isBig);
        uint captured = U32(header, 8, isBig);
        OriginalLength = Math.Max(captured, U32(header, 12, isBig));
        if (captured > LongestPacket)
        {
            return Refuse(CaptureStep.Broken, $"Packet {Number()} claims to be {captured} bytes long.");
        }

        At =
            seconds == 0
                ? 0
                : DateTime.UnixEpoch.Ticks
                    + (seconds * TimeSpan.TicksPerSecond)
                    + (isNano ? fraction / 100 : fraction * 10L);
        Window.Advance(headerLength);
        return Window.Ensure((int)captured)
            ? Take((int)captured)
            : Refuse(CaptureStep.Broken, $"The file ends within packet {Number()}.");
    }

    private string Number() => number.ToString(CultureInfo.InvariantCulture);
}
