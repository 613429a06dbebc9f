using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using Pollux.Formats.Input;
using Pollux.Formats.Scanners;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Nexpose;

/// <summary>One <c>vulnerability</c> of the definitions.</summary>
internal static class NexposeDefinition
{
    /// <summary>Reads the element at which the reader stands, and leaves the reader behind it; null when it has no id.</summary>
    public static FindingFact? Read(XmlReader reader)
    {
        string? id = Excerpt.OneLineOrNull(reader.GetAttribute("id"), 300)?.ToLowerInvariant();
        string? title = Excerpt.OneLineOrNull(reader.GetAttribute("title"), 300);
        string? severity = reader.GetAttribute("severity");
        ImmutableArray<string> vectors =
        [
            .. CvssTexts.Joined(reader.GetAttribute("cvssV3Vector"), null),
            .. CvssTexts.Joined(reader.GetAttribute("cvssVector"), null),
        ];
        List<string> cves = [];
        bool hasExploit = false;
        bool hasMalware = false;
        string? solution = null;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            switch (reader.LocalName)
            {
                case "references":
                    ReadReferences(reader, cves);
                    break;
                case "exploits":
                    hasExploit = HasAny(reader);
                    break;
                case "malware":
                    hasMalware = HasAny(reader);
                    break;
                case "solution":
                    solution = XmlChildren.Text(reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return id is null
            ? null
            : new FindingFact("nexpose", id, title ?? id, 1, VulnerabilityIds.Cves(cves))
            {
                Severity = Rating(severity),
                CvssVectors = vectors,
                Exploitation =
                    hasMalware ? "active"
                    : hasExploit ? "poc"
                    : null,
                Remediation = Remedies.Read(solution),
            };
    }

    // 1 to 10, a rounded CVSS score: the qualitative scale of CVSS 3.1, section 5.
    private static string? Rating(string? severity) =>
        int.TryParse(severity, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
            ? value switch
            {
                9 or 10 => "critical",
                7 or 8 => "high",
                >= 4 and <= 6 => "medium",
                >= 1 and <= 3 => "low",
                _ => null,
            }
            : null;

    private static void ReadReferences(XmlReader reader, List<string> cves)
    {
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            if (reader.LocalName is "reference" && reader.GetAttribute("source") is "CVE")
            {
                cves.Add(XmlChildren.Text(reader));
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static bool HasAny(XmlReader reader)
    {
        bool has = false;
        for (XmlWalk inside = new(reader); inside.MoveNext(); )
        {
            has = true;
            reader.Skip();
        }

        return has;
    }
}
