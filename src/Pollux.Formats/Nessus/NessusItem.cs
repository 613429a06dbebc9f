using System.Collections.Immutable;
using System.Xml;
using Pollux.Formats.Input;
using Pollux.Formats.Scanners;

namespace Pollux.Formats.Nessus;

/// <summary>One <c>ReportItem</c>: what one plugin says of one port of one host, as the report writes it.</summary>
internal sealed class NessusItem(string severity)
{
    // The plugins whose output is read; of all others it is only long.
    private static readonly HashSet<string> WithOutput = new(StringComparer.Ordinal)
    {
        "10107",
        "10180",
        "10267",
        "19506",
        "20811",
        "22869",
        "22964",
        "45590",
        "83991",
    };

    private ImmutableArray<string>.Builder? cves;
    private ImmutableArray<string>.Builder? cwes;
    private ImmutableArray<string>.Builder? cpes;

    public int? Line { get; private init; }

    public string Plugin { get; private init; } = "";

    public string Name { get; private init; } = "";

    public string Family { get; private init; } = "";

    public string Port { get; private init; } = "";

    public string Transport { get; private init; } = "";

    public string Service { get; private init; } = "";

    /// <summary>From 0 (information) to 4 (critical).</summary>
    public int Severity => severity is ['1' or '2' or '3' or '4'] ? severity[0] - '0' : 0;

    public ImmutableArray<string> Cves => cves?.ToImmutable() ?? [];

    public ImmutableArray<string> Cwes => cwes?.ToImmutable() ?? [];

    public ImmutableArray<string> Cpes => cpes?.ToImmutable() ?? [];

    public string? Cvss2 { get; private set; }

    public string? Cvss2Temporal { get; private set; }

    public string? Cvss3 { get; private set; }

    public string? Cvss3Temporal { get; private set; }

    public string? Cvss4 { get; private set; }

    public string? Cvss4Threat { get; private set; }

    public string? Vpr { get; private set; }

    public string? Epss { get; private set; }

    public string? PluginType { get; private set; }

    public string? ExploitAvailable { get; private set; }

    public string? ExploitMaturity { get; private set; }

    public bool ExploitedByMalware { get; private set; }

    public bool ExploitedByNessus { get; private set; }

    public bool IsKnownExploited { get; private set; }

    public bool IsCompliance { get; private set; }

    public string? Solution { get; private set; }

    public string? Output { get; private set; }

    /// <summary>What the result gives as a severity or a score and is none; as clauses for a diagnostic.</summary>
    public IEnumerable<string> BadFigures
    {
        get
        {
            if (severity is not ("0" or "1" or "2" or "3" or "4"))
            {
                yield return $"The severity '{Excerpt.Of(severity)}'";
            }

            if (Vpr is not null && Numbers.Read(Vpr, 0, 10) is null)
            {
                yield return $"The VPR score '{Excerpt.Of(Vpr)}'";
            }

            if (Epss is not null && Numbers.Read(Epss, 0, 1) is null)
            {
                yield return $"The EPSS score '{Excerpt.Of(Epss)}'";
            }
        }
    }

    /// <summary>Reads the element at which the reader stands; leaves the reader behind it.</summary>
    public static NessusItem Read(XmlReader reader)
    {
        NessusItem item = new(reader.GetAttribute("severity") ?? "")
        {
            Line = XmlChildren.Line(reader),
            Plugin = reader.GetAttribute("pluginID") ?? "",
            Name = reader.GetAttribute("pluginName") ?? "",
            Family = reader.GetAttribute("pluginFamily") ?? "",
            Port = reader.GetAttribute("port") ?? "",
            Transport = (reader.GetAttribute("protocol") ?? "").ToLowerInvariant(),
            Service = reader.GetAttribute("svc_name") ?? "",
        };
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            item.ReadChild(reader);
        }

        return item;
    }

    private void ReadChild(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "cve":
                Add(ref cves, reader);
                break;
            case "cwe":
                Add(ref cwes, reader);
                break;
            case "cpe":
                Add(ref cpes, reader);
                break;
            case "cvss_vector":
                Cvss2 = XmlChildren.Text(reader);
                break;
            case "cvss_temporal_vector":
                Cvss2Temporal = XmlChildren.Text(reader);
                break;
            case "cvss3_vector":
                Cvss3 = XmlChildren.Text(reader);
                break;
            case "cvss3_temporal_vector":
                Cvss3Temporal = XmlChildren.Text(reader);
                break;
            case "cvss4_vector":
                Cvss4 = XmlChildren.Text(reader);
                break;
            case "cvss4_threat_vector":
                Cvss4Threat = XmlChildren.Text(reader);
                break;
            case "vpr_score":
                Vpr = XmlChildren.Text(reader);
                break;
            case "epss_score":
                Epss = XmlChildren.Text(reader);
                break;
            case "plugin_type":
                PluginType = XmlChildren.Text(reader).Trim();
                break;
            case "exploit_available":
                ExploitAvailable = XmlChildren.Text(reader).Trim();
                break;
            case "exploit_code_maturity":
                ExploitMaturity = XmlChildren.Text(reader).Trim();
                break;
            case "exploited_by_malware":
                ExploitedByMalware = IsTrue(reader);
                break;
            case "exploited_by_nessus":
                ExploitedByNessus = IsTrue(reader);
                break;
            case "compliance":
                IsCompliance = IsTrue(reader);
                break;
            case "solution" when Severity > 0:
                Solution = XmlChildren.Text(reader);
                break;
            case "xref" when Severity > 0:
                IsKnownExploited |= XmlChildren
                    .Text(reader)
                    .Trim()
                    .StartsWith("CISA-KNOWN-EXPLOITED:", StringComparison.Ordinal);
                break;
            case "plugin_output" when WithOutput.Contains(Plugin):
                Output = XmlChildren.Text(reader);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private static bool IsTrue(XmlReader reader) => XmlChildren.Text(reader).Trim() is "true";

    // One element may hold several lines.
    private static void Add(ref ImmutableArray<string>.Builder? texts, XmlReader reader)
    {
        string text = XmlChildren.Text(reader);
        texts ??= ImmutableArray.CreateBuilder<string>();
        foreach (Range line in text.AsSpan().Split('\n'))
        {
            ReadOnlySpan<char> one = text.AsSpan(line).Trim();
            if (!one.IsEmpty)
            {
                texts.Add(one.Length == text.Length ? text : one.ToString());
            }
        }
    }
}
