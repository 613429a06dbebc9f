using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Pollux.Formats.Traffic;

namespace Pollux.Formats.Zeek;

/// <summary>One line, cut into the columns that are looked at; no text is made until one is asked for.</summary>
internal sealed class ZeekRow
{
    private readonly int[] starts = new int[ZeekFields.Count];
    private readonly int[] lengths = new int[ZeekFields.Count];
    private byte[] buffer = [];
    private bool isJson;

    /// <summary>What separates the values of a set in a line of columns.</summary>
    public byte SetSeparator { get; set; } = (byte)',';

    /// <summary>The bytes of a column; empty when it is absent or unset.</summary>
    public ReadOnlySpan<byte> this[ZeekField field] => buffer.AsSpan(starts[(int)field], lengths[(int)field]);

    /// <summary>Begins a line.</summary>
    public void Begin(byte[] line, bool isOfJson)
    {
        buffer = line;
        isJson = isOfJson;
        Array.Clear(lengths);
    }

    /// <summary>Sets a column; the first of two with one meaning counts.</summary>
    public void Set(ZeekField field, int start, int length)
    {
        if (lengths[(int)field] == 0)
        {
            starts[(int)field] = start;
            lengths[(int)field] = length;
        }
    }

    /// <summary>True when a column is there and set.</summary>
    public bool Has(ZeekField field) => lengths[(int)field] > 0;

    /// <summary>True when a column is exactly this text, whatever its case.</summary>
    public bool Is(ZeekField field, ReadOnlySpan<byte> text) => Ascii.EqualsIgnoreCase(this[field], text);

    /// <summary>A truth value: <c>T</c> or <c>true</c>; null when unset.</summary>
    public bool? Flag(ZeekField field) =>
        this[field] switch
        {
            [] => null,
            [(byte)'T'] or [(byte)'t', (byte)'r', (byte)'u', (byte)'e'] => true,
            _ => false,
        };

    /// <summary>A whole number, 0 or more; -1 when unset or none.</summary>
    public long Number(ZeekField field)
    {
        ReadOnlySpan<byte> text = this[field];
        if (text.IsEmpty)
        {
            return -1;
        }

        if (Utf8Parser.TryParse(text, out long number, out int used) && used == text.Length)
        {
            return number >= 0 ? number : -1;
        }

        return Utf8Parser.TryParse(text, out double real, out used) && used == text.Length && real is >= 0 and < 1e15
            ? (long)real
            : -1;
    }

    /// <summary>A port; null when unset or none.</summary>
    public ushort? Port(ZeekField field) =>
        Number(field) is >= 0 and <= ushort.MaxValue and var port ? (ushort)port : null;

    /// <summary>An address.</summary>
    public bool TryAddress(ZeekField field, out PeerAddress address) => PeerAddress.TryParse(this[field], out address);

    /// <summary>The column as text, escapes resolved; null when unset.</summary>
    public string? Text(ZeekField field) => this[field] is { IsEmpty: false } bytes ? TextOf(bytes) : null;

    /// <summary>The texts of a set or a vector, or of a single value.</summary>
    public IEnumerable<string> Texts(ZeekField field)
    {
        ReadOnlySpan<byte> bytes = this[field];
        if (bytes.IsEmpty)
        {
            return [];
        }

        return isJson && bytes[0] == (byte)'['
            ? FromJsonArray(bytes)
            : FromSet(bytes, isJson ? (byte)',' : SetSeparator);
    }

    private string TextOf(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetString(bytes);
        }

        return isJson ? FromJsonString(bytes) : ZeekEscapes.Resolve(bytes);
    }

    private static string FromJsonString(ReadOnlySpan<byte> bytes)
    {
        byte[] quoted = [(byte)'"', .. bytes, (byte)'"'];
        try
        {
            Utf8JsonReader reader = new(quoted);
            return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() ?? "" : "";
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Bytes that are no UTF-8, or half a surrogate pair.
            return Encoding.UTF8.GetString(bytes);
        }
    }

    private static List<string> FromJsonArray(ReadOnlySpan<byte> bytes)
    {
        List<string> texts = [];
        try
        {
            Utf8JsonReader reader = new(bytes);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String)
                {
                    texts.Add(reader.GetString() ?? "");
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What came before is kept.
        }

        return texts;
    }

    private List<string> FromSet(ReadOnlySpan<byte> bytes, byte separator)
    {
        List<string> texts = [];
        foreach (Range part in bytes.Split(separator))
        {
            if (!bytes[part].IsEmpty)
            {
                texts.Add(TextOf(bytes[part]));
            }
        }

        return texts;
    }
}
