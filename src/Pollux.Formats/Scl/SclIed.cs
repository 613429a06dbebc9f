using System.Collections.Immutable;
using System.Xml.Linq;
using Pollux.Formats.Inventories;

namespace Pollux.Formats.Scl;

/// <summary>What one <c>&lt;IED&gt;</c> says of itself (IEC 61850-6, 9.3).</summary>
internal sealed record SclIed(
    string Name,
    string? Kind,
    string? Vendor,
    string? Description,
    string? Owner,
    string? Model,
    string? Firmware,
    string? Serial,
    bool HasServer,
    bool SendsGoose,
    bool SendsSamples,
    ImmutableHashSet<string> NodeClasses
)
{
    // IEC 61850-7-4: interfaces, archiving, and nodes that act on or measure the process.
    private static readonly ImmutableArray<(string Class, string Type)> Roles =
    [
        ("IHMI", "OperatorStation"),
        ("ITCI", "Gateway"),
        ("ITMI", "Gateway"),
        ("IARC", "Historian"),
    ];

    /// <summary>The name that a file of capabilities (ICD) gives to the IED that it describes: no device of a site.</summary>
    public bool IsTemplate => string.Equals(Name, "TEMPLATE", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Its type: by its interface nodes, else a field device when nodes of it protect, control, measure or switch; a client of which
    /// nothing is known is only a device.
    /// </summary>
    public string Type
    {
        get
        {
            bool isField = NodeClasses.Any(name =>
                name is [var group, ..] && "PCXTMSYZRQ".Contains(group, StringComparison.Ordinal)
            );
            return isField ? "FieldDevice"
                : Roles.FirstOrDefault(role => NodeClasses.Contains(role.Class)) is { Type: { } type } ? type
                : DeviceRoles.Unknown;
        }
    }

    /// <summary>Reads it.</summary>
    /// <returns>The IED; null when it has no name.</returns>
    public static SclIed? Read(XElement ied)
    {
        if (InventoryTexts.Value((string?)ied.Attribute("name")) is not { } name)
        {
            return null;
        }

        HashSet<string> classes = new(StringComparer.Ordinal);
        bool hasServer = false;
        bool goose = false;
        bool samples = false;
        string? vendor = null;
        string? model = null;
        string? firmware = null;
        string? serial = null;
        foreach (XElement element in ied.Descendants())
        {
            switch (element.Name.LocalName)
            {
                case "Server":
                    hasServer = true;
                    break;
                case "LN" or "LN0":
                    classes.Add((string?)element.Attribute("lnClass") ?? "");
                    break;
                case "GSEControl":
                    goose = true;
                    break;
                case "SampledValueControl":
                    samples = true;
                    break;
                case "DOI" when (string?)element.Attribute("name") is "PhyNam":
                    vendor ??= NamePlate(element, "vendor");
                    model ??= NamePlate(element, "model");
                    firmware ??= NamePlate(element, "swRev");
                    serial ??= InventoryTexts.Serial(NamePlate(element, "serNum"));
                    break;
            }
        }

        string? kind = InventoryTexts.Value((string?)ied.Attribute("type"));
        return new SclIed(
            name,
            kind,
            vendor ?? InventoryTexts.Value((string?)ied.Attribute("manufacturer")),
            InventoryTexts.Value((string?)ied.Attribute("desc")),
            InventoryTexts.Value((string?)ied.Attribute("owner")),
            model ?? kind,
            firmware,
            serial,
            hasServer,
            goose,
            samples,
            [.. classes]
        );
    }

    // The physical device's name plate (IEC 61850-7-3, DPL), as far as values are configured.
    private static string? NamePlate(XElement plate, string name) =>
        plate
            .Elements()
            .Where(item => item.Name.LocalName is "DAI" && (string?)item.Attribute("name") == name)
            .Elements()
            .Where(value => value.Name.LocalName is "Val")
            .Select(value => InventoryTexts.Value(value.Value))
            .FirstOrDefault(value => value is not null);
}
