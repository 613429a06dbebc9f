using System.Collections.Immutable;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Twins;

/// <summary>Says in words what records something rests on.</summary>
internal static class Sayings
{
    /// <summary><c>nmap says so: host 10.2.0.10 (2026-11-10), and 2 more records</c>.</summary>
    public static string Of(ImmutableArray<RecordReference> records)
    {
        if (records.IsEmpty)
        {
            return "it is in the twin";
        }

        // A source's key holds the whole command line of a scan; its format tells a reader enough, the records hold the rest.
        RecordReference first = records[0];
        string format = first.SourceKey.Split(':')[0];
        string date = first.At is { } at ? $" ({at:yyyy-MM-dd})" : "";
        string more = records.Length switch
        {
            1 => "",
            2 => ", and 1 more record",
            _ => $", and {records.Length - 1} more records",
        };
        return $"{format} says so: {first.Record}{date}{more}";
    }
}
