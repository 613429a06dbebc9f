using System.Collections.Immutable;
using System.Text;

namespace Pollux.Formats.Input;

/// <summary>One row of a CSV text.</summary>
/// <param name="Line">The line on which it starts, from 1.</param>
/// <param name="Fields">Its fields, unquoted.</param>
public sealed record CsvRow(int Line, ImmutableArray<string> Fields);

/// <summary>
/// Reads CSV as RFC 4180 has it: commas, fields in double quotes with quotes doubled inside; blank lines are skipped. Row by row, within
/// limits.
/// </summary>
public static class CsvRows
{
    private const int MostFields = 1_000;
    private const int LongestRow = 4 << 20;

    /// <summary>Reads all rows.</summary>
    /// <exception cref="InputLimitException">A row has too many fields or characters.</exception>
    /// <exception cref="UnreadableTextException">The bytes are not text, or a quote is never closed.</exception>
    public static IEnumerable<CsvRow> Read(Stream stream, CancellationToken cancellationToken) =>
        Read(stream, ',', cancellationToken);

    /// <summary>Reads all rows of a text that has another separator than the comma, as spreadsheets of many countries write it.</summary>
    /// <param name="stream">The text.</param>
    /// <param name="separator">What stands between fields: a comma, semicolon, tab or bar.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="InputLimitException">A row has too many fields or characters.</exception>
    /// <exception cref="UnreadableTextException">The bytes are not text, or a quote is never closed.</exception>
    public static IEnumerable<CsvRow> Read(Stream stream, char separator, CancellationToken cancellationToken)
    {
        using DecodingReader text = DecodingReader.Open(stream, LongestRow, cancellationToken);
        int line = 1;
        while (text.Peek() >= 0)
        {
            text.Mark();
            int start = line;
            ImmutableArray<string> fields = ReadRow(text, separator, ref line);
            if (fields.Length > 1 || fields[0].Length > 0)
            {
                yield return new CsvRow(start, fields);
            }
        }
    }

    private static ImmutableArray<string> ReadRow(DecodingReader text, char separator, ref int line)
    {
        ImmutableArray<string>.Builder fields = ImmutableArray.CreateBuilder<string>();
        StringBuilder field = new();
        int quotedSince = 0;
        int start = line;
        while (true)
        {
            int here = text.Read();
            line += here == '\n' ? 1 : 0;
            if (here < 0 && quotedSince > 0)
            {
                throw new UnreadableTextException("A quote that opens a field is never closed.", quotedSince, null);
            }

            if (here == '"' && quotedSince > 0 && text.Peek() == '"')
            {
                _ = text.Read();
                field.Append('"');
            }
            else if (here == '"' && (quotedSince > 0 || IsBlank(field)))
            {
                quotedSince = quotedSince > 0 ? 0 : line;
            }
            else if (quotedSince == 0 && (here == separator || here is '\n' or < 0))
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (fields.Count > MostFields)
                {
                    throw new InputLimitException($"The row at line {start} has more than {MostFields} fields.");
                }

                if (here != separator)
                {
                    return fields.ToImmutable();
                }
            }
            else
            {
                field.Append((char)here);
            }
        }
    }

    // A quote inside a field, as in 12" panel, opens nothing.
    private static bool IsBlank(StringBuilder field)
    {
        foreach (ReadOnlyMemory<char> chunk in field.GetChunks())
        {
            if (!chunk.Span.IsWhiteSpace())
            {
                return false;
            }
        }

        return true;
    }
}
