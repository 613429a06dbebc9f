using Pollux.Twin.Changes;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Twin.Resolution;

/// <summary>
/// Records about vulnerabilities that a newer record of the same key and document replaces. A list of CVE records arrives in parts
/// and in changes, so that no edition is complete; but each record is: what the older one said of products does not hold any more.
/// Records that speak of assets are not concerned: two scans may both be right.
/// </summary>
internal sealed class SupersededRecords
{
    private readonly Dictionary<(string Document, string Record), DateTimeOffset> newest = [];

    private SupersededRecords() { }

    public static SupersededRecords Of(SiteTwin twin)
    {
        SupersededRecords records = new();
        foreach (SourceObservations edition in twin.Sources.Where(edition => !edition.Source.IsComplete))
        {
            foreach (Observation observation in edition.Observations.Where(IsKnowledge))
            {
                records.Note(edition.Source, observation);
            }
        }

        return records;
    }

    /// <summary>True when a newer record of the same key and document is there.</summary>
    public bool Contains(Source source, Observation observation) =>
        !source.IsComplete
        && newest.Count > 0
        && (observation.At ?? source.At) is { } at
        && IsKnowledge(observation)
        && newest.TryGetValue((source.DocumentKey, observation.Record), out DateTimeOffset last)
        && at < last;

    private void Note(Source source, Observation observation)
    {
        if ((observation.At ?? source.At) is { } at)
        {
            (string, string) key = (source.DocumentKey, observation.Record);
            newest[key] = newest.TryGetValue(key, out DateTimeOffset known) && known > at ? known : at;
        }
    }

    private static bool IsKnowledge(Observation observation) =>
        !observation.Statements.IsEmpty
        && observation.Statements.All(statement =>
            statement is ProductStatement or VulnerabilityStatement or ConfigurationStatement
        );
}
