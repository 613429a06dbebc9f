using System.Buffers;

namespace Pollux.Twin.Files;

/// <summary>Reads lines of bytes with a bound on their length; a longer line is passed over without being kept.</summary>
internal sealed class BoundedLines(Stream stream, int maximumLength)
{
    private readonly byte[] block = new byte[64 * 1024];
    private readonly ArrayBufferWriter<byte> line = new(4096);
    private int position;
    private int length;

    /// <summary>The number of the line last read, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>True when the line last read is longer than the bound; its content is then empty.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The content of the line last read, without its end; valid until the next one is read.</summary>
    public ReadOnlyMemory<byte> Content { get; private set; }

    /// <summary>Reads the next line; false at the end.</summary>
    public bool Read()
    {
        line.ResetWrittenCount();
        IsTooLong = false;
        bool any = false;
        while (Fill())
        {
            any = true;
            ReadOnlySpan<byte> rest = block.AsSpan(position, length - position);
            int end = rest.IndexOf((byte)'\n');
            Keep(end < 0 ? rest : rest[..end]);
            position = end < 0 ? length : position + end + 1;
            if (end >= 0)
            {
                break;
            }
        }

        if (any)
        {
            Number++;
            Content = IsTooLong ? default : WithoutMarks(line.WrittenMemory);
        }

        return any;
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (IsTooLong || line.WrittenCount + part.Length > maximumLength)
        {
            IsTooLong = true;
            line.ResetWrittenCount();
            return;
        }

        line.Write(part);
    }

    private ReadOnlyMemory<byte> WithoutMarks(ReadOnlyMemory<byte> content)
    {
        if (content.Length > 0 && content.Span[^1] == (byte)'\r')
        {
            content = content[..^1];
        }

        return Number == 1 && content.Span.StartsWith("\uFEFF"u8) ? content[3..] : content;
    }

    private bool Fill()
    {
        if (position < length)
        {
            return true;
        }

        position = 0;
        length = stream.Read(block);
        return length > 0;
    }
}
