using System.Collections.Immutable;
using Pollux.Modelling.Devices;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Drift;

/// <summary>Notices devices that are declared but were never seen, and devices that were seen but are not declared.</summary>
internal static class DeclaredAndSeen
{
    private const string Declared = "declared";

    public static void Apply(ModelDraft draft)
    {
        ImmutableArray<DraftAsset> devices = [.. draft.OfType("Device").Where(device => device.Twin is not null)];
        ImmutableHashSet<string> declaring =
        [
            .. draft
                .Twin.Revision.Assets.SelectMany(asset => asset.Properties.GetValueOrDefault(Properties.Standing, []))
                .Where(standing => standing.Value == Declared)
                .Select(standing => standing.Record.SourceKey),
        ];
        // Without a description nothing is declared, and without a scan nothing is seen: then every device would be a finding.
        bool isAnythingSeen = devices.Any(device => IsSeen(device.Twin!, declaring));
        foreach (DraftAsset device in devices)
        {
            bool isDeclared = device
                .Twin!.PropertyValues(Properties.Standing)
                .Contains(Declared, StringComparer.Ordinal);
            if (isDeclared && isAnythingSeen && !IsSeen(device.Twin, declaring))
            {
                draft.Report(
                    DeviceRules.NeverSeen,
                    FindingSeverity.Low,
                    device,
                    $"{device.Name} is declared but was never seen",
                    $"Only the site description knows '{device.Name}'; no scan or inventory found it.",
                    device.Existence.Records
                );
            }
            else if (!isDeclared && !declaring.IsEmpty)
            {
                draft.Report(
                    DeviceRules.NotDeclared,
                    FindingSeverity.Medium,
                    device,
                    $"{device.Name} was seen but is not declared",
                    $"The site description does not name '{device.Name}'; it is modelled as {device.Type}, as proposed.",
                    device.Existence.Records
                );
            }
        }
    }

    private static bool IsSeen(Asset device, ImmutableHashSet<string> declaring) =>
        device.Provenance.Any(record => !declaring.Contains(record.SourceKey));
}
