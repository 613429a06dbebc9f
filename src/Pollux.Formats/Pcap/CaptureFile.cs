using System.Buffers.Binary;

namespace Pollux.Formats.Pcap;

/// <summary>What comes next in a capture.</summary>
internal enum CaptureStep
{
    /// <summary>A packet.</summary>
    Packet,

    /// <summary>A packet that cannot be used; the next one can be found.</summary>
    Bad,

    /// <summary>A packet that cannot be used, and after it nothing can be found.</summary>
    Broken,

    /// <summary>Nothing more.</summary>
    End,
}

/// <summary>The packets of a capture, one after the other. The packet's bytes are good until the next is asked for.</summary>
internal abstract class CaptureFile(ByteWindow window)
{
    /// <summary>What libpcap takes for the longest packet (MAXIMUM_SNAPLEN); a longer one is a damaged length.</summary>
    public const uint LongestPacket = 262_144;

    private int taken;

    /// <summary>The file.</summary>
    protected ByteWindow Window => window;

    /// <summary>The packet's bytes, as far as they were captured.</summary>
    public ReadOnlySpan<byte> Packet => window.Peek(taken);

    /// <summary>How long the packet was on the network, in bytes.</summary>
    public uint OriginalLength { get; protected set; }

    /// <summary>What its first header is: a LINKTYPE of the registry of tcpdump.org.</summary>
    public int LinkType { get; protected set; }

    /// <summary>When, in ticks of UTC; 0 when not said.</summary>
    public long At { get; protected set; }

    /// <summary>Why the packet cannot be used.</summary>
    public string Problem { get; protected set; } = "";

    /// <summary>True when the file begins as a capture of either kind.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => PcapFile.IsMagic(head) || PcapngFile.IsMagic(head);

    /// <summary>Opens a capture; null when its first header is cut off.</summary>
    public static CaptureFile? Open(ByteWindow window) =>
        !window.Ensure(PcapFile.HeaderLength) ? null
        : PcapngFile.IsMagic(window.Peek(PcapFile.HeaderLength)) ? new PcapngFile(window)
        : new PcapFile(window);

    /// <summary>Goes to the next packet.</summary>
    public CaptureStep Next()
    {
        window.Advance(taken);
        taken = 0;
        return Find();
    }

    /// <summary>Finds the next packet, and takes it.</summary>
    protected abstract CaptureStep Find();

    /// <summary>Makes the next bytes of the window the packet.</summary>
    protected CaptureStep Take(int length)
    {
        taken = length;
        return CaptureStep.Packet;
    }

    /// <summary>Says why a packet cannot be used.</summary>
    protected CaptureStep Refuse(CaptureStep step, string problem)
    {
        Problem = problem;
        return step;
    }

    /// <summary>Four bytes.</summary>
    protected static uint U32(ReadOnlySpan<byte> bytes, int at, bool isBig) =>
        isBig
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes[at..])
            : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    /// <summary>Two bytes.</summary>
    protected static ushort U16(ReadOnlySpan<byte> bytes, int at, bool isBig) =>
        isBig
            ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..])
            : BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
