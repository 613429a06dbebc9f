using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Pollux.Diagnostics;

namespace Pollux.Formats.Input;

/// <summary>
/// Reads a large JSON document record by record: the elements of the arrays that are named, one at a time, and every other value of the
/// objects on the way to them whole. As strict as <see cref="UntrustedJson"/>, but only one record is held at a time, so that a
/// file of a gigabyte needs no more memory than its largest record.
/// </summary>
internal sealed class JsonRecordReader : IDisposable
{
    private const int FirstBuffer = 65_536;

    private readonly Stream stream;
    private readonly InputLimits limits;
    private readonly DiagnosticBag diagnostics;
    private readonly HashSet<string> arrays;
    private readonly Func<string, bool> wanted;

    // The names of the objects and arrays that are open, joined by dots; the outermost one is "".
    private readonly Stack<string> open = new();
    private byte[] buffer = new byte[FirstBuffer];
    private int start;
    private int end;
    private bool ended;
    private JsonReaderState state;
    private (int Line, int Column) place = (1, 1);
    private string name = "";

    /// <summary>Opens a document.</summary>
    /// <param name="input">The input.</param>
    /// <param name="arrays">The arrays whose elements are records, such as <c>data</c> or <c>graph.nodes</c>.</param>
    /// <param name="diagnostics">Gets a warning for a name that stands twice in an object of a record.</param>
    /// <param name="limits"><see cref="InputLimits.JsonBytes"/> and <see cref="InputLimits.JsonTokens"/> hold for each record.</param>
    /// <param name="wanted">Which paths to give; the values of others are passed over without a look. All when null.</param>
    public JsonRecordReader(
        InputFile input,
        IEnumerable<string> arrays,
        DiagnosticBag diagnostics,
        InputLimits limits,
        Func<string, bool>? wanted = null
    )
    {
        this.wanted = wanted ?? (_ => true);
        this.limits = limits;
        this.diagnostics = diagnostics;
        this.arrays = [.. arrays];
        stream = ToUtf8(input.Open());
        state = new JsonReaderState(new JsonReaderOptions { MaxDepth = limits.Depth + 1 });
    }

    /// <summary>Reads the records in the order of the text.</summary>
    /// <returns>
    /// Each with the path of its array (<c>data</c>), or, for a value on the way that is no record, with its own path (<c>meta</c>).
    /// </returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InputLimitException">It passes a limit.</exception>
    /// <exception cref="UnreadableTextException">The bytes are not text.</exception>
    public IEnumerable<JsonRecord> Read(CancellationToken cancellationToken)
    {
        int records = 0;
        while (Step() is { IsEnd: false } step)
        {
            if (step.Value is { } value)
            {
                yield return new JsonRecord(step.Path, value);
                if ((++records & 0x3FF) == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }
    }

    /// <summary>Says of JSON that is not well formed where that is.</summary>
    public static void Report(JsonException exception, DiagnosticBag diagnostics) =>
        diagnostics.Add(
            InputRules.MalformedJson,
            UntrustedJson.WithoutPlace(exception.Message),
            (int)(exception.LineNumber ?? 0) + 1,
            (int)(exception.BytePositionInLine ?? 0) + 1
        );

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private static Stream ToUtf8(Stream opened)
    {
        byte[] head = new byte[4];
        int length = opened.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        (Encoding encoding, int mark) = TextEncodings.Detect(head.AsSpan(0, length));
        Stream whole = new PrefixedStream(head.AsMemory(mark..Math.Max(mark, length)), opened);
        return encoding is UTF8Encoding ? whole : Encoding.CreateTranscodingStream(whole, encoding, Encoding.UTF8);
    }

    // Reads on until one value is complete or one token that is none is passed.
    private Progress Step()
    {
        while (true)
        {
            if (TryStep(out Progress progress))
            {
                return progress;
            }

            if (ended)
            {
                return new Progress("", null, IsEnd: true);
            }

            Fill();
        }
    }

    private bool TryStep(out Progress progress)
    {
        Utf8JsonReader reader = new(buffer.AsSpan(start, end - start), ended, state);
        progress = default;
        if (!reader.Read())
        {
            return false;
        }

        int from = (int)reader.TokenStartIndex;
        string path = open.Count == 0 ? "" : Join(open.Peek(), name);
        bool isElement = open.Count > 0 && arrays.Contains(open.Peek());
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                name = NameOf(ref reader);
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                open.Pop();
                break;
            case JsonTokenType.StartObject when !isElement && LeadsOn(path):
            case JsonTokenType.StartArray when !isElement && arrays.Contains(path):
                open.Push(path);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray when !reader.TrySkip():
                return false;
            default:
                string of = isElement ? open.Peek() : path;
                JsonItem? value = wanted(of) ? Take(from, (int)reader.BytesConsumed) : null;
                progress = new Progress(of, value, IsEnd: false);
                break;
        }

        Advance((int)reader.BytesConsumed);
        state = reader.CurrentState;
        return true;
    }

    private string NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableTextException(
                "A name has an escape that is half a character.",
                place.Line,
                place.Column
            );
        }
    }

    private static string Join(string outer, string inner) => outer.Length == 0 ? inner : $"{outer}.{inner}";

    private bool LeadsOn(string path) =>
        path.Length == 0
            ? open.Count == 0
            : arrays.Any(array => array.StartsWith(path + ".", StringComparison.Ordinal));

    private JsonItem Take(int from, int to)
    {
        byte[] text = buffer.AsSpan(start + from, to - from).ToArray();
        (int Line, int Column) origin = JsonPlaces.After(place, buffer.AsSpan(start, from));
        return Utf8.IsValid(text)
            ? new JsonRows(text, limits, diagnostics, origin).Read(CancellationToken.None)
            : throw UntrustedJson.Undecodable(text, origin);
    }

    private void Advance(int bytes)
    {
        place = JsonPlaces.After(place, buffer.AsSpan(start, bytes));
        start += bytes;
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end == buffer.Length)
        {
            if (end >= limits.JsonBytes)
            {
                throw new InputLimitException(
                    $"A record has more than {ByteSize.Of(limits.JsonBytes)} (near line {place.Line})."
                );
            }

            Array.Resize(ref buffer, (int)Math.Min(limits.JsonBytes, 2L * buffer.Length));
        }

        // Filled as far as it goes: a record that does not fit is looked through again after each filling.
        int read;
        try
        {
            read = stream.ReadAtLeast(buffer.AsSpan(end), buffer.Length - end, throwOnEndOfStream: false);
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableTextException(
                "Bytes are not text in the encoding that the file begins with.",
                place.Line,
                null
            );
        }

        ended = end + read < buffer.Length;
        end += read;
    }

    private readonly record struct Progress(string Path, JsonItem? Value, bool IsEnd);

    // What was read to find the encoding, and then the rest.
    private sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream inner) : ForwardStream(inner)
    {
        private ReadOnlyMemory<byte> prefix = prefix;

        public override int Read(Span<byte> buffer)
        {
            if (prefix.IsEmpty)
            {
                return Inner.Read(buffer);
            }

            int length = Math.Min(prefix.Length, buffer.Length);
            prefix.Span[..length].CopyTo(buffer);
            prefix = prefix[length..];
            return length;
        }
    }
}

/// <summary>One record, or one value on the way to the records.</summary>
/// <param name="Path">The path of the array that it is an element of, or of the value itself.</param>
/// <param name="Value">The value.</param>
internal readonly record struct JsonRecord(string Path, JsonItem Value);
