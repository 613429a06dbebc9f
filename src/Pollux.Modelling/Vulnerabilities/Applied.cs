using System.Collections.Immutable;
using Pollux.Knowledge.Calibration;
using Pollux.Knowledge.Matching;
using Pollux.Knowledge.Vulnerabilities;
using Pollux.Modelling.Drafts;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Vulnerabilities;

/// <summary>A vulnerability on a device, however many of its products have it.</summary>
/// <param name="Device">The device.</param>
/// <param name="Matches">Why, the one that applies most first.</param>
/// <param name="Facts">What is known of the vulnerability.</param>
/// <param name="Exploit">What it becomes in the language, by the match that applies most.</param>
internal sealed record Applied(
    DraftAsset Device,
    ImmutableArray<VulnerabilityMatch> Matches,
    VulnerabilityFacts Facts,
    ExploitModel Exploit
)
{
    // A flaw that is surely fixed or shielded gives an attacker nothing, and would fill the graph.
    private const double Certain = 0.999;

    public VulnerabilityMatch Match => Matches[0];

    public string Id => Match.Vulnerability;

    public bool IsOver =>
        ((string[])["patched", "shielded", "changedFromDefault"]).Any(name =>
            Exploit.Defense(name) is { Probability: >= Certain }
        );

    public IEnumerable<RecordReference> Records =>
        Matches.Select(match => match.Record).Concat(Device.Existence.Records);

    /// <summary>Joins the matches of one vulnerability on one device.</summary>
    public static Applied Join(
        DraftAsset device,
        IEnumerable<VulnerabilityMatch> matches,
        VulnerabilityCatalogue catalogue
    )
    {
        ImmutableArray<VulnerabilityMatch> ordered =
        [
            .. matches
                .OrderBy(match => Math.Max(match.Applicability.Patched, match.Applicability.Shielded))
                .ThenBy(match => match.AssetId, StringComparer.Ordinal),
        ];
        VulnerabilityFacts facts = catalogue[ordered[0].Vulnerability];
        return new Applied(device, ordered, facts, ExploitCalibration.Calibrate(facts, ordered[0].Applicability));
    }
}
