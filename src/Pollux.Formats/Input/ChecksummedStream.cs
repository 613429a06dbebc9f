namespace Pollux.Formats.Input;

/// <summary>
/// Reads an entry of a zip archive and, at its end, compares what came out with the checksum that the archive names, which the runtime
/// does not (PKWARE APPNOTE 4.4.7: CRC-32 of the unpacked bytes, polynomial EDB88320 reflected).
/// </summary>
internal sealed class ChecksummedStream(Stream inner, uint expected) : Stream
{
    private static readonly uint[] Table = MakeTable();

    private uint checksum = uint.MaxValue;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        foreach (byte value in buffer[..read])
        {
            checksum = Table[(byte)(checksum ^ value)] ^ (checksum >> 8);
        }

        return read == 0 && buffer.Length > 0 && ~checksum != expected
            ? throw new InvalidDataException("The entry's content does not match its checksum.")
            : read;
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

    private static uint[] MakeTable()
    {
        uint[] table = new uint[256];
        for (uint value = 0; value < table.Length; value++)
        {
            uint entry = value;
            for (int bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) == 0 ? entry >> 1 : (entry >> 1) ^ 0xEDB88320;
            }

            table[value] = entry;
        }

        return table;
    }
}
