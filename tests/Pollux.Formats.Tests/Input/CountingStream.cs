namespace Pollux.Formats.Tests.Input;

/// <summary>A stream made on reading: a start, then one byte again and again. Says how much of it was asked for.</summary>
internal sealed class CountingStream(byte[] start, byte filler, long length, Action? onRead = null) : Stream
{
    public long Passed { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => Passed;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        onRead?.Invoke();
        int count = (int)Math.Min(buffer.Length, length - Passed);
        buffer[..count].Fill(filler);
        if (Passed < start.Length)
        {
            ReadOnlySpan<byte> first = start.AsSpan((int)Passed, (int)Math.Min(count, start.Length - Passed));
            first.CopyTo(buffer);
        }

        Passed += count;
        return count;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
