using System.Collections.Immutable;
using System.Globalization;
using Pollux.Twin.Flows;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Traffic;

/// <summary>Says in words what was seen.</summary>
internal static class FlowTexts
{
    // A site's traffic rests on thousands of records; a reader checks a few.
    private const int MostRecords = 50;
    private const int MostNames = 5;

    /// <summary><c>12 connections, 2026-11-01 to 2026-11-05; zeek</c>.</summary>
    public static string Of(Flow flow)
    {
        FlowActivity total = flow.Total;
        string count = flow.Connections.ToString("#,0", CultureInfo.InvariantCulture);
        string formats = string.Join(
            ", ",
            flow.Activities.Select(activity => activity.Record.SourceKey.Split(':')[0])
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
        );
        string unit = flow.Connections <= 1 ? "connection" : "connections";
        return $"{count} {unit}{Times(total)}; {formats}";
    }

    /// <summary>The first names and how many more there are.</summary>
    public static string List(IEnumerable<string> names)
    {
        ImmutableArray<string> all = [.. names.Distinct(StringComparer.Ordinal)];
        string more = all.Length > MostNames ? $" and {all.Length - MostNames} more" : "";
        return string.Join(", ", all.Take(MostNames)) + more;
    }

    /// <summary>The records that flows rest on, the first of them when there are many.</summary>
    public static ImmutableArray<RecordReference> RecordsOf(IEnumerable<Flow> flows) =>
        [.. flows.SelectMany(flow => flow.Activities).Select(activity => activity.Record).Distinct().Take(MostRecords)];

    private static string Times(FlowActivity total)
    {
        if (total is not { First: { } first, Last: { } last })
        {
            return "";
        }

        return first.Date == last.Date ? $", {first:yyyy-MM-dd}" : $", {first:yyyy-MM-dd} to {last:yyyy-MM-dd}";
    }
}
