using System.Collections.Immutable;
using Pollux.Modelling.Drafts;

namespace Pollux.Modelling.Processes;

/// <summary>
/// Ties control loops to the network: who may write to a controller's control service commands the loops that it runs, and a
/// conduit between a loop's screens or servers and its controller carries its reports and commands.
/// </summary>
internal static class LoopCarriage
{
    public const string Rule = "loop-carriage";

    private static readonly ImmutableArray<string> Viewers = ["screens", "servers"];

    public static void Apply(ModelDraft draft)
    {
        Dictionary<DraftAsset, ImmutableHashSet<DraftAsset>> reach = draft
            .OfType("Conduit")
            .ToDictionary(conduit => conduit, conduit => Networks.Reach.Over(draft, conduit).ToImmutableHashSet());
        foreach (DraftAsset loop in draft.OfType("ControlLoop"))
        {
            ImmutableArray<DraftAsset> services =
            [
                .. draft
                    .Linked(loop, "controller")
                    .Concat(draft.Linked(loop, "gateways"))
                    .SelectMany(device => draft.Linked(device, "services"))
                    .Where(service => draft.Language.IsA(service.Type, "ControlService")),
            ];
            // What the site says of a loop's services is better than what follows from its controller.
            if (draft.Linked(loop, "carriedOver").IsEmpty)
            {
                CarryByServices(draft, loop, services);
            }

            CarryByConduits(draft, loop, reach);
        }
    }

    private static void CarryByServices(ModelDraft draft, DraftAsset loop, ImmutableArray<DraftAsset> services)
    {
        foreach (DraftAsset service in services)
        {
            Grounds grounds = new(
                Rule,
                $"{service.Name} reads and writes on the device that runs {loop.Name}",
                [.. service.Existence.Records, .. loop.Existence.Records]
            );
            draft.Link(service, "carries", loop, grounds);
        }
    }

    private static void CarryByConduits(
        ModelDraft draft,
        DraftAsset loop,
        Dictionary<DraftAsset, ImmutableHashSet<DraftAsset>> reach
    )
    {
        ImmutableArray<DraftAsset> viewerZones = Zones(draft, Viewers.SelectMany(role => draft.Linked(loop, role)));
        foreach (DraftAsset service in draft.Linked(loop, "carriedOver"))
        {
            ImmutableArray<DraftAsset> homes = Zones(draft, draft.Linked(service, "device"));
            foreach (DraftAsset conduit in viewerZones.SelectMany(zone => draft.Linked(zone, "outgoing")))
            {
                if (draft.Linked(conduit, "to").Any(homes.Contains) && reach[conduit].Contains(service))
                {
                    Grounds grounds = new(
                        Rule,
                        $"{conduit.Name} lies between {loop.Name}'s operators and {service.Name}",
                        [.. conduit.Existence.Records, .. loop.Existence.Records]
                    );
                    draft.Link(conduit, "carried", loop, grounds);
                }
            }
        }
    }

    private static ImmutableArray<DraftAsset> Zones(ModelDraft draft, IEnumerable<DraftAsset> devices) =>
        [.. devices.SelectMany(device => draft.Linked(device, "zones")).Distinct()];
}
