using System.Collections.Immutable;
using Pollux.Knowledge.Products;
using Pollux.Knowledge.Versions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Knowledge.Matching;

/// <summary>One product pattern of the sources, read once, with all that is said of it.</summary>
internal sealed class ProductCriterion
{
    /// <summary>Reads a criterion of a statement.</summary>
    /// <param name="pattern">The product as the source means it.</param>
    /// <param name="identity">Its name, read.</param>
    public ProductCriterion(ProductPattern pattern, ProductIdentity identity)
    {
        Pattern = pattern;
        Identity = identity;
        Purl = pattern.Purl is null ? null : PackageUrl.Parse(pattern.Purl);
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
        Family = pattern.Product is null ? null : identity.Family;
    }

    /// <summary>Reads a criterion of a configuration.</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="identity">Its CPE name, read.</param>
    public ProductCriterion(CpeCriterion criterion, ProductIdentity identity)
    {
        Identity = identity;
        CpeVersions versions = CpeVersions.Of(criterion, identity.Cpe!);
        string name = $"{identity.VendorText} {identity.ProductText}".Trim();
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
        ModelNumbers = Name.ModelNumbers;
        (Versions, LiteralVersion, Range, VendorRange) = versions;
    }

    /// <summary>How the source names the product.</summary>
    public ProductIdentity Identity { get; }

    public ProductPattern Pattern { get; }

    /// <summary>True when the source names the product by a CPE name and nothing else.</summary>
    public bool IsByCpeOnly => Pattern is { Vendor: null, Product: null, Purl: null } && Cpe is not null;

    /// <summary>True when a configuration asks whether it is there.</summary>
    public bool IsCondition { get; set; }

    public PackageUrl? Purl { get; }

    public CpeName? Cpe => Identity.Cpe;

    public ImmutableArray<string> Vendors => Identity.Vendors;

    /// <summary>Its name as written.</summary>
    public ProductName Name => Identity.Name;

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
}
