namespace Pollux.Formats.Input;

/// <summary>
/// Reads an entry of a zip archive and, at its end, compares what came out with the checksum that the archive names, which the runtime
/// does not (PKWARE APPNOTE 4.4.7: CRC-32 of the unpacked bytes, polynomial EDB88320 reflected).
/// </summary>
internal sealed class ChecksummedStream(Stream inner, uint expected) : ForwardStream(inner)
{
    private static readonly uint[] Table = MakeTable();

    private uint checksum = uint.MaxValue;

    public override int Read(Span<byte> buffer)
    {
        int read = Inner.Read(buffer);
        foreach (byte value in buffer[..read])
        {
            checksum = Table[(byte)(checksum ^ value)] ^ (checksum >> 8);
        }

        return read == 0 && buffer.Length > 0 && ~checksum != expected
            ? throw new InvalidDataException("The entry's content does not match its checksum.")
            : read;
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
