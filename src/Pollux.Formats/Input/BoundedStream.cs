namespace Pollux.Formats.Input;

/// <summary>Counts what is really read, whatever a header declares, and throws when it passes a limit.</summary>
internal sealed class BoundedStream(Stream inner, Action<long> onPosition) : ForwardStream(inner)
{
    private long position;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    /// <summary>How many bytes there are, where that is known before they are read.</summary>
    public long? KnownLength =>
        Inner is BoundedStream bounded ? bounded.KnownLength
        : Inner.CanSeek ? Inner.Length
        : null;

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

    public override int Read(Span<byte> buffer)
    {
        int read = Inner.Read(buffer);
        position += read;
        onPosition(position);
        return read;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = await Inner.ReadAsync(buffer, cancellationToken);
        position += read;
        onPosition(position);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
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
