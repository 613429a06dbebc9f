using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.Cve;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Epss;

/// <summary>
/// Reads the daily table of the Exploit Prediction Scoring System (FIRST): CSV with a comment line
/// <c>#model_version:...,score_date:...</c>, then <c>cve,epss,percentile</c>. The record is a row. A newer table replaces an older one.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class EpssImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public EpssImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "epss";

    /// <inheritdoc/>
    public bool Recognises(InputHead head)
    {
        string text = head.Text.TrimStart('\uFEFF');
        string[] lines = text.Split('\n', 4);
        return (text.StartsWith("#model_version:", StringComparison.OrdinalIgnoreCase) && lines.Length > 1)
            || lines.Take(2).Any(line => IsHeading(line.Split(',')));
    }

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(input, diagnostics => new Reading(diagnostics, limits).Read(input, cancellationToken));

    private static bool IsHeading(IEnumerable<string> fields) =>
        fields.Select(field => field.Trim().Trim('"').ToUpperInvariant()).Take(2).SequenceEqual(["CVE", "EPSS"]);

    private sealed class Reading(DiagnosticBag diagnostics, InputLimits limits)
    {
        private readonly ImmutableArray<Observation>.Builder rows = ImmutableArray.CreateBuilder<Observation>();
        private string? model;
        private DateTimeOffset? at;
        private int refused;

        public ImportedDocument? Read(InputFile input, CancellationToken cancellationToken)
        {
            using Stream stream = input.Open();
            foreach (CsvRow row in CsvRows.Read(stream, cancellationToken))
            {
                if (row.Fields[0].StartsWith('#'))
                {
                    ReadHead(row.Fields);
                }
                else if (!IsHeading(row.Fields))
                {
                    Keep(row);
                }
            }

            if (rows.Count + refused == 0)
            {
                diagnostics.Add(EpssRules.NoRows, "There is no row below the headings.", 1);
                return null;
            }

            if (at is null)
            {
                diagnostics.Add(EpssRules.NoDate, "There is no 'score_date' in the first line.", 1);
            }

            string date = at?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "undated";
            string edition = model is null ? date : $"{date} model {model}";
            Source source = new("epss", "FIRST EPSS", edition, at, IsComplete: true);
            return new ImportedDocument(source, rows.ToImmutable(), 0, refused);
        }

        private void ReadHead(ImmutableArray<string> fields)
        {
            foreach (string field in fields)
            {
                string[] pair = field.TrimStart('#').Split(':', 2);
                switch (pair[0].Trim().ToUpperInvariant(), pair.Length)
                {
                    case ("MODEL_VERSION", 2):
                        model ??= Excerpt.OneLineOrNull(pair[1], 40);
                        break;
                    case ("SCORE_DATE", 2):
                        at ??= CveTime.Read(pair[1].Trim());
                        break;
                }
            }
        }

        private void Keep(CsvRow row)
        {
            if (rows.Count >= limits.ListRecords)
            {
                throw new InputLimitException($"The table has more than {limits.ListRecords} rows.");
            }

            string? id = CveIds.Read(row.Fields[0]);
            double? probability = Probability(row.Fields.ElementAtOrDefault(1));
            if (id is null || probability is null)
            {
                refused++;
                string what = id is null
                    ? $"'{Excerpt.Of(row.Fields[0])}' is not a CVE id."
                    : $"'{Excerpt.Of(row.Fields.ElementAtOrDefault(1) ?? "")}' is not a probability of {id}.";
                diagnostics.Add(EpssRules.BadRow, what, row.Line, 1, record: id);
                return;
            }

            VulnerabilityStatement statement = new(id, null, [], [], null, null, null, probability);
            rows.Add(new Observation(id, null, 1, [statement]));
        }

        private static double? Probability(string? text) =>
            double.TryParse(text?.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && value is >= 0 and <= 1
                ? value
                : null;
    }
}
