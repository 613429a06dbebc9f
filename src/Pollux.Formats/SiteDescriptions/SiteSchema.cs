using System.Collections.Frozen;
using System.Collections.Immutable;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>A section of a site description: things of one kind.</summary>
/// <param name="Name">Its key in the file, plural.</param>
/// <param name="Singular">One of its things, in words; also the beginning of its record's key.</param>
/// <param name="Type">The type of its things unless they say a more special one.</param>
/// <param name="Shorthand">The key that is meant when a thing is a mere word or list instead of a map.</param>
/// <param name="Keys">The keys that its things may have, beyond those of <see cref="SiteSchema.CommonKeys"/>.</param>
internal sealed record SectionSchema(
    string Name,
    string Singular,
    string Type,
    ImmutableArray<KeySchema> Keys,
    string Shorthand = "description"
)
{
    private readonly FrozenDictionary<string, KeySchema> byWord = Keys.Concat(SiteSchema.CommonKeys)
        .ToFrozenDictionary(key => SiteWords.Plain(key.Name), StringComparer.Ordinal);

    /// <summary>All keys with those that any thing may have.</summary>
    public IEnumerable<KeySchema> AllKeys => Keys.Concat(SiteSchema.CommonKeys);

    /// <summary>The key that a word means, letter case and hyphens aside; or null.</summary>
    public KeySchema? Find(string word) => byWord.GetValueOrDefault(SiteWords.Plain(word));
}

/// <summary>A key of a thing and what it means. A closed family.</summary>
/// <param name="Name">The key.</param>
/// <param name="OnlyOn">The type that the thing must be of to have it, or null for any type of the section.</param>
internal abstract record KeySchema(string Name, string? OnlyOn = null);

/// <summary>The key becomes a property.</summary>
internal sealed record PropertyKey(string Name, string Property, ValueShape Shape, bool Several = false)
    : KeySchema(Name);

/// <summary>The key becomes an identifier, and a property when one is named.</summary>
internal sealed record IdentifierKey(
    string Name,
    IdentifierKind Kind,
    ValueShape Shape,
    string? Property = null,
    bool Several = false
) : KeySchema(Name);

/// <summary>The key names other declared things, to which the thing is linked.</summary>
/// <param name="Name">The key.</param>
/// <param name="Role">The role of the other thing in the language.</param>
/// <param name="Target">The type that the other must be of; <c>*</c> for whatever has a name.</param>
/// <param name="OnlyOn">The type that the thing must be of to have it, or null for any type of the section.</param>
/// <param name="BackRole">A second role to give, where an association must hold in both directions; or null.</param>
internal sealed record LinkKey(string Name, string Role, string Target, string? OnlyOn = null, string? BackRole = null)
    : KeySchema(Name, OnlyOn);

/// <summary>The key names services of declared devices (<c>jump-01:rdp</c>), to which the thing is linked.</summary>
internal sealed record ServiceLinkKey(string Name, string Role, string? OnlyOn = null) : KeySchema(Name, OnlyOn);

/// <summary>Yes or no: whether the thing is linked to the Internet in a role.</summary>
internal sealed record InternetKey(string Name, string Role, bool Default) : KeySchema(Name);

/// <summary>A key that its section reads in a way of its own.</summary>
internal sealed record SpecialKey(string Name) : KeySchema(Name);

/// <summary>What a value looks like.</summary>
internal enum ValueShape
{
    /// <summary>Any text on one line.</summary>
    Text,

    /// <summary>A number from 0 to 5, in halves.</summary>
    Level,

    /// <summary>A whole number from 1 to 10.</summary>
    Criticality,

    /// <summary>An amount of money, not negative; <c>250k</c> and <c>1.5M</c> allowed.</summary>
    Money,

    /// <summary>An IPv4 or IPv6 address.</summary>
    Address,

    /// <summary>A network in CIDR form.</summary>
    Network,

    /// <summary>A MAC address.</summary>
    Mac,

    /// <summary>A name without dots, or with: letters, digits, hyphens.</summary>
    HostName,

    /// <summary><c>money</c>, <c>people</c> or <c>environment</c>.</summary>
    LossKind,

    /// <summary><c>pert</c> or <c>lognormal</c>.</summary>
    LossShape,

