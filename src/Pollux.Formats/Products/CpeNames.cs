using System.Collections.Concurrent;
using Pollux.Knowledge.Products;

namespace Pollux.Formats.Products;

/// <summary>CPE names as observations hold them: the formatted string of CPE 2.3 (NISTIR 7695, 6.2).</summary>
internal static class CpeNames
{
    // The same few hundred names come with every host; taking one apart costs more than all else that is done with it.
    private const int MostKept = 4_096;
    private static int kept;
    private static readonly ConcurrentDictionary<string, CpeParts?> Known = new(StringComparer.Ordinal);

    /// <summary>Reads the formatted string of CPE 2.3 or the URI of CPE 2.2.</summary>
    /// <returns>The formatted string; null when the text is no CPE name.</returns>
    public static string? Read(string? text) => text is null ? null : Take(text)?.Formatted;

    /// <summary>The vendor, product and version of a name; null where it names any or none.</summary>
    public static (string? Vendor, string? Product, string? Version) Parts(string formatted) =>
        Take(formatted) is { } parts ? (parts.Vendor, parts.Product, parts.Version) : default;

    /// <summary>Part, vendor and product of a formatted string, without its version: <c>cpe:2.3:a:php:php</c>.</summary>
    public static string ProductOf(string formatted) => Take(formatted)?.Family ?? formatted;

    private static CpeParts? Take(string text)
    {
        if (Known.TryGetValue(text, out CpeParts? known))
        {
            return known;
        }

        CpeParts? parts = CpeName.Parse(text) is { } name
            ? new CpeParts(
                name.ToString(),
                $"cpe:2.3:{name[CpeField.Part].Text}:{name[CpeField.Vendor].Text}:{name[CpeField.Product].Text}",
                Plain(name[CpeField.Vendor]),
                Plain(name[CpeField.Product]),
                Plain(name[CpeField.Version])
            )
            : null;
        if (text.Length <= 256 && Volatile.Read(ref kept) < MostKept && Known.TryAdd(text, parts))
        {
            Interlocked.Increment(ref kept);
        }

        return parts;
    }

    /// <summary>A name that leaves version and update open.</summary>
    public static string WithoutVersion(CpeName name) =>
        "cpe:2.3:"
        + string.Join(
            ':',
            Enum.GetValues<CpeField>()
                .Select(field => field is CpeField.Version or CpeField.Update ? "*" : name[field].ToString())
        );

    private static string? Plain(CpeValue value) => value.IsAny || value.IsNotApplicable ? null : value.Text;

    private sealed record CpeParts(string Formatted, string Family, string? Vendor, string? Product, string? Version);
}
