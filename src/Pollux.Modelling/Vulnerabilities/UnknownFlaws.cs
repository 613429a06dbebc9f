using Pollux.Knowledge.Calibration;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Networks;

namespace Pollux.Modelling.Vulnerabilities;

/// <summary>Every service that the Internet reaches may have a flaw that nobody knows yet.</summary>
public static class UnknownFlaws
{
    /// <summary>The rule by which such a flaw is in a model: nobody can patch it, since nobody knows it.</summary>
    public const string Rule = "unknown-flaw";

    internal static void Apply(ModelDraft draft)
    {
        foreach (
            DraftAsset service in Reach.FromInternet(draft).OrderBy(service => service.Name, StringComparer.Ordinal)
        )
        {
            if (draft.Linked(service, "device") is [var device, ..])
            {
                Add(draft, service, device);
            }
        }
    }

    private static void Add(ModelDraft draft, DraftAsset service, DraftAsset device)
    {
        bool onEdge = draft.Language.IsA(device.Type, "NetworkDevice");
        ExploitModel flaw = ExploitCalibration.UnknownFlaw(service.Name, onEdge);
        Grounds grounds = new(Rule, flaw.KindReason, service.Existence.Records);
        if (draft.Add($"{service.Name} unknown flaw", flaw.AssetType, grounds) is not { } added)
        {
            return;
        }

        draft.Link(added, "affects", device, grounds);
        draft.Link(added, "through", service, grounds);
        foreach (CalibratedDefense defense in flaw.Defenses)
        {
            draft.Defend(added, defense.Defense, defense.Probability, grounds with { Reason = defense.Reason });
        }
    }
}
