using System.Text.Json;
using Pollux.Diagnostics;

namespace Pollux.Formats.Input;

/// <summary>A JSON document as its text and one row for each value, in the order of the text.</summary>
internal sealed class JsonRows
{
    private readonly InputLimits limits;
    private readonly DiagnosticBag diagnostics;
    private readonly byte[] text;
    private readonly (int Line, int Column) origin;
    private readonly List<Row[]> blocks = [];
    private int count;

    // Made once, when a place is first asked for.
    private JsonPlaces? places;

    /// <summary>Prepares to read a text.</summary>
    /// <param name="text">Valid UTF-8.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="diagnostics">Gets a warning for a name that stands twice.</param>
    /// <param name="origin">Line and column from 1 at which the text begins in its file.</param>
    public JsonRows(byte[] text, InputLimits limits, DiagnosticBag diagnostics, (int Line, int Column) origin)
    {
        this.origin = origin;
        this.text = text;
        this.limits = limits;
        this.diagnostics = diagnostics;
    }

    // Blocks rather than one array that doubles: the peak is then what is needed, not three times that. A short text gets a short
    // block: two bytes hold one value at most, as in [1,1,1].
    private const int BlockRows = 65_536;

    public ReadOnlySpan<byte> Text => text;

    /// <summary>Reads the text.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="InputLimitException">It passes a limit.</exception>
    public JsonItem Read(CancellationToken cancellationToken)
    {
        JsonReaderOptions options = new()
        {
            MaxDepth = limits.Depth + 1,
            CommentHandling = JsonCommentHandling.Disallow,
            AllowTrailingCommas = false,
        };
        Utf8JsonReader reader = new(text, options);
        Stack<OpenContainer> open = new();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                OpenContainer closed = open.Pop();
                At(closed.Row).Next = count;
                At(closed.Row).Length = (int)reader.BytesConsumed - At(closed.Row).Start;
                continue;
            }

            Append(ref reader, open);
            if ((count & 0xFFFF) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return new JsonItem(this, 0);
    }

    /// <summary>The row of a value.</summary>
    public ref Row At(int index) => ref blocks[index / BlockRows][index % BlockRows];

    /// <summary>Line and column from 1 of a value.</summary>
    public (int Line, int Column) Place(int index) => PlaceOf(At(index).Start);

    private void Append(ref Utf8JsonReader reader, Stack<OpenContainer> open)
    {
        if (open.Count > limits.Depth)
        {
            throw new InputLimitException($"Values are nested more than {limits.Depth} deep.");
        }

        if (count >= limits.JsonTokens)
        {
            throw new InputLimitException($"The document has more than {limits.JsonTokens} values and names.");
        }

        if (count % BlockRows == 0)
        {
            blocks.Add(new Row[count == 0 ? Math.Min(BlockRows, (text.Length / 2) + 2) : BlockRows]);
        }

        int start = (int)reader.TokenStartIndex;
        At(count) = new Row
        {
            Start = start,
            Length = (int)reader.BytesConsumed - start,
            Next = count + 1,
            Type = reader.TokenType,
        };
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                // The separator counts to what the reader consumed.
                At(count).Length = reader.ValueSpan.Length + 2;
                NoteName(ref reader, open.Peek());
                break;
            case JsonTokenType.String:
                RefuseBrokenEscapes(ref reader);
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                open.Push(new OpenContainer(count));
                break;
        }

        count++;
    }

    private void NoteName(ref Utf8JsonReader reader, OpenContainer container)
    {
        RefuseBrokenEscapes(ref reader);
        string name = reader.GetString()!;
        if (!container.Names.Add(name))
        {
            (int line, int column) = PlaceOf((int)reader.TokenStartIndex);
            diagnostics.Add(
                InputRules.DuplicateName,
                $"The name '{Excerpt.Of(name)}' stands twice in this object.",
                line,
                column,
                record: Excerpt.Of(name)
            );
        }
    }

    // An escape of half a surrogate pair is the one thing that the reader accepts and cannot turn into text.
    private void RefuseBrokenEscapes(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return;
        }

        try
        {
            _ = reader.GetString();
        }
        catch (InvalidOperationException)
        {
            (int line, int column) = PlaceOf((int)reader.TokenStartIndex);
            throw new UnreadableTextException("The string has an escape that is half a character.", line, column);
        }
    }

    private (int Line, int Column) PlaceOf(int offset) => (places ??= new JsonPlaces(text, origin)).Of(offset);

    /// <summary>One value or name. <see cref="Next"/> is the row after it and all that is in it.</summary>
    internal struct Row
    {
        public int Start;
        public int Length;
        public int Next;
        public JsonTokenType Type;
    }

    private sealed record OpenContainer(int Row)
    {
        public HashSet<string> Names { get; } = new(StringComparer.Ordinal);
    }
}
