using System.Text;

namespace Pollux.Formats.Input;

/// <summary>
/// Decodes a stream strictly, says where bytes are not text, counts characters between marks against a limit, and looks at the
/// cancellation token at every block.
/// </summary>
internal sealed class DecodingReader : TextReader
{
    private const int BlockBytes = 32_768;

    private readonly Stream stream;
    private readonly Encoding encoding;
    private readonly Decoder decoder;
    private readonly long charactersPerMark;
    private readonly CancellationToken cancellationToken;
    private readonly byte[] bytes = new byte[BlockBytes];
    private readonly char[] characters;
    private int start;
    private int end;
    private bool ended;
    private long sinceMark;
    private int line = 1;
    private int column = 1;

    private DecodingReader(
        Stream stream,
        Encoding encoding,
        ReadOnlySpan<byte> head,
        long charactersPerMark,
        CancellationToken cancellationToken
    )
    {
        this.stream = stream;
        this.encoding = encoding;
        decoder = encoding.GetDecoder();
        this.charactersPerMark = charactersPerMark;
        this.cancellationToken = cancellationToken;
        characters = new char[encoding.GetMaxCharCount(BlockBytes)];
        head.CopyTo(bytes);
        Decode(head.Length, flush: false);
    }

    /// <summary>Opens an XML document, in the encoding that its mark or its declaration names.</summary>
    /// <exception cref="UnreadableTextException">The declared encoding is not known.</exception>
    public static DecodingReader OpenXml(Stream stream, long charactersPerMark, CancellationToken cancellationToken)
    {
        Span<byte> head = stackalloc byte[1_024];
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        (Encoding? encoding, int mark, string? declared) = TextEncodings.DetectXml(head);
        return encoding is null
            ? throw new UnreadableTextException(
                $"The document declares the encoding '{declared}', which is not known.",
                1,
                1
            )
            : new(stream, encoding, head[mark..], charactersPerMark, cancellationToken);
    }

    /// <summary>Opens any other text: by its mark, else UTF-8.</summary>
    public static DecodingReader Open(Stream stream, long charactersPerMark, CancellationToken cancellationToken)
    {
        Span<byte> head = stackalloc byte[1_024];
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        (Encoding encoding, int mark) = TextEncodings.Detect(head);
        return new(stream, encoding, head[mark..], charactersPerMark, cancellationToken);
    }

    /// <summary>Starts a new record: the count of characters begins again.</summary>
    public void Mark() => sinceMark = end - start;

    public override int Peek() => Fill() ? characters[start] : -1;

    public override int Read() => Fill() ? characters[start++] : -1;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || !Fill())
        {
            return 0;
        }

        int length = Math.Min(buffer.Length, end - start);
        characters.AsSpan(start, length).CopyTo(buffer);
        start += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stream.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool Fill()
    {
        while (start == end && !ended)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int read = stream.Read(bytes);
            ended = read == 0;
            Decode(read, flush: ended);
        }

        return start < end;
    }

    private void Decode(int length, bool flush)
    {
        start = 0;
        try
        {
            end = decoder.GetChars(bytes.AsSpan(0, length), characters, flush);
        }
        catch (DecoderFallbackException exception)
        {
            // Everything before the bad bytes is text, and says on which line they are.
            int valid = Math.Clamp(exception.Index, 0, length);
            Encoding lenient = Encoding.GetEncoding(encoding.CodePage);
            Count(lenient.GetString(bytes, 0, valid));
            string bad = Convert.ToHexString(exception.BytesUnknown ?? []);
            throw new UnreadableTextException($"The bytes {bad} are not {encoding.WebName}.", line, column);
        }

        sinceMark += end;
        Count(characters.AsSpan(0, end));
        if (sinceMark > charactersPerMark)
        {
            throw new InputLimitException(
                $"A record, or what stands between two, has more than {charactersPerMark} characters (near line {line})."
            );
        }
    }

    private void Count(ReadOnlySpan<char> text)
    {
        int lines = text.Count('\n');
        line += lines;
        column = lines == 0 ? column + text.Length : text.Length - text.LastIndexOf('\n');
    }
}
