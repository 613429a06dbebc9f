using System.Text;

namespace Pollux.Formats.Products;

/// <summary>
/// Brings package URLs into their canonical form (ECMA-427, package-url specification): scheme and type in lower case, names of the types
/// that ignore case in lower case, qualifiers sorted, everything percent-encoded in one way.
/// </summary>
internal static class PurlName
{
    private const int LongestName = 2_048;

    // Types whose namespace and name ignore case (purl-types).
    private static readonly HashSet<string> CaseBlind = new(StringComparer.Ordinal)
    {
        "alpm",
        "apk",
        "bitbucket",
        "composer",
        "deb",
        "github",
        "gitlab",
        "hex",
        "oci",
        "pypi",
    };

    /// <summary>Reads a package URL; null when the text is none.</summary>
    public static string? Read(string? text)
    {
        string purl = text?.Trim() ?? "";
        if (purl.Length > LongestName || !purl.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        (string beforeSubpath, string? subpath) = CutLast(purl[4..].TrimStart('/'), '#');
        (string path, string? qualifiers) = CutLast(beforeSubpath, '?');
        (string namePath, string? version) = CutVersion(path);
        string[] segments =
        [
            .. namePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString),
        ];
        if (
            segments.Length < 2
            || !segments[0].All(here => char.IsAsciiLetterOrDigit(here) || here is '.' or '+' or '-')
        )
        {
            return null;
        }

        string type = segments[0].ToLowerInvariant();
        StringBuilder canonical = new StringBuilder("pkg:").Append(type);
        foreach (string segment in segments[1..])
        {
            string name = CaseBlind.Contains(type) ? segment.ToLowerInvariant() : segment;
            canonical.Append('/').Append(Encode(type is "pypi" ? name.Replace('_', '-') : name));
        }

        _ = version is { Length: > 0 }
            ? canonical.Append('@').Append(Encode(Uri.UnescapeDataString(version)))
            : canonical;
        AppendQualifiers(canonical, qualifiers);
        string[] inner = (subpath ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);
        string[] kept =
        [
            .. inner.Select(Uri.UnescapeDataString).Where(segment => segment is not ("." or "..")).Select(Encode),
        ];
        _ = kept.Length > 0 ? canonical.Append('#').AppendJoin('/', kept) : canonical;
        return canonical.ToString();
    }

    private static void AppendQualifiers(StringBuilder canonical, string? qualifiers)
    {
        SortedDictionary<string, string> sorted = new(StringComparer.Ordinal);
        foreach (string pair in (qualifiers ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && equals < pair.Length - 1)
            {
                sorted[pair[..equals].ToLowerInvariant()] = Encode(Uri.UnescapeDataString(pair[(equals + 1)..]));
            }
        }

        char separator = '?';
        foreach ((string name, string value) in sorted)
        {
            canonical.Append(separator).Append(name).Append('=').Append(value);
            separator = '&';
        }
    }

    // The version starts at the last at-sign behind the last slash; an npm scope has its at-sign before it.
    private static (string Path, string? Version) CutVersion(string path)
    {
        int slash = path.LastIndexOf('/');
        int at = path.LastIndexOf('@');
        return at > slash + 1 ? (path[..at], path[(at + 1)..]) : (path, null);
    }

    private static (string Before, string? After) CutLast(string text, char separator)
    {
        int at = text.LastIndexOf(separator);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }

    // Letters, digits, ".-_~" and the colon stay.
    private static string Encode(string text) =>
        Uri.EscapeDataString(text).Replace("%3A", ":", StringComparison.Ordinal);
}
