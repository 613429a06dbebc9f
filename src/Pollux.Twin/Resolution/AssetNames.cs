using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Twin.Resolution;

/// <summary>
/// Gives every thing a readable name, unique in the revision: the name a source gives for showing, else the site's name for it,
/// its host name, its product, its address; parts are named with what they are part of. Equal names get the id's beginning.
/// </summary>
internal static class AssetNames
{
    private const int SuffixLength = 6;

    /// <summary>Parents come before children in <paramref name="drafts"/>.</summary>
    public static void Assign(List<AssetDraft> drafts)
    {
        foreach (
            IGrouping<bool, AssetDraft> part in drafts.ToLookup(draft => draft.Parent is not null).OrderBy(p => p.Key)
        )
        {
            foreach (AssetDraft draft in part)
            {
                draft.Name = draft.Parent is null ? Own(draft) : $"{Own(draft)} on {draft.Parent.Name}";
            }

            if (!part.Key)
            {
                MakeUnique(part);
            }
        }

        MakeUnique(drafts);
    }

    private static void MakeUnique(IEnumerable<AssetDraft> drafts)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        List<AssetDraft> tied = [];
        foreach (IGrouping<string, AssetDraft> same in drafts.GroupBy(draft => draft.Name, StringComparer.Ordinal))
        {
            taken.Add(same.Key);
            if (same.Skip(1).Any())
            {
                tied.AddRange(same);
            }
        }

        foreach (AssetDraft draft in tied)
        {
            string name = $"{draft.Name} ({draft.Id[..SuffixLength]})";
            draft.Name = taken.Add(name) ? name : $"{draft.Name} ({draft.Id})";
            taken.Add(draft.Name);
        }
    }

    private static string Own(AssetDraft draft)
    {
        if (draft.Believed(Properties.DisplayName) is { Length: > 0 } shown)
        {
            return shown;
        }

        ReadOnlySpan<IdentifierKind> kinds = [IdentifierKind.Name, IdentifierKind.HostName, IdentifierKind.Fqdn];
        foreach (IdentifierKind kind in kinds)
        {
            if (Texts.Value(draft.Leader, kind) is { Length: > 0 } name)
            {
                return name;
            }
        }

        if (draft.Believed(Properties.Product) is { Length: > 0 } product)
        {
            return draft.Believed(Properties.Version) is { } version ? $"{product} {version}" : product;
        }

        return Texts.Value(draft.Leader, IdentifierKind.IpAddress)
            ?? Texts.Value(draft.Leader, IdentifierKind.Product)
            ?? $"{draft.Type} {draft.Leader.Reference.Identifiers[0].Value}";
    }
}
