using System.Collections.Immutable;
using Pollux.Formats.Hosts;
using Pollux.Formats.Products;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Inventories;

/// <summary>A device as an inventory or a plant model states it; every value in its normal form, null or empty where nothing is said.</summary>
internal sealed record InventoryDevice
{
    /// <summary>Its type; see <see cref="DeviceRoles"/>.</summary>
    public string Type { get; init; } = DeviceRoles.Unknown;

    /// <summary>Ids that were assigned to it, each with the scope in which it is unique.</summary>
    public ImmutableArray<Identifier> AssignedIds { get; init; } = [];

    /// <summary>Its name in the inventory.</summary>
    public string? Name { get; init; }

    /// <summary>What to show where that is not its name; null for the name.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Host names, short or full.</summary>
    public ImmutableArray<Identifier> HostNames { get; init; } = [];

    /// <summary>Addresses, canonical.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>The scope of its addresses; empty for the whole site.</summary>
    public string AddressScope { get; init; } = "";

    /// <summary>MAC addresses.</summary>
    public ImmutableArray<string> Macs { get; init; } = [];

    /// <summary>Serial number.</summary>
    public string? Serial { get; init; }

    /// <summary>The maker.</summary>
    public string? Vendor { get; init; }

    /// <summary>The product's name.</summary>
    public string? Product { get; init; }

    /// <summary>Model or order number.</summary>
    public string? Model { get; init; }

    /// <summary>Version of its firmware.</summary>
    public string? Firmware { get; init; }

    /// <summary>Operating system.</summary>
    public string? OperatingSystem { get; init; }

    /// <summary>What kind of device it is said to be, as it is written.</summary>
    public string? Role { get; init; }

    /// <summary>What it is for.</summary>
    public string? Description { get; init; }

    /// <summary>Who owns it.</summary>
    public string? Owner { get; init; }

    /// <summary>Its zones, by name.</summary>
    public ImmutableArray<string> Zones { get; init; } = [];

    /// <summary>Where it stands, by name.</summary>
    public string? Place { get; init; }

    /// <summary>CPE names, formatted; those of applications become software on it.</summary>
    public ImmutableArray<string> Cpes { get; init; } = [];

    /// <summary>More facts, behind those of the other members.</summary>
    public ImmutableArray<Fact> Facts { get; init; } = [];

    /// <summary>True when something tells it from other devices.</summary>
    public bool IsIdentified => !Identifiers.IsEmpty;

    /// <summary>The device as others refer to it.</summary>
    public AssetReference Reference => new(Type, Identifiers);

    private ImmutableArray<Identifier> Identifiers
    {
        get
        {
            IEnumerable<Identifier> serials = Serial is null ? [] : [new Identifier(IdentifierKind.Serial, Serial)];
            IEnumerable<Identifier> names = Name is null ? [] : [new Identifier(IdentifierKind.Name, Name)];
            return
            [
                .. AssignedIds
                    .Concat(serials)
                    .Concat(Macs.Select(mac => new Identifier(IdentifierKind.Mac, mac)))
                    .Concat(HostNames)
                    .Concat(names)
                    .Concat(Addresses.Select(at => new Identifier(IdentifierKind.IpAddress, at, AddressScope)))
                    .Distinct()
                    .OrderBy(identifier => identifier.Kind),
            ];
        }
    }

    /// <summary>What is said of the device and of the software on it.</summary>
    public ImmutableArray<Statement> Statements()
    {
        AssetReference device = Reference;
        ImmutableArray<string> applications =
        [
            .. Cpes.Where(cpe => cpe.StartsWith("cpe:2.3:a:", StringComparison.Ordinal))
                .Distinct(StringComparer.Ordinal),
        ];
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.DisplayName, DisplayName ?? Name);
        facts.AddText(Properties.Description, Description);
        facts.AddRange(Addresses.Select(address => new PropertyFact(Properties.Address, address)));
        facts.AddText(Properties.DeviceClass, Role);
        facts.AddText(Properties.Vendor, Vendor);
        facts.AddText(Properties.Product, Product);
        facts.AddText(Properties.Model, Model);
        facts.AddText(Properties.Version, Firmware);
        facts.AddText(Properties.OperatingSystem, OperatingSystem);
        facts.AddText(Properties.Owner, Owner);
        facts.AddRange(
            Cpes.Except(applications, StringComparer.Ordinal).Select(cpe => new PropertyFact(Properties.Cpe, cpe))
        );
        facts.AddRange(Facts);
        facts.AddRange(Zones.Select(zone => new LinkFact("zones", AssetReference.Named("Zone", zone))));
        if (Place is { } place)
        {
            facts.Add(new LinkFact("locatedIn", AssetReference.Named("Place", place)));
        }

        facts.AddRange(applications.Select(cpe => new LinkFact("software", SoftwareOf(cpe, device))));
        return
        [
            new AssetStatement(device, facts.ToImmutable()),
            .. applications.Select(cpe => ProductStatement(SoftwareOf(cpe, device), cpe)),
        ];
    }

    /// <summary>What a CPE name says of a product.</summary>
    public static AssetStatement ProductStatement(AssetReference product, string cpe)
    {
        (string? vendor, string? name, string? version) = CpeNames.Parts(cpe);
        ImmutableArray<Fact>.Builder facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddText(Properties.Vendor, vendor);
        facts.AddText(Properties.Product, name);
        facts.AddText(Properties.Version, version);
        facts.AddText(Properties.Cpe, cpe);
        return new AssetStatement(product, facts.ToImmutable());
    }

    private static AssetReference SoftwareOf(string cpe, AssetReference device) =>
        new("Software", [new Identifier(IdentifierKind.Product, cpe)], device);
}
