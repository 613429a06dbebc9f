using System.Text;

namespace Pollux.Formats.Zeek;

/// <summary>
/// The heading of a Zeek log in columns, as the ASCII writer writes it (Zeek manual, "Zeek Log Formats"); each line may be missing: then
/// the writer's defaults hold. Headings may follow one another in one stream.
/// </summary>
internal sealed class ZeekColumns
{
    private const int MostColumns = 1_000;

    // By column; -1 for one that is not looked at.
    private int[] fields = [];
    private byte separator = (byte)'\t';
    private byte[] unset = "-"u8.ToArray();
    private byte[] empty = "(empty)"u8.ToArray();

    /// <summary>The log's name; empty when no heading says.</summary>
    public string Path { get; private set; } = "";

    /// <summary>True once the columns have names.</summary>
    public bool HasNames => fields.Length > 0;

    /// <summary>How many columns there are.</summary>
    public int Count => fields.Length;

    /// <summary>What separates the values of a set.</summary>
    public byte SetSeparator { get; private set; } = (byte)',';

    /// <summary>Reads a line of a heading, which begins with <c>#</c>.</summary>
    public void ReadHeading(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> key = Cut(line, out ReadOnlySpan<byte> value);
        if (key.SequenceEqual("#separator"u8))
        {
            // It is written with a space behind its key, since it says itself what separates.
            separator = ZeekEscapes.Byte(value) ?? (value.IsEmpty ? (byte)'\t' : value[0]);
            Path = "";
            fields = [];
        }
        else if (key.SequenceEqual("#set_separator"u8) && !value.IsEmpty)
        {
            SetSeparator = ZeekEscapes.Byte(value) ?? value[0];
        }
        else if (key.SequenceEqual("#unset_field"u8))
        {
            unset = value.ToArray();
        }
        else if (key.SequenceEqual("#empty_field"u8))
        {
            empty = value.ToArray();
        }
        else if (key.SequenceEqual("#path"u8))
        {
            Path = Encoding.UTF8.GetString(value).Trim().ToLowerInvariant();
            fields = [];
        }
        else if (key.SequenceEqual("#fields"u8))
        {
            Name([.. Encoding.UTF8.GetString(value).Split((char)separator, MostColumns)]);
        }
    }

    /// <summary>Gives the columns their names.</summary>
    public void Name(string path, IEnumerable<string> names)
    {
        Path = path;
        Name(names);
    }

    /// <summary>Cuts a line into a row. False when it has not as many columns as the heading.</summary>
    public bool TryCut(byte[] buffer, int start, int length, ZeekRow row)
    {
        row.Begin(buffer, isOfJson: false);
        row.SetSeparator = SetSeparator;
        ReadOnlySpan<byte> line = buffer.AsSpan(start, length);
        int[] columns = fields;
        int at = 0;
        int column = 0;
        while (true)
        {
            int found = line[at..].IndexOf(separator);
            int end = found < 0 ? length : at + found;
            if (column >= columns.Length)
            {
                return false;
            }

            if (columns[column] >= 0 && !IsUnset(line[at..end]))
            {
                row.Set((ZeekField)columns[column], start + at, end - at);
            }

            column++;
            if (found < 0)
            {
                return column == columns.Length;
            }

            at = end + 1;
        }
    }

    private void Name(IEnumerable<string> names) => fields = [.. names.Select(FieldOf)];

    private static int FieldOf(string name) =>
        ZeekFields.ByName.TryGet(
            Encoding.UTF8.GetBytes(name.Trim().Replace('.', '_').Replace('/', '_').ToLowerInvariant()),
            out ZeekField field
        )
            ? (int)field
            : -1;

    private bool IsUnset(ReadOnlySpan<byte> value) => value.SequenceEqual(unset) || value.SequenceEqual(empty);

    private ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> value)
    {
        int end = line.IndexOfAny(separator, (byte)' ', (byte)'\t');
        value = end < 0 ? [] : line[(end + 1)..];
        return end < 0 ? line : line[..end];
    }
}
