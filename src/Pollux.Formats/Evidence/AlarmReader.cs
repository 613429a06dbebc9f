using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Simulation.Evidence;

namespace Pollux.Formats.Evidence;

/// <summary>
/// Reads alarms, as JSON lines or as CSV with headings: <c>time</c> and what was seen, <c>step</c>, <c>detector</c>, or <c>technique</c>
/// (or <c>techniques</c>) and <c>asset</c>; at will <c>tpr</c> and <c>fpr</c>. Other members are not looked at. The record is a line.
/// </summary>
public static class AlarmReader
{
    private const int LongestLine = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <returns>The alarms that can be read; null when the file as a whole cannot. Each line that is refused is reported.</returns>
    public static Diagnosed<AlarmFile> Read(InputFile input, InputLimits limits, CancellationToken cancellationToken)
    {
        DiagnosticBag diagnostics = new(input.Name);
        try
        {
            AlarmReading reading = new(diagnostics);
            if (InputHead.Read(input).IsJsonObject)
            {
                ReadJson(input, reading, limits, diagnostics, cancellationToken);
            }
            else
            {
                ReadCsv(input, reading, cancellationToken);
            }

            return diagnostics.With(reading.Finish());
        }
        catch (Exception exception) when (InputFailures.Explain(input.Name, exception) is { } problem)
        {
            diagnostics.Add(problem);
            return diagnostics.With<AlarmFile>(null);
        }
    }

    /// <summary>A time of the form <c>2026-11-20T08:15:00Z</c> or with an offset; null when it is none.</summary>
    public static DateTimeOffset? ParseTime(string text) => AlarmReading.Time(text, out _);

    private static void ReadJson(
        InputFile input,
        AlarmReading reading,
        InputLimits limits,
        DiagnosticBag diagnostics,
        CancellationToken cancellationToken
    )
    {
        using DecodingReader text = DecodingReader.Open(input.Open(), LongestLine, cancellationToken);
        int number = 0;
        while (text.ReadLine() is { } line)
        {
            text.Mark();
            number++;
            if (line.AsSpan().Trim().IsEmpty)
            {
                continue;
            }

            DiagnosticBag problems = new(input.Name);
            JsonItem? item = UntrustedJson.Parse(Encoding.UTF8.GetBytes(line), problems, limits, cancellationToken);
            foreach (Diagnostic problem in problems.ToImmutable())
            {
                diagnostics.Add(problem.Rule, problem.Message, number, problem.Location?.Column);
            }

            if (item is null)
            {
                reading.CountRefused();
            }
            else if (!item.IsObject)
            {
                reading.Refuse(number, "The line is no JSON object.");
            }
            else
            {
                reading.Keep(number, Fields(item));
            }
        }
    }

    private static AlarmFields Fields(JsonItem item) =>
        new(name => item.Text(name) ?? item[name]?.NumberText)
        {
            Techniques =
            [
                .. (item["techniques"]?.Items ?? []).Select(one => one.StringOrNull?.Trim()).OfType<string>(),
            ],
        };

    private static void ReadCsv(InputFile input, AlarmReading reading, CancellationToken cancellationToken)
    {
        using Stream stream = input.Open();
        ImmutableArray<string> names = [];
        foreach (CsvRow row in CsvRows.Read(stream, cancellationToken))
        {
            if (names.IsEmpty)
            {
                names = [.. row.Fields.Select(name => name.Trim())];
                if (!names.Contains("time"))
                {
                    reading.Refuse(row.Line, "There is no column 'time'.");
                    return;
                }

                continue;
            }

            reading.Keep(
                row.Line,
                new AlarmFields(name =>
                    names.IndexOf(name) is var at and >= 0
                    && at < row.Fields.Length
                    && row.Fields[at].Trim() is { Length: > 0 } text
                        ? text
                        : null
                )
            );
        }
    }
}

/// <summary>The alarms of a file.</summary>
/// <param name="Alarms">Those that can be read, in the order of the file.</param>
/// <param name="Received">How many records the file has.</param>
/// <param name="Refused">How many cannot be read.</param>
public sealed record AlarmFile(ImmutableArray<Alarm> Alarms, int Received, int Refused);

/// <summary>The members of a record by their names.</summary>
internal sealed record AlarmFields(Func<string, string?> Text)
{
    public ImmutableArray<string> Techniques { get; init; } = [];
}

/// <summary>Gathers alarms and counts what is refused.</summary>
internal sealed class AlarmReading(DiagnosticBag diagnostics)
{
    private readonly ImmutableArray<Alarm>.Builder alarms = ImmutableArray.CreateBuilder<Alarm>();
    private int refused;

    public void CountRefused() => refused++;

    public void Refuse(int line, string message)
    {
        refused++;
        diagnostics.Add(EvidenceRules.BadAlarm, message, line);
    }

    public void Keep(int line, AlarmFields fields)
    {
        if (alarms.Count >= EvidenceRequest.MaximumAlarms)
        {
            throw new InputLimitException($"The file has more than {EvidenceRequest.MaximumAlarms} alarms.");
        }

        if (Time(fields.Text("time"), out string? problem) is not { } time)
        {
            Refuse(line, problem!);
            return;
        }

        ImmutableArray<string> techniques = fields.Text("technique") is { } technique
            ? fields.Techniques.Insert(0, technique)
            : fields.Techniques;
        Alarm alarm = new(time, line)
        {
            Step = fields.Text("step"),
            Detector = fields.Text("detector"),
            Asset = fields.Text("asset"),
            Techniques = techniques,
        };
        if (alarm is { Step: null, Detector: null } && (techniques.IsEmpty || alarm.Asset is null))
        {
            Refuse(line, "The alarm names no step, no detector, and no technique with its asset.");
            return;
        }

        double? truePositive = Rate(fields.Text("tpr"), 1, out bool isTrueRight);
        double? falsePositive = Rate(fields.Text("fpr"), 1_000_000, out bool isFalseRight);
        if (isTrueRight && isFalseRight)
        {
            alarms.Add(alarm with { TruePositiveRate = truePositive, FalsePositiveRate = falsePositive });
        }
        else
        {
            Refuse(
                line,
                isTrueRight
                    ? $"The false positive rate '{Excerpt.Of(fields.Text("fpr")!)}' is no number of alarms a day."
                    : $"The true positive rate '{Excerpt.Of(fields.Text("tpr")!)}' is not from 0 to 1."
            );
        }
    }

    public AlarmFile Finish() => new(alarms.ToImmutable(), alarms.Count + refused, refused);

    // A time without its offset is of some place that nobody named.
    public static DateTimeOffset? Time(string? text, out string? problem)
    {
        problem = text switch
        {
            null => "The alarm has no time.",
            _ when !HasOffset(text) => $"The time '{Excerpt.Of(text)}' has no offset such as Z or +02:00.",
            _ => $"The time '{Excerpt.Of(text)}' is not of the form 2026-11-20T08:15:00Z.",
        };
        return
            text is not null
            && HasOffset(text)
            && DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal,
                out DateTimeOffset time
            )
            ? time
            : null;
    }

    private static bool HasOffset(string text) =>
        text.EndsWith('Z')
        || (
            text.Length > 6
            && text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.Ordinal)
            && text.Contains('T', StringComparison.Ordinal)
        );

    private static double? Rate(string? text, double most, out bool isRight)
    {
        double value = 0;
        isRight =
            text is null
            || (
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)
                && value >= 0
                && value <= most
            );
        return text is null || !isRight ? null : value;
    }
}
