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
    public static IEnumerable<CsvRow> Read(Stream stream, CancellationToken cancellationToken)
    {
        using DecodingReader text = DecodingReader.Open(stream, LongestRow, cancellationToken);
        int line = 1;
        while (text.Peek() >= 0)
        {
            text.Mark();
            int start = line;
            ImmutableArray<string> fields = ReadRow(text, ref line);
            if (fields.Length > 1 || fields[0].Length > 0)
            {
                yield return new CsvRow(start, fields);
            }
        }
    }

    private static ImmutableArray<string> ReadRow(DecodingReader text, ref int line)
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
            else if (here == '"')
            {
                quotedSince = quotedSince > 0 ? 0 : line;
            }
            else if (quotedSince == 0 && here is ',' or '\n' or < 0 && quotedSince == 0)
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (fields.Count > MostFields)
                {
                    throw new InputLimitException($"The row at line {start} has more than {MostFields} fields.");
                }

                if (here != ',')
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
}
