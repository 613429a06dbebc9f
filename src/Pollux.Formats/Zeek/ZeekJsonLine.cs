using System.Text.Json;

namespace Pollux.Formats.Zeek;

/// <summary>Cuts a line of JSON into a row: names with dots, with underscores or nested in objects mean the same.</summary>
internal sealed class ZeekJsonLine
{
    private const int Depth = 16;
    private const int LongestName = 200;

    private readonly byte[] name = new byte[LongestName];
    private readonly int[] prefixes = new int[Depth + 1];

    /// <summary>Cuts a line. False when it is no JSON object.</summary>
    public bool TryCut(byte[] buffer, int start, int length, ZeekRow row)
    {
        row.Begin(buffer, isOfJson: true);
        (start, length) = WithoutArray(buffer, start, length);
        Utf8JsonReader reader = new(
            buffer.AsSpan(start, length),
            new JsonReaderOptions { MaxDepth = Depth * 4, AllowTrailingCommas = true }
        );
        try
        {
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && Cut(ref reader, start, row);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private bool Cut(ref Utf8JsonReader reader, int start, ZeekRow row)
    {
        int depth = 0;
        int length = 0;
        prefixes[0] = 0;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    length = Append(prefixes[depth], reader.ValueSpan);
                    break;
                case JsonTokenType.StartObject when depth < Depth && length is > 0 and < LongestName:
                    name[length] = (byte)'_';
                    prefixes[++depth] = length + 1;
                    break;
                case JsonTokenType.StartObject:
                    reader.Skip();
                    break;
                case JsonTokenType.EndObject when depth == 0:
                    // Whatever stands behind the object makes the line none.
                    return !reader.Read();
                case JsonTokenType.EndObject:
                    depth--;
                    break;
                case JsonTokenType.StartArray:
                    int begin = (int)reader.TokenStartIndex;
                    reader.Skip();
                    Set(row, length, start + begin, (int)reader.BytesConsumed - begin);
                    break;
                case JsonTokenType.String:
                    Set(row, length, start + (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                    break;
                case JsonTokenType.Null:
                    break;
                default:
                    Set(row, length, start + (int)reader.TokenStartIndex, reader.ValueSpan.Length);
                    break;
            }
        }

        return false;
    }

    private void Set(ZeekRow row, int nameLength, int start, int length)
    {
        if (nameLength > 0 && ZeekFields.ByName.TryGet(name.AsSpan(0, nameLength), out ZeekField field))
        {
            row.Set(field, start, length);
        }
    }

    private int Append(int prefix, ReadOnlySpan<byte> part)
    {
        if (prefix + part.Length >= LongestName)
        {
            return 0;
        }

        for (int index = 0; index < part.Length; index++)
        {
            byte here = part[index];
            name[prefix + index] =
                here is (byte)'.' or (byte)'/' ? (byte)'_'
                : here is >= (byte)'A' and <= (byte)'Z' ? (byte)(here | 0x20)
                : here;
        }

        return prefix + part.Length;
    }

    // One array with an object on each line: brackets and commas at the ends of lines.
    private static (int Start, int Length) WithoutArray(byte[] buffer, int start, int length)
    {
        ReadOnlySpan<byte> line = buffer.AsSpan(start, length);
        int begin = line.IndexOfAnyExcept((byte)' ', (byte)'\t', (byte)'[');
        int end = line.LastIndexOfAnyExcept((byte)' ', (byte)'\t', (byte)']');
        if (begin < 0 || end < begin)
        {
            return (start, 0);
        }

        end -= line[end] == (byte)',' ? 1 : 0;
        return (start + begin, end + 1 - begin);
    }
}
