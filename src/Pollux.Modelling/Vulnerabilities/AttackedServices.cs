using System.Collections.Immutable;
using Pollux.Knowledge.Matching;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Tables;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Vulnerabilities;

/// <summary>The services that a vulnerable product is attacked through.</summary>
/// <param name="Services">The services, in the order of their names.</param>
/// <param name="Reason">Why these.</param>
internal readonly record struct AttackedServices(ImmutableArray<DraftAsset> Services, string Reason)
{
    /// <summary>
    /// The vulnerable service itself; of a product the services that show its name; else all services of the device: which of them
    /// hands the attack to the product is not known, and the worst is taken.
    /// </summary>
    public static AttackedServices Of(ModelDraft draft, Applied applied)
    {
        ImmutableArray<DraftAsset> all = draft.Linked(applied.Device, "services");
        List<DraftAsset> named = [];
        foreach (VulnerabilityMatch match in applied.Alike)
        {
            int before = named.Count;

            // A library shows nothing of itself; the product that it is part of does.
            for (
                Asset? product = draft.Twin.Find(match.AssetId);
                product is not null && named.Count == before;
                product = product.ParentId is { } whole ? draft.Twin.Find(whole) : null
            )
            {
                Asset shown = product;
                named.AddRange(all.Where(service => IsShownBy(draft, shown, service)));
            }
        }

        return named.Count > 0
            ? new(
                [.. named.Distinct().OrderBy(service => service.Name, StringComparer.Ordinal)],
                "it is the service's product"
            )
            : new(all, "which service hands it on is not known, so any of the device is taken to");
    }

    private static bool IsShownBy(ModelDraft draft, Asset product, DraftAsset service)
    {
        if (service.Twin is not { } twin)
        {
            return false;
        }

        return string.Equals(twin.Id, product.Id, StringComparison.Ordinal)
            || draft.Twin.ProductIdsOf(twin).Contains(product.Id, StringComparer.Ordinal)
            || product.PropertyValues(Properties.Cpe).Intersect(twin.PropertyValues(Properties.Cpe)).Any()
            || (
                string.Equals(product.Type, "Software", StringComparison.Ordinal)
                && product.Property(Properties.Product) is { Length: > 2 } name
                && twin.PropertyValues(Properties.Product).Any(shown => WordMatch.Contains(shown, name))
            );
    }
}
