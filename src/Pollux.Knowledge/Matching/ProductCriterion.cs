using System.Collections.Immutable;
using Pollux.Knowledge.Products;
using Pollux.Knowledge.Versions;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Knowledge.Matching;

/// <summary>One product pattern of the sources, read once, with all that is said of it.</summary>
internal sealed class ProductCriterion
{
    public ProductCriterion(ProductPattern pattern)
    {
        Pattern = pattern;
        Purl = pattern.Purl is null ? null : PackageUrl.Parse(pattern.Purl);
        Cpe = pattern.Cpe is null ? null : CpeName.Parse(pattern.Cpe);
        Vendors = VendorNames.Keys(pattern.Vendor ?? CpeVendor(Cpe));
        string? name = pattern.Product ?? CpeProduct(Cpe);
        // A package URL is the whole identity: its name alone would meet other ecosystems' packages.
        Names = ProductName.ReadAll(name ?? (Purl is null ? pattern.Name : ""), Vendors);
        ModelNumbers =
        [
            .. pattern
                .ModelNumbers.Select(ProductName.NormalModel)
                .Concat(Name.ModelNumbers)
                .Distinct(StringComparer.Ordinal),
        ];
        Versions = pattern.Versions ?? Purl?.Version ?? (Cpe is null ? null : TwinProduct.CpeVersion(Cpe));
        Range = Versions is null ? null : VersionRange.Parse(Versions, Purl?.Scheme ?? VersionScheme.Vendor).Value;
        VendorRange = Range is { Scheme: not VersionScheme.Vendor }
            ? VersionRange.Parse(InVendorStyle(Versions!), VersionScheme.Vendor).Value
            : null;
        // Only a product's own name: a full name ends in its versions.
        Family =
            pattern.Product is not null && Name.VersionHint is { } hint
                ? VersionRange.Parse(hint.TrimEnd('x', 'X', '.') + ".x", VersionScheme.Vendor).Value
                : null;
    }

    /// <summary>Reads a criterion of a configuration.</summary>
    public ProductCriterion(CpeCriterion criterion)
        : this(criterion, CpeName.Parse(criterion.Cpe)!) { }

    private ProductCriterion(CpeCriterion criterion, CpeName cpe)
        : this(criterion, cpe, CpeVersions.Of(criterion, cpe)) { }

    private ProductCriterion(CpeCriterion criterion, CpeName cpe, CpeVersions versions)
    {
        string name = $"{CpeVendor(cpe)} {CpeProduct(cpe)}".Trim();
        Pattern = new ProductPattern(
            name.Length > 0 ? name : criterion.Cpe,
            null,
            null,
            versions.Text,
            true,
            criterion.Cpe,
            null,
            []
        );
        Cpe = cpe;
        Vendors = VendorNames.Keys(CpeVendor(cpe));
        Names = ProductName.ReadAll(CpeProduct(cpe) ?? "", Vendors);
        ModelNumbers = Name.ModelNumbers;
        (Versions, LiteralVersion, Range, VendorRange) = versions;
    }

    public ProductPattern Pattern { get; }

    /// <summary>True when the source names the product by a CPE name and nothing else.</summary>
    public bool IsByCpeOnly => Pattern is { Vendor: null, Product: null, Purl: null } && Cpe is not null;

    /// <summary>The keys of the CPE name's vendor; empty when it is open.</summary>
    public ImmutableArray<string> CpeVendorKeys => VendorNames.Keys(CpeVendor(Cpe));

    /// <summary>The vendor of the CPE name as a text; empty when it is open.</summary>
    public string VendorText => CpeVendor(Cpe) ?? "";

    /// <summary>True when a configuration asks whether it is there.</summary>
    public bool IsCondition { get; set; }

    public PackageUrl? Purl { get; }

    public CpeName? Cpe { get; }

    public ImmutableArray<string> Vendors { get; }

    /// <summary>Its name as written, then further names found in it.</summary>
    public ImmutableArray<ProductName> Names { get; }

    /// <summary>Its name as written.</summary>
    public ProductName Name => Names[0];

    /// <summary>The best relation of any of its names to a name of the twin.</summary>
    public NameRelation Compare(ProductName twin) => Names.Max(name => name.Compare(twin));

    public ImmutableArray<string> ModelNumbers { get; }

    /// <summary>The versions as written; null when the source gives none.</summary>
    public string? Versions { get; }

    /// <summary>The versions as understood; null when there are none or they are not understood.</summary>
    public VersionRange? Range { get; }

    /// <summary>The same in vendors' style, for versions that are none of the range's own scheme; null when it is that already.</summary>
    public VersionRange? VendorRange { get; }

    /// <summary>The one version that a CPE name means, as text; null when it means several, or the criterion is none of a configuration.</summary>
    public string? LiteralVersion { get; }

    /// <summary>The versions that the product's name itself means (TIA Portal V17); null when it names none.</summary>
    public VersionRange? Family { get; }

    /// <summary>What is said of this product.</summary>
    public List<CriterionStatement> Statements { get; } = [];

    /// <summary>What makes two patterns the same.</summary>
    public static string Key(ProductPattern pattern) =>
        string.Join(
            '\u001f',
            (string?[])
                [
                    pattern.Name,
                    pattern.Vendor,
                    pattern.Product,
                    pattern.Versions,
                    pattern.Cpe,
                    pattern.Purl,
                    .. pattern.ModelNumbers,
                ]
        );

    /// <summary>What makes two criteria of configurations the same.</summary>
    public static string Key(CpeCriterion criterion) =>
        string.Join(
            '\u001f',
            (string?[])
                [
                    "cpe",
                    criterion.Cpe,
                    criterion.StartIncluding,
                    criterion.StartExcluding,
                    criterion.EndIncluding,
                    criterion.EndExcluding,
                    criterion.IsVulnerable || criterion.HasBounds ? "" : "condition",
                ]
        );

    private static string InVendorStyle(string versions) =>
        versions.StartsWith("vers:", StringComparison.OrdinalIgnoreCase)
            ? $"vers:generic/{versions[(versions.IndexOf('/', StringComparison.Ordinal) + 1)..]}"
            : versions;

    private static string? CpeVendor(CpeName? cpe) =>
        cpe?[CpeField.Vendor] is { IsLiteral: true } vendor ? vendor.Plain.Replace('_', ' ') : null;

    private static string? CpeProduct(CpeName? cpe) =>
        cpe?[CpeField.Product] is { IsLiteral: true } product ? product.Plain.Replace('_', ' ') : null;
}
