using System.Collections.Immutable;
using Pollux.Language.Graph;
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
        ImmutableArray<AssociationEnd> demanding = [.. draft.Language.Ends.Where(end => end.Multiplicity.Minimum > 0)];
        // Leaving one asset out can leave another without what it needs; each round removes at least one, so it ends.
        while (RemoveIncomplete(draft, demanding)) { }

        // Upper bound 0 counts as none, as in MAL-Toolbox.
        foreach (AssociationEnd end in draft.Language.Ends)
        {
            if (end.Multiplicity.Maximum is { } maximum and > 0)
            {
                TrimExcess(draft, end, maximum);
            }
        }
    }

    private static bool RemoveIncomplete(ModelDraft draft, ImmutableArray<AssociationEnd> demanding)
    {
        bool removed = false;
        foreach (AssociationEnd end in demanding)
        {
            foreach (DraftAsset asset in draft.OfType(end.Owner.Name))
            {
                if (draft.Linked(asset, end.Field).Length < end.Multiplicity.Minimum)
                {
                    asset.IsRemoved = true;
                    removed = true;
                    draft.Report(
                        LanguageRules.LinkMissing,
                        FindingSeverity.Medium,
                        asset,
                        $"{asset.Name} has no '{end.Field}'",
                        $"{end.Owner} needs a '{end.Field}' ({end.Target}); '{asset.Name}' is left out of the model.",
                        asset.Existence.Records
                    );
                }
            }
        }

        return removed;
    }

    private static void TrimExcess(ModelDraft draft, AssociationEnd end, int maximum)
    {
        foreach (DraftAsset asset in draft.OfType(end.Owner.Name))
        {
            ImmutableArray<DraftAsset> others = draft.Linked(asset, end.Field);
            if (others.Length <= maximum)
            {
                continue;
            }

            foreach (DraftAsset other in others[maximum..])
            {
                draft.Unlink(asset, end, other);
            }

            draft.Report(
                LanguageRules.TooManyLinks,
                FindingSeverity.Medium,
                asset,
                $"{asset.Name} has {others.Length} of '{end.Field}'",
                $"{end.Owner} has at most {maximum} '{end.Field}'; kept is {others[0].Name}, left out: "
                    + $"{string.Join(", ", others[maximum..].Select(other => other.Name))}.",
                asset.Existence.Records
            );
        }
    }
}
