using System.Collections.Immutable;
using Pollux.Formats.DeviceList;
using Pollux.Formats.Inventories;
using Pollux.Formats.Products;
using Pollux.Twin.Observations;

namespace Pollux.Formats.NetBox;

/// <summary>Reads a device or virtual machine.</summary>
internal static class NetBoxDevice
{
    private static readonly ImmutableArray<string> Addresses =
    [
        "primary_ip4",
        "primary_ip6",
        "primary_ip",
        "oob_ip",
        "IP Address",
        "IPv4 Address",
        "IPv6 Address",
        "OOB IP",
    ];

    /// <summary>Reads it.</summary>
    /// <param name="item">The object.</param>
    /// <param name="complain">Told the field and the value of what is none of its kind.</param>
    public static InventoryDevice Read(NetBoxObject item, Action<string, string> complain)
    {
        bool isVirtual = item.Kind.StartsWith("virtualization/", StringComparison.Ordinal);
        string? role = item.Text("role", "device_role");
        string type = DeviceRoles.TypeOf(role);
        string? model = item.Text("device_type.model", "device_type", "Device Type", "Type");
        string? order = item.Text("device_type.part_number", "Part Number");
        string? tag = item.Text("asset_tag");
        ILookup<string, string> custom = item
            .CustomFields.Select(field => (Field: ListFields.Of(field.Key), field.Value))
            .Where(field => field.Field is not null)
            .ToLookup(field => field.Field!, field => field.Value, StringComparer.Ordinal);
        return new InventoryDevice
        {
            // A machine that is not of metal is a computer, whatever its role.
            Type = isVirtual && type == DeviceRoles.Unknown ? "Computer" : type,
            AssignedIds =
            [
                .. AssignedId(item.Host, item.Kind, item.Id),
                .. tag is null
                    ? (ImmutableArray<Identifier>)[]
                    : [new Identifier(IdentifierKind.AssignedId, tag, "asset tag")],
            ],
            Name = item.Text("name"),
            Addresses = [.. AddressesOf(item, complain)],
            Serial = InventoryTexts.Serial(item.Text("serial", "Serial number")),
            Vendor = item.Text("device_type.manufacturer", "manufacturer"),
            Product = order is null ? null : model,
            Model = order ?? model,
            Firmware = Custom(custom, ListFields.Firmware),
            OperatingSystem = item.Text("platform"),
            Role = role,
            Description = item.Text("description"),
            Owner = Custom(custom, ListFields.Owner),
            Zones = Custom(custom, ListFields.Zone) is { } zone ? [zone] : [],
            Place = item.Text("location", "site"),
            Cpes =
            [
                .. custom[ListFields.Cpe]
                    .SelectMany(cell => InventoryTexts.Several(cell, ' ', ';'))
                    .Select(CpeNames.Read)
                    .OfType<string>(),
            ],
            Facts =
                isVirtual && item.Text("device") is { } hostName
                    ? [new LinkFact("host", AssetReference.Named("Device", hostName))]
                    : [],
        };
    }

    /// <summary>The number of an object on its server as an identifier; none when server or number is not known.</summary>
    public static ImmutableArray<Identifier> AssignedId(string? host, string kind, string? id) =>
        host is null || id is null ? [] : [new Identifier(IdentifierKind.AssignedId, $"{kind}/{id}", $"netbox {host}")];

    private static string? Custom(ILookup<string, string> custom, string field) =>
        custom[field].Select(InventoryTexts.Value).FirstOrDefault(value => value is not null);

    private static IEnumerable<string> AddressesOf(NetBoxObject item, Action<string, string> complain)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (string path in Addresses)
        {
            // A table adds what an address is translated to in brackets.
            string? text = item.Text($"{path}.address", path)?.Split([' ', '('], 2)[0];
            string? address = text is null ? null : InventoryTexts.Address(text);
            if (text is not null && address is null)
            {
                complain("IP address of one host", text);
            }
            else if (address is not null && seen.Add(address))
            {
                yield return address;
            }
        }
    }
}
