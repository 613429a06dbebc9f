using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;

namespace Pollux.Formats.Cve;

/// <summary>
/// Reads CVE records of the CVE Record Format 5.x: one JSON document, an array of them, or one on each line. The record is a CVE
/// record. All belong to one list, the CVE List; a newer record replaces its older self.
/// </summary>
/// <param name="limits">What is read at most.</param>
public sealed class CveImporter(InputLimits limits) : IImporter
{
    /// <summary>With the limits that the commands use.</summary>
    public CveImporter()
        : this(InputLimits.Default) { }

    /// <inheritdoc/>
    public string Format => "cve";

    /// <inheritdoc/>
    public bool Recognises(InputHead head)
    {
        ImmutableArray<KeyValuePair<string, string>> names = head.JsonNames;
        return names.Any(name => name is { Key: "dataType", Value: "CVE_RECORD" } or { Key: "cveMetadata" })
            // Long containers may fill the head; no other format has these two names.
            || (names.Any(name => name.Key is "containers") && HasContainer(head.Text))
            || (head.IsJsonArray && head.Text.Contains("\"CVE_RECORD\"", StringComparison.Ordinal));
    }

    /// <inheritdoc/>
    public Task<Diagnosed<ImportedDocument>> ImportAsync(InputFile input, CancellationToken cancellationToken) =>
        DocumentReading.Of(input, diagnostics => Read(input, diagnostics, cancellationToken));

    private static bool HasContainer(string text) =>
        text.Contains("\"providerMetadata\"", StringComparison.Ordinal)
        || text.Contains("\"cna\"", StringComparison.Ordinal);

    private ImportedDocument? Read(InputFile input, DiagnosticBag diagnostics, CancellationToken cancellationToken)
    {
        CveReadings readings = new(diagnostics, limits);
        bool any = false;
        foreach (JsonLine line in JsonLines.Read(input, limits, cancellationToken))
        {
            diagnostics.AddRange(line.Problems);
            any |= line.Root is not null;
            if (line.Root is null)
            {
                readings.Refuse();
                continue;
            }

            foreach (JsonItem item in line.Root.IsArray ? line.Root.Items : [line.Root])
            {
                cancellationToken.ThrowIfCancellationRequested();
                CveRecord.Read(item, readings, diagnostics);
            }
        }

        if (any && readings.Received == 0)
        {
            diagnostics.Add(CveRules.NoRecords, "There is no CVE record in it.", 1);
            return null;
        }

        return any ? readings.Finish(Format, "CVE List", null, null) : null;
    }
}
