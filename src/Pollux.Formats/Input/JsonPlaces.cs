using System.Text;

namespace Pollux.Formats.Input;

/// <summary>
/// Lines and columns of places in UTF-8. Remembers one of them for each block of bytes, so that the cost of a place depends neither on
/// how far back it is nor on how long its line is: a hostile document has a million problems, all on one line.
/// </summary>
internal sealed class JsonPlaces
{
    private const int BlockBytes = 4_096;

    private readonly byte[] text;
    private readonly (int Line, int Column)[] blocks;

    /// <summary>Looks through a text once.</summary>
    /// <param name="text">Valid UTF-8, at least up to the places that will be asked for.</param>
    /// <param name="origin">Line and column from 1 at which the text begins.</param>
    public JsonPlaces(byte[] text, (int Line, int Column) origin)
    {
        this.text = text;
        blocks = new (int, int)[(text.Length / BlockBytes) + 1];
        blocks[0] = origin;
        for (int block = 1; block < blocks.Length; block++)
        {
            blocks[block] = After(blocks[block - 1], text.AsSpan((block - 1) * BlockBytes, BlockBytes));
        }
    }

    /// <summary>Line and column from 1, in characters, of a byte.</summary>
    public (int Line, int Column) Of(int offset)
    {
        int end = Math.Min(offset, text.Length);
        int block = end / BlockBytes;
        return After(blocks[block], text.AsSpan((block * BlockBytes)..end));
    }

    /// <summary>Column from 1, in characters, of a byte of a line.</summary>
    public static int Column(ReadOnlySpan<byte> text, long line, long byteInLine)
    {
        for (long skipped = 0; skipped < line; skipped++)
        {
            int end = text.IndexOf((byte)'\n');
            text = end < 0 ? default : text[(end + 1)..];
        }

        return Encoding.UTF8.GetCharCount(text[..(int)Math.Min(byteInLine, text.Length)]) + 1;
    }

    /// <summary>Line and column after a part that begins at a place.</summary>
    public static (int Line, int Column) After((int Line, int Column) start, ReadOnlySpan<byte> part)
    {
        int lineStart = part.LastIndexOf((byte)'\n') + 1;
        int characters = Characters(part[lineStart..]);
        return lineStart == 0
            ? (start.Line, start.Column + characters)
            : (start.Line + part.Count((byte)'\n'), 1 + characters);
    }

    // UTF-16 units, also of a part that begins or ends inside a character: one for each first byte, two where it begins four bytes.
    private static int Characters(ReadOnlySpan<byte> part)
    {
        int count = 0;
        foreach (byte value in part)
        {
            count +=
                (value & 0xC0) == 0x80 ? 0
                : value >= 0xF0 ? 2
                : 1;
        }

        return count;
    }
}
