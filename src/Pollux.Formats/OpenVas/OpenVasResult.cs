using System.Text.RegularExpressions;
using System.Xml;
using Pollux.Formats.Input;
using Pollux.Formats.Scanners;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.OpenVas;

/// <summary>One <c>result</c>: what one test says of one port of one host.</summary>
internal sealed partial class OpenVasResult
{
    // What the manager takes where a result has no quality of detection (GMP, default of min_qod's scale).
    private const double DefaultQuality = 0.75;

    private readonly List<string> cves = [];
    private readonly List<string> vectors = [];
    private readonly List<(string Cve, double Score)> epss = [];
    private string? oid;
    private string? name;
    private string? severity;
    private string? threat;
    private string? quality;
    private string? solution;
    private string tags = "";

    public int? Line { get; private set; }

    public string Host { get; private set; } = "";

    public string? HostName { get; private set; }

    public string Port { get; private set; } = "";

    public IReadOnlyList<(string Cve, double Score)> Epss => epss;

    /// <summary>
    /// True for a rating above nothing. A log message is 0, a false positive -1, an error below; older reports only have the word.
    /// </summary>
    public bool IsFinding => Score is { } score ? score > 0 : Word is not null;

    private double? Score => Numbers.Read(severity, -100, 10);

    private string? Word =>
        threat switch
        {
            "Low" => "low",
            "Medium" => "medium",
            "High" => "high",
            "Critical" => "critical",
            _ => null,
        };

    /// <summary>Reads the element at which the reader stands; leaves the reader behind it.</summary>
    public static OpenVasResult Read(XmlReader reader)
    {
        OpenVasResult result = new() { Line = XmlChildren.Line(reader) };
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            result.ReadChild(reader);
        }

        return result;
    }

    /// <summary>The finding; null when the test has no id.</summary>
    public FindingFact? ToFinding()
    {
        if (Excerpt.OneLineOrNull(oid, 100) is not { } check)
        {
            return null;
        }

        // A result of the CVE scanner has the CVE in place of a test.
        IEnumerable<string> named = cves.Append(check);
        IEnumerable<string> scored = vectors.Count > 0 ? vectors : [Tag("cvss_base_vector") ?? ""];
        return new FindingFact(
            "openvas",
            check,
            Excerpt.OneLineOrNull(name, 300) ?? check,
            (Numbers.Read(quality, 0, 100) ?? DefaultQuality * 100) / 100,
            VulnerabilityIds.Cves(named)
        )
        {
            Severity = Score is null ? Word : Rating(Score.Value),
            CvssVectors =
            [
                .. scored.SelectMany(vector => CvssTexts.Joined(vector, null)).Distinct(StringComparer.Ordinal),
            ],
            Remediation = Remedies.Read(solution) ?? Remedies.Read(Tag("solution")),
        };
    }

    // The qualitative scale of CVSS 3.1, section 5.
    private static string Rating(double score) =>
        score switch
        {
            >= 9 => "critical",
            >= 7 => "high",
            >= 4 => "medium",
            _ => "low",
        };

    private void ReadChild(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "host":
                (Host, _, HostName) = OpenVasPorts.Mixed(reader);
                break;
            case "port":
                Port = XmlChildren.Text(reader).Trim();
                break;
            case "severity":
                severity = XmlChildren.Text(reader).Trim();
                break;
            case "threat":
                threat = XmlChildren.Text(reader).Trim();
                break;
            case "qod":
                ReadQuality(reader);
                break;
            case "nvt":
                oid = reader.GetAttribute("oid");
                ReadTest(reader);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadQuality(XmlReader reader)
    {
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            if (reader.LocalName is "value")
            {
                quality = XmlChildren.Text(reader).Trim();
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private void ReadTest(XmlReader reader)
    {
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            switch (reader.LocalName)
            {
                case "name":
                    name = XmlChildren.Text(reader);
                    break;
                case "tags":
                    tags = XmlChildren.Text(reader);
                    break;
                case "solution":
                    solution = XmlChildren.Text(reader);
                    break;
                case "cve":
                    cves.AddRange(XmlChildren.Text(reader).Split(','));
                    break;
                case "refs":
                case "severities":
                case "severity":
                case "epss":
                case "max_severity":
                case "max_epss":
                    ReadDeeper(reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void ReadDeeper(XmlReader reader)
    {
        string? score = null;
        string? cve = null;
        bool isExploitForecast = reader.LocalName is "max_severity" or "max_epss";
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            switch (reader.LocalName)
            {
                case "ref":
                    if (reader.GetAttribute("type") is "cve")
                    {
                        cves.Add(reader.GetAttribute("id") ?? "");
                    }

                    reader.Skip();
                    break;
                case "value":
                    vectors.Add(XmlChildren.Text(reader));
                    break;
                case "score" when isExploitForecast:
                    score = XmlChildren.Text(reader).Trim();
                    break;
                case "cve" when isExploitForecast:
                    cve = reader.GetAttribute("id");
                    reader.Skip();
                    break;
                case "severity" or "max_severity" or "max_epss" when reader.Depth < 100:
                    ReadDeeper(reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (Numbers.Read(score, 0, 1) is { } forecast && VulnerabilityIds.Cves([cve ?? ""]) is [var id])
        {
            epss.Add((id, forecast));
        }
    }

    private string? Tag(string key)
    {
        foreach (Match match in Tags().Matches(tags))
        {
            if (string.Equals(match.Groups["key"].Value, key, StringComparison.Ordinal))
            {
                return match.Groups["value"].Value;
            }
        }

        return null;
    }

    // cvss_base_vector=AV:N/...|summary=...|solution=...
    [GeneratedRegex(
        @"(^|\|)(?<key>[a-z_]{1,40})=(?<value>[^|]*)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Tags();
}
