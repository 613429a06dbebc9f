using System.Collections.Immutable;
using Pollux.Formats.Hosts;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Products;

/// <summary>A product that a bill of materials lists, whatever the format: what it is, what it belongs to, how statements name it.</summary>
internal sealed class ListedProduct
{
    private readonly ProductDetails details;

    /// <summary>Takes a product into a bill of materials.</summary>
    /// <param name="details">What the document says of it.</param>
    /// <param name="owner">The thing that it is a part of; null for the thing that the document describes, and where it names none.</param>
    public ListedProduct(ProductDetails details, ListedProduct? owner)
    {
        this.details = details;
        Owner = owner;
        IsDevice = details.IsDevice;
        Asset = MakeReference();
    }

    /// <summary>The thing that it is a part of, or null.</summary>
    public ListedProduct? Owner { get; }

    /// <summary>True when it is a device and not a product that runs on one.</summary>
    public bool IsDevice { get; }

    /// <summary>The thing as other statements refer to it.</summary>
    public AssetReference Asset { get; }

    /// <summary>That it exists, what is known of it, and that its owner has it.</summary>
    public ImmutableArray<Statement> Statements()
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.Vendor, details.Vendor);
        facts.AddText(Properties.Product, details.Name);
        facts.AddText(Properties.Model, details.Model);
        facts.AddText(Properties.Version, details.Version);
        foreach (string cpe in details.Cpes)
        {
            facts.AddText(Properties.Cpe, cpe);
        }

        foreach (string purl in details.Purls)
        {
            facts.AddText(Properties.Purl, purl);
        }

        facts.AddText(Properties.Checksum, details.Checksum);
        facts.AddText(Properties.ComponentType, details.Type);
        facts.AddText(Properties.Description, details.Description);
        AssetStatement product = new(Asset, facts.ToImmutable());
        return Owner is null || IsDevice ? [product] : [product, LinkFrom(Owner)];
    }

    /// <summary>The product as a vulnerability's target.</summary>
    /// <param name="versions">The versions meant; null for its own.</param>
    /// <param name="isRange">True when <paramref name="versions"/> is a range.</param>
    public ProductPattern Pattern(string? versions = null, bool isRange = false) =>
        new(
            FullNameAndVersion,
            details.Vendor,
            details.Name,
            versions ?? details.Version,
            isRange,
            details.Cpes.FirstOrDefault(),
            details.Purls.FirstOrDefault(),
            details.Model is null ? [] : [details.Model]
        );

    private string FullNameAndVersion
    {
        get
        {
            string name = details.Group is null ? details.Name : $"{details.Group}/{details.Name}";
            return details.Version is null ? name : $"{name} {details.Version}";
        }
    }

    private AssetStatement LinkFrom(ListedProduct owner)
    {
        LinkFact link = new("software", Asset);
        bool isItsSystem = owner.IsDevice && details.Type is "operating-system";
        string system = details.Version is null ? details.Name : $"{details.Name} {details.Version}";
        return new AssetStatement(
            owner.Asset,
            isItsSystem ? [link, new PropertyFact(Properties.OperatingSystem, system)] : [link]
        );
    }

    private AssetReference MakeReference()
    {
        ImmutableArray<Identifier>.Builder identifiers = ImmutableArray.CreateBuilder<Identifier>();
        if (IsDevice)
        {
            if (details.Serial is not null)
            {
                identifiers.Add(new Identifier(IdentifierKind.Serial, details.Serial));
            }

            // The name of a module is its maker's: many devices have a "CPU".
            identifiers.Add(new Identifier(IdentifierKind.Name, details.Name));
            AssetReference? holder = details.Serial is null ? Owner?.Asset : null;
            return new AssetReference("Device", identifiers.ToImmutable(), holder);
        }

        foreach (string purl in details.Purls)
        {
            identifiers.Add(new Identifier(IdentifierKind.Product, purl));
        }

        // A package URL names one product and version; a CPE does so only when it has a version, and where a tool gives several
        // they are its guesses at one.
        if (details.Cpes is [var cpe] && CpeNames.Parts(cpe).Version is not null)
        {
            identifiers.Add(new Identifier(IdentifierKind.Product, cpe));
        }

        if (identifiers.Count == 0)
        {
            identifiers.Add(new Identifier(IdentifierKind.Name, FullNameAndVersion));
        }

        return new AssetReference("Software", identifiers.ToImmutable(), Owner?.Asset);
    }
}

/// <summary>What a bill of materials says of one product. What it does not say is null or empty.</summary>
internal sealed record ProductDetails
{
    /// <summary>Its name, in one line.</summary>
    public required string Name { get; init; }

    /// <summary>What the name is unique within, such as a Maven group.</summary>
    public string? Group { get; init; }

    /// <summary>Its version.</summary>
    public string? Version { get; init; }

    /// <summary>Who makes or supplies it.</summary>
    public string? Vendor { get; init; }

    /// <summary>What kind of product: see <see cref="Properties.ComponentType"/>.</summary>
    public string? Type { get; init; }

    /// <summary>One sentence.</summary>
    public string? Description { get; init; }

    /// <summary>CPE 2.3 names.</summary>
    public ImmutableArray<string> Cpes { get; init; } = [];

    /// <summary>Package URLs.</summary>
    public ImmutableArray<string> Purls { get; init; } = [];

    /// <summary>The strongest checksum of it as delivered: see <see cref="Properties.Checksum"/>.</summary>
    public string? Checksum { get; init; }

    /// <summary>The serial number of one piece.</summary>
    public string? Serial { get; init; }

    /// <summary>The model or order number.</summary>
    public string? Model { get; init; }

    /// <summary>True for a device, false for what runs on one.</summary>
    public bool IsDevice { get; init; }
}
