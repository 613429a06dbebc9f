using System.Collections.Immutable;
using Pollux.Formats.SiteDescriptions;

namespace Pollux.Formats.DeviceList;

/// <summary>What the columns of a list mean, as a person said it once. See <c>docs/formats/device-list.md</c> for its file.</summary>
/// <param name="Columns">Heading and field of each column that is mapped, in the order of the file; all of them must be there.</param>
/// <param name="Document">
/// The list's name, when each list that it fits says everything (a newer one then replaces an older one); null when lists only add.
/// </param>
public sealed record ColumnMapping(ImmutableArray<MappedColumn> Columns, string? Document)
{
    /// <summary>The columns that a list's headings lack; none when the mapping fits.</summary>
    public IEnumerable<string> MissingIn(IReadOnlyCollection<string> headings)
    {
        HashSet<string> present = [.. headings.Select(SiteWords.Plain)];
        return Columns.Select(column => column.Heading).Where(heading => !present.Contains(SiteWords.Plain(heading)));
    }

    /// <summary>The field that a heading is mapped to; null when it is not mapped.</summary>
    public string? FieldOf(string heading) =>
        Columns
            .Where(column =>
                string.Equals(SiteWords.Plain(column.Heading), SiteWords.Plain(heading), StringComparison.Ordinal)
            )
            .Select(column => column.Field)
            .FirstOrDefault();

    /// <summary>True when the other one is for the same lists: it maps the same columns.</summary>
    public bool IsForTheSameLists(ColumnMapping other) =>
        Columns
            .Select(column => SiteWords.Plain(column.Heading))
            .ToHashSet(StringComparer.Ordinal)
            .SetEquals(other.Columns.Select(column => SiteWords.Plain(column.Heading)));
}

/// <summary>One column.</summary>
/// <param name="Heading">Its heading; letter case, spaces and punctuation aside.</param>
/// <param name="Field">What it means: one of the fields of a list, such as <c>ip</c>, or <c>ignore</c>.</param>
public readonly record struct MappedColumn(string Heading, string Field);

/// <summary>Mappings in the order in which they are tried.</summary>
/// <param name="Items">The mappings.</param>
public sealed record ColumnMappings(ImmutableArray<ColumnMapping> Items)
{
    /// <summary>No mapping.</summary>
    public static ColumnMappings None { get; } = new(ImmutableArray<ColumnMapping>.Empty);

    /// <summary>These, then those of the others that are for other lists.</summary>
    public ColumnMappings Before(ColumnMappings others) =>
        new([.. Items, .. others.Items.Where(other => !Items.Any(mine => mine.IsForTheSameLists(other)))]);
}
