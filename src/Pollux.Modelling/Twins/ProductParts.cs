using Pollux.Modelling.Drafts;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Twins;

/// <summary>
/// A bill of materials says what a product contains, the site says where the product runs: so its parts run there, and their
/// flaws are flaws of those devices. Parts may contain parts; a circle among them is walked once.
/// </summary>
internal static class ProductParts
{
    public const string Rule = "product-part";

    /// <summary>The ids of all software that runs on a device or comes over an update channel, parts included.</summary>
    public static HashSet<string> FindPresent(ModelDraft draft)
    {
        HashSet<string> present = new(StringComparer.Ordinal);
        Stack<Asset> open = new(
            draft.Twin.Revision.Assets.Where(asset =>
                draft.Language.IsA(asset.Type, "Software") && IsPresent(draft, asset)
            )
        );
        while (open.TryPop(out Asset? product))
        {
            if (present.Add(product.Id))
            {
                foreach (Asset part in draft.Twin.PartsOf(product))
                {
                    open.Push(part);
                }
            }
        }

        return present;
    }

    public static void Apply(ModelDraft draft)
    {
        foreach (DraftAsset device in draft.OfType("Device"))
        {
            HashSet<DraftAsset> seen = [.. draft.Linked(device, "software")];
            Queue<DraftAsset> open = new(draft.Linked(device, "software"));
            while (open.TryDequeue(out DraftAsset? product))
            {
                foreach (Asset part in product.Twin is { } twin ? draft.Twin.PartsOf(twin) : [])
                {
                    foreach (DraftAsset added in draft.Of(part.Id).Where(seen.Add))
                    {
                        Grounds grounds = new(Rule, $"it is a part of {product.Name}", added.Existence.Records);
                        draft.Link(device, "software", added, grounds);
                        open.Enqueue(added);
                    }
                }
            }
        }
    }

    private static bool IsPresent(ModelDraft draft, Asset software) =>
        !draft.Twin.Linked(software, "devices", "software", other => draft.Language.IsA(other.Type, "Device")).IsEmpty
        || !draft
            .Twin.Linked(software, "deliveredBy", "delivers", other => draft.Language.IsA(other.Type, "UpdateChannel"))
            .IsEmpty
        || (
            software.ParentId is { } parent
            && draft.Twin.Find(parent) is { } holder
            && draft.Language.IsA(holder.Type, "Device")
        );
}
