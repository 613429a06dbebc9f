using System.Collections.Immutable;
using System.Globalization;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Knowledge.Matching;

/// <summary>What scanners found on assets themselves, as matches: no product has to be recognised for them.</summary>
internal static class FoundVulnerabilities
{
    /// <summary>One match for each vulnerability that an open finding of the asset stands for, by vulnerability id.</summary>
    public static IEnumerable<VulnerabilityMatch> Of(Asset asset) =>
        asset
            .Findings.Where(finding => finding.IsOpen)
            .SelectMany(finding => finding.Finding.Ids.Select(id => (Id: id, Finding: finding)))
            .GroupBy(found => found.Id, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => Join(asset.Id, group.Key, [.. group.Select(found => found.Finding)]));

    /// <summary>
    /// What matching and scanners say of one asset and vulnerability, as one. What was seen on the asset stands; what was only concluded
    /// from its version gives way to a statement that clears that version.
    /// </summary>
    public static VulnerabilityMatch Merge(VulnerabilityMatch found, VulnerabilityMatch matched) =>
        matched.Status is not (MatchStatus.NotAffected or MatchStatus.Fixed)
            ? found with
            {
                Reason = $"{found.Reason} {matched.Reason}",
                Confidence = Math.Max(found.Confidence, matched.Confidence),
                Remediation = matched.Remediation ?? found.Remediation,
                Overruled = [.. found.Overruled, .. matched.Overruled],
            }
        : found.Confidence >= MatchConfidence.CheckSeen
            ? found with
            {
                Overruled = [.. found.Overruled, $"{matched.Advisory} says that it is not: {matched.Reason}"],
            }
        : matched with { Overruled = [.. matched.Overruled, found.Reason] };

    private static VulnerabilityMatch Join(string assetId, string id, ImmutableArray<AssetFinding> findings)
    {
        ImmutableArray<AssetFinding> surestFirst =
        [
            .. findings
                .OrderByDescending(finding => Confidence(finding))
                .ThenBy(finding => finding.Finding.Scanner, StringComparer.Ordinal)
                .ThenBy(finding => finding.Finding.Check, StringComparer.Ordinal),
        ];
        FindingFact best = surestFirst[0].Finding;
        return new VulnerabilityMatch(
            assetId,
            id,
            MatchRule.Check,
            string.Join(' ', surestFirst.Select(Reason)),
            Confidence(surestFirst[0]),
            MatchStatus.Affected,
            null,
            surestFirst.Select(finding => finding.Finding.Remediation).FirstOrDefault(text => text is not null),
            $"{best.Scanner} {best.Check}",
            surestFirst[0].Records[^1],
            []
        )
        {
            Severity = surestFirst.Select(finding => finding.Finding.Severity).FirstOrDefault(word => word is not null),
        };
    }

    private static double Confidence(AssetFinding finding) =>
        Math.Round(Math.Clamp(finding.Finding.Confidence * finding.Records[^1].Confidence, 0, 1), 4);

    private static string Reason(AssetFinding finding)
    {
        FindingFact fact = finding.Finding;
        string confidence = Confidence(finding).ToString("0.##", CultureInfo.InvariantCulture);
        string seen = finding.Records.Length > 1 ? $", in {finding.Records.Length} scans" : "";
        return $"Found by {Check(fact.Scanner)} {fact.Check} '{fact.Title}' with confidence {confidence}{seen}.";
    }

    private static string Check(string scanner) =>
        scanner switch
        {
            "nessus" => "Nessus plugin",
            "openvas" => "OpenVAS test",
            "qualys" => "Qualys QID",
            "nexpose" => "Nexpose check",
            _ => $"{scanner} check",
        };
}
