using System.Collections.Immutable;
using Pollux.Formats.Input;
using Pollux.Formats.Products;

namespace Pollux.Formats.CycloneDx;

/// <summary>Reads a component of a bill of materials.</summary>
internal static class BomComponent
{
    /// <summary>Reads a component.</summary>
    /// <param name="node">The component.</param>
    /// <param name="owner">The thing that it is a part of; null for the described thing itself, and where the document names none.</param>
    public static ListedProduct Read(BomNode node, ListedProduct? owner)
    {
        string type = node.Text("type") ?? "library";
        string? serial = Property(node, "serialnumber");
        return new ListedProduct(
            new ProductDetails
            {
                Name = Excerpt.OneLineOrNull(node.Text("name"), 300) ?? "unnamed",
                Group = Excerpt.OneLineOrNull(node.Text("group"), 200),
                Version = Excerpt.OneLineOrNull(node.Text("version"), 200),
                Vendor = Excerpt.OneLineOrNull(Vendor(node), 200),
                Type = type,
                Description = Excerpt.OneLineOrNull(node.Text("description"), 300),
                Cpes = List(CpeNames.Read(node.Text("cpe"))),
                Purls = List(PurlName.Read(node.Text("purl"))),
                Checksum = Checksums.Strongest(node.List("hashes").Select(Hash)),
                Serial = serial,
                Model = Property(node, "modelnumber") ?? Property(node, "ordernumber") ?? Property(node, "model"),
                // A firmware is a product that many devices may have; only one with a serial number stands for a single device.
                IsDevice = type is "device" || (type is "firmware" && owner is null && serial is not null),
            },
            owner
        );
    }

    /// <summary>
    /// False for what is no software and no device that could be attacked where the described thing stands: files, data, algorithms and
    /// keys, hardware without software, and components that the document itself calls external or excluded.
    /// </summary>
    /// <param name="node">The component.</param>
    /// <param name="owner">The thing that it is a part of, or null.</param>
    public static bool IsPartOfTwin(BomNode node, ListedProduct? owner) =>
        node.Text("isExternal") is not ("true" or "1")
        && node.Text("scope") is not "excluded"
        && node.Text("type") switch
        {
            "file" or "data" or "cryptographic-asset" => false,
            "device" => owner is null || RunsSoftware(node),
            _ => true,
        };

    // A hardware bill of materials lists plugs and resistors as devices too: what has a processor shows it by a product name that can
    // have flaws, by a serial number of its own, or by the software in it.
    private static bool RunsSoftware(BomNode node) =>
        node.Text("cpe") is not null
        || Property(node, "serialnumber") is not null
        || node.List("components").Any(part => part.Text("type") is not ("device" or "file" or "data"));

    private static ImmutableArray<string> List(string? value) => value is null ? [] : [value];

    // In XML the digits are the element's own text.
    private static (string?, string?) Hash(BomNode hash) => (hash.Text("alg"), hash.Text("content") ?? hash.Value);

    private static string? Vendor(BomNode node) =>
        node.Child("manufacturer")?.Text("name")
        ?? node.Child("supplier")?.Text("name")
        ?? node.Text("publisher")
        ?? node.Text("author");

    // CycloneDX has no member for a serial or model number; makers put them into properties under names of their own.
    private static string? Property(BomNode node, string ending) =>
        node.List("properties")
            .Where(property => Letters(property.Raw("name")).EndsWith(ending, StringComparison.Ordinal))
            .Select(property =>
                Excerpt.OneLineOrNull(
                    property.Raw("value") ?? (property.ElementName.Length > 0 ? property.Value : null),
                    100
                )
            )
            .FirstOrDefault(value => value is not null);

    private static string Letters(string? text) =>
        string.Concat((text ?? "").Where(char.IsAsciiLetter).Select(char.ToLowerInvariant));
}
