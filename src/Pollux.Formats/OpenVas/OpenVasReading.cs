using System.Text.RegularExpressions;
using System.Xml;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Scanners;
using Pollux.Twin.Observations;

namespace Pollux.Formats.OpenVas;

/// <summary>Walks through one report, in which results, ports and hosts stand in lists of their own, in any order.</summary>
internal sealed partial class OpenVasReading(DiagnosticBag diagnostics, InputLimits limits)
{
    private readonly HostRecords records = new(diagnostics, limits);
    private readonly GatheredHosts hosts = new("openvas", diagnostics, limits);
    private readonly HashSet<string> badAddresses = new(StringComparer.Ordinal);
    private string? task;
    private string? filter;
    private DateTimeOffset? started;
    private DateTimeOffset? ended;
    private bool hasStarted;
    private bool isStopped;

    public void Read(XmlRecords document)
    {
        document.Reader.MoveToContent();
        hasStarted = true;
        ReadReport(document);
    }

    public ImportedDocument? Finish(bool isWhole)
    {
        if (!hasStarted)
        {
            return null;
        }

        string? policy = Policy();
        foreach (GatheredHost host in hosts.All)
        {
            host.Ended ??= ended;
            host.Policy = isStopped || host.Ended is null ? null : policy;
        }

        hosts.Keep(records, isWhole && !isStopped);
        return records.Finish(isWhole, ToSource);
    }

    // A report is inside a report, inside a response; whatever else holds reports or results is looked into as well.
    private void ReadReport(XmlRecords document)
    {
        XmlReader reader = document.Reader;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            document.Mark();
            switch (reader.LocalName)
            {
                case "report":
                case "results":
                case "ports":
                    ReadReport(document);
                    break;
                case "result":
                    ReadResult(reader);
                    break;
                case "port":
                    ReadPort(reader);
                    break;
                case "host":
                    ReadHost(reader);
                    break;
                case "task":
                    task = FirstName(reader) ?? task;
                    break;
                case "filters":
                    filter = FirstTerm(reader) ?? filter;
                    break;
                case "scan_start":
                    started ??= Time(XmlChildren.Text(reader));
                    break;
                case "scan_end":
                    ended ??= Time(XmlChildren.Text(reader));
                    break;
                case "scan_run_status":
                    CheckStatus(reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void ReadResult(XmlReader reader)
    {
        OpenVasResult result = OpenVasResult.Read(reader);
        GatheredHost host = HostOf(result.Host, result.Line);
        host.Host.AddName(result.HostName);
        ScannedPort? port = OpenVasPorts.Of(host.Host, result.Port);
        if (!result.IsFinding)
        {
            return;
        }

        if (result.ToFinding() is not { } finding)
        {
            diagnostics.Add(
                ScannerRules.ResultWithoutCheck,
                "This <result> names no <nvt> with an oid.",
                result.Line,
                record: $"host {Excerpt.Of(result.Host)}"
            );
            return;
        }

        hosts.Count();
        hosts.Define(finding);
        host.Results.Add(new GatheredResult(finding.Check, port, finding.Confidence, result.Line));
        foreach ((string cve, double score) in result.Epss)
        {
            host.Host.Add(new Twin.Vulnerabilities.VulnerabilityStatement(cve, null, [], [], null, null, null, score));
        }
    }

    private void ReadPort(XmlReader reader)
    {
        int? line = XmlChildren.Line(reader);
        (string port, string? host, _) = OpenVasPorts.Mixed(reader);
        if (host is not null)
        {
            OpenVasPorts.Of(HostOf(host, line).Host, port);
        }
    }

    private void ReadHost(XmlReader reader)
    {
        int? line = XmlChildren.Line(reader);
        OpenVasHost read = OpenVasHost.Read(reader);
        if (read.Address is { } address)
        {
            read.Describe(HostOf(address, line), hosts);
        }
    }

    private GatheredHost HostOf(string address, int? line)
    {
        GatheredHost host = hosts[Excerpt.OneLine(address, 300), line];
        if (
            !host.Host.AddAddress(address)
            && !host.Host.AddName(address)
            && badAddresses.Add(address)
            && address.Length > 0
        )
        {
            diagnostics.Add(
                ScannerRules.BadAddress,
                $"'{Excerpt.Of(address)}' is not an address.",
                line,
                record: $"host {Excerpt.Of(address)}"
            );
        }

        return host;
    }

    private void CheckStatus(XmlReader reader)
    {
        int? line = XmlChildren.Line(reader);
        string status = XmlChildren.Text(reader).Trim();
        if (status.Length > 0 && status is not "Done")
        {
            isStopped = true;
            diagnostics.Add(ScannerRules.ScanNotFinished, $"The scan's status is '{Excerpt.Of(status)}'.", line);
        }
    }

    // Which checks ran is the task's; what of it the report shows is the filter's, and what it hides is not gone. A report of only some
    // rows hides anything.
    private string? Policy()
    {
        if (
            task is null
            || (Rows().Match(filter ?? "") is { Success: true } rows && rows.Groups["rows"].Value is not "-1")
        )
        {
            return null;
        }

        IEnumerable<string> shown = Shown().Matches(filter ?? "").Select(match => match.Value);
        return Excerpt.OneLine(string.Join(", ", shown.Order(StringComparer.Ordinal).Prepend($"task {task}")), 500);
    }

    private Source ToSource()
    {
        DateTimeOffset? first = started ?? records.Earliest;
        string document = task ?? "unnamed scan";
        return new Source(
            "openvas",
            document,
            HostRecords.Edition(first),
            ended ?? records.Latest ?? first,
            IsComplete: false
        );
    }

    private static string? FirstName(XmlReader reader) => First(reader, "name");

    private static string? FirstTerm(XmlReader reader) => First(reader, "term");

    private static string? First(XmlReader reader, string element)
    {
        string? found = null;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            if (found is null && string.Equals(reader.LocalName, element, StringComparison.Ordinal))
            {
                found = Excerpt.OneLineOrNull(XmlChildren.Text(reader), 1_000);
            }
            else
            {
                reader.Skip();
            }
        }

        return found;
    }

    /// <summary>A time such as <c>2025-08-22T15:00:08+02:00</c>; null when the text is none.</summary>
    internal static DateTimeOffset? Time(string text) => InputTime.Utc(text.Trim());

    [GeneratedRegex(
        @"\brows=(?<rows>-?\d{1,9})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Rows();

    [GeneratedRegex(
        @"\b(levels|min_qod|apply_overrides)=\S{1,100}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Shown();
}
