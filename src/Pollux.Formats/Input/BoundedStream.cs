namespace Pollux.Formats.Input;

/// <summary>Counts what is really read, whatever a header declares, and throws when it passes a limit.</summary>
internal sealed class BoundedStream(Stream inner, Action<long> onPosition) : Stream
{
    private long position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    /// <summary>Limits the bytes of one input.</summary>
    public static BoundedStream Limit(Stream inner, long maximum) =>
        new(
            inner,
            position =>
            {
                if (position > maximum)
                {
                    throw new InputLimitException($"It is larger than {ByteSize.Of(maximum)}.");
                }
            }
        );

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        position += read;
        onPosition(position);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await inner.ReadAsync(buffer, cancellationToken);
        position += read;
        onPosition(position);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

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

/// <summary>Says a number of bytes to people.</summary>
internal static class ByteSize
{
    /// <summary>In the largest binary unit that gives a whole number.</summary>
    public static string Of(long bytes) =>
        bytes switch
        {
            >= 1 << 30 when bytes % (1 << 30) == 0 => $"{bytes >> 30} GiB",
            >= 1 << 20 when bytes % (1 << 20) == 0 => $"{bytes >> 20} MiB",
            >= 1 << 10 when bytes % (1 << 10) == 0 => $"{bytes >> 10} KiB",
            _ => $"{bytes} bytes",
        };
}
