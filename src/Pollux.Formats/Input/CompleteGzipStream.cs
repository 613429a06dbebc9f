using System.IO.Compression;

namespace Pollux.Formats.Input;

/// <summary>
/// Unpacks gzip and notices when it is cut off. The runtime's stream takes the end of its input for the end of the data; here a
/// file that ends before its last block, or without its eight closing bytes (RFC 1952, 2.3.1), is damaged.
/// </summary>
internal sealed class CompleteGzipStream(PackedLength packed) : Stream
{
    private const int TrailerBytes = 8;

    private readonly GZipStream unpacked = new(packed, CompressionMode.Decompress);
    private long length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => length;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = unpacked.Read(buffer);
        length += read;
        if (read == 0 && buffer.Length > 0 && !IsComplete())
        {
            throw new InvalidDataException("The gzip file is cut off.");
        }

        return read;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            unpacked.Dispose();
        }

        base.Dispose(disposing);
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
internal sealed class PackedLength(Stream inner) : Stream
{
    private readonly byte[] tail = new byte[8];
    private int kept;

    /// <summary>The last bytes that passed, at most eight.</summary>
    public ReadOnlySpan<byte> Tail => tail.AsSpan(tail.Length - kept);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
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

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
