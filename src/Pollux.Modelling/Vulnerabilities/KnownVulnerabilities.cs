using System.Collections.Immutable;
using Pollux.Knowledge.Calibration;
using Pollux.Knowledge.Matching;
using Pollux.Knowledge.Vulnerabilities;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Modelling.Networks;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Vulnerabilities;

/// <summary>
/// Turns matches into vulnerabilities on devices, one for each device and vulnerability, with the defences that the calibration
/// gives; a public password becomes an account and a credential.
/// </summary>
internal static class KnownVulnerabilities
{
    public const string Rule = "known-vulnerability";

    public static void Apply(ModelDraft draft)
    {
        VulnerabilityCatalogue catalogue = VulnerabilityCatalogue.Of(draft.Twin.Revision).Value!;
        ImmutableHashSet<DraftAsset> exposed = Reach.FromInternet(draft);
        foreach (Applied applied in Join(draft, catalogue).Where(applied => !applied.IsOver))
        {
            AttackedServices attacked = AttackedServices.Of(draft, applied);
            if (applied.Exploit.Kind == ExploitKind.DefaultCredential)
            {
                PublicPasswords.Add(draft, applied, attacked);
            }
            else
            {
                Add(draft, applied, attacked);
            }

            VulnerabilityFinding.Report(draft, applied, attacked.Services.Any(exposed.Contains));
        }

        ReportOnNoDevice(draft);
    }

    private static IEnumerable<Applied> Join(ModelDraft draft, VulnerabilityCatalogue catalogue) =>
        draft
            .Input.Matches.SelectMany(match =>
                Devices(draft, match.AssetId).Select(device => (Device: device, Match: match))
            )
            .GroupBy(pair => (pair.Device, pair.Match.Vulnerability))
            .OrderBy(group => group.Key.Device.Name, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Vulnerability, StringComparer.Ordinal)
            .Select(group => Applied.Join(group.Key.Device, group.Select(pair => pair.Match), catalogue));

    // Of the two sides of one port the device is the same, hence Distinct.
    private static IEnumerable<DraftAsset> Devices(ModelDraft draft, string twinAssetId) =>
        draft
            .Of(twinAssetId)
            .Where(asset => !asset.IsRemoved)
            .SelectMany(asset =>
                draft.Language.IsA(asset.Type, "Device") ? [asset]
                : draft.Language.IsA(asset.Type, "Service") ? draft.Linked(asset, "device")
                : draft.Linked(asset, "devices")
            )
            .Distinct();

    private static void Add(ModelDraft draft, Applied applied, AttackedServices attacked)
    {
        ImmutableArray<RecordReference> records = [.. applied.Records.Distinct()];
        DraftAsset? added = draft.Add(
            $"{applied.Device.Name} {applied.Id}",
            applied.Exploit.AssetType,
            new Grounds(Rule, applied.Reason, records),
            typeGrounds: new Grounds(Rule, applied.Exploit.KindReason, records)
        );
        if (added is null)
        {
            return;
        }

        foreach (CalibratedDefense defense in applied.Exploit.Defenses)
        {
            draft.Defend(added, defense.Defense, defense.Probability, new Grounds(Rule, defense.Reason, records));
        }

        draft.Link(added, "affects", applied.Device, added.Existence);
        if (applied.Exploit.Kind == ExploitKind.Remote)
        {
            foreach (DraftAsset service in attacked.Services)
            {
                draft.Link(added, "through", service, new Grounds(Rule, attacked.Reason, records));
            }
        }
    }

    private static void ReportOnNoDevice(ModelDraft draft)
    {
        ImmutableArray<VulnerabilityMatch> lost =
        [
            .. draft.Input.Matches.Where(match =>
                match.Status is MatchStatus.Affected or MatchStatus.PossiblyAffected
                && !Devices(draft, match.AssetId).Any()
            ),
        ];
        if (lost.IsEmpty)
        {
            return;
        }

        ImmutableArray<string> products =
        [
            .. lost.Select(match => draft.Twin.Find(match.AssetId)?.Name ?? match.AssetId)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        string examples = string.Join(", ", products.Take(3));
        draft.Report(
            VulnerabilityRules.OnNoDevice,
            FindingSeverity.Low,
            null,
            $"{products.Length} vulnerable products are on no known device",
            $"{lost.Length} matches of {products.Length} products, such as {examples}, are not in the model: nobody says which "
                + "devices have them.",
            lost.Select(match => match.Record)
        );
    }
}
