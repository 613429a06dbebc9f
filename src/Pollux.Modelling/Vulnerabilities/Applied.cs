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

    /// <summary>The matches that say the same of the device as the one that applies most.</summary>
    public IEnumerable<VulnerabilityMatch> Alike => Matches.Where(match => Clears(match) == Clears(Match));

    /// <summary>Why, from the product that was matched and from what scanners found, as far as they agree.</summary>
    public string Reason =>
        Matches.FirstOrDefault(match => IsCheck(match) != IsCheck(Match)) is not { } other ? Match.Reason
        : Clears(other) == Clears(Match) ? $"{Match.Reason} {other.Reason}"
        : $"{Match.Reason} Against that: {other.Reason}";

    /// <summary>Joins the matches of one vulnerability on one device.</summary>
    public static Applied Join(
        DraftAsset device,
        IEnumerable<VulnerabilityMatch> matches,
        VulnerabilityCatalogue catalogue
    )
    {
        ImmutableArray<VulnerabilityMatch> all = [.. matches];
        ImmutableArray<VulnerabilityMatch> products = [.. all.Where(match => !IsCheck(match))];
        ImmutableArray<VulnerabilityMatch> ordered =
        [
            .. all.OrderBy(match => IsOutweighed(match, products))
                .ThenBy(match => Math.Max(match.Applicability.Patched, match.Applicability.Shielded))
                .ThenBy(match => match.AssetId, StringComparer.Ordinal),
        ];
        VulnerabilityFacts facts = catalogue[ordered[0].Vulnerability];
        return new Applied(device, ordered, facts, ExploitCalibration.Calibrate(facts, ordered[0].Applicability));
    }

    // A scanner that concludes from a version takes a mended package for a vulnerable one; its vendor knows better.
    private static bool IsOutweighed(VulnerabilityMatch match, ImmutableArray<VulnerabilityMatch> products) =>
        IsCheck(match) && match.Confidence < MatchConfidence.CheckSeen && !products.IsEmpty && products.All(Clears);

    private static bool IsCheck(VulnerabilityMatch match) => match.Rule == MatchRule.Check;

    private static bool Clears(VulnerabilityMatch match) =>
        match.Status is MatchStatus.NotAffected or MatchStatus.Fixed;
}
