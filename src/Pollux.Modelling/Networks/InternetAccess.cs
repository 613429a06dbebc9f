using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;

namespace Pollux.Modelling.Networks;

/// <summary>
/// Devices of the process with a public address can be reached from the Internet, whatever the site declares, unless it declares
/// what the Internet may reach in their zone.
/// </summary>
internal static class InternetAccess
{
    public const string Rule = "public-address";

    // What a plant does not mean to show to the world. Web servers and gateways have public addresses by purpose.
    private static readonly ImmutableArray<string> ProcessTypes =
    [
        "Controller",
        "FieldDevice",
        "Gateway",
        "OperatorStation",
        "EngineeringStation",
        "ControlServer",
        "Historian",
    ];

    private static readonly ImmutableArray<string> ProcessServices = ["ControlService", "EngineeringService"];

    public static void Apply(ModelDraft draft)
    {
        foreach (DraftAsset device in draft.OfType("Device"))
        {
            ImmutableArray<string> addresses =
            [
                .. (device.Twin?.PropertyValues(Twin.Assets.Properties.Address) ?? [])
                    .Where(PublicAddress.IsPublic)
                    .Order(StringComparer.Ordinal),
            ];
            if (!addresses.IsEmpty && IsOfProcess(draft, device))
            {
                Expose(draft, device, addresses);
            }
        }

        // Where traffic shows a connection, the rule of observed ways adds the Internet.
        bool isSeen = draft.Twin.Revision.Flows.Any(flow => flow.OutsideAddresses > 0 && flow.Total.Answered is true);
        if (!isSeen && draft.OfType("Internet").IsEmpty && !draft.OfType("Device").IsEmpty)
        {
            draft.Report(
                NetworkRules.NoInternet,
                FindingSeverity.Low,
                null,
                "The site has no connection with the Internet",
                "No source names the Internet, and no device of the process has a public address; "
                    + "attacks from outside cannot be rehearsed.",
                []
            );
        }
    }

    public static bool IsOfProcess(ModelDraft draft, DraftAsset device) =>
        ProcessTypes.Any(type => draft.Language.IsA(device.Type, type))
        || draft
            .Linked(device, "services")
            .Any(service => ProcessServices.Any(type => draft.Language.IsA(service.Type, type)));

    private static void Expose(ModelDraft draft, DraftAsset device, ImmutableArray<string> addresses)
    {
        string said = string.Join(", ", addresses);
        draft.Report(
            NetworkRules.InternetAccessible,
            FindingSeverity.High,
            device,
            $"{device.Name} has a public address",
            $"'{device.Name}' is a {device.Type} with the public address {said}: the whole Internet can find it.",
            device.Existence.Records
        );
        Grounds grounds = new(Rule, $"{device.Name} has the public address {said}", device.Existence.Records);
        ImmutableArray<DraftAsset> services = draft.Linked(device, "services");
        if (services.IsEmpty || Internet(draft, grounds) is not { } internet)
        {
            return;
        }

        foreach (DraftAsset zone in draft.Linked(device, "zones"))
        {
            if (Way(draft, internet, zone, grounds) is { } conduit)
            {
                foreach (DraftAsset service in services)
                {
                    draft.Link(conduit, "permits", service, grounds);
                }
            }
        }
    }

    // One conduit of ours for each zone; where the site declares what the Internet may reach in the zone, that is believed.
    private static DraftAsset? Way(ModelDraft draft, DraftAsset internet, DraftAsset zone, Grounds grounds)
    {
        DraftAsset? known = draft
            .Linked(internet, "outgoing")
            .FirstOrDefault(conduit => draft.Linked(conduit, "to").Contains(zone));
        if (known is not null)
        {
            return known.Existence.Rule == Rule ? known : null;
        }

        DraftAsset? added = draft.Add($"{internet.Name} to {zone.Name} by public address", "Conduit", grounds);
        if (added is not null)
        {
            draft.Link(added, "from", internet, grounds);
            draft.Link(added, "to", zone, grounds);
        }

        return added;
    }

    public static DraftAsset? Internet(ModelDraft draft, Grounds grounds)
    {
        if (draft.OfType("Internet") is [var known, ..])
        {
            return known;
        }

        DraftAsset? added = draft.Add("internet", "Internet", grounds);
        if (added is not null)
        {
            draft.Report(
                NetworkRules.InternetAdded,
                FindingSeverity.Low,
                added,
                "The Internet was added to the model",
                $"No source names the Internet, but {grounds.Reason}.",
                grounds.Records
            );
        }

        return added;
    }
}
