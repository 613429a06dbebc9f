using System.Collections.Immutable;
using System.Text;
using Pollux.Diagnostics;

namespace Pollux.Modelling.Tables;

/// <summary>
/// Reads the small comma-separated tables of a pack: RFC 4180 within one line, a header line, and comment lines that begin
/// with <c>#</c>, which RFC 4180 does not have and which these tables need for their sources.
/// </summary>
internal static class CsvTable
{
    /// <summary>No table of a pack is longer; a longer one is cut and reported.</summary>
    public const int MaximumRows = 20_000;

    /// <summary>The rows after the header, each with as many cells as the header.</summary>
    public static IEnumerable<CsvRow> Read(string text, ImmutableArray<string> columns, DiagnosticBag diagnostics)
    {
        bool headerSeen = false;
        int line = 0;
        int rows = 0;
        foreach (string content in text.AsSpan().TrimStart('\uFEFF').ToString().ReplaceLineEndings("\n").Split('\n'))
        {
            line++;
            if (content.Length == 0 || content[0] == '#' || string.IsNullOrWhiteSpace(content))
            {
                continue;
            }

            ImmutableArray<string> cells = Cells(content);
            if (!headerSeen)
            {
                headerSeen = true;
                if (!cells.SequenceEqual(columns, StringComparer.Ordinal))
                {
                    string wanted = string.Join(',', columns);
                    diagnostics.Add(TableRules.BadHeader, $"The header is '{content}', not '{wanted}'.", line);
                    yield break;
                }
            }
            else if (cells.Length != columns.Length)
            {
                diagnostics.Add(TableRules.BadRow, $"The row has {cells.Length} cells, not {columns.Length}.", line);
            }
            else if (++rows > MaximumRows)
            {
                diagnostics.Add(
                    TableRules.BadRow,
                    $"The table has more than {MaximumRows} rows; the rest is left out.",
                    line
                );
                yield break;
            }
            else
            {
                yield return new CsvRow(line, cells);
            }
        }
    }

    private static ImmutableArray<string> Cells(string line)
    {
        var cells = ImmutableArray.CreateBuilder<string>();
        StringBuilder cell = new();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            char character = line[i];
            if (character == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (character == '"')
            {
                quoted = !quoted;
            }
            else if (character == ',' && !quoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(character);
            }
        }

        cells.Add(cell.ToString().Trim());
        return cells.ToImmutable();
    }
}

/// <summary>A row of a table.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Cells">Its cells, trimmed, as many as there are columns.</param>
internal readonly record struct CsvRow(int Line, ImmutableArray<string> Cells)
{
    /// <summary>The alternatives of a cell: parts between bars, trimmed, none empty.</summary>
    public ImmutableArray<string> Alternatives(int column) =>
        [.. Cells[column].Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
