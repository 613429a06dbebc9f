using System.Collections.Frozen;
using System.Collections.Immutable;
using Pollux.Formats.SiteDescriptions;

namespace Pollux.Formats.DeviceList;

/// <summary>The fields that a column of a list can have, and the headings by which they are known without a mapping.</summary>
internal static class ListFields
{
    public const string Name = "name";
    public const string HostName = "hostname";
    public const string Ip = "ip";
    public const string Mac = "mac";
    public const string Vendor = "vendor";
    public const string Product = "product";
    public const string Model = "model";
    public const string OrderNumber = "orderNumber";
    public const string Serial = "serial";
    public const string Firmware = "firmware";
    public const string OperatingSystem = "os";
    public const string Role = "role";
    public const string Zone = "zone";
    public const string Place = "place";
    public const string Cpe = "cpe";
    public const string Owner = "owner";
    public const string Description = "description";
    public const string AssetTag = "assetTag";

    /// <summary>A column that is known and not wanted.</summary>
    public const string Ignore = "ignore";

    // Any of these tells that a table lists things with addresses or numbers of their own.
    private static readonly FrozenSet<string> Telling = new[] { HostName, Ip, Mac, Serial, Cpe, AssetTag }.ToFrozenSet(
        StringComparer.Ordinal
    );

    private static readonly FrozenSet<string> OfDevices = new[]
    {
        Vendor,
        Product,
        Model,
        OrderNumber,
        Firmware,
        OperatingSystem,
        Role,
        Zone,
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, ImmutableArray<string>> Headings = new Dictionary<
        string,
        ImmutableArray<string>
    >(StringComparer.Ordinal)
    {
        [Name] =
        [
            "name",
            "device",
            "device name",
            "asset",
            "asset name",
            "tag",
            "tag name",
            "equipment",
            "equipment name",
            "equipment tag",
            "system name",
            "bezeichnung",
            "gerät",
            "gerätename",
            "nom",
            "nombre",
            "nome",
        ],
        [HostName] =
        [
            "hostname",
            "host name",
            "host",
            "fqdn",
            "dns",
            "dns name",
            "computer name",
            "rechnername",
            "nom d'hôte",
        ],
        [Ip] =
        [
            "ip",
            "ips",
            "ip address",
            "ip addresses",
            "ipv4",
            "ipv4 address",
            "ipv6",
            "ipv6 address",
            "ip addr",
            "address",
            "network address",
            "ip-adresse",
            "adresse ip",
            "dirección ip",
            "indirizzo ip",
        ],
        [Mac] =
        [
            "mac",
            "macs",
            "mac address",
            "mac addresses",
            "mac addr",
            "hardware address",
            "ethernet address",
            "mac-adresse",
            "adresse mac",
            "dirección mac",
        ],
        [Vendor] =
        [
            "vendor",
            "vendor name",
            "manufacturer",
            "manufacturer name",
            "make",
            "maker",
            "oem",
            "brand",
            "hersteller",
            "fabricant",
            "fabricante",
            "produttore",
        ],
        [Product] = ["product", "product name", "product family", "device family", "produkt"],
        [Model] =
        [
            "model",
            "model name",
            "model number",
            "model no",
            "hardware model",
            "device model",
            "modell",
            "modèle",
            "modelo",
            "modello",
        ],
        [OrderNumber] =
        [
            "order number",
            "order no",
            "order code",
            "article number",
            "article no",
            "part number",
            "part no",
            "catalog number",
            "catalogue number",
            "cat no",
            "mlfb",
            "sku",
            "bestellnummer",
            "artikelnummer",
        ],
        [Serial] =
        [
            "serial",
            "serial number",
            "serial no",
            "serial nr",
            "sn",
            "s/n",
            "seriennummer",
            "numéro de série",
            "número de serie",
            "numero di serie",
        ],
        [Firmware] =
        [
            "firmware",
            "firmware version",
            "fw",
            "fw version",
            "firmware revision",
            "firmware rev",
            "version",
            "software version",
            "sw version",
            "firmwarestand",
        ],
        [OperatingSystem] = ["os", "operating system", "os version", "os name", "platform", "betriebssystem"],
        [Role] =
        [
            "role",
            "device role",
            "device type",
            "asset type",
            "equipment type",
            "type",
            "function",
            "category",
            "class",
            "device class",
            "asset class",
            "gerätetyp",
            "gerätetype",
            "kategorie",
        ],
        [Zone] =
        [
            "zone",
            "security zone",
            "network zone",
            "zones",
            "segment",
            "network segment",
            "vlan",
            "vlan name",
            "cell",
        ],
        [Place] =
        [
            "place",
            "location",
            "room",
            "building",
            "cabinet",
            "panel location",
            "area",
            "rack",
            "standort",
            "raum",
            "gebäude",
            "emplacement",
            "ubicación",
        ],
        [Cpe] = ["cpe", "cpes", "cpe23", "cpe 2.3", "cpe name", "cpe uri"],
        [Owner] = ["owner", "asset owner", "responsible", "contact", "verantwortlich"],
        [Description] = ["description", "purpose", "beschreibung", "descripción", "designation"],
        [AssetTag] = ["asset tag", "asset number", "asset no", "inventory number", "inventory no", "inventarnummer"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> FieldByHeading = Headings
        .SelectMany(pair => pair.Value.Select(heading => (Plain: SiteWords.Plain(heading), Field: pair.Key)))
        .DistinctBy(pair => pair.Plain, StringComparer.Ordinal)
        .ToFrozenDictionary(pair => pair.Plain, pair => pair.Field, StringComparer.Ordinal);

    // Tables of findings, flows and measurements have hosts and names, too, and a line of them is no device.
    private static readonly FrozenSet<string> OfOtherTables = new[]
    {
        "cve",
        "cveid",
        "cvss",
        "cvssscore",
        "severity",
        "risk",
        "pluginid",
        "vulnerability",
        "timestamp",
        "time",
        "sourceip",
        "destinationip",
        "srcip",
        "dstip",
        "protocol",
        "packets",
        "bytes",
        "epss",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>All fields, in the order of the documentation.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        Name,
        HostName,
        Ip,
        Mac,
        Vendor,
        Product,
        Model,
        OrderNumber,
        Serial,
        Firmware,
        OperatingSystem,
        Role,
        Zone,
        Place,
        Cpe,
        Owner,
        Description,
        AssetTag,
        Ignore,
    ];

    /// <summary>The field of a heading; null when it is not known.</summary>
    public static string? Of(string heading) => FieldByHeading.GetValueOrDefault(SiteWords.Plain(heading));

    /// <summary>True when headings are those of a list of devices, and of nothing else.</summary>
    public static bool AreOfDevices(IReadOnlyCollection<string> headings)
    {
        HashSet<string> fields = [.. headings.Select(Of).OfType<string>()];
        bool isOther = headings.Any(heading => OfOtherTables.Contains(SiteWords.Plain(heading)));
        return !isOther
            && (
                (headings.Count == 1 && fields.Contains(Cpe))
                || (fields.Count >= 2 && fields.Overlaps(Telling))
                || (fields.Contains(Name) && fields.Count(OfDevices.Contains) >= 2)
            );
    }
}
