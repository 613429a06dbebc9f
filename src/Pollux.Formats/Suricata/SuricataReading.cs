using System.Text;
using System.Text.Json;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Traffic;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Suricata;

/// <summary>One reading of a file of events.</summary>
internal sealed class SuricataReading(Stream stream, DiagnosticBag diagnostics, InputLimits limits)
{
    private static readonly TrafficReport Report = new(
        "event(s)",
        "no usable time",
        SuricataRules.Ignored,
        SuricataRules.NoTime,
        SuricataRules.Scanner,
        SuricataRules.TooManyFlows
    );

    private const int LinesPerCheck = 4_096;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    private readonly ByteLines lines = new(stream);
    private readonly TrafficGathering gathering = new(limits.Records);
    private int refused;

    public ImportedDocument? Read(CancellationToken cancellationToken)
    {
        EveFlows flows = new(gathering);
        while (lines.Read())
        {
            if (lines.Number % LinesPerCheck == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (lines.Line.ContainsAnyExcept(" \t"u8))
            {
                ReadLine(flows);
            }
        }

        ImportedDocument document = Finish();
        if (document.Understood + document.Ignored == 0)
        {
            diagnostics.Add(SuricataRules.NoLines, $"None of the {document.Refused} line(s) can be used.");
            return null;
        }

        return document;
    }

    private void ReadLine(EveFlows flows)
    {
        if (lines.IsTooLong)
        {
            Refuse($"The line is longer than {ByteSize.Of(ByteLines.LongestLine)}.");
            return;
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(lines.Buffer.AsMemory(lines.Start, lines.Length), Options);
        }
        catch (JsonException)
        {
            Refuse("The line is no JSON object.");
            return;
        }

        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                Refuse("The line is no JSON object.");
                return;
            }

            switch (flows.Read(new EveEvent(document.RootElement)))
            {
                case LineResult.Bad:
                    Refuse("The event names no address or port where its type has one.");
                    break;
                case LineResult.Full:
                    refused++;
                    break;
                default:
                    break;
            }
        }
    }

    private void Refuse(string why)
    {
        refused++;
        string excerpt = Excerpt.Of(Encoding.UTF8.GetString(lines.Line[..Math.Min(lines.Length, 400)]));
        diagnostics.Add(SuricataRules.BadLine, $"{why} It begins with '{excerpt}'.", lines.Number);
    }

    private ImportedDocument Finish()
    {
        TrafficResult result = gathering.Finish();
        Report.Write(result, gathering.Most, diagnostics);

        Source source = new("suricata", "EVE events", result.Edition, result.Last, IsComplete: false);
        return new ImportedDocument(source, result.Observations, result.IgnoredLines, refused);
    }
}
