using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;

namespace Pollux.Modelling.Networks;

/// <summary>
/// Notices devices in no zone and in several. The twin's resolution has placed them already: by declaration and by the zones'
/// networks.
/// </summary>
internal static class ZonePlacement
{
    public static void Apply(ModelDraft draft)
    {
        foreach (DraftAsset device in draft.OfType("Device"))
        {
            ImmutableArray<DraftAsset> zones = draft.Linked(device, "zones");
            if (zones.IsEmpty && draft.Linked(device, "host").IsEmpty && device.Twin is not null)
            {
                ReportUnplaced(draft, device);
            }
            else if (zones.Length > 1)
            {
                ReportSeveral(draft, device, zones);
            }
        }
    }

    private static void ReportUnplaced(ModelDraft draft, DraftAsset device)
    {
        string addresses = string.Join(", ", device.Twin?.PropertyValues(Twin.Assets.Properties.Address) ?? []);
        string known = addresses.Length == 0 ? "no address is known" : $"no zone's networks hold {addresses} alone";
        draft.Report(
            NetworkRules.Unplaced,
            FindingSeverity.Medium,
            device,
            $"{device.Name} is in no zone",
            $"No source places '{device.Name}' in a zone, and {known}; no network path leads to it in the model.",
            device.Existence.Records
        );
    }

    // A firewall, router or gateway joins zones by purpose, and only its conduits let anything pass.
    private static void ReportSeveral(ModelDraft draft, DraftAsset device, ImmutableArray<DraftAsset> zones)
    {
        if (!draft.Language.IsA(device.Type, "NetworkDevice"))
        {
            string names = string.Join(", ", zones.Select(zone => zone.Name));
            draft.Report(
                NetworkRules.DualHomed,
                FindingSeverity.Medium,
                device,
                $"{device.Name} stands in {zones.Length} zones",
                $"'{device.Name}' is in {names}: who controls it passes between them without a conduit.",
                device.Existence.Records
            );
        }
    }
}
