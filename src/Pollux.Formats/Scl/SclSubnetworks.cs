using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Inventories;

namespace Pollux.Formats.Scl;

/// <summary>One access point that is connected to a subnetwork (IEC 61850-6, 9.4).</summary>
/// <param name="Ied">The IED.</param>
/// <param name="Subnetwork">The subnetwork.</param>
/// <param name="Address">Its IP address; null when it has none.</param>
/// <param name="Mac">Its own MAC address; null when it is not given. Those of GOOSE and samples are groups, not devices.</param>
internal sealed record SclAccessPoint(string Ied, string Subnetwork, string? Address, string? Mac);

/// <summary>One <c>&lt;SubNetwork&gt;</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its description.</param>
/// <param name="Kind">Its type, such as <c>8-MMS</c>.</param>
/// <param name="Networks">The IP networks that addresses and masks of its access points give.</param>
internal sealed record SclSubnetwork(string Name, string? Description, string? Kind, ImmutableArray<string> Networks)
{
    /// <summary>Reads it and its access points.</summary>
    /// <returns>The subnetwork; null when it has no name.</returns>
    public static SclSubnetwork? Read(XElement element, ICollection<SclAccessPoint> points, DiagnosticBag diagnostics)
    {
        if (InventoryTexts.Value((string?)element.Attribute("name")) is not { } name)
        {
            return null;
        }

        SortedSet<string> networks = new(StringComparer.Ordinal);
        foreach (XElement point in element.Elements().Where(child => child.Name.LocalName is "ConnectedAP"))
        {
            if (InventoryTexts.Value((string?)point.Attribute("iedName")) is not { } ied)
            {
                continue;
            }

            Dictionary<string, string> parameters = Parameters(point);
            string? address = Read(point, parameters, "IP", ied, InventoryTexts.Address, diagnostics);
            string? mac = Read(point, parameters, "MAC-Address", ied, InventoryTexts.Mac, diagnostics);
            points.Add(new SclAccessPoint(ied, name, address, mac));
            if (address is not null && Network(address, parameters.GetValueOrDefault("IP-SUBNET")) is { } network)
            {
                networks.Add(network);
            }
        }

        return new SclSubnetwork(
            name,
            InventoryTexts.Value((string?)element.Attribute("desc")),
            InventoryTexts.Value((string?)element.Attribute("type")),
            [.. networks]
        );
    }

    private static Dictionary<string, string> Parameters(XElement point)
    {
        Dictionary<string, string> parameters = new(StringComparer.Ordinal);
        foreach (
            XElement parameter in point
                .Elements()
                .Where(child => child.Name.LocalName is "Address")
                .Elements()
                .Where(child => child.Name.LocalName is "P")
        )
        {
            parameters.TryAdd((string?)parameter.Attribute("type") ?? "", parameter.Value.Trim());
        }

        return parameters;
    }

    private static string? Read(
        XElement point,
        Dictionary<string, string> parameters,
        string name,
        string ied,
        Func<string, string?> read,
        DiagnosticBag diagnostics
    )
    {
        // Tools write zeros where nobody entered an address.
        if (parameters.GetValueOrDefault(name) is not { Length: > 0 } text || text is "0.0.0.0")
        {
            return null;
        }

        string? value = read(text);
        if (value is null)
        {
            diagnostics.Add(SclRules.BadAddress, point, $"'{Excerpt.Of(text)}' is no {name} address.", $"IED {ied}");
        }

        return value;
    }

    // A mask such as 255.255.255.0; one with holes is none.
    private static string? Network(string address, string? mask)
    {
        if (!IPAddress.TryParse(mask, out IPAddress? parsed) || parsed.GetAddressBytes() is not { Length: 4 } bytes)
        {
            return null;
        }

        uint bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
        int length = System.Numerics.BitOperations.PopCount(bits);
        bool isWhole = bits == (length == 0 ? 0 : uint.MaxValue << (32 - length));
        return isWhole && length > 0
            ? InventoryTexts.Network(string.Create(CultureInfo.InvariantCulture, $"{address}/{length}"))
            : null;
    }
}
