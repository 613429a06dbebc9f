using System.Net;
using System.Numerics;
using Pollux.Formats.Inventories;
using Pollux.Twin.Observations;

namespace Pollux.Formats.AutomationMl;

/// <summary>A device with its modules and network nodes (AutomationML, Application Recommendation Automation Project Configuration).</summary>
internal sealed class AmlDevice
{
    private const string Order = "OrderNumber:";

    private readonly AmlElement element;
    private readonly string? place;
    private AmlElement? head;

    /// <summary>Reads it with all that is in it.</summary>
    /// <param name="element">The device.</param>
    /// <param name="place">The site or area that it is in; null for none.</param>
    public AmlDevice(AmlElement element, string? place)
    {
        this.element = element;
        this.place = place;
        Collect(element);
    }

    /// <summary>Its nodes.</summary>
    public List<AmlElement> Nodes { get; } = [];

    /// <summary>Elements in it that say nothing for a twin.</summary>
    public int Ignored { get; private set; }

    /// <summary>Elements that are understood: itself, its head and its nodes.</summary>
    public int Records => 1 + (head is null || head == element ? 0 : 1) + Nodes.Count;

    /// <summary>Its key.</summary>
    public string Key => $"device {element.Id ?? element.Name}";

    /// <summary>The device.</summary>
    /// <param name="zones">The networks that its nodes are linked to.</param>
    /// <param name="complain">Told of an address that is none.</param>
    public InventoryDevice Read(IEnumerable<string> zones, Action<AmlElement, string> complain)
    {
        // "OrderNumber:6ES7 515-2AM01-0AB0/V2.6": behind the slash stands the firmware.
        string? identifier = (head ?? element).Attribute("TypeIdentifier");
        string[] parts = identifier?.StartsWith(Order, StringComparison.Ordinal) is true
            ? identifier[Order.Length..].Split('/', 2)
            : [];
        string? firmware = parts.Length > 1 ? parts[1].TrimStart('V', 'v') : null;
        string? role = head?.Attribute("DeviceItemType") ?? element.Equipment;
        return new InventoryDevice
        {
            Type = role switch
            {
                "CPU" => "Controller",
                "HeadModule" => "FieldDevice",
                _ => DeviceRoles.TypeOf(role),
            },
            AssignedIds = element.Id is { } id ? [new Identifier(IdentifierKind.AssignedId, id, "automationml")] : [],
            Name = element.Name,
            Addresses = [.. Addresses(complain)],
            Serial = InventoryTexts.Serial(element.Attribute("SerialNumber") ?? head?.Attribute("SerialNumber")),
            Vendor = element.Attribute("Manufacturer") ?? head?.Attribute("Manufacturer"),
            Product = head?.Attribute("TypeName") ?? element.Attribute("TypeName"),
            Model = InventoryTexts.Value(parts.FirstOrDefault()),
            Firmware =
                element.Attribute("FirmwareVersion")
                ?? head?.Attribute("FirmwareVersion")
                ?? InventoryTexts.Value(firmware),
            Role = role,
            Description = element.Attribute("Comment") ?? head?.Attribute("Comment"),
            Zones = [.. zones.Distinct(StringComparer.Ordinal)],
            Place = place,
        };
    }

    /// <summary>The network that a node's address and mask make; null when they make none.</summary>
    public static string? NetworkOf(AmlElement node)
    {
        if (
            node.Attribute("NetworkAddress") is not { } address
            || !IPAddress.TryParse(node.Attribute("SubnetMask"), out IPAddress? mask)
            || mask.GetAddressBytes() is not { Length: 4 } bytes
        )
        {
            return null;
        }

        uint bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
        int length = BitOperations.PopCount(bits);
        bool hasHoles = length == 0 || BitOperations.LeadingZeroCount(~bits) != length;
        return hasHoles ? null : InventoryTexts.Network($"{address}/{length}");
    }

    private IEnumerable<string> Addresses(Action<AmlElement, string> complain)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (AmlElement node in Nodes)
        {
            if (node.Attribute("NetworkAddress") is not { } text)
            {
                continue;
            }

            if (InventoryTexts.Address(text) is { } address)
            {
                if (seen.Add(address))
                {
                    yield return address;
                }
            }
            else if (text.Contains('.', StringComparison.Ordinal) || text.Contains(':', StringComparison.Ordinal))
            {
                // A number alone is the address of a fieldbus.
                complain(node, text);
            }
        }
    }

    private void Collect(AmlElement parent)
    {
        foreach (AmlElement child in parent.Children)
        {
            if (child.Kind == AmlKind.Node)
            {
                Nodes.Add(child);
            }
            else if (IsHead(child) && (head is null || Rank(child) > Rank(head)))
            {
                Ignored += head is null ? 0 : 1;
                head = child;
            }
            else
            {
                Ignored++;
            }

            Collect(child);
        }
    }

    private static bool IsHead(AmlElement item) =>
        item.Attribute("DeviceItemType") is "CPU" or "HeadModule"
        || item.Attribute("TypeIdentifier")?.StartsWith(Order, StringComparison.Ordinal) is true;

    // The processor or the head speaks for the device; else what stands first.
    private static int Rank(AmlElement item) =>
        item.Attribute("DeviceItemType") switch
        {
            "CPU" => 2,
            "HeadModule" => 1,
            _ => 0,
        };
}