    /// <summary>How often in a year, 0 to 365.</summary>
    PerYear,
}

/// <summary>The whole format as data: every section with every key.</summary>
internal static class SiteSchema
{
    /// <summary>The name that stands for everything outside; it need not be declared.</summary>
    public const string InternetName = "internet";

    /// <summary>Keys that any thing may have.</summary>
    public static ImmutableArray<KeySchema> CommonKeys { get; } =
    [
        new SpecialKey("name"),
        new SpecialKey("type"),
        new SpecialKey("controls"),
        new PropertyKey("description", Properties.Description, ValueShape.Text),
        new PropertyKey("displayName", Properties.DisplayName, ValueShape.Text),
        new PropertyKey("owner", Properties.Owner, ValueShape.Text),
        new PropertyKey("criticality", Properties.Criticality, ValueShape.Criticality),
    ];

    /// <summary>Keys of the sections that are no things: the site itself and what is said about its things.</summary>
    public static ImmutableArray<string> OtherSections { get; } =
    ["site", "conduits", "crownJewels", "mitigationCosts", "risk", "assumptions"];

    /// <summary>The sections of things, in the order in which they are read.</summary>
    public static ImmutableArray<SectionSchema> Sections { get; } =
    [
        new(
            "zones",
            "zone",
            "Zone",
            [
                new PropertyKey("level", Properties.Level, ValueShape.Level),
                new PropertyKey("networks", Properties.Network, ValueShape.Network, Several: true),
                new LinkKey("outlets", "outletsIn", "Place"),
            ],
            Shorthand: "networks"
        ),
        new(
            "places",
            "place",
            "Place",
            [new LinkKey("zones", "zones", "Zone"), new LinkKey("staff", "staff", "Person")]
        ),
        new("devices", "device", "Device", DeviceKeys(), Shorthand: "type"),
        new(
            "directories",
            "directory",
            "Directory",
            [
                new IdentifierKey("domain", IdentifierKind.Fqdn, ValueShape.HostName),
                new LinkKey("hostedOn", "hostedOn", "Computer"),
                new LinkKey("trusts", "trusts", "Directory"),
                new LinkKey("joined", "joined", "Computer"),
            ]
        ),
        new("accounts", "account", "Account", [.. PrincipalKeys(), .. AccountKeys()]),
        new("groups", "group", "Group", [.. PrincipalKeys(), new LinkKey("members", "members", "Principal")]),
        new(
            "credentials",
            "credential",
            "Credential",
            [
                new LinkKey("accounts", "owners", "Account"),
                new ServiceLinkKey("acceptedBy", "acceptedBy"),
                new LinkKey("sameSecretAs", "sameSecret", "Credential", BackRole: "sameSecretOf"),
                new LinkKey("storedIn", "storedIn", "Data"),
                new InternetKey("knownOutside", "leakedTo", Default: false),
            ]
        ),
        new(
            "people",
            "person",
            "Person",
            [
                new LinkKey("accounts", "accounts", "Account"),
                new LinkKey("uses", "computers", "Computer"),
                new LinkKey("worksIn", "worksIn", "Place"),
                new InternetKey("contactable", "reachableFrom", Default: true),
            ]
        ),
        new(
            "suppliers",
            "supplier",
            "Supplier",
            [
                new LinkKey("accounts", "vendorAccounts", "Account"),
                new LinkKey("updateChannels", "channels", "UpdateChannel"),
                new LinkKey("media", "serviceMedia", "Media"),
                new InternetKey("online", "attackedFrom", Default: true),
            ]
        ),
        new("software", "software", "Software", SoftwareKeys()),
        new(
            "updateChannels",
            "update channel",
            "UpdateChannel",
            [
                new LinkKey("supplier", "supplier", "Supplier"),
                new LinkKey("delivers", "delivers", "Software"),
                new LinkKey("through", "feeders", "ManagementServer"),
            ]
        ),
        new("media", "medium", "Media", [new LinkKey("pluggedInto", "pluggedInto", "Device")]),
        new("data", "data", "Data", DataKeys()),
        new("backups", "backup", "Backup", [new LinkKey("of", "backsUp", "Data"), .. DataKeys()]),
        new(
            "functions",
            "function",
            "Function",
            [
                new LinkKey("needs", "needs", "Component"),
                new LinkKey("alternatives", "alternatives", "Component"),
                new LinkKey("losses", "losses", "Loss"),
            ],
            Shorthand: "needs"
        ),
        new(
            "controlLoops",
            "control loop",
            "ControlLoop",
            [
                new LinkKey("actsOn", "acts", "ProcessUnit"),
                new ServiceLinkKey("carriedOver", "carriedOver"),
                new LinkKey("operators", "operatorsOf", "Account"),
            ]
        ),
        new(
            "processUnits",
            "process unit",
            "ProcessUnit",
            [
                new LinkKey("feeds", "feeds", "ProcessUnit"),
                new LinkKey("reliesOn", "reliesOn", "Function"),
                new LinkKey("losses", "losses", "Loss"),
            ]
        ),
        new(
            "safetyFunctions",
            "safety function",
            "SafetyFunction",
            [new LinkKey("guards", "guards", "ProcessUnit"), new LinkKey("performedBy", "performer", "Controller")]
        ),
        new(
            "losses",
            "loss",
            "Loss",
            [
                new PropertyKey("kind", Properties.LossKind, ValueShape.LossKind),
                new PropertyKey("low", Properties.LossLow, ValueShape.Money),
                new PropertyKey("likely", Properties.LossLikely, ValueShape.Money),
                new PropertyKey("high", Properties.LossHigh, ValueShape.Money),
                new PropertyKey("shape", Properties.LossShape, ValueShape.LossShape),
            ],
            Shorthand: "likely"
        ),
    ];

