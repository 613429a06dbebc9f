using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Modelling.Twins;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Networks;

/// <summary>
/// What a scan of public addresses found open can be reached from the Internet, whatever the site declares. Only records that
/// saw a device by nothing but public addresses count: what answers on an inside address says nothing of the outside.
/// </summary>
internal static class OutsideView
{
    public const string Rule = "seen-from-outside";

    public static void Apply(ModelDraft draft)
    {
        if (draft.OfType("Internet") is not [var internet, ..])
        {
            return;
        }

        ImmutableHashSet<DraftAsset> declared = Reach.FromInternet(draft);
        foreach (DraftAsset device in draft.OfType("Device"))
        {
            ImmutableHashSet<RecordReference> outside = OutsideRecords(device);
            foreach (DraftAsset service in outside.IsEmpty ? [] : draft.Linked(device, "services"))
            {
                ImmutableArray<RecordReference> seen = [.. (service.Twin?.Provenance ?? []).Where(outside.Contains)];
                if (!seen.IsEmpty && !declared.Contains(service))
                {
                    Expose(draft, internet, device, service, seen);
                }
            }
        }
    }

    private static ImmutableHashSet<RecordReference> OutsideRecords(DraftAsset device)
    {
        ImmutableArray<Sourced<string>> addresses =
            device.Twin?.Properties.GetValueOrDefault(Properties.Address, []) ?? [];
        ILookup<bool, RecordReference> byReach = addresses.ToLookup(
            address => PublicAddress.IsPublic(address.Value),
            address => address.Record
        );
        return [.. byReach[true].Except(byReach[false])];
    }

    private static void Expose(
        ModelDraft draft,
        DraftAsset internet,
        DraftAsset device,
        DraftAsset service,
        ImmutableArray<RecordReference> seen
    )
    {
        Grounds grounds = new(Rule, $"it was open on a public address; {Sayings.Of(seen)}", seen);
        // The conduit leads to where the device stands inside; one that stands only outside is part of the outside.
        DraftAsset target =
            draft.Linked(device, "zones").FirstOrDefault(zone => !draft.Language.IsA(zone.Type, "Internet"))
            ?? internet;
        string name = $"{internet.Name} to {target.Name} as seen from outside";
        DraftAsset? conduit = draft
            .Linked(internet, "outgoing")
            .FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.Ordinal));
        if (conduit is null && draft.Add(name, "Conduit", grounds) is { } added)
        {
            draft.Link(added, "from", internet, grounds);
            draft.Link(added, "to", target, grounds);
            conduit = added;
        }

        if (conduit is not null)
        {
            draft.Link(conduit, "permits", service, grounds);
            draft.Report(
                NetworkRules.ShadowPath,
                FindingSeverity.High,
                service,
                $"{service.Name} is open to the Internet, though no conduit permits it",
                $"A scan found {service.Name} open on a public address of '{device.Name}'; the site declares no such way in.",
                seen
            );
        }
    }
}
