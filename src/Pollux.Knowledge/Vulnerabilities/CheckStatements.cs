using System.Collections.Immutable;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Knowledge.Vulnerabilities;

/// <summary>What scanners say of their checks, as statements about the vulnerabilities that the checks stand for.</summary>
internal static class CheckStatements
{
    /// <summary>One statement for each vulnerability of each check that has an open finding; of several scans the newest.</summary>
    public static IEnumerable<Sourced<VulnerabilityStatement>> Of(Revision revision)
    {
        Dictionary<(string Scanner, string Check), AssetFinding> newest = [];
        foreach (
            AssetFinding finding in revision.Assets.SelectMany(asset => asset.Findings).Where(found => found.IsOpen)
        )
        {
            (string, string) key = (finding.Finding.Scanner, finding.Finding.Check);
            if (!newest.TryGetValue(key, out AssetFinding? known) || finding.Records[^1].At > known.Records[^1].At)
            {
                newest[key] = finding;
            }
        }

        return newest
            .Values.OrderBy(finding => finding.Finding.Scanner, StringComparer.Ordinal)
            .ThenBy(finding => finding.Finding.Check, StringComparer.Ordinal)
            .SelectMany(Statements);
    }

    private static IEnumerable<Sourced<VulnerabilityStatement>> Statements(AssetFinding finding)
    {
        FindingFact fact = finding.Finding;
        ImmutableArray<string> ids = fact.Ids;

        // A weakness decides what a flaw becomes, and a title names it: of several CVEs nobody says which one they fit.
        bool isOne = ids.Length == 1;
        return ids.Select(id => new Sourced<VulnerabilityStatement>(
            new VulnerabilityStatement(
                id,
                isOne ? fact.Title : null,
                fact.CvssVectors,
                isOne ? fact.Cwes : [],
                null,
                null,
                fact.Exploitation,
                null
            ),
            finding.Records[^1]
        ));
    }
}
