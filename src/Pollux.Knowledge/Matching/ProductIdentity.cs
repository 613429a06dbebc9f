using System.Collections.Immutable;
using Pollux.Knowledge.Products;
using Pollux.Knowledge.Versions;

namespace Pollux.Knowledge.Matching;

/// <summary>
/// How sources name a product, versions aside. Read once for all the criteria that differ in their versions only: a thousand CVEs name
/// the same system.
/// </summary>
internal sealed class ProductIdentity
{
    /// <summary>Reads a name.</summary>
    /// <param name="vendor">The vendor as written; null to take the CPE name's.</param>
    /// <param name="name">The product's name as written; null to take the CPE name's.</param>
    /// <param name="cpe">A CPE name, or null.</param>
    public ProductIdentity(string? vendor, string? name, string? cpe)
    {
        Cpe = cpe is null ? null : CpeName.Parse(cpe);
        VendorText = Literal(CpeField.Vendor);
        CpeVendorKeys = VendorNames.Keys(VendorText);
        Vendors = vendor is null ? CpeVendorKeys : VendorNames.Keys(vendor);
        Names = ProductName.ReadAll(name ?? Literal(CpeField.Product) ?? "", Vendors);
        Family = Name.VersionHint is { } hint
            ? VersionRange.Parse(hint.TrimEnd('x', 'X', '.') + ".x", VersionScheme.Vendor).Value
            : null;
    }

    public CpeName? Cpe { get; }

    /// <summary>The keys of its vendors.</summary>
    public ImmutableArray<string> Vendors { get; }

    /// <summary>The vendor of the CPE name as a text; null when it is open.</summary>
    public string? VendorText { get; }

    /// <summary>The product of the CPE name as a text; null when it is open.</summary>
    public string? ProductText => Literal(CpeField.Product);

    /// <summary>The keys of the CPE name's vendor; empty when it is open.</summary>
    public ImmutableArray<string> CpeVendorKeys { get; }

    /// <summary>Its name as written, then further names found in it.</summary>
    public ImmutableArray<ProductName> Names { get; }

    /// <summary>Its name as written.</summary>
    public ProductName Name => Names[0];

    /// <summary>The versions that the name itself means (TIA Portal V17); null when it names none.</summary>
    public VersionRange? Family { get; }

    /// <summary>The best relation of any of its names to a name of the twin.</summary>
    public NameRelation Compare(ProductName twin) => Names.Max(name => name.Compare(twin));

    private string? Literal(CpeField field) =>
        Cpe?[field] is { IsLiteral: true } value ? value.Plain.Replace('_', ' ') : null;
}
