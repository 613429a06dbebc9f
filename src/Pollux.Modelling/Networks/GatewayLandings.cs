using Pollux.Modelling.Devices;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;

namespace Pollux.Modelling.Networks;

/// <summary>
/// Notices remote access gateways of which nobody says where a session lands. It is not guessed: a gateway often stands in one zone
/// and lets its users into another.
/// </summary>
internal static class GatewayLandings
{
    public static void Apply(ModelDraft draft)
    {
        foreach (DraftAsset gateway in draft.OfType("RemoteAccessGateway"))
        {
            if (draft.Linked(gateway, "landsIn").IsEmpty)
            {
                draft.Report(
                    DeviceRules.LandingUnknown,
                    FindingSeverity.Low,
                    gateway,
                    $"{gateway.Name}: it is not known where its sessions lead",
                    $"No source says into which zone '{gateway.Name}' lets its users; a session on it leads nowhere in the model.",
                    gateway.Existence.Records
                );
            }
        }
    }
}
