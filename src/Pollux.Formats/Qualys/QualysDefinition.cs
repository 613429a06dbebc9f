using System.Xml;
using Pollux.Formats.Input;
using Pollux.Formats.Scanners;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Qualys;

/// <summary>What a report says of a check: <c>VULN_DETAILS</c> of an asset data report, or the result itself in a scan's.</summary>
internal sealed class QualysDefinition
{
    private readonly List<string> cves = [];
    private string? check;
    private string? title;
    private string? severity;
    private string? solution;
    private string? base2;
    private string? temporal2;
    private string? base3;
    private string? temporal3;
    private string version3 = "3.1";
    private bool hasExploit;
    private bool hasMalware;

    /// <summary>Reads the element at which the reader stands; leaves the reader behind it.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="known">The check's id, when an attribute has it.</param>
    public static QualysDefinition Read(XmlReader reader, string? known)
    {
        QualysDefinition definition = new() { check = known, severity = reader.GetAttribute("severity") };
        definition.cves.AddRange((reader.GetAttribute("cveid") ?? "").Split(','));
        definition.ReadInside(reader);
        return definition;
    }

    /// <summary>The check as a finding; its confidence is the result's. Null when it has no id.</summary>
    public FindingFact? ToFinding() =>
        check is null
            ? null
            : new FindingFact("qualys", check, title ?? $"QID {check}", 1, VulnerabilityIds.Cves(cves))
            {
                Severity = Rating(severity),
                CvssVectors =
                [
                    .. CvssTexts.Joined(WithPrefix(CvssTexts.InBrackets(base3)), CvssTexts.InBrackets(temporal3)),
                    .. CvssTexts.Joined(CvssTexts.InBrackets(base2), CvssTexts.InBrackets(temporal2)),
                ],
                Exploitation =
                    hasMalware ? "active"
                    : hasExploit ? "poc"
                    : null,
                Remediation = Remedies.Read(solution),
            };

    // Qualys' levels 1 minimal, 2 medium, 3 serious, 4 critical, 5 urgent.
    private static string? Rating(string? level) =>
        level?.Trim() switch
        {
            "5" => "critical",
            "4" => "high",
            "3" => "medium",
            "1" or "2" => "low",
            _ => null,
        };

    private string? WithPrefix(string? vector) => vector is null ? null : $"CVSS:{version3}/{vector}";

    // The elements that matter have the same names at whatever depth: CVSS_SCORE/CVSS_BASE, CVE_ID_LIST/CVE_ID/ID.
    private void ReadInside(XmlReader reader)
    {
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            switch (reader.LocalName)
            {
                case "QID":
                    check ??= Excerpt.OneLineOrNull(XmlChildren.Text(reader), 50);
                    break;
                case "TITLE":
                    title = Excerpt.OneLineOrNull(XmlChildren.Text(reader), 300);
                    break;
                case "SEVERITY":
                    severity = XmlChildren.Text(reader);
                    break;
                case "SOLUTION":
                    solution = XmlChildren.Text(reader);
                    break;
                case "CVSS_BASE":
                    base2 = XmlChildren.Text(reader);
                    break;
                case "CVSS_TEMPORAL":
                    temporal2 = XmlChildren.Text(reader);
                    break;
                case "CVSS3_BASE":
                    base3 = XmlChildren.Text(reader);
                    break;
                case "CVSS3_TEMPORAL":
                    temporal3 = XmlChildren.Text(reader);
                    break;
                case "CVSS3_VERSION":
                    version3 = XmlChildren.Text(reader).Trim() is "3.0" ? "3.0" : "3.1";
                    break;
                case "ID":
                    cves.Add(XmlChildren.Text(reader));
                    break;
                case "EXPLT":
                    hasExploit = true;
                    reader.Skip();
                    break;
                case "MW_INFO":
                    hasMalware = true;
                    reader.Skip();
                    break;
                case "CVSS_SCORE"
                or "CVSS3_SCORE"
                or "CVE_ID_LIST"
                or "CVE_ID"
                or "CORRELATION"
                or "EXPLOITABILITY"
                or "EXPLT_SRC"
                or "EXPLT_LIST"
                or "MALWARE"
                or "MW_SRC"
                or "MW_LIST":
                    ReadInside(reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }
}
