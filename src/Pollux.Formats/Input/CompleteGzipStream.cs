using System.IO.Compression;

namespace Pollux.Formats.Input;

/// <summary>
/// Unpacks gzip and notices when it is cut off. The runtime's stream takes the end of its input for the end of the data; here a
/// file that ends before its last block, or without its eight closing bytes (RFC 1952, 2.3.1), is damaged.
/// </summary>
internal sealed class CompleteGzipStream(PackedLength packed)
    : ForwardStream(new GZipStream(packed, CompressionMode.Decompress))
{
    private const int TrailerBytes = 8;

    private long length;

    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int read = Inner.Read(buffer);
        length += read;
        if (read == 0 && buffer.Length > 0 && !IsComplete())
        {
            throw new InvalidDataException("The gzip file is cut off.");
        }

        return read;
    }

    // The last four bytes are the unpacked length modulo 2^32. With several members they are that of the last one, so that only
    // a figure larger than all that came out proves a cut.
    private bool IsComplete()
    {
        ReadOnlySpan<byte> tail = packed.Tail;
        return tail.Length >= TrailerBytes
            && System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(tail[^4..]) <= (ulong)length;
    }
}

/// <summary>Passes packed bytes on, counts them and keeps the last eight.</summary>
internal sealed class PackedLength(Stream inner) : ForwardStream(inner)
{
    private readonly byte[] tail = new byte[8];
    private int kept;

    /// <summary>The last bytes that passed, at most eight.</summary>
    public ReadOnlySpan<byte> Tail => tail.AsSpan(tail.Length - kept);

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        int read = Inner.Read(buffer);
        Position += read;
        ReadOnlySpan<byte> last = buffer[..read];
        if (last.Length > tail.Length)
        {
            last = last[^tail.Length..];
        }

        tail.AsSpan(last.Length).CopyTo(tail);
        last.CopyTo(tail.AsSpan(tail.Length - last.Length));
        kept = Math.Min(tail.Length, kept + last.Length);
        return read;
    }
}
