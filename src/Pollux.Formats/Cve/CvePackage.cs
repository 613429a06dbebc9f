using Pollux.Formats.Input;
using Pollux.Formats.Products;

namespace Pollux.Formats.Cve;

/// <summary>The package that an entry of <c>affected</c> means, where it names a collection of packages.</summary>
internal static class CvePackage
{
    // Hosts of the collections that CNAs name in collectionURL.
    private static readonly (string Host, string Type)[] Collections =
    [
        ("repo.maven.apache.org", "maven"),
        ("repo1.maven.org", "maven"),
        ("registry.npmjs.org", "npm"),
        ("www.npmjs.com", "npm"),
        ("pypi.org", "pypi"),
        ("pypi.python.org", "pypi"),
        ("crates.io", "cargo"),
        ("rubygems.org", "gem"),
        ("packagist.org", "composer"),
        ("www.nuget.org", "nuget"),
        ("nuget.org", "nuget"),
        ("pkg.go.dev", "golang"),
        ("hex.pm", "hex"),
    ];

    /// <summary>The package URL; null when the entry names no package of a known collection.</summary>
    public static string? Purl(JsonItem entry)
    {
        if (PurlName.Read(entry.Text("packageURL")) is { } given)
        {
            return given;
        }

        if (
            Excerpt.OneLineOrNull(entry.Text("packageName"), 300) is not { } name
            || !Uri.TryCreate(entry.Text("collectionURL"), UriKind.Absolute, out Uri? collection)
        )
        {
            return null;
        }

        string? type = Collections
            .Where(known => string.Equals(known.Host, collection.Host, StringComparison.OrdinalIgnoreCase))
            .Select(known => known.Type)
            .FirstOrDefault();
        // Maven writes group and artifact with a colon.
        string path = (type == "maven" ? name.Replace(':', '/') : name).Trim('/');
        return type is null ? null : PurlName.Read($"pkg:{type}/{path.Replace("@", "%40", StringComparison.Ordinal)}");
    }
}
