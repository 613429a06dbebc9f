using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Cve;
using Pollux.Formats.Input;

namespace Pollux.Formats.Nvd;

/// <summary>
/// Reads vulnerabilities as NVD's API 2.0 gives them: pages of the API, or one object with a <c>cve</c> on each line. The record is a
/// vulnerability.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class NvdImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public NvdImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "nvd";

    /// <inheritdoc/>
    public bool Recognises(InputHead head)
    {
        ImmutableArray<KeyValuePair<string, string>> names = head.JsonNames;
        return names.Any(name => name is { Key: "format", Value: "NVD_CVE" })
            || (names.Any(name => name.Key is "resultsPerPage") && names.Any(name => name.Key is "vulnerabilities"))
            || (names.Any(name => name.Key is "cve") && IsOfNvd(head.Text))
            || (
                names.Any(name => name.Key is "_annotation")
                && head.Text.Contains("\"cve_id\"", StringComparison.Ordinal)
            );
    }

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(input, diagnostics => new Reading(input, diagnostics, limits).Read(cancellationToken));

    private static bool IsOfNvd(string text) =>
        text.Contains("\"configurations\"", StringComparison.Ordinal)
        || text.Contains("\"vulnStatus\"", StringComparison.Ordinal)
        || text.Contains("\"sourceIdentifier\"", StringComparison.Ordinal);

    private sealed class Reading(InputFile input, DiagnosticBag diagnostics, InputLimits limits)
    {
        private readonly CveReadings readings = new(diagnostics, limits);
        private DateTimeOffset? made;
        private bool annotated;

        public ImportedDocument? Read(CancellationToken cancellationToken)
        {
            bool any = false;
            foreach (JsonLine line in JsonLines.Read(input, limits, cancellationToken))
            {
                diagnostics.AddRange(line.Problems);
                any |= line.Root is not null;
                if (line.Root is { } root)
                {
                    ReadDocument(root, cancellationToken);
                }
                else
                {
                    readings.Refuse();
                }
            }

            if (any && readings.Received == 0)
            {
                diagnostics.Add(NvdRules.NoRecords, "There is no record in it.", 1);
                return null;
            }

            // Annotated records are others' corrections of NVD and stand beside it.
            string document = annotated ? "configurations in NVD's form" : "NVD";
            return any ? readings.Finish("nvd", document, null, made) : null;
        }

        private void ReadDocument(JsonItem root, CancellationToken cancellationToken)
        {
            if (root["vulnerabilities"] is not { IsArray: true } list)
            {
                annotated |= root["_annotation"] is not null;
                NvdRecord.Read(root, readings, diagnostics);
                return;
            }

            int before = readings.Received;
            made = CveTime.Later(made, CveTime.Read(root.Text("timestamp")));
            foreach (JsonItem item in list.Items)
            {
                cancellationToken.ThrowIfCancellationRequested();
                NvdRecord.Read(item, readings, diagnostics);
            }

            CheckCount(root["resultsPerPage"], readings.Received - before);
        }

        private void CheckCount(JsonItem? count, int received)
        {
            if (count?.Number is { } said && said != received)
            {
                diagnostics.Add(
                    NvdRules.CountDiffers,
                    count,
                    $"The page says {count.NumberText} records and has {received}."
                );
            }
        }
    }
}
