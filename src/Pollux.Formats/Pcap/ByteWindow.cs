namespace Pollux.Formats.Pcap;

/// <summary>A stream seen through one buffer that moves forward; nothing is copied for a packet that lies in it whole.</summary>
internal sealed class ByteWindow(Stream stream)
{
    /// <summary>The most bytes that can be seen at once.</summary>
    public const int Most = 1 << 20;

    private readonly byte[] buffer = new byte[Most];
    private int start;
    private int end;

    /// <summary>Where the window begins, in bytes from the beginning of the stream.</summary>
    public long Position { get; private set; }

    /// <summary>How many bytes are left before the end of the stream, when fewer than were asked for.</summary>
    public int Left => end - start;

    /// <summary>Makes sure that so many bytes can be seen.</summary>
    /// <returns>False when the stream ends before.</returns>
    public bool Ensure(int count)
    {
        if (end - start >= count)
        {
            return true;
        }

        buffer.AsSpan(start, end - start).CopyTo(buffer);
        end -= start;
        start = 0;
        end += stream.ReadAtLeast(buffer.AsSpan(end), count - end, throwOnEndOfStream: false);
        return end >= count;
    }

    /// <summary>The first bytes of the window; only what <see cref="Ensure"/> was asked for is there.</summary>
    public ReadOnlySpan<byte> Peek(int count) => buffer.AsSpan(start, count);

    /// <summary>Moves forward over bytes that can be seen.</summary>
    public void Advance(int count)
    {
        start += count;
        Position += count;
    }

    /// <summary>Moves forward over any number of bytes.</summary>
    /// <returns>False when the stream ends before.</returns>
    public bool Skip(long count)
    {
        while (count > 0)
        {
            int step = (int)Math.Min(count, Most);
            if (!Ensure(step))
            {
                Advance(Left);
                return false;
            }

            Advance(step);
            count -= step;
        }

        return true;
    }
}
