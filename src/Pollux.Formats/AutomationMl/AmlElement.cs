using System.Collections.Immutable;
using System.Xml.Linq;
using Pollux.Formats.Inventories;

namespace Pollux.Formats.AutomationMl;

/// <summary>An InternalElement of an instance hierarchy (IEC 62424, CAEX 2.15 and 3.0).</summary>
internal sealed class AmlElement
{
    // Roles of the structure of a plant (IEC 62714-2, AutomationMLExtendedRoleClassLib) after IEC 62264-1.
    private static readonly ImmutableHashSet<string> Units =
    [
        "ProductionLine",
        "ProductionUnit",
        "ProcessCell",
        "WorkCell",
        "WorkCenter",
        "WorkUnit",
        "Unit",
        "StorageZone",
        "StorageUnit",
    ];
    private static readonly ImmutableHashSet<string> Places = ["Site", "Area"];

    // The subnets of a project (Automation Project Configuration) and the networks of IEC 62714-5.
    private static readonly ImmutableHashSet<string> Networks = ["Subnet", "LogicalNetwork", "PhysicalNetwork"];
    private static readonly ImmutableHashSet<string> Devices = ["Device", "LogicalDevice", "PhysicalDevice"];
    private static readonly ImmutableHashSet<string> Nodes = ["Node", "LogicalEndPoint", "PhysicalEndPoint"];

    private readonly XElement element;

    /// <summary>Wraps an element.</summary>
    public AmlElement(XElement element)
    {
        this.element = element;
        Name = InventoryTexts.Value((string?)element.Attribute("Name"));
        Id = PlainId((string?)element.Attribute("ID"));
        RolePaths =
        [
            .. element
                .Elements()
                .Where(child => child.Name.LocalName is "SupportedRoleClass" or "RoleRequirements")
                .Select(role =>
                    (string?)role.Attribute("RefRoleClassPath") ?? (string?)role.Attribute("RefBaseRoleClassPath")
                )
                .OfType<string>(),
        ];
    }

    /// <summary>The XML.</summary>
    public XElement Xml => element;

    /// <summary>Its name.</summary>
    public string? Name { get; }

    /// <summary>Its identifier, without braces; null when it has none.</summary>
    public string? Id { get; }

    /// <summary>The paths of its roles.</summary>
    public ImmutableArray<string> RolePaths { get; }

    /// <summary>What it is.</summary>
    public AmlKind Kind =>
        Is(Networks) ? AmlKind.Network
        : Is(Devices) || Equipment is not null ? AmlKind.Device
        : Is(Nodes) ? AmlKind.Node
        : Is(Units) ? AmlKind.Unit
        : Is(Places) ? AmlKind.Place
        : AmlKind.Other;

    /// <summary>Its role of control, when the role library of control systems gives it one.</summary>
    public string? Equipment =>
        RolePaths
            .Where(path => path.Contains("AutomationMLCSRoleClassLib", StringComparison.Ordinal))
            .Select(Last)
            .FirstOrDefault(role => DeviceRoles.TypeOf(role) != DeviceRoles.Unknown);

    /// <summary>Elements in it.</summary>
    public IEnumerable<AmlElement> Children =>
        element
            .Elements()
            .Where(child => child.Name.LocalName is "InternalElement")
            .Select(child => new AmlElement(child));

    /// <summary>The names and identifiers of its interfaces.</summary>
    public IEnumerable<string> InterfaceIds =>
        element
            .Elements()
            .Where(child => child.Name.LocalName is "ExternalInterface")
            .Select(child => PlainId((string?)child.Attribute("ID")))
            .OfType<string>();

    /// <summary>The value of an attribute; null when it has none.</summary>
    public string? Attribute(string name) =>
        element
            .Elements()
            .Where(child => child.Name.LocalName is "Attribute" && (string?)child.Attribute("Name") == name)
            .Elements()
            .Where(child => child.Name.LocalName is "Value")
            .Select(value => InventoryTexts.Value(value.Value))
            .FirstOrDefault(value => value is not null);

    /// <summary>An identifier as it is compared: some tools write braces around it.</summary>
    public static string? PlainId(string? id) => InventoryTexts.Value(id)?.Trim('{', '}');

    private bool Is(ImmutableHashSet<string> roles) => RolePaths.Any(path => roles.Contains(Last(path)));

    private static string Last(string path) => path[(path.LastIndexOf('/') + 1)..];
}

/// <summary>What an element is to a twin.</summary>
internal enum AmlKind
{
    /// <summary>Nothing.</summary>
    Other,

    /// <summary>A network.</summary>
    Network,

    /// <summary>A device.</summary>
    Device,

    /// <summary>An interface of a device to a network.</summary>
    Node,

    /// <summary>A piece of the process.</summary>
    Unit,

    /// <summary>A place.</summary>
    Place,
}
