using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Scanners;

/// <summary>The hosts of one report while it is read, with what became of each.</summary>
internal sealed class HostRecords(DiagnosticBag diagnostics, InputLimits limits)
{
    private readonly ImmutableArray<Observation>.Builder hosts = ImmutableArray.CreateBuilder<Observation>();
    private readonly FactPool pool = new();
    private int ignored;
    private int refused;
    private int facts;

    /// <summary>True while a host is being read: a document that breaks then has one host that is refused.</summary>
    public bool IsInside { get; set; }

    /// <summary>The earliest and the latest time of any host; null when none has any.</summary>
    public DateTimeOffset? Earliest { get; private set; }

    /// <inheritdoc cref="Earliest"/>
    public DateTimeOffset? Latest { get; private set; }

    /// <summary>Adds a host; refused, with a diagnostic, when it cannot be told from others.</summary>
    /// <exception cref="InputLimitException">There are more hosts or facts than a document may have.</exception>
    public void Add(ScannedHost host, string name, DateTimeOffset? started, DateTimeOffset? ended, int? line)
    {
        if (!host.HasIdentity)
        {
            Refuse(name, line);
            return;
        }

        facts += host.Facts;
        if (hosts.Count >= limits.Records || facts > limits.Facts)
        {
            throw new InputLimitException(
                hosts.Count >= limits.Records
                    ? $"The report has more than {limits.Records} hosts."
                    : $"The report holds more than {limits.Facts} facts about hosts and services."
            );
        }

        See(started);
        See(ended);
        hosts.Add(pool.Share(host.ToObservation($"host {name}", ended ?? started)));
    }

    /// <summary>Counts a host that says nothing for a twin.</summary>
    public void Ignore() => ignored++;

    /// <summary>The document with all hosts that stand before the place at which it breaks, if it does; null when none does.</summary>
    public ImportedDocument? Finish(bool isWhole, Func<Source> source)
    {
        if (!isWhole)
        {
            refused += IsInside ? 1 : 0;
            if (hosts.Count == 0 && ignored == 0)
            {
                diagnostics.Add(ScannerRules.NothingRead, "No host stands before this problem.");
                return null;
            }

            diagnostics.Add(
                ScannerRules.EndsEarly,
                $"{hosts.Count + ignored} hosts were read before this problem; what follows is missing."
            );
        }

        return new ImportedDocument(source(), hosts.ToImmutable(), ignored, refused);
    }

    /// <summary>The edition of a scan: when it started, or <c>undated</c>.</summary>
    public static string Edition(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "undated";

    private void Refuse(string name, int? line)
    {
        refused++;
        string said = name.Length > 0 ? $" ('{Excerpt.Of(name)}' is neither)" : "";
        diagnostics.Add(
            ScannerRules.HostWithoutIdentity,
            $"This host has no usable address or name{said}; left out.",
            line,
            record: $"host {Excerpt.Of(name)}"
        );
    }

    private void See(DateTimeOffset? time)
    {
        if (time is { } seen)
        {
            Earliest = Earliest < seen ? Earliest : seen;
            Latest = Latest > seen ? Latest : seen;
        }
    }
}
