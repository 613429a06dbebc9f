using Pollux.Knowledge.Products;

namespace Pollux.Formats.Products;

/// <summary>CPE names as observations hold them: the formatted string of CPE 2.3 (NISTIR 7695, 6.2).</summary>
internal static class CpeNames
{
    /// <summary>Reads the formatted string of CPE 2.3 or the URI of CPE 2.2.</summary>
    /// <returns>The formatted string; null when the text is no CPE name.</returns>
    public static string? Read(string? text) => text is null ? null : CpeName.Parse(text)?.ToString();

    /// <summary>The vendor, product and version of a name; null where it names any or none.</summary>
    public static (string? Vendor, string? Product, string? Version) Parts(string formatted) =>
        CpeName.Parse(formatted) is { } name
            ? (Plain(name[CpeField.Vendor]), Plain(name[CpeField.Product]), Plain(name[CpeField.Version]))
            : default;

    /// <summary>Part, vendor and product of a formatted string, without its version: <c>cpe:2.3:a:php:php</c>.</summary>
    public static string ProductOf(string formatted) =>
        CpeName.Parse(formatted) is { } name
            ? $"cpe:2.3:{name[CpeField.Part].Text}:{name[CpeField.Vendor].Text}:{name[CpeField.Product].Text}"
            : formatted;

    private static string? Plain(CpeValue value) => value.IsAny || value.IsNotApplicable ? null : value.Text;
}
