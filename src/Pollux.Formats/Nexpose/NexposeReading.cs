using System.Globalization;
using System.Xml;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Scanners;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Nexpose;

/// <summary>Walks through one report: its scans, its nodes, then the definitions of what was found on them.</summary>
internal sealed class NexposeReading(DiagnosticBag diagnostics, InputLimits limits)
{
    private readonly HostRecords records = new(diagnostics, limits);
    private readonly GatheredHosts hosts = new("nexpose", diagnostics, limits);
    private readonly SortedSet<string> scans = new(StringComparer.Ordinal);
    private DateTimeOffset? started;
    private DateTimeOffset? ended;
    private bool hasStarted;
    private bool isStopped;
    private int dead;

    public void Read(XmlRecords document)
    {
        XmlReader reader = document.Reader;
        reader.MoveToContent();
        hasStarted = true;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            document.Mark();
            switch (reader.LocalName)
            {
                case "scans":
                    ReadScans(reader);
                    break;
                case "nodes":
                    ReadNodes(document);
                    break;
                case "VulnerabilityDefinitions":
                    ReadDefinitions(document);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    public ImportedDocument? Finish(bool isWhole)
    {
        if (!hasStarted)
        {
            return null;
        }

        for (int node = 0; node < dead; node++)
        {
            records.Ignore();
        }

        foreach (GatheredHost host in hosts.All)
        {
            host.Started = started;
            host.Ended = ended;
            host.Policy = isStopped || ended is null ? null : host.Policy;
        }

        hosts.Keep(records, isWhole);
        return records.Finish(isWhole, ToSource);
    }

    private Source ToSource()
    {
        string document = scans.Count > 0 ? string.Join(", ", scans) : "unnamed scan";
        return new Source(
            "nexpose",
            Excerpt.OneLine(document, 1_000),
            HostRecords.Edition(started),
            ended ?? started,
            IsComplete: false
        );
    }

    private void ReadScans(XmlReader reader)
    {
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            if (reader.LocalName is "scan")
            {
                hosts.Count();
                scans.Add(Excerpt.OneLineOrNull(reader.GetAttribute("name"), 300) ?? "unnamed scan");
                DateTimeOffset? start = Time(reader.GetAttribute("startTime"));
                DateTimeOffset? end = Time(reader.GetAttribute("endTime"));
                started = start is null || started < start ? started : start;
                ended = end is null || ended > end ? ended : end;
                CheckStatus(reader);
            }

            reader.Skip();
        }
    }

    private void CheckStatus(XmlReader reader)
    {
        string status = reader.GetAttribute("status") ?? "";
        if (status is not ("finished" or ""))
        {
            isStopped = true;
            diagnostics.Add(
                ScannerRules.ScanNotFinished,
                $"The scan's status is '{Excerpt.Of(status)}'.",
                XmlChildren.Line(reader)
            );
        }
    }

    private void ReadNodes(XmlRecords document)
    {
        XmlReader reader = document.Reader;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            document.Mark();
            if (reader.LocalName is not "node")
            {
                reader.Skip();
            }
            else if (reader.GetAttribute("status") is "dead" or "unknown")
            {
                dead++;
                reader.Skip();
            }
            else
            {
                ReadNode(document);
            }
        }
    }

    private void ReadNode(XmlRecords document)
    {
        XmlReader reader = document.Reader;
        string address = reader.GetAttribute("address")?.Trim() ?? "";
        GatheredHost host = hosts.New(Excerpt.OneLine(address, 300), XmlChildren.Line(reader));
        if (address.Length > 0 && !host.Host.AddAddress(address))
        {
            diagnostics.Add(
                ScannerRules.BadAddress,
                $"'{Excerpt.Of(address)}' is not an address.",
                host.Line,
                record: $"host {host.Name}"
            );
        }

        new NexposeNode(host, hosts, diagnostics).Read(document);
    }

    private void ReadDefinitions(XmlRecords document)
    {
        XmlReader reader = document.Reader;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            document.Mark();
            if (reader.LocalName is "vulnerability" && NexposeDefinition.Read(reader) is { } definition)
            {
                hosts.Count();
                hosts.Define(definition);
            }
            else if (reader.LocalName is not "vulnerability")
            {
                reader.Skip();
            }
        }
    }

    // 20131127T050242739: no zone is given, UTC is taken.
    private static DateTimeOffset? Time(string? text) =>
        DateTime.TryParseExact(
            text,
            "yyyyMMdd'T'HHmmssfff",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTime time
        )
            ? new DateTimeOffset(time, TimeSpan.Zero)
            : null;
}
