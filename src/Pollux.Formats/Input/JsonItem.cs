using System.Text.Json;
using Pollux.Diagnostics;

namespace Pollux.Formats.Input;

/// <summary>A value of a JSON document that was read by <see cref="UntrustedJson"/>. Asking for what is not there gives null or nothing.</summary>
public sealed class JsonItem
{
    private readonly JsonRows rows;
    private readonly int row;

    internal JsonItem(JsonRows rows, int row)
    {
        this.rows = rows;
        this.row = row;
    }

    /// <summary>What kind of value it is.</summary>
    public JsonValueKind Kind =>
        rows.At(row).Type switch
        {
            JsonTokenType.StartObject => JsonValueKind.Object,
            JsonTokenType.StartArray => JsonValueKind.Array,
            JsonTokenType.String => JsonValueKind.String,
            JsonTokenType.Number => JsonValueKind.Number,
            JsonTokenType.True => JsonValueKind.True,
            JsonTokenType.False => JsonValueKind.False,
            _ => JsonValueKind.Null,
        };

    /// <summary>True for an object.</summary>
    public bool IsObject => Kind == JsonValueKind.Object;

    /// <summary>True for an array.</summary>
    public bool IsArray => Kind == JsonValueKind.Array;

    /// <summary>Line and column from 1.</summary>
    public (int Line, int Column) Place => rows.Place(row);

    /// <summary>The text when it is a string, else null.</summary>
    public string? StringOrNull => Kind == JsonValueKind.String ? Token().GetString() : null;

    /// <summary>The number as it is written when it is a number, else null.</summary>
    public string? NumberText => Kind == JsonValueKind.Number ? System.Text.Encoding.UTF8.GetString(Raw()) : null;

    /// <summary>The number when it is one that fits, else null.</summary>
    public double? Number =>
        Kind == JsonValueKind.Number && Token().TryGetDouble(out double value) && double.IsFinite(value) ? value : null;

    /// <summary>The truth value when it is one, else null.</summary>
    public bool? Boolean =>
        Kind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    /// <summary>The values of an array, or nothing.</summary>
    public IEnumerable<JsonItem> Items
    {
        get
        {
            if (IsArray)
            {
                int end = rows.At(row).Next;
                for (int at = row + 1; at < end; at = rows.At(at).Next)
                {
                    yield return new JsonItem(rows, at);
                }
            }
        }
    }

    /// <summary>The names and values of an object in the order of the text, or nothing. A name may come twice.</summary>
    public IEnumerable<JsonMember> Members
    {
        get
        {
            if (IsObject)
            {
                int end = rows.At(row).Next;
                for (int at = row + 1; at < end; )
                {
                    JsonItem value = new(rows, at + 1);
                    yield return new JsonMember(new JsonItem(rows, at).Token().GetString()!, value);
                    at = rows.At(at + 1).Next;
                }
            }
        }
    }

    /// <summary>The value of a name of an object, the last when it stands twice; null when there is none.</summary>
    public JsonItem? this[string name]
    {
        get
        {
            if (!IsObject)
            {
                return null;
            }

            JsonItem? found = null;
            int end = rows.At(row).Next;
            for (int at = row + 1; at < end; at = rows.At(at + 1).Next)
            {
                if (new JsonItem(rows, at).Token().ValueTextEquals(name))
                {
                    found = new(rows, at + 1);
                }
            }

            return found;
        }
    }

    /// <summary>The text of a name of an object when it is a string that is not blank, trimmed; else null.</summary>
    public string? Text(string name) => this[name]?.StringOrNull?.Trim() is { Length: > 0 } text ? text : null;

    private ReadOnlySpan<byte> Raw()
    {
        JsonRows.Row mine = rows.At(row);
        return rows.Text.Slice(mine.Start, mine.Length);
    }

    // A name is read as the string that it is written as.
    private Utf8JsonReader Token()
    {
        Utf8JsonReader reader = new(Raw());
        reader.Read();
        return reader;
    }
}

/// <summary>A name and its value.</summary>
public readonly record struct JsonMember(string Name, JsonItem Value);

/// <summary>Diagnostics at the place of a JSON value.</summary>
public static class JsonDiagnostics
{
    /// <summary>Adds a diagnostic at a value.</summary>
    public static void Add(
        this DiagnosticBag diagnostics,
        DiagnosticRule rule,
        JsonItem place,
        string message,
        string? record = null,
        string? hint = null
    )
    {
        (int line, int column) = place.Place;
        diagnostics.Add(rule, message, line, column, record: record, hint: hint);
    }
}
