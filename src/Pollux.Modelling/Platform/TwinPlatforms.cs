using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;

namespace Pollux.Modelling.Platform;

/// <summary>
/// Every site has a twin platform: whoever takes it reads the whole site's map. It mirrors the zones and models the loops of the
/// site, unless the site declares which.
/// </summary>
internal static class TwinPlatforms
{
    public const string Rule = "twin-platform";

    public static void Apply(ModelDraft draft)
    {
        if (draft.OfType("Zone").IsEmpty && draft.OfType("Device").IsEmpty)
        {
            return;
        }

        if (draft.OfType("TwinPlatform").IsEmpty)
        {
            Add(draft);
        }

        foreach (DraftAsset platform in draft.OfType("TwinPlatform"))
        {
            LinkAll(draft, platform, "mirrors", "Zone");
            LinkAll(draft, platform, "models", "ControlLoop");
        }
    }

    private static void Add(ModelDraft draft)
    {
        Grounds grounds = new(Rule, "Pollux holds the twin of every site, so every site has it", []);
        DraftAsset? added = draft.Add("pollux", "TwinPlatform", grounds);
        if (added is not null)
        {
            draft.Report(
                PlatformRules.Added,
                FindingSeverity.Info,
                added,
                "The twin platform was added to the model",
                "No source says where this twin is kept; it is modelled in no zone, with the language's default protection.",
                []
            );
        }
    }

    private static void LinkAll(ModelDraft draft, DraftAsset platform, string role, string type)
    {
        if (!draft.Linked(platform, role).IsEmpty)
        {
            return;
        }

        foreach (DraftAsset mirrored in draft.OfType(type))
        {
            // The Internet is no part of the site; nothing of it is in the map.
            if (!draft.Language.IsA(mirrored.Type, "Internet"))
            {
                draft.Link(platform, role, mirrored, new Grounds(Rule, $"{platform.Name} holds the whole twin", []));
            }
        }
    }
}
