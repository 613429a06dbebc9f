using Pollux.Diagnostics;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Twins;

/// <summary>Brings the twin's links, and what belongs to a parent, into the model.</summary>
internal static class TwinLinks
{
    public const string Rule = "twin-link";

    // What it means that an asset has a parent: the parent's role for it, by the types of both.
    private static readonly (string Child, string Parent, string Role)[] Parents =
    [
        ("Service", "Device", "services"),
        ("Software", "Device", "software"),
        ("Data", "Device", "holds"),
        ("Device", "Device", "guests"),
        ("Credential", "Account", "credentials"),
    ];

    public static void Apply(ModelDraft draft)
    {
        foreach (AssetLink link in draft.Twin.Revision.Links)
        {
            AddLink(draft, link);
        }

        foreach (Asset child in draft.Twin.Revision.Assets)
        {
            AddParent(draft, child);
        }
    }

    private static void AddLink(ModelDraft draft, AssetLink link)
    {
        // The language has no such links; they tell through which services, and on which devices, a product's flaws are attacked.
        if (draft.Twin.IsOnlyOfTwin(link))
        {
            return;
        }

        Grounds grounds = new(Rule, Sayings.Of(link.Provenance), link.Provenance);
        bool isKnown = false;
        bool isPresent = false;
        foreach (DraftAsset from in draft.Of(link.FromId))
        {
            foreach (DraftAsset to in draft.Of(link.ToId))
            {
                isPresent = true;
                isKnown |= draft.Link(from, link.Role, to, grounds);
            }
        }

        if (isPresent && !isKnown)
        {
            DraftAsset from = draft.Of(link.FromId)[0];
            DraftAsset to = draft.Of(link.ToId)[0];
            draft.Report(
                LanguageRules.LinkNotInLanguage,
                FindingSeverity.Low,
                from,
                $"{from.Name} cannot be linked to {to.Name} as '{link.Role}'",
                $"{from.Type} has no '{link.Role}' that is {to.Type}; the link is left out."
                    + Spelling.Question(link.Role, draft.Language.Roles(from.Type)),
                link.Provenance
            );
        }
    }

    private static void AddParent(ModelDraft draft, Asset child)
    {
        if (child.ParentId is null)
        {
            return;
        }

        foreach (DraftAsset to in draft.Of(child.Id))
        {
            foreach (DraftAsset from in draft.Of(child.ParentId))
            {
                foreach ((string childType, string parentType, string role) in Parents)
                {
                    if (draft.Language.IsA(to.Type, childType) && draft.Language.IsA(from.Type, parentType))
                    {
                        draft.Link(from, role, to, new Grounds(Rule, $"it belongs to {from.Name}", child.Provenance));
                    }
                }
            }
        }
    }
}
