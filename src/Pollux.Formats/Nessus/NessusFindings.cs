using System.Collections.Immutable;
using Pollux.Formats.Input;
using Pollux.Formats.Scanners;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Nessus;

/// <summary>Turns results of a severity above information into findings; a port scan, a banner or a list of software is none.</summary>
internal sealed class NessusFindings
{
    private static readonly ImmutableArray<string> Severities = ["", "low", "medium", "high", "critical"];
    private readonly FindingPool pool = new();

    /// <summary>The finding of a result; null when it only informs.</summary>
    public FindingFact? Read(NessusItem item)
    {
        if (item.Severity == 0)
        {
            return null;
        }

        string title = Excerpt.OneLineOrNull(item.Name, 300) ?? $"Plugin {item.Plugin}";
        return pool.Same(
            new FindingFact("nessus", item.Plugin, title, Confidence(item), VulnerabilityIds.Cves(item.Cves))
            {
                Severity = Severities[item.Severity],
                CvssVectors =
                [
                    .. CvssTexts.Joined(item.Cvss4, item.Cvss4Threat),
                    .. CvssTexts.Joined(item.Cvss3, item.Cvss3Temporal),
                    .. CvssTexts.Joined(item.Cvss2, item.Cvss2Temporal),
                ],
                Cwes = VulnerabilityIds.Cwes(item.Cwes),
                Exploitation = Exploitation(item),
                Priority = Numbers.Read(item.Vpr, 0, 10),
                Remediation = Remedies.Read(item.Solution),
            }
        );
    }

    /// <summary>The EPSS figure of a result, when it stands for one CVE, whose figure it then is; else null.</summary>
    public static VulnerabilityStatement? Epss(NessusItem item) =>
        item.Cves.Length == 1 && Numbers.Read(item.Epss, 0, 1) is { } epss
            ? VulnerabilityIds.Cves(item.Cves) is [var cve]
                ? new VulnerabilityStatement(cve, null, [], [], null, null, null, epss)
                : null
            : null;

    // Assumptions, ordered by what a plugin's type says: a local one compares the packages that are installed with the vendor's fixed ones,
    // a remote one mostly reads a banner. docs/formats/nessus.md says so to users.
    private static double Confidence(NessusItem item) =>
        item.ExploitedByNessus ? 0.99
        : item.PluginType is "local" ? 0.97
        : item.PluginType is "combined" ? 0.9
        : 0.8;

    private static string? Exploitation(NessusItem item) =>
        item.ExploitedByMalware || item.IsKnownExploited ? "active"
        : item.ExploitAvailable is "true" || item.ExploitMaturity is "PoC" or "Functional" or "High" ? "poc"
        : item.ExploitAvailable is "false" ? "none"
        : null;
}
