using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pollux.Formats.Input;

namespace Pollux.Formats.Nmap;

/// <summary>What a device says of itself when an industrial protocol asks it, read from the tables of scripts, never from their prose.</summary>
internal sealed partial record NmapIdentity(
    string? Vendor = null,
    string? Product = null,
    string? Model = null,
    string? Version = null,
    string? Serial = null,
    string? DeviceClass = null,
    string? OperatingSystem = null
)
{
    private static readonly NmapIdentity Unknown = new();

    // Modbus gives vendor, product and revision as one text; these vendors' names are more than one word or written so.
    private static readonly ImmutableArray<string> Vendors =
    [
        "Schneider Electric",
        "Rockwell Automation",
        "Phoenix Contact",
        "Mitsubishi Electric",
        "Delta Electronics",
        "General Electric",
        "Control Microsystems",
        "Telemecanique",
        "Siemens AG",
        "Siemens",
        "SIEMENS",
        "WAGO",
        "ABB",
        "Beckhoff",
        "Moxa",
        "MOXA",
        "Advantech",
        "Honeywell",
        "Emerson",
        "Omron",
        "Unitronics",
        "Yokogawa",
        "Hirschmann",
        "Danfoss",
        "Carel",
        "Eaton",
    ];

    /// <summary>Reads all scripts of a host; of several that name the same thing the first counts.</summary>
    public static NmapIdentity Read(XElement host)
    {
        IEnumerable<XElement> scripts = host.Elements("ports")
            .Elements("port")
            .Elements("script")
            .Concat(host.Elements("hostscript").Elements("script"));
        NmapIdentity identity = Unknown;
        foreach (XElement script in scripts)
        {
            NmapIdentity next = ReadScript(script);
            if (ReferenceEquals(next, Unknown))
            {
                continue;
            }

            identity = new NmapIdentity(
                identity.Vendor ?? next.Vendor,
                identity.Product ?? next.Product,
                identity.Model ?? next.Model,
                identity.Version ?? next.Version,
                identity.Serial ?? next.Serial,
                identity.DeviceClass ?? next.DeviceClass,
                identity.OperatingSystem ?? next.OperatingSystem
            );
        }

        return identity;
    }

    private static NmapIdentity ReadScript(XElement script) =>
        (string?)script.Attribute("id") switch
        {
            "enip-info" => EtherNetIp(script),
            "s7-info" => S7(script),
            "modbus-discover" => Modbus(script),
            "bacnet-info" => BacNet(script),
            "pcworx-info" => new(
                "Phoenix Contact",
                Value(script, "PLC Type"),
                Value(script, "Model Number"),
                Value(script, "Firmware Version")
            ),
            "omron-info" => new("Omron", Value(script, "Controller Model"), null, Value(script, "Controller Version")),
            "fox-info" => new(
                "Tridium",
                Value(script, "app.name"),
                null,
                Value(script, "app.version"),
                OperatingSystem: Value(script, "os.name")
            ),
            "codesys-v2-discover" => new(
                "CODESYS",
                Value(script, "Product Type"),
                OperatingSystem: Value(script, "OS Name")
            ),
            "smb-os-discovery" => new(OperatingSystem: Value(script, "os")),
            _ => Unknown,
        };

    // CIP Volume 1, identity object: the number in brackets is the vendor's or the device type's id.
    private static NmapIdentity EtherNetIp(XElement script)
    {
        string? product = Value(script, "productName");
        string? serial = Value(script, "serialNumber")?.ToLowerInvariant();
        string? first = product?.Split(' ')[0];
        bool isCatalogueNumber = first is not null && CatalogueNumber().IsMatch(first);
        return new(
            WithoutNumber(Value(script, "vendor")),
            product,
            isCatalogueNumber ? first : null,
            Value(script, "revision"),
            serial is "0x00000000" or "0x0" ? null : serial,
            WithoutNumber(Value(script, "type") ?? Value(script, "deviceType"))
        );
    }

    private static NmapIdentity S7(XElement script) =>
        new(
            "Siemens",
            Value(script, "Module Type") ?? Value(script, "System Name"),
            Value(script, "Basic Hardware") ?? Value(script, "Module"),
            Value(script, "Version"),
            Value(script, "Serial Number")
        );

    private static NmapIdentity BacNet(XElement script) =>
        new(
            WithoutNumber(Value(script, "Vendor Name")),
            Value(script, "Model Name") ?? Value(script, "Object Name"),
            Value(script, "Model Name"),
            Value(script, "Firmware") ?? Value(script, "Application Software")
        );

    // One table for each unit; the units behind one address are usually the same device.
    private static NmapIdentity Modbus(XElement script)
    {
        string? text = script
            .Descendants("elem")
            .Where(element => (string?)element.Attribute("key") is "Device identification")
            .Select(element => Clean(element.Value))
            .FirstOrDefault(value => value is not null);
        if (text is null)
        {
            return Unknown;
        }

        string? vendor = Vendors.FirstOrDefault(name => text.StartsWith($"{name} ", StringComparison.Ordinal));
        string rest = vendor is null ? text : text[vendor.Length..].Trim();
        Match version = TrailingVersion().Match(rest);
        string product = version.Success ? rest[..version.Index].Trim() : rest;
        return new(
            vendor,
            product.Length == 0 ? rest : product,
            product.Length == 0 ? null : product,
            version.Success ? version.Groups["v"].Value : null
        );
    }

    private static string? Value(XElement script, string key) =>
        script
            .Descendants("elem")
            .Where(element => string.Equals((string?)element.Attribute("key"), key, StringComparison.Ordinal))
            .Select(element => Clean(element.Value))
            .FirstOrDefault(value => value is not null);

    private static string? Clean(string text) =>
        Excerpt.OneLineOrNull(text.Replace("\\x00", "", StringComparison.Ordinal), 200);

    private static string? WithoutNumber(string? text) => text is null ? null : TrailingNumber().Replace(text, "");

    [GeneratedRegex(@"\s*\(\d{1,6}\)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex TrailingNumber();

    [GeneratedRegex(
        @"(^|\s)[vV]?(?<v>\d{1,6}(\.\d{1,8}){1,4})$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex TrailingVersion();

    [GeneratedRegex(
        @"^[0-9A-Z]{2,8}-[0-9A-Z][0-9A-Z/-]{1,20}$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex CatalogueNumber();
}
