using System.Collections.Immutable;
using Pollux.Modelling.Drafts;

namespace Pollux.Modelling.Networks;

/// <summary>What a conduit lets somebody reach directly, whatever the defences: the services that it permits.</summary>
internal static class Reach
{
    /// <summary>The services that can be reached over a conduit, in the order of their names; none when it is closed.</summary>
    public static ImmutableArray<DraftAsset> Over(ModelDraft draft, DraftAsset conduit)
    {
        if (IsClosed(conduit))
        {
            return [];
        }

        ImmutableArray<DraftAsset> permitted = draft.Linked(conduit, "permits");
        return permitted.IsEmpty
            ?
            [
                .. draft
                    .Linked(conduit, "to")
                    .SelectMany(zone => draft.Linked(zone, "devices"))
                    .SelectMany(device => draft.Linked(device, "services"))
                    .Distinct()
                    .OrderBy(service => service.Name, StringComparer.Ordinal),
            ]
            : permitted;
    }

    /// <summary>The services that the Internet reaches directly.</summary>
    public static ImmutableHashSet<DraftAsset> FromInternet(ModelDraft draft) =>
        [
            .. draft
                .OfType("Internet")
                .SelectMany(internet => draft.Linked(internet, "outgoing"))
                .SelectMany(conduit => Over(draft, conduit)),
        ];

    private static bool IsClosed(DraftAsset conduit) =>
        ((string[])["blocked", "oneWay"]).Any(defense =>
            conduit.Defenses.TryGetValue(defense, out DraftDefense value) && value.Probability >= 1
        );
}
