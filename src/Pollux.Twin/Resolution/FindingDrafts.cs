using System.Collections.Immutable;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Twin.Resolution;

/// <summary>What scanners found on one thing, and when they looked.</summary>
internal sealed class FindingDrafts
{
    private readonly List<(FindingFact Fact, RecordReference Record)> findings = [];
    private readonly List<(ScanFact Fact, RecordReference Record)> scans = [];

    public void Add(FindingFact finding, RecordReference record) => findings.Add((finding, record));

    public void Add(ScanFact scan, RecordReference record) => scans.Add((scan, record));

    /// <summary>The findings, sorted by scanner and check, each open or closed.</summary>
    /// <param name="whole">What is known of the device that the thing belongs to; null when it belongs to none.</param>
    public ImmutableArray<AssetFinding> ToFindings(FindingDrafts? whole) =>
        findings.Count == 0
            ? []
            :
            [
                .. findings
                    .GroupBy(finding => (finding.Fact.Scanner, finding.Fact.Check))
                    .OrderBy(group => group.Key.Scanner, StringComparer.Ordinal)
                    .ThenBy(group => group.Key.Check, StringComparer.Ordinal)
                    .Select(group => Join([.. group.OrderBy(finding => Time(finding.Record))], whole)),
            ];

    private AssetFinding Join(
        ImmutableArray<(FindingFact Fact, RecordReference Record)> oldestFirst,
        FindingDrafts? whole
    )
    {
        (FindingFact newest, RecordReference last) = oldestFirst[^1];
        ScanFact? then = Scans(whole, newest.Scanner).FirstOrDefault(scan => scan.Record == last).Fact;
        RecordReference? closing = Scans(whole, newest.Scanner)
            .Where(scan => scan.Record.At > last.At && (Clears(scan.Fact, newest) || Repeats(scan.Fact, then)))
            .Select(scan => scan.Record)
            .MinBy(record => (Time(record), record.SourceKey, record.Record));
        return new AssetFinding(newest, [.. oldestFirst.Select(finding => finding.Record).Distinct()], closing);
    }

    private IEnumerable<(ScanFact Fact, RecordReference Record)> Scans(FindingDrafts? whole, string scanner) =>
        scans
            .Concat(whole?.scans ?? [])
            .Where(scan => string.Equals(scan.Fact.Scanner, scanner, StringComparison.Ordinal));

    private static bool Clears(ScanFact scan, FindingFact finding) =>
        scan.Cleared.Contains(finding.Check, StringComparer.Ordinal);

    private static bool Repeats(ScanFact scan, ScanFact? then) =>
        scan.Policy is not null
        && then is not null
        && string.Equals(scan.Policy, then.Policy, StringComparison.Ordinal)
        && (then.Authenticated == false || scan.Authenticated == then.Authenticated || scan.Authenticated == true);

    private static DateTimeOffset Time(RecordReference record) => record.At ?? DateTimeOffset.MinValue;
}
