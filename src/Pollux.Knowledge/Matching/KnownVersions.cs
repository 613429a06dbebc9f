using Pollux.Knowledge.Products;
using Pollux.Twin.Revisions;

namespace Pollux.Knowledge.Matching;

/// <summary>
/// The products whose version is known, by the device that they are on. A scan often sees a product without its version; where
/// another source knows the version of the same product on the same device, that one decides, and the vaguer sighting adds
/// nothing.
/// </summary>
internal sealed class KnownVersions
{
    private readonly Dictionary<string, Asset> assets;
    private readonly HashSet<(string Owner, string Product)> known = [];

    private KnownVersions(Revision revision) =>
        assets = revision.Assets.ToDictionary(asset => asset.Id, StringComparer.Ordinal);

    /// <summary>Collects the versions of a revision.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="products">What its assets are, by their ids.</param>
    public static KnownVersions Of(Revision revision, IReadOnlyDictionary<string, TwinProduct> products)
    {
        KnownVersions versions = new(revision);
        foreach (Asset asset in revision.Assets)
        {
            if (products.TryGetValue(asset.Id, out TwinProduct? product) && product.VersionText is not null)
            {
                versions.known.UnionWith(Keys(product).Select(key => (versions.OwnerOf(asset), key)));
            }
        }

        return versions;
    }

    /// <summary>True when a product has no version, but the same one on the same device has.</summary>
    public bool AreKnownElsewhere(Asset asset, TwinProduct product) =>
        product.VersionText is null && Keys(product).Any(key => known.Contains((OwnerOf(asset), key)));

    // Of a service's or a device's product the device, of a device itself the device.
    private string OwnerOf(Asset asset)
    {
        Asset owner = asset;
        for (
            int depth = 0;
            depth < 16 && owner.ParentId is { } id && assets.TryGetValue(id, out Asset? parent);
            depth++
        )
        {
            owner = parent;
        }

        return owner.Id;
    }

    private static IEnumerable<string> Keys(TwinProduct product) =>
        product
            .Names.Where(name => !name.Vendors.IsEmpty)
            .SelectMany(name => name.Vendors.Select(vendor => $"{vendor} {name.Name.Text}".ToLowerInvariant()))
            .Concat(
                product
                    .Cpes.Where(cpe => cpe[CpeField.Vendor].IsLiteral && cpe[CpeField.Product].IsLiteral)
                    .Select(cpe => $"{cpe[CpeField.Vendor].Plain}:{cpe[CpeField.Product].Plain}")
            );
}
