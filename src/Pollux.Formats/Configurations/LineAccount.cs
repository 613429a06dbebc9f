using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Twin.Filtering;

namespace Pollux.Formats.Configurations;

/// <summary>Keeps account of every line of a configuration: understood, ignored with its class, or not understood.</summary>
internal sealed class LineAccount(DiagnosticBag diagnostics, InputLimits limits)
{
    private readonly SortedDictionary<string, (int Count, int First)> ignored = new(StringComparer.Ordinal);
    private readonly ImmutableArray<DoubtfulLine>.Builder doubtful = ImmutableArray.CreateBuilder<DoubtfulLine>();
    private int doubtfulCount;
    private int understood;

    public DiagnosticBag Diagnostics { get; } = diagnostics;

    /// <summary>Lines understood so far.</summary>
    public int Understood => understood;

    /// <summary>Lines ignored so far.</summary>
    public int Ignored => ignored.Values.Sum(lines => lines.Count);

    /// <summary>Lines not understood so far.</summary>
    public int Refused => doubtfulCount;

    /// <summary>All lines so far.</summary>
    public int Received => Understood + Ignored + Refused;

    public void Understand()
    {
        understood++;
        if (understood > limits.Records)
        {
            throw new InputLimitException($"The configuration has more than {limits.Records} lines that matter.");
        }
    }

    public void Ignore(ConfigurationLine line, string lineClass)
    {
        (int count, int first) = ignored.GetValueOrDefault(lineClass, (0, line.Number));
        ignored[lineClass] = (count + 1, first);
    }

    /// <summary>Notes a line that may matter and is not understood.</summary>
    /// <param name="line">The line.</param>
    /// <param name="why">A clause that says what is not understood; null when it is the whole line.</param>
    public void Refuse(ConfigurationLine line, string? why = null)
    {
        doubtfulCount++;
        if (doubtful.Count < FilterReading.MostDoubtful)
        {
            doubtful.Add(new DoubtfulLine(line.Number, line.Short));
        }

        string text = Excerpt.Of(line.Text);
        Diagnostics.Add(
            ConfigurationRules.NotUnderstood,
            why is null ? $"'{text}' is not understood." : $"'{text}' is not understood: {why}.",
            line.Number,
            line.Indent + 1
        );
    }

    /// <summary>The figures of a device, once all lines are read; says what was left out, and when no line names the device.</summary>
    /// <param name="hostName">The device's name; null when no line names it.</param>
    /// <param name="nameless">What is said then.</param>
    /// <returns>Null, with an error, when no line says anything about what passes.</returns>
    public FilterReading? FinishDevice(string? hostName, string nameless)
    {
        if (hostName is null)
        {
            Diagnostics.Add(ConfigurationRules.NoHostName, nameless);
        }

        FilterReading reading = Finish(hostName ?? "without a name");
        if (Understood == 0)
        {
            Diagnostics.Add(
                ConfigurationRules.NothingUnderstood,
                $"Of {Received} lines none says anything about what passes."
            );
            return null;
        }

        return reading;
    }

    private FilterReading Finish(string device)
    {
        foreach ((string lineClass, (int count, int first)) in ignored)
        {
            Diagnostics.Add(
                ConfigurationRules.Ignored,
                $"{count} line(s) of the class '{lineClass}' are left out.",
                first
            );
        }

        if (doubtfulCount > 0)
        {
            Diagnostics.Add(
                ConfigurationRules.Partial,
                $"Reachability is partial, because {doubtfulCount} line(s) of device '{device}' were not understood."
            );
        }

        return new FilterReading(
            understood,
            [.. ignored.Select(pair => new IgnoredLines(pair.Key, pair.Value.Count))],
            doubtfulCount,
            doubtful.ToImmutable(),
            doubtfulCount
        );
    }
}
