using System.Collections.Immutable;
using Pollux.Formats.Input;
using Pollux.Formats.Nmap;
using Pollux.Formats.Products;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.CycloneDx;

/// <summary>A component of a bill of materials, as the twin sees it.</summary>
internal sealed class BomComponent
{
    private readonly BomComponent? main;
    private readonly string type;
    private readonly string name;
    private readonly string? group;
    private readonly string? version;
    private readonly string? vendor;
    private readonly string? description;
    private readonly string? cpe;
    private readonly string? purl;
    private readonly string? serial;
    private readonly string? model;
    private readonly bool isElsewhere;

    private BomComponent(BomNode node, BomComponent? main)
    {
        this.main = main;
        Reference = node.Raw("bom-ref");
        type = node.Text("type") ?? "library";
        name = Excerpt.OneLineOrNull(node.Text("name"), 300) ?? "unnamed";
        group = Excerpt.OneLineOrNull(node.Text("group"), 200);
        version = Excerpt.OneLineOrNull(node.Text("version"), 200);
        vendor = Excerpt.OneLineOrNull(Vendor(node), 200);
        description = Excerpt.OneLineOrNull(node.Text("description"), 300);
        cpe = CpeNames.Read(node.Text("cpe"));
        purl = PurlName.Read(node.Text("purl"));
        serial = Property(node, "serialnumber");
        model = Property(node, "modelnumber") ?? Property(node, "ordernumber") ?? Property(node, "model");
        isElsewhere = node.Text("isExternal") is "true" or "1" || node.Text("scope") is "excluded";
        Asset = MakeReference();
    }

    /// <summary>Its bom-ref; null when it has none.</summary>
    public string? Reference { get; }

    /// <summary>The thing as other statements refer to it.</summary>
    public AssetReference Asset { get; }

    /// <summary>
    /// False for what is no software that could be attacked where the described thing stands: files, data, algorithms and keys, the parts
    /// of a circuit board, and components that the document itself calls external or excluded.
    /// </summary>
    public bool IsPartOfTwin =>
        !isElsewhere
        && type is not ("file" or "data" or "cryptographic-asset")
        && !(type is "device" && main is not null);

    // A firmware is a product that many devices may have; only one with a serial number stands for a single device.
    private bool IsDevice => type is "device" || (type is "firmware" && main is null && serial is not null);

    /// <summary>Reads a component.</summary>
    /// <param name="node">The component.</param>
    /// <param name="main">The thing that the document describes; null for that thing itself, and where the document names none.</param>
    public static BomComponent Read(BomNode node, BomComponent? main) => new(node, main);

    /// <summary>That it exists, and what is known of it.</summary>
    public AssetStatement Statement()
    {
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.Vendor, vendor);
        facts.AddText(Properties.Product, name);
        facts.AddText(Properties.Model, model);
        facts.AddText(Properties.Version, version);
        facts.AddText(Properties.Cpe, cpe);
        facts.AddText(Properties.Purl, purl);
        facts.AddText(Properties.ComponentType, type);
        facts.AddText(Properties.Description, description);
        return new AssetStatement(Asset, facts.ToImmutable());
    }

    /// <summary>The link from the thing that the document describes; null when it names none.</summary>
    public AssetStatement? LinkFromOwner() =>
        main is null ? null : new AssetStatement(main.Asset, [new LinkFact("software", Asset)]);

    /// <summary>The component as a vulnerability's target.</summary>
    /// <param name="versions">The versions meant; null for the component's own.</param>
    /// <param name="isRange">True when <paramref name="versions"/> is a range.</param>
    public ProductPattern Pattern(string? versions, bool isRange) =>
        new(
            version is null ? FullName : $"{FullName} {version}",
            vendor,
            name,
            versions ?? version,
            isRange,
            cpe,
            purl,
            model is null ? [] : [model]
        );

    private string FullName => group is null ? name : $"{group}/{name}";

    private AssetReference MakeReference()
    {
        ImmutableArray<Identifier>.Builder identifiers = ImmutableArray.CreateBuilder<Identifier>();
        if (IsDevice)
        {
            if (serial is not null)
            {
                identifiers.Add(new Identifier(IdentifierKind.Serial, serial));
            }

            identifiers.Add(new Identifier(IdentifierKind.Name, name));
            return new AssetReference("Device", identifiers.ToImmutable());
        }

        // A package URL names one product and version; a CPE does so only when it has a version.
        if (purl is not null)
        {
            identifiers.Add(new Identifier(IdentifierKind.Product, purl));
        }

        if (cpe is not null && CpeNames.Parts(cpe).Version is not null)
        {
            identifiers.Add(new Identifier(IdentifierKind.Product, cpe));
        }

        if (identifiers.Count == 0)
        {
            identifiers.Add(new Identifier(IdentifierKind.Name, version is null ? FullName : $"{FullName} {version}"));
        }

        return new AssetReference("Software", identifiers.ToImmutable(), main?.Asset);
    }

    private static string? Vendor(BomNode node) =>
        node.Child("manufacturer")?.Text("name")
        ?? node.Child("supplier")?.Text("name")
        ?? node.Text("publisher")
        ?? node.Text("author");

    // CycloneDX has no member for a serial or model number; makers put them into properties under names of their own.
    private static string? Property(BomNode node, string ending) =>
        node.List("properties")
            .Where(property => Letters(property.Raw("name")).EndsWith(ending, StringComparison.Ordinal))
            .Select(property =>
                Excerpt.OneLineOrNull(
                    property.Raw("value") ?? (property.ElementName.Length > 0 ? property.Value : null),
                    100
                )
            )
            .FirstOrDefault(value => value is not null);

    private static string Letters(string? text) =>
        string.Concat((text ?? "").Where(char.IsAsciiLetter).Select(char.ToLowerInvariant));
}
