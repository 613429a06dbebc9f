using Pollux.Knowledge.Products;

namespace Pollux.Formats.Products;

/// <summary>Package URLs as observations hold them: the canonical form of their type (<see cref="PackageUrl"/>).</summary>
internal static class PurlName
{
    /// <summary>Reads a package URL; null when the text is none.</summary>
    public static string? Read(string? text) => text is null ? null : PackageUrl.Parse(text)?.ToString();
}
