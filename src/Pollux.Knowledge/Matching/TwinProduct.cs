using System.Collections.Immutable;
using Pollux.Knowledge.Products;
using Pollux.Knowledge.Versions;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Knowledge.Matching;

/// <summary>A name that the twin gives a product, with the vendors it may be of.</summary>
internal sealed record TwinName(ProductName Name, ImmutableArray<string> Vendors, string VendorText);

/// <summary>What the twin knows of the product that an asset is.</summary>
internal sealed class TwinProduct
{
    private readonly Dictionary<VersionScheme, ProductVersion?> parsed = [];

    private TwinProduct(Asset asset)
    {
        AssetId = asset.Id;
        Purls = [.. asset.PropertyValues(Properties.Purl).Select(PackageUrl.Parse).OfType<PackageUrl>()];
        Cpes = [.. asset.PropertyValues(Properties.Cpe).Select(CpeName.Parse).OfType<CpeName>()];
        Names = [.. ReadNames(asset)];
        ModelNumbers =
        [
            .. asset
                .PropertyValues(Properties.Model)
                .Select(ProductName.NormalModel)
                .Concat(Names.SelectMany(name => name.Name.ModelNumbers))
                .Where(model => model.Length > 3)
                .Distinct(StringComparer.Ordinal),
        ];
        VersionText = ReadVersion(asset);
        Certainty = ReadCertainty(asset);
        Display = Names.Length > 0 ? Names[0].Name.Text : asset.Name;
    }

    public string AssetId { get; }

    public string Display { get; }

    public ImmutableArray<PackageUrl> Purls { get; }

    public ImmutableArray<CpeName> Cpes { get; }

    /// <summary>Its names, best first.</summary>
    public ImmutableArray<TwinName> Names { get; }

    public ImmutableArray<string> ModelNumbers { get; }

    /// <summary>The version as the twin has it; null when it is not known.</summary>
    public string? VersionText { get; }

    /// <summary>How sure the twin is of the product, 0 to 1.</summary>
    public double Certainty { get; }

    /// <summary>What follows the version in its text, such as a distribution's own number; empty when nothing does.</summary>
    public string VersionRest { get; private set; } = "";

    /// <summary>True when an importer gave an identity that needs no reading of names.</summary>
    public bool HasIdentity => !Purls.IsEmpty || !Cpes.IsEmpty;

    /// <summary>The product that an asset is; null when nothing says what it is.</summary>
    public static TwinProduct? Of(Asset asset)
    {
        TwinProduct product = new(asset);
        return product.HasIdentity || !product.Names.IsEmpty || !product.ModelNumbers.IsEmpty ? product : null;
    }

    /// <summary>The version by a scheme; null when it is not known or no version of that scheme.</summary>
    public ProductVersion? Version(VersionScheme scheme)
    {
        if (parsed.TryGetValue(scheme, out ProductVersion? known))
        {
            return known;
        }

        ProductVersion? read = null;
        if (VersionText is { } text)
        {
            read = ProductVersion.Parse(text, scheme);
            if (read is null && scheme == VersionScheme.Vendor)
            {
                read = ProductVersion.ParseLeading(text, out string rest);
                VersionRest = rest;
            }
        }

        parsed[scheme] = read;
        return read;
    }

    private static IEnumerable<TwinName> ReadNames(Asset asset)
    {
        string? vendor = asset.Property(Properties.Vendor);
        string? product = asset.Property(Properties.Product);
        string? model = asset.Property(Properties.Model);
        if (product is not null && model is not null)
        {
            yield return Name($"{product} {model}", vendor);
        }

        foreach (string? text in (string?[])[product, model])
        {
            if (text is not null)
            {
                yield return Name(text, vendor);
            }
        }

        if (ProductName.NormalModel(model ?? product ?? "") is var number && ModelFamilies.Of(number) is { } family)
        {
            yield return Name($"{family} {product}", vendor);
        }

        foreach (CpeName cpe in asset.PropertyValues(Properties.Cpe).Select(CpeName.Parse).OfType<CpeName>())
        {
            if (cpe[CpeField.Vendor].IsLiteral && cpe[CpeField.Product].IsLiteral)
            {
                yield return Name(Spaced(cpe[CpeField.Product].Plain), Spaced(cpe[CpeField.Vendor].Plain));
            }
        }

        if (product is null && asset.Property(Properties.OperatingSystem) is { } system)
        {
            yield return Name(system, null);
        }
    }

    private static TwinName Name(string text, string? vendor)
    {
        string? known = vendor ?? VendorNames.KnownAtStart(text);
        ImmutableArray<string> vendors = VendorNames.Keys(known);
        return new TwinName(ProductName.Read(text, vendors), vendors, known ?? "");
    }

    private string? ReadVersion(Asset asset) =>
        asset.Property(Properties.Version)
        ?? Purls.Select(purl => purl.Version).FirstOrDefault(version => version is not null)
        ?? Cpes.Select(CpeVersion).FirstOrDefault(version => version is not null)
        ?? Names.Select(name => name.Name.VersionHint).FirstOrDefault(version => version is not null);

    private static double ReadCertainty(Asset asset)
    {
        string[] names = [Properties.Purl, Properties.Cpe, Properties.Product, Properties.Model];
        double[] known =
        [
            .. names
                .Where(asset.Properties.ContainsKey)
                .Select(name => Math.Clamp(asset.Properties[name][0].Record.Confidence, 0, 1)),
        ];
        double? accuracy =
            known.Length == 0 && double.TryParse(asset.Property(Properties.OperatingSystemAccuracy), out double given)
                ? Math.Clamp(given, 0, 1)
                : null;
        return accuracy ?? (known.Length == 0 ? 1 : known.Max());
    }

    /// <summary>The version of a CPE name with its update, or null when the name leaves it open.</summary>
    public static string? CpeVersion(CpeName cpe)
    {
        CpeValue version = cpe[CpeField.Version];
        CpeValue update = cpe[CpeField.Update];
        return version.IsLiteral ? version.Plain + (update.IsLiteral ? " " + update.Plain : "") : null;
    }

    private static string Spaced(string text) => text.Replace('_', ' ');
}
