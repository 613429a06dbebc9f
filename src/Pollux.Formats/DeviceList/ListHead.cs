using System.Collections.Immutable;
using System.Text;
using Pollux.Formats.Input;

namespace Pollux.Formats.DeviceList;

/// <summary>Where the headings of a list are, and what its columns mean.</summary>
/// <param name="Separator">What stands between fields.</param>
/// <param name="HeadingRow">How many rows stand before the headings.</param>
/// <param name="Headings">The headings.</param>
/// <param name="Fields">The field of each column; null for those that mean nothing here.</param>
/// <param name="Mapping">The mapping that fits; null when the headings alone were enough.</param>
/// <param name="Missing">Columns that the nearest mapping names and the list has not; only where no mapping fits.</param>
internal sealed record ListHead(
    char Separator,
    int HeadingRow,
    ImmutableArray<string> Headings,
    ImmutableArray<string?> Fields,
    ColumnMapping? Mapping,
    ImmutableArray<string> Missing
)
{
    private const int RowsLookedAt = 20;
    private const int LongestHeading = 80;
    private static readonly ImmutableArray<char> Separators = [',', ';', '\t', '|'];

    /// <summary>Finds the headings: those that a mapping names, else the first row that reads like headings of devices.</summary>
    /// <returns>The head; null when the text is no list of devices.</returns>
    public static ListHead? Find(InputHead head, ImmutableArray<ColumnMapping> mappings)
    {
        ListHead? nearest = null;
        if (!LooksLikeText(head))
        {
            return null;
        }

        foreach (char separator in Separators)
        {
            int row = -1;
            foreach (ImmutableArray<string> headings in Rows(head.Text, separator))
            {
                row++;
                // "#fields" and the like are headings of logs; a heading "#" alone counts lines.
                if (headings.Any(heading => heading.Length > LongestHeading) || headings[0] is ['#', _, ..])
                {
                    continue;
                }

                if (mappings.FirstOrDefault(candidate => !candidate.MissingIn(headings).Any()) is { } fitting)
                {
                    return new ListHead(separator, row, headings, FieldsOf(headings, fitting), fitting, []);
                }

                nearest = Nearer(nearest, separator, row, headings, mappings);
            }
        }

        return nearest;
    }

    // The row that is known best, by its own headings or by a mapping that almost fits.
    private static ListHead? Nearer(
        ListHead? nearest,
        char separator,
        int row,
        ImmutableArray<string> headings,
        ImmutableArray<ColumnMapping> mappings
    )
    {
        ImmutableArray<string> missing =
        [
            .. mappings
                .Select(mapping => (Missing: mapping.MissingIn(headings).ToArray(), mapping.Columns.Length))
                .Where(found => found.Missing.Length < found.Length)
                .OrderBy(found => found.Missing.Length)
                .Select(found => found.Missing)
                .FirstOrDefault([]),
        ];
        bool isKnown = ListFields.AreOfDevices(headings);
        if (missing.IsEmpty && !isKnown)
        {
            return nearest;
        }

        ListHead found = new(separator, row, headings, FieldsOf(headings, null), null, missing) { IsKnown = isKnown };
        return nearest is null || (found.IsKnown, found.Known).CompareTo((nearest.IsKnown, nearest.Known)) > 0
            ? found
            : nearest;
    }

    /// <summary>True when the list can be read without a mapping.</summary>
    public bool IsKnown { get; private init; }

    private int Known => Fields.OfType<string>().Distinct(StringComparer.Ordinal).Count();

    private static ImmutableArray<string?> FieldsOf(ImmutableArray<string> headings, ColumnMapping? mapping)
    {
        string?[] fields = [.. headings.Select(heading => mapping?.FieldOf(heading))];
        HashSet<string> said = [.. fields.OfType<string>()];
        return
        [
            .. headings.Select(
                (heading, at) =>
                    fields[at] ?? (ListFields.Of(heading) is { } known && !said.Contains(known) ? known : null)
            ),
        ];
    }

    private static bool LooksLikeText(InputHead head) =>
        head.RootName is null
        && !head.Text.Contains('\0', StringComparison.Ordinal)
        && head.Text.AsSpan().TrimStart("\uFEFF \t\r\n") is not (['{' or '[' or '<', ..] or []);

    // The head may stop inside a row, even inside quotes: what is whole counts.
    private static IEnumerable<ImmutableArray<string>> Rows(string text, char separator)
    {
        int end = text.Length < InputHead.MaximumCharacters ? text.Length : text.LastIndexOf('\n') + 1;
        using MemoryStream bytes = new(Encoding.UTF8.GetBytes(text[..end]));
        using IEnumerator<CsvRow> rows = CsvRows.Read(bytes, separator, CancellationToken.None).GetEnumerator();
        for (int row = 0; row < RowsLookedAt && MoveNext(rows); row++)
        {
            yield return Trimmed(rows.Current.Fields);
        }
    }

    /// <summary>Headings and fields as people mean them: without white space around, and without separators behind the last heading.</summary>
    public static ImmutableArray<string> Trimmed(ImmutableArray<string> fields) =>
        [.. fields.Select(field => Excerpt.OneLine(field.TrimStart('\uFEFF'), 200))];

    private static bool MoveNext(IEnumerator<CsvRow> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (IOException)
        {
            return false;
        }
    }
}
