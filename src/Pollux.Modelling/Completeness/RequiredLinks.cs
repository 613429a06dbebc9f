using System.Collections.Immutable;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;

namespace Pollux.Modelling.Completeness;

/// <summary>
/// Checks the numbers of links that the language demands: an asset that lacks a required one is left out (a service without a
/// device, a conduit without an end), and of links beyond the greatest number the first, by name, are kept.
/// </summary>
internal static class RequiredLinks
{
    public static void Apply(ModelDraft draft)
    {
        ImmutableArray<RoleUse> bounded =
        [
            .. draft
                .Language.Specification.Associations.SelectMany(association =>
                    new[] { new RoleUse(association, FromLeft: true), new RoleUse(association, FromLeft: false) }
                )
                .Where(use => use.FarMultiplicity.Minimum > 0 || use.FarMultiplicity.Maximum > 0),
        ];
        // Leaving one asset out can leave another without what it needs; each round removes at least one, so it ends.
        while (RemoveIncomplete(draft, bounded)) { }

        foreach (RoleUse use in bounded)
        {
            TrimExcess(draft, use);
        }
    }

    private static bool RemoveIncomplete(ModelDraft draft, ImmutableArray<RoleUse> bounded)
    {
        bool removed = false;
        foreach (RoleUse use in bounded.Where(use => use.FarMultiplicity.Minimum > 0))
        {
            foreach (DraftAsset asset in draft.OfType(use.NearType))
            {
                int links = draft.Linked(asset, use.Role).Count(other => draft.Language.IsA(other.Type, use.FarType));
                if (links < use.FarMultiplicity.Minimum)
                {
                    asset.IsRemoved = true;
                    removed = true;
                    draft.Report(
                        LanguageRules.LinkMissing,
                        FindingSeverity.Medium,
                        asset,
                        $"{asset.Name} has no '{use.Role}'",
                        $"A {use.NearType} needs a '{use.Role}' ({use.FarType}); '{asset.Name}' is left out of the model.",
                        asset.Existence.Records
                    );
                }
            }
        }

        return removed;
    }

    private static void TrimExcess(ModelDraft draft, RoleUse use)
    {
        if (use.FarMultiplicity.Maximum is not ({ } maximum and > 0))
        {
            return;
        }

        foreach (DraftAsset asset in draft.OfType(use.NearType))
        {
            ImmutableArray<DraftAsset> others =
            [
                .. draft.Linked(asset, use.Role).Where(other => draft.Language.IsA(other.Type, use.FarType)),
            ];
            if (others.Length <= maximum)
            {
                continue;
            }

            foreach (DraftAsset other in others[maximum..])
            {
                draft.Unlink(asset, use, other);
            }

            draft.Report(
                LanguageRules.TooManyLinks,
                FindingSeverity.Medium,
                asset,
                $"{asset.Name} has {others.Length} of '{use.Role}'",
                $"A {use.NearType} has at most {maximum} '{use.Role}'; kept is {others[0].Name}, left out: "
                    + $"{string.Join(", ", others[maximum..].Select(other => other.Name))}.",
                asset.Existence.Records
            );
        }
    }
}