    /// <summary>What a conduit may say.</summary>
    public static SectionSchema Conduits { get; } =
        new(
            "conduits",
            "conduit",
            "Conduit",
            [
                new LinkKey("from", "from", "Zone"),
                new LinkKey("to", "to", "Zone"),
                new SpecialKey("permits"),
                new LinkKey("enforcedBy", "enforcedBy", "NetworkDevice"),
                new LinkKey("carries", "carried", "ControlLoop"),
            ]
        );

    /// <summary>What a service of a device may say.</summary>
    public static SectionSchema Services { get; } =
        new(
            "services",
            "service",
            "Service",
            [
                new SpecialKey("port"),
                new PropertyKey("vendor", Properties.Vendor, ValueShape.Text),
                new PropertyKey("product", Properties.Product, ValueShape.Text),
                new PropertyKey("version", Properties.Version, ValueShape.Text),
                new PropertyKey("cpe", Properties.Cpe, ValueShape.Text),
                new LinkKey("accepts", "acceptedCredentials", "Credential"),
                new LinkKey("carries", "carries", "ControlLoop", OnlyOn: "ControlService"),
                new LinkKey("serves", "serves", "Data", OnlyOn: "AppService"),
                new LinkKey("performs", "performs", "Function", OnlyOn: "AppService"),
            ]
        );

