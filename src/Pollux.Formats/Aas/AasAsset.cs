using System.Collections.Immutable;
using Pollux.Formats.Hosts;
using Pollux.Formats.Inventories;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Aas;

/// <summary>What a shell and its submodels together say of an asset.</summary>
internal sealed class AasAsset
{
    private const string Scope = "asset administration shell";

    private readonly AasShell? shell;
    private readonly ImmutableArray<AasSubmodel> submodels;

    private AasAsset(AasShell? shell, ImmutableArray<AasSubmodel> submodels)
    {
        this.shell = shell;
        this.submodels = submodels;
    }

    /// <summary>Its key within the document.</summary>
    public string Key => $"asset {shell?.Asset ?? shell?.Id ?? submodels[0].Id ?? submodels[0].Name}";

    private bool IsSoftware => submodels.All(submodel => submodel.Kind == AasSubmodelKind.Software);

    /// <summary>Puts together what is said.</summary>
    public static AasAsset Of(AasShell? shell, ImmutableArray<AasSubmodel> submodels) => new(shell, submodels);

    /// <summary>What is said; empty when nothing tells which thing it is.</summary>
    public ImmutableArray<Statement> Statements()
    {
        if (IsSoftware)
        {
            return [.. submodels.SelectMany(submodel => SoftwareStatements(submodel, InstalledOn(submodel)))];
        }

        AasInterface[] interfaces = [.. submodels.SelectMany(submodel => submodel.Interfaces)];
        AasInterface[] own = [.. interfaces.Where(one => !one.Endpoint.IsBroker)];
        InventoryDevice device = Device(own);
        if (!device.IsIdentified)
        {
            return [];
        }

        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        statements.AddRange(device.Statements());
        foreach (AasInterface one in interfaces)
        {
            // A client of a broker names the broker's endpoint, not its own.
            AssetReference listens = one.Endpoint.IsBroker
                ? new AssetReference("Device", [one.Endpoint.Host])
                : device.Reference;
            AssetReference service = one.Endpoint.On(listens);
            statements.Add(new AssetStatement(listens, [new LinkFact("services", service)]));
            statements.Add(new AssetStatement(service, one.Endpoint.Facts(one.Name, one.AsksNobody)));
        }

        foreach (AasSubmodel software in submodels.Where(submodel => submodel.Kind == AasSubmodelKind.Software))
        {
            statements.AddRange(SoftwareStatements(software, device.Reference));
        }

        return statements.ToImmutable();
    }

    private InventoryDevice Device(AasInterface[] interfaces)
    {
        string? root = Text("ManufacturerProductRoot");
        string? product = Text("ManufacturerProductDesignation") ?? Text("ManufacturerProductFamily");
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.HardwareVersion, Text("HardwareVersion"));
        return new InventoryDevice
        {
            Type = DeviceRoles.TypeOf(root),
            AssignedIds = Ids(),
            // Short names of shells are not unique in a site, so that they are shown and never identify.
            DisplayName = shell?.Name ?? product,
            HostNames =
            [
                .. interfaces
                    .Select(one => one.Endpoint.Host)
                    .Where(host => host.Kind != IdentifierKind.IpAddress)
                    .Distinct(),
            ],
            Addresses =
            [
                .. interfaces
                    .Select(one => one.Endpoint.Host)
                    .Where(host => host.Kind == IdentifierKind.IpAddress)
                    .Select(host => host.Value)
                    .Distinct(StringComparer.Ordinal),
            ],
            Serial = InventoryTexts.Serial(Text("SerialNumber")) ?? shell?.Serial,
            Vendor = Text("ManufacturerName"),
            Product = product,
            Model =
                Text("OrderCodeOfManufacturer")
                ?? Text("ProductArticleNumberOfManufacturer")
                ?? Text("ManufacturerOrderCode")
                ?? Text("ManufacturerArticleNumber")
                ?? Text("ManufacturerPartNumber")
                ?? Text("ManufacturerProductType"),
            Firmware = Text("FirmwareVersion") ?? Text("SoftwareVersion"),
            Role = root,
            Description = shell?.Description,
            Facts = facts.ToImmutable(),
        };
    }

    private ImmutableArray<Identifier> Ids() =>
        (shell?.Asset ?? shell?.Id) is { } id ? [new Identifier(IdentifierKind.AssignedId, id, Scope)] : [];

    // What a nameplate says goes before what technical data say.
    private string? Text(string name) =>
        submodels
            .Where(submodel => submodel.Kind is AasSubmodelKind.Nameplate or AasSubmodelKind.TechnicalData)
            .OrderBy(submodel => submodel.Kind)
            .Select(submodel => submodel.Texts.GetValueOrDefault(name))
            .FirstOrDefault(value => value is not null);

    private static AssetReference? InstalledOn(AasSubmodel software) =>
        software.Texts.GetValueOrDefault("InstalledOnHost") is { } host ? AssetReference.Named("Device", host) : null;

    private IEnumerable<Statement> SoftwareStatements(AasSubmodel submodel, AssetReference? device)
    {
        string? Said(string name) => submodel.Texts.GetValueOrDefault(name);

        string? product = Said("ManufacturerProductDesignation") ?? Said("ManufacturerProductFamily");
        string? version = Said("InstalledVersion") ?? Said("Version");
        string? name = Said("InstanceName") ?? product;
        ImmutableArray<Identifier> identifiers =
        [
            .. device is null ? Ids() : [],
            .. name is null ? (Identifier[])[] : [new Identifier(IdentifierKind.Name, name)],
        ];
        if (identifiers.IsEmpty)
        {
            yield break;
        }

        AssetReference software = new("Software", identifiers, device);
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.DisplayName, name ?? shell?.Name);
        facts.AddText(Properties.Vendor, Said("ManufacturerName"));
        facts.AddText(Properties.Product, product);
        facts.AddText(Properties.Version, version);
        facts.AddText(Properties.ComponentType, Said("SoftwareType"));
        if (device is not null)
        {
            yield return new AssetStatement(device, [new LinkFact("software", software)]);
        }

        yield return new AssetStatement(software, facts.ToImmutable());
    }
}
