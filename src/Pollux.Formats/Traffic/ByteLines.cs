namespace Pollux.Formats.Traffic;

/// <summary>Reads lines of bytes in place, without copying them; a line that is too long is passed over.</summary>
internal sealed class ByteLines(Stream stream)
{
    /// <summary>The longest line that is read, in bytes.</summary>
    public const int LongestLine = 1 << 20;

    private readonly byte[] block = new byte[LongestLine * 2];
    private int start;
    private int end;
    private bool isAtEnd;

    /// <summary>The number of the line last read, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>True when the line last read is longer than <see cref="LongestLine"/>; its content is then its beginning.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The bytes that hold the line; only until the next one is read.</summary>
    public byte[] Buffer => block;

    /// <summary>Where the line begins in <see cref="Buffer"/>.</summary>
    public int Start { get; private set; }

    /// <summary>How long it is, without its end.</summary>
    public int Length { get; private set; }

    /// <summary>The line.</summary>
    public ReadOnlySpan<byte> Line => block.AsSpan(Start, Length);

    /// <summary>Reads the next line; false at the end.</summary>
    public bool Read()
    {
        IsTooLong = false;
        int searched = 0;
        while (true)
        {
            int found = block.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                Take(searched + found, found: true);
                return true;
            }

            searched = end - start;
            if (searched > LongestLine)
            {
                Take(LongestLine, found: false);
                IsTooLong = true;
                SkipRest();
                return true;
            }

            if (!Fill())
            {
                if (start == end)
                {
                    return false;
                }

                Take(end - start, found: false);
                return true;
            }
        }
    }

    private void Take(int length, bool found)
    {
        Number++;
        Start = start;
        Length = length;
        start += length + (found ? 1 : 0);
        if (Length > 0 && block[Start + Length - 1] == (byte)'\r')
        {
            Length--;
        }

        if (Number == 1 && Line.StartsWith("\uFEFF"u8))
        {
            Start += 3;
            Length -= 3;
        }
    }

    // The line's beginning stays where it is, for a message; its rest is overwritten behind it.
    private void SkipRest()
    {
        while (true)
        {
            int found = block.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (found >= 0)
            {
                start += found + 1;
                return;
            }

            start = LongestLine;
            if (Start != 0)
            {
                block.AsSpan(Start, Length).CopyTo(block);
                Start = 0;
            }

            end = start;
            int read = stream.Read(block, end, block.Length - end);
            end += read;
            if (read == 0)
            {
                return;
            }
        }
    }

    private bool Fill()
    {
        if (isAtEnd)
        {
            return false;
        }

        if (start > 0)
        {
            block.AsSpan(start, end - start).CopyTo(block);
            end -= start;
            start = 0;
        }

        int read = stream.Read(block, end, block.Length - end);
        isAtEnd = read == 0;
        end += read;
        return read > 0;
    }
}
