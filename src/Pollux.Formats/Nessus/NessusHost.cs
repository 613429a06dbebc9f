using System.Globalization;
using System.Xml;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Products;
using Pollux.Formats.Scanners;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Nessus;

/// <summary>One <c>ReportHost</c>: its properties, then its results.</summary>
internal sealed class NessusHost(DiagnosticBag diagnostics, NessusFindings findings, string name, XmlReader start)
{
    private readonly int? line = XmlChildren.Line(start);
    private readonly ScannedHost host = new();
    private readonly NessusTags tags = new();
    private bool isDead;
    private bool hasOtherResults;
    private bool? isCredentialed;

    public void Read(XmlRecords records)
    {
        XmlReader reader = records.Reader;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            records.Mark();
            switch (reader.LocalName)
            {
                case "HostProperties":
                    tags.Read(reader);
                    break;
                case "ReportItem":
                    Read(NessusItem.Read(reader));
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    /// <summary>Adds the host to the others, or counts it as ignored when the scanner found nobody there.</summary>
    public void Keep(HostRecords hosts, string? policy, string? portRange)
    {
        if (isDead && !hasOtherResults)
        {
            hosts.Ignore();
            return;
        }

        tags.Describe(host, name, diagnostics, line);
        if (tags.Ended is null)
        {
            diagnostics.Add(
                ScannerRules.ScanNotFinished,
                $"The scan of '{Excerpt.Of(name)}' has no end.",
                line,
                record: $"host {Excerpt.Of(name)}"
            );
        }
        else if (!isDead)
        {
            string? by = policy ?? tags.Policy;
            string? ran = by is null || portRange is null ? by : $"{by}, ports {portRange}";
            host.Scan = new ScanFact("nessus", ran, tags.IsCredentialed ?? isCredentialed, []);
        }

        hosts.Add(host, Excerpt.OneLine(name, 300), tags.Started, tags.Ended, line);
    }

    private void Read(NessusItem item)
    {
        if (item.Plugin.Length == 0 || !item.Plugin.All(char.IsAsciiDigit))
        {
            diagnostics.Add(
                ScannerRules.ResultWithoutCheck,
                $"'{Excerpt.Of(item.Plugin)}' is not the id of a plugin.",
                item.Line,
                record: $"host {Excerpt.Of(name)}"
            );
            return;
        }

        switch (item.Plugin)
        {
            case "10180":
                isDead |= item.Output?.Contains("dead", StringComparison.Ordinal) == true;
                return;
            case "19506":
                isCredentialed = NessusScanInfo.IsCredentialed(item.Output);
                return;
        }

        hasOtherResults = true;
        ScannedPort? port = Port(item);
        if (item.IsCompliance)
        {
            return;
        }

        foreach (string figure in item.BadFigures)
        {
            diagnostics.Add(
                ScannerRules.BadFigure,
                $"{figure} of plugin {item.Plugin} is not one.",
                item.Line,
                record: $"host {Excerpt.Of(name)}"
            );
        }

        NessusInventory.Read(item, host, port);
        if (findings.Read(item) is { } finding)
        {
            // The port of a local check is only the one by which the scanner logged on.
            host.Add(finding, item.PluginType is "local" ? null : port);
            if (NessusFindings.Epss(item) is { } epss)
            {
                host.Add(epss);
            }
        }
    }

    private ScannedPort? Port(NessusItem item)
    {
        if (!ushort.TryParse(item.Port, NumberStyles.None, CultureInfo.InvariantCulture, out ushort number))
        {
            diagnostics.Add(
                ScannerRules.BadPort,
                $"'{Excerpt.Of(item.Port)}' is not a port.",
                item.Line,
                record: $"host {Excerpt.Of(name)}"
            );
            return null;
        }

        if (item.Transport is not ("tcp" or "udp" or "sctp") || host.Port(number, item.Transport) is not { } port)
        {
            return null;
        }

        // A port scanner only looks the port's name up; so does a question mark say.
        bool isGuess = item.Service.EndsWith('?') || item.Family is "Port scanners";
        string service = item.Service.TrimEnd('?');
        if (
            service.Length > 0
            && service is not ("unknown" or "general")
            && (port.Protocol is null || (!isGuess && !port.IsProbed))
        )
        {
            port.Protocol = NessusInventory.Protocol(service);
            port.IsProbed = !isGuess;
        }

        foreach (string cpe in item.Cpes)
        {
            // What a detection is about answers on its port; what a flaw is about may only be installed.
            if (item.Severity == 0 && CpeNames.Read(cpe) is { } formatted)
            {
                port.Products.Add(CpeNames.ProductOf(formatted));
            }
        }

        return port;
    }
}
