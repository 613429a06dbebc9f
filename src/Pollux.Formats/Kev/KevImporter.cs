using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Kev;

/// <summary>
/// Reads the Known Exploited Vulnerabilities catalogue of CISA, as JSON or as CSV. The record is an entry. A newer catalogue replaces an
/// older one: entries are removed at times, too.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class KevImporter(InputLimits limits) : IImporter
{
    private const string Document = "CISA Known Exploited Vulnerabilities";

    /// <summary>With the limits that the commands use.</summary>
    public KevImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "kev";

    /// <inheritdoc/>
    public bool Recognises(InputHead head) => IsCsv(head) || IsJson(head);

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(
            input,
            diagnostics =>
                IsCsv(InputHead.Read(input))
                    ? ReadCsv(input, diagnostics, cancellationToken)
                    : ReadJson(input, diagnostics, cancellationToken)
        );

    private static bool IsCsv(InputHead head)
    {
        string first = head.Text.AsSpan().TrimStart('\uFEFF').ToString().Split('\n', 2)[0];
        string[] names = first.Split(',');
        return names.Length > 3
            && Array.Exists(names, name => Unquoted(name) is "cveID")
            && Array.Exists(names, name => Unquoted(name) is "dateAdded");
    }

    private static string Unquoted(string name) => name.Trim().Trim('"');

    private static bool IsJson(InputHead head)
    {
        ImmutableArray<KeyValuePair<string, string>> names = head.JsonNames;
        return names.Any(name => name.Key is "catalogVersion")
            && names.Any(name => name.Key is "vulnerabilities" or "dateReleased");
    }

    private ImportedDocument? ReadJson(InputFile input, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        JsonItem? root = UntrustedJson.Load(input, diagnostics, limits, cancellationToken);
        if (root is null)
        {
            return null;
        }

        if (root["vulnerabilities"] is not { IsArray: true } list)
        {
            diagnostics.Add(KevRules.NoEntries, root["vulnerabilities"] ?? root, "There is no list 'vulnerabilities'.");
            return null;
        }

        Reading reading = new(diagnostics, limits);
        foreach (JsonItem item in list.Items)
        {
            KevEntry entry = new(
                item.Text("cveID"),
                item.Text("vulnerabilityName"),
                item.Text("dateAdded"),
                item.Text("knownRansomwareCampaignUse"),
                [.. (item["cwes"]?.Items ?? []).Select(cwe => cwe.StringOrNull).OfType<string>()]
            );
            reading.Keep(entry, item.Place);
        }

        CheckCount(root["count"], reading.Received, diagnostics);
        DateTimeOffset? released = InputTime.Utc(root.Text("dateReleased"));
        string edition = Excerpt.OneLineOrNull(root.Text("catalogVersion"), 100) ?? "unversioned";
        return reading.Finish(new Source("kev", Document, edition, released, IsComplete: true));
    }

    private ImportedDocument? ReadCsv(InputFile input, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        using Stream stream = input.Open();
        Reading reading = new(diagnostics, limits);
        ImmutableArray<string> names = [];
        DateOnly? newest = null;
        foreach (CsvRow row in CsvRows.Read(stream, cancellationToken))
        {
            if (names.IsEmpty)
            {
                names = row.Fields;
                continue;
            }

            string? Field(string name) =>
                names.IndexOf(name) is var at and >= 0 && at < row.Fields.Length ? row.Fields[at] : null;
            KevEntry entry = new(
                Field("cveID"),
                Field("vulnerabilityName"),
                Field("dateAdded"),
                Field("knownRansomwareCampaignUse"),
                [.. (Field("cwes") ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries)]
            );
            reading.Keep(entry, (row.Line, 1));
            DateOnly? added = KevEntry.Date(entry.DateAdded);
            newest = newest is null || added > newest ? added : newest;
        }

        if (reading.Received == 0)
        {
            diagnostics.Add(KevRules.NoEntries, "There is no row below the headings.", 1);
            return null;
        }

        // The CSV form names no version; it is as new as its newest entry.
        DateTimeOffset? at = newest is { } day
            ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)
            : null;
        string edition = newest is { } last ? $"csv to {last:yyyy-MM-dd}" : "csv";
        return reading.Finish(new Source("kev", Document, edition, at, IsComplete: true));
    }

    private static void CheckCount(JsonItem? count, int received, DiagnosticBag diagnostics)
    {
        if (count?.Number is { } said && said != received)
        {
            diagnostics.Add(
                KevRules.CountDiffers,
                count,
                $"The catalogue says {count.NumberText} entries and has {received}."
            );
        }
    }

    private sealed class Reading(DiagnosticBag diagnostics, InputLimits limits)
    {
        private readonly ImmutableArray<Observation>.Builder entries = ImmutableArray.CreateBuilder<Observation>();
        private int refused;

        public int Received => entries.Count + refused;

        public void Keep(KevEntry entry, (int Line, int Column) place)
        {
            if (entries.Count >= limits.Records)
            {
                throw new InputLimitException($"The catalogue has more than {limits.Records} entries.");
            }

            if (entry.ToObservation(out string? problem) is { } observation)
            {
                entries.Add(observation);
                return;
            }

            refused++;
            diagnostics.Add(
                KevRules.BadEntry,
                problem!,
                place.Line,
                place.Column,
                record: Excerpt.OneLineOrNull(entry.Cve, 40)
            );
        }

        public ImportedDocument Finish(Source source) => new(source, entries.ToImmutable(), 0, refused);
    }
}
