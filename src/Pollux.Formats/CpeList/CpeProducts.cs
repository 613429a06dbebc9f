using Pollux.Formats.Inventories;
using Pollux.Formats.Products;
using Pollux.Twin.Observations;

namespace Pollux.Formats.CpeList;

/// <summary>Products that a site has, of which nothing is known but their CPE name.</summary>
internal static class CpeProducts
{
    /// <summary>
    /// The statement that the site has a product: hardware is a device of that kind, all else software. One of each name, since a list
    /// does not say how many there are.
    /// </summary>
    public static AssetStatement Statement(string cpe)
    {
        string type = cpe.StartsWith("cpe:2.3:h:", StringComparison.Ordinal) ? DeviceRoles.Unknown : "Software";
        AssetReference product = new(type, [new Identifier(IdentifierKind.Product, cpe)]);
        return InventoryDevice.ProductStatement(product, cpe);
    }

    /// <summary>True when a name says vendor and product.</summary>
    public static bool IsNamed(string cpe) => CpeNames.Parts(cpe) is { Vendor: not null, Product: not null };
}
