using System.Xml;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Scanners;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Nessus;

/// <summary>Walks through one report: its policy, then host by host.</summary>
internal sealed class NessusReading(DiagnosticBag diagnostics, InputLimits limits)
{
    private readonly HostRecords hosts = new(diagnostics, limits);
    private readonly NessusFindings findings = new();
    private string? policy;
    private string? portRange;
    private string? name;
    private bool hasStarted;

    public void Read(XmlRecords records)
    {
        XmlReader reader = records.Reader;
        reader.MoveToContent();
        hasStarted = true;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            records.Mark();
            switch (reader.LocalName)
            {
                case "Policy":
                    ReadPolicy(reader);
                    break;
                case "Report":
                    name ??= reader.GetAttribute("name")?.Trim();
                    ReadReport(records);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    public ImportedDocument? Finish(bool isWhole) => hasStarted ? hosts.Finish(isWhole, ToSource) : null;

    private Source ToSource()
    {
        string document = string.IsNullOrEmpty(name) ? policy ?? "unnamed scan" : name;
        return new Source(
            "nessus",
            Excerpt.OneLine(document, 1_000),
            HostRecords.Edition(hosts.Earliest),
            hosts.Latest,
            IsComplete: false
        );
    }

    private void ReadPolicy(XmlReader reader)
    {
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            switch (reader.LocalName)
            {
                case "policyName":
                    policy = Excerpt.OneLineOrNull(XmlChildren.Text(reader), 300);
                    break;
                case "Preferences":
                case "ServerPreferences":
                    // Preferences/ServerPreferences/preference: one level deeper each.
                    ReadPreferences(reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void ReadPreferences(XmlReader reader)
    {
        int outside = reader.Depth;
        string? preference = null;
        bool isEmpty = reader.IsEmptyElement;
        reader.Read();
        while (!isEmpty && !reader.EOF && reader.Depth > outside)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName is "name")
            {
                preference = XmlChildren.Text(reader).Trim();
            }
            else if (
                reader.NodeType == XmlNodeType.Element
                && reader.LocalName is "value"
                && preference is "port_range"
            )
            {
                portRange = Excerpt.OneLineOrNull(XmlChildren.Text(reader), 300);
            }
            else
            {
                reader.Read();
            }
        }

        if (!isEmpty)
        {
            reader.Read();
        }
    }

    private void ReadReport(XmlRecords records)
    {
        XmlReader reader = records.Reader;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            records.Mark();
            if (reader.LocalName is not "ReportHost")
            {
                reader.Skip();
                continue;
            }

            hosts.IsInside = true;
            NessusHost host = new(diagnostics, findings, reader.GetAttribute("name")?.Trim() ?? "", reader);
            host.Read(records);
            hosts.IsInside = false;
            host.Keep(hosts, policy, portRange);
        }
    }
}
