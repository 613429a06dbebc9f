using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Cve;

/// <summary>What was read of a list of records about vulnerabilities: observations, and what was refused.</summary>
internal sealed class CveReadings(DiagnosticBag diagnostics, InputLimits limits)
{
    private readonly ImmutableArray<Observation>.Builder observations = ImmutableArray.CreateBuilder<Observation>();
    private long statements;
    private int refused;

    /// <summary>All records so far.</summary>
    public int Received => observations.Count + refused;

    /// <summary>The newest time of any record; null when none has one.</summary>
    public DateTimeOffset? Newest { get; private set; }

    /// <summary>Keeps what a record says.</summary>
    /// <exception cref="InputLimitException">There are more than the limits allow.</exception>
    public void Keep(Observation observation)
    {
        statements += observation.Statements.Length;
        if (observations.Count >= limits.ListRecords || statements > limits.Facts)
        {
            throw new InputLimitException(
                $"The list has more than {limits.ListRecords} records or {limits.Facts} statements."
            );
        }

        observations.Add(observation);
        Newest = CveTime.Later(Newest, observation.At);
    }

    /// <summary>Counts a record that cannot be used; its diagnostic is there already.</summary>
    public void Refuse() => refused++;

    /// <summary>Refuses a record, saying why.</summary>
    public void Refuse(DiagnosticRule rule, JsonItem place, string message, string? record = null)
    {
        refused++;
        diagnostics.Add(rule, place, message, record is null ? null : Excerpt.OneLine(record, 100));
    }

    /// <summary>The list as a document.</summary>
    /// <param name="format">The format's short name.</param>
    /// <param name="document">The list's name.</param>
    /// <param name="edition">The edition, where the list names one.</param>
    /// <param name="at">When it was made, where the list says so.</param>
    public ImportedDocument Finish(string format, string document, string? edition, DateTimeOffset? at)
    {
        DateTimeOffset? time = at ?? Newest;
        string named = edition ?? time?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "undated";
        // Lists come in parts, by year or by day; each record replaces its older self, whatever part it came in.
        Source source = new(format, document, Excerpt.OneLine(named, 100), time, IsComplete: false);
        return new ImportedDocument(source, observations.ToImmutable(), 0, refused);
    }
}
