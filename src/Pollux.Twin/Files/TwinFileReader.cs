using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Pollux.Diagnostics;
using Pollux.Twin.Changes;
using Pollux.Twin.Observations;

namespace Pollux.Twin.Files;

/// <summary>One reading of a twin file.</summary>
internal sealed class TwinFileReader
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64, AllowDuplicateProperties = false };
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    private readonly BoundedLines lines;
    private readonly DiagnosticBag diagnostics;
    private readonly TwinLineParser parser = new();
    private readonly ImmutableArray<Observation>.Builder observations = ImmutableArray.CreateBuilder<Observation>();
    private SiteTwin? twin;
    private Source? source;
    private int orphans;

    public TwinFileReader(Stream stream, string name)
    {
        lines = new BoundedLines(stream, TwinFile.MaximumLineLength);
        diagnostics = new DiagnosticBag(name);
    }

    public Diagnosed<SiteTwin> Read()
    {
        if (!lines.Read() || !ReadHeader())
        {
            if (!diagnostics.HasErrors)
            {
                diagnostics.Add(TwinFileRules.NotATwin, "The file is empty.", 1);
            }

            return diagnostics.With<SiteTwin>(null);
        }

        while (lines.Read())
        {
            if (lines.Number > TwinFile.MaximumLines)
            {
                diagnostics.Add(
                    TwinFileRules.TooManyLines,
                    $"The file has more than {TwinFile.MaximumLines} lines; what follows is left out.",
                    lines.Number
                );
                break;
            }

            ReadLine();
        }

        EndSource();
        return diagnostics.With(twin);
    }

    private bool ReadHeader()
    {
        using JsonDocument? document = ParseLine(TwinFileRules.NotATwin);
        if (document is null)
        {
            return false;
        }

        if (!TwinLineParser.TryHeader(document.RootElement, out int version, out string site, out string problem))
        {
            diagnostics.Add(TwinFileRules.NotATwin, $"The first line is not the header of a twin file: {problem}.", 1);
            return false;
        }

        if (version > TwinFile.SchemaVersion)
        {
            diagnostics.Add(
                TwinFileRules.NewerSchema,
                $"The file has schema version {version}; this Pollux reads versions up to {TwinFile.SchemaVersion}.",
                1
            );
            return false;
        }

        twin = SiteTwin.Empty(site);
        return true;
    }

    private void ReadLine()
    {
        if (!lines.IsTooLong && lines.Content.Span.Trim(" \t"u8).IsEmpty)
        {
            return;
        }

        using JsonDocument? document = ParseLine(TwinFileRules.BrokenLine);
        if (document is null)
        {
            return;
        }

        JsonElement root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("source", out _))
        {
            EndSource();
            source = Understand(() => parser.ToSource(root));
            return;
        }

        if (Understand(() => parser.ToObservation(root)) is not { } observation)
        {
            return;
        }

        if (source is null)
        {
            orphans++;
        }
        else
        {
            observations.Add(observation);
        }
    }

    private void EndSource()
    {
        if (orphans > 0)
        {
            diagnostics.Add(
                TwinFileRules.RecordsWithoutSource,
                $"{orphans} record(s) before this place stand under no usable source line; they are left out.",
                lines.Number
            );
            orphans = 0;
        }

        if (source is not null)
        {
            MergeResult merged = twin!.Merge(source, observations.ToImmutable());
            twin = merged.Twin;
            diagnostics.AddRange(merged.Diagnostics);
        }

        observations.Clear();
        source = null;
    }

    private T? Understand<T>(Func<T> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (TwinLineException problem)
        {
            diagnostics.Add(
                TwinFileRules.BrokenLine,
                $"The line cannot be understood: {problem.Message}.",
                lines.Number
            );
        }
        catch (InvalidOperationException)
        {
            // Utf8JsonReader's word for half of a surrogate pair in a string.
            diagnostics.Add(TwinFileRules.BrokenLine, "A text of the line is not valid Unicode.", lines.Number);
        }

        return null;
    }

    private JsonDocument? ParseLine(DiagnosticRule rule)
    {
        if (lines.IsTooLong)
        {
            diagnostics.Add(
                TwinFileRules.LineTooLong,
                $"The line is longer than {TwinFile.MaximumLineLength} bytes.",
                lines.Number
            );
            return null;
        }

        try
        {
            StrictUtf8.GetCharCount(lines.Content.Span);
            return JsonDocument.Parse(lines.Content, Options);
        }
        catch (DecoderFallbackException)
        {
            diagnostics.Add(rule, "The line is not valid UTF-8.", lines.Number);
        }
        catch (JsonException problem)
        {
            diagnostics.Add(
                rule,
                "The line is not a JSON object.",
                lines.Number,
                problem.BytePositionInLine is { } at and < int.MaxValue ? (int)at + 1 : null
            );
        }
        catch (InvalidOperationException)
        {
            diagnostics.Add(rule, "A name of the line is not valid Unicode.", lines.Number);
        }

        return null;
    }
}
