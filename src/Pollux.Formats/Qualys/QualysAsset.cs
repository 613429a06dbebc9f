using System.Globalization;
using System.Xml;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Scanners;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Qualys;

/// <summary>One <c>HOST</c> of an asset data report.</summary>
internal sealed class QualysAsset(GatheredHosts hosts, DiagnosticBag diagnostics)
{
    public void Read(XmlRecords document)
    {
        XmlReader reader = document.Reader;
        int? line = XmlChildren.Line(reader);
        GatheredHost? gathered = null;
        QualysHostFacts facts = new();
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            document.Mark();
            if (reader.LocalName is "VULN_INFO_LIST")
            {
                gathered ??= facts.Begin(hosts, diagnostics, line);
                ReadResults(document, gathered);
            }
            else
            {
                facts.Read(reader);
            }
        }

        gathered ??= facts.Begin(hosts, diagnostics, line);
        facts.Describe(gathered.Host);
    }

    private void ReadResults(XmlRecords document, GatheredHost gathered)
    {
        XmlReader reader = document.Reader;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            document.Mark();
            if (reader.LocalName is "VULN_INFO")
            {
                Keep(QualysResult.Read(reader), gathered);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void Keep(QualysResult result, GatheredHost gathered)
    {
        hosts.Count();
        if (result.At is { } at && !(gathered.Ended >= at))
        {
            gathered.Ended = at;
        }

        ScannedPort? port = QualysPorts.Of(
            gathered,
            result.Port,
            result.Protocol,
            result.Service,
            diagnostics,
            result.Line
        );
        if (port is not null)
        {
            port.IsTunnelled |= result.IsInTls;
        }

        if (result.Confidence is not { } confidence)
        {
            return;
        }

        if (result.Check is not { } check)
        {
            diagnostics.Add(
                ScannerRules.ResultWithoutCheck,
                "This <VULN_INFO> has no <QID>.",
                result.Line,
                record: $"host {gathered.Name}"
            );
        }
        else if (result.IsFixed)
        {
            gathered.Clear(check, port);
        }
        else
        {
            gathered.Results.Add(new GatheredResult(check, port, confidence, result.Line));
        }
    }
}

/// <summary>Ports of results.</summary>
internal static class QualysPorts
{
    /// <summary>The port of a result; null when it concerns the whole host, or the text is none, which is said.</summary>
    public static ScannedPort? Of(
        GatheredHost gathered,
        string? number,
        string? transport,
        string? service,
        DiagnosticBag diagnostics,
        int? line
    )
    {
        if (string.IsNullOrEmpty(number))
        {
            return null;
        }

        string over = transport?.ToLowerInvariant() ?? "tcp";
        if (
            !ushort.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out ushort value)
            || over is not ("tcp" or "udp" or "sctp")
        )
        {
            diagnostics.Add(
                ScannerRules.BadPort,
                $"'{Excerpt.Of(number)}' over '{Excerpt.Of(over)}' is not a port.",
                line,
                record: $"host {gathered.Name}"
            );
            return null;
        }

        ScannedPort? port = gathered.Host.Port(value, over);
        if (port is { Protocol: null } && Excerpt.OneLineOrNull(service, 60) is { } name)
        {
            (port.Protocol, port.IsProbed) = (name.ToLowerInvariant(), true);
        }

        return port;
    }
}

/// <summary>What either report says of a host itself.</summary>
internal sealed class QualysHostFacts
{
    private readonly List<string> names = [];
    private string address = "";
    private string? system;
    private string? hostId;
    private string? instanceId;

    /// <summary>Reads the element at which the reader stands, if it is known; leaves the reader behind it.</summary>
    public void Read(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "IP":
                address = XmlChildren.Text(reader).Trim();
                break;
            case "DNS" or "NETBIOS" or "NETBIOS_HOSTNAME" or "FQDN" when names.Count < 100:
                names.Add(XmlChildren.Text(reader));
                break;
            case "OPERATING_SYSTEM" or "OS":
                system = XmlChildren.Text(reader);
                break;
            case "QG_HOSTID":
                hostId = Excerpt.OneLineOrNull(XmlChildren.Text(reader), 100);
                break;
            case "EC2_INSTANCE_ID":
                instanceId = Excerpt.OneLineOrNull(XmlChildren.Text(reader), 100);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    /// <summary>Sets what stands in attributes.</summary>
    public void Set(string? ip, string? name)
    {
        address = ip?.Trim() ?? "";
        if (name is not null)
        {
            names.Add(name);
        }
    }

    /// <summary>A host of its own, with its address; one that is none is said.</summary>
    public GatheredHost Begin(GatheredHosts hosts, DiagnosticBag diagnostics, int? line)
    {
        GatheredHost host = hosts.New(Excerpt.OneLine(address, 300), line);
        if (address.Length > 0 && !host.Host.AddAddress(address))
        {
            diagnostics.Add(
                ScannerRules.BadAddress,
                $"'{Excerpt.Of(address)}' is not an address.",
                line,
                record: $"host {host.Name}"
            );
        }

        return host;
    }

    /// <summary>Tells a host everything else.</summary>
    public void Describe(ScannedHost host)
    {
        host.Add(hostId is null ? null : new Identifier(IdentifierKind.AssignedId, hostId, "qualys host"));
        host.Add(instanceId is null ? null : new Identifier(IdentifierKind.AssignedId, instanceId, "ec2"));
        names.ForEach(name => host.AddName(name));

        // Alternatives stand side by side: "Ubuntu / Tiny Core Linux / Linux 2.6.x".
        string[] systems = (system ?? "").Split(
            " / ",
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
        host.AddText(Properties.OperatingSystem, systems.FirstOrDefault());
        if (systems.Length > 1)
        {
            string share = (1.0 / systems.Length).ToString("0.##", CultureInfo.InvariantCulture);
            host.AddText(Properties.OperatingSystemAccuracy, share);
        }
    }
}