    private static ImmutableArray<KeySchema> DeviceKeys() =>
        [
            new LinkKey("zone", "zones", "Zone"),
            new LinkKey("zones", "zones", "Zone"),
            new LinkKey("place", "locatedIn", "Place"),
            new IdentifierKey("serial", IdentifierKind.Serial, ValueShape.Text),
            new IdentifierKey("mac", IdentifierKind.Mac, ValueShape.Mac, Several: true),
            new IdentifierKey("hostName", IdentifierKind.HostName, ValueShape.HostName),
            new IdentifierKey("fqdn", IdentifierKind.Fqdn, ValueShape.HostName),
            new IdentifierKey(
                "address",
                IdentifierKind.IpAddress,
                ValueShape.Address,
                Properties.Address,
                Several: true
            ),
            new IdentifierKey(
                "addresses",
                IdentifierKind.IpAddress,
                ValueShape.Address,
                Properties.Address,
                Several: true
            ),
            new PropertyKey("vendor", Properties.Vendor, ValueShape.Text),
            new PropertyKey("product", Properties.Product, ValueShape.Text),
            new PropertyKey("model", Properties.Model, ValueShape.Text),
            new PropertyKey("version", Properties.Version, ValueShape.Text),
            new PropertyKey("cpe", Properties.Cpe, ValueShape.Text),
            new PropertyKey("operatingSystem", Properties.OperatingSystem, ValueShape.Text),
            new SpecialKey("services"),
            new LinkKey("software", "software", "Software"),
            new LinkKey("holds", "holds", "Data"),
            new LinkKey("runsOn", "host", "Device"),
            new LinkKey("joins", "directory", "Directory", OnlyOn: "Computer"),
            new LinkKey("manages", "manages", "Device", OnlyOn: "ManagementServer"),
            new LinkKey("enforces", "enforces", "Conduit", OnlyOn: "NetworkDevice"),
            new LinkKey("landsIn", "landsIn", "Zone", OnlyOn: "RemoteAccessGateway"),
            new LinkKey("programs", "programs", "Controller", OnlyOn: "EngineeringStation"),
            new LinkKey("shows", "shows", "ControlLoop", OnlyOn: "OperatorStation"),
            new LinkKey("supervises", "supervises", "ControlLoop", OnlyOn: "ControlServer"),
            new LinkKey("records", "records", "ControlLoop", OnlyOn: "Historian"),
            new LinkKey("runs", "runs", "ControlLoop", OnlyOn: "Controller"),
            new LinkKey("performs", "performs", "SafetyFunction", OnlyOn: "Controller"),
            new LinkKey("forwards", "forwards", "ControlLoop", OnlyOn: "Gateway"),
            new LinkKey("measures", "measures", "ControlLoop", OnlyOn: "FieldDevice"),
            new LinkKey("moves", "moves", "ControlLoop", OnlyOn: "FieldDevice"),
            new LinkKey("mirrors", "mirrors", "Zone", OnlyOn: "TwinPlatform"),
            new LinkKey("models", "models", "ControlLoop", OnlyOn: "TwinPlatform"),
            new LinkKey("collectsWith", "collectorCredentials", "Credential", OnlyOn: "TwinPlatform"),
            new LinkKey("orchestrates", "orchestrates", "Conduit", OnlyOn: "TwinPlatform"),
            new LinkKey("losses", "losses", "Loss", OnlyOn: "TwinPlatform"),
        ];

    private static ImmutableArray<KeySchema> PrincipalKeys() =>
        [
            new LinkKey("directory", "directory", "Directory", OnlyOn: "Account"),
            new LinkKey("memberOf", "memberOf", "Group"),
            new LinkKey("administers", "administers", "Device"),
            new LinkKey("logsOn", "logsOn", "Device"),
            new ServiceLinkKey("mayUse", "mayUse"),
            new ServiceLinkKey("mayAdminister", "mayAdminister"),
            new LinkKey("mayControl", "mayControl", "Principal"),
            new LinkKey("governs", "governs", "Directory"),
            new LinkKey("reads", "reads", "Data"),
            new LinkKey("writes", "writes", "Data"),
        ];

    private static ImmutableArray<KeySchema> AccountKeys() =>
        [
            new LinkKey("people", "holders", "Person"),
            new LinkKey("supplier", "employer", "Supplier"),
            new LinkKey("sessionsOn", "sessionOn", "Device"),
            new LinkKey("interactiveOn", "interactiveOn", "Device"),
            new LinkKey("operates", "operates", "ControlLoop"),
            new LinkKey("credentials", "credentials", "Credential"),
            new SpecialKey("credential"),
        ];

    private static ImmutableArray<KeySchema> SoftwareKeys() =>
        [
            new PropertyKey("vendor", Properties.Vendor, ValueShape.Text),
            new PropertyKey("product", Properties.Product, ValueShape.Text),
            new PropertyKey("version", Properties.Version, ValueShape.Text),
            new IdentifierKey("cpe", IdentifierKind.Product, ValueShape.Text, Properties.Cpe),
            new IdentifierKey("purl", IdentifierKind.Product, ValueShape.Text, Properties.Purl),
            new LinkKey("installedOn", "devices", "Device"),
        ];

    private static ImmutableArray<KeySchema> DataKeys() =>
        [
            new LinkKey("heldOn", "holders", "Device"),
            new LinkKey("backups", "backups", "Backup"),
            new LinkKey("contains", "contains", "Credential"),
            new LinkKey("describes", "describes", "ControlLoop"),
            new LinkKey("loadsInto", "loadsInto", "Controller", OnlyOn: "ControlProject"),
            new ServiceLinkKey("servedBy", "servedBy"),
            new LinkKey("losses", "losses", "Loss"),
        ];
}
