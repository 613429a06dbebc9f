using System.Collections.Immutable;
using Pollux.Knowledge.Versions;

namespace Pollux.Knowledge.Products;

/// <summary>
/// A package URL, <c>pkg:type/namespace/name@version?qualifiers#subpath</c>, in the normal form of its type (package-url
/// specification; ECMA-427).
/// </summary>
/// <param name="Type">The ecosystem, lower case.</param>
/// <param name="Namespace">The namespace with slashes, or empty.</param>
/// <param name="Name">The name.</param>
/// <param name="Version">The version, or null.</param>
/// <param name="Qualifiers">The qualifiers by key.</param>
/// <param name="Subpath">The path inside the package, or null.</param>
public sealed record PackageUrl(
    string Type,
    string Namespace,
    string Name,
    string? Version,
    ImmutableSortedDictionary<string, string> Qualifiers,
    string? Subpath
)
{
    private const int MaximumLength = 2_048;

    // Types whose names do not tell upper from lower case, by the type definitions of the specification.
    private static readonly string[] LowerCaseTypes =
    [
        "alpm",
        "apk",
        "bitbucket",
        "composer",
        "deb",
        "github",
        "golang",
        "hex",
        "npm",
        "nuget",
        "oci",
        "pub",
        "pypi",
    ];

    /// <summary>What two package URLs of one package share: type, namespace and name.</summary>
    public string PackageKey => Namespace.Length == 0 ? $"{Type}/{Name}" : $"{Type}/{Namespace}/{Name}";

    /// <summary>How its versions are ordered.</summary>
    public VersionScheme Scheme => VersionSchemes.OfEcosystem(Type);

    /// <summary>Reads and normalises a package URL; null when the text is none.</summary>
    public static PackageUrl? Parse(string text)
    {
        string rest = text.Trim();
        if (rest.Length > MaximumLength || !rest.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        rest = rest[4..].TrimStart('/');
        string? subpath = CutBehind(ref rest, '#');
        string? qualifiers = CutBehind(ref rest, '?');
        int slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0)
        {
            return null;
        }

        string type = rest[..slash].ToLowerInvariant();
        rest = rest[(slash + 1)..].Trim('/');
        // An @ before the last slash belongs to the namespace, as in npm scopes.
        int at = rest.LastIndexOf('@');
        string? version = at > rest.LastIndexOf('/') && at > 0 ? Decode(rest[(at + 1)..]) : null;
        rest = version is null ? rest : rest[..at];
        string[] path = [.. rest.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Decode)];
        return path.Length == 0 || !type.All(IsTypeCharacter)
            ? null
            : Normal(type, path, version, ReadQualifiers(qualifiers), Clean(subpath));
    }

    /// <summary>The canonical form.</summary>
    public override string ToString()
    {
        string path = string.Join(
            '/',
            Namespace.Split('/', StringSplitOptions.RemoveEmptyEntries).Append(Name).Select(Encode)
        );
        string version = Version is null ? "" : "@" + Encode(Version);
        string qualifiers =
            Qualifiers.Count == 0
                ? ""
                : "?" + string.Join('&', Qualifiers.Select(pair => $"{pair.Key}={Encode(pair.Value)}"));
        string subpath = Subpath is null ? "" : "#" + string.Join('/', Subpath.Split('/').Select(Encode));
        return $"pkg:{Type}/{path}{version}{qualifiers}{subpath}";
    }

    private static PackageUrl Normal(
        string type,
        string[] path,
        string? version,
        ImmutableSortedDictionary<string, string> qualifiers,
        string? subpath
    )
    {
        string name = path[^1];
        string space = string.Join('/', path[..^1]);
        if (LowerCaseTypes.Contains(type))
        {
            name = name.ToLowerInvariant();
        }

        if (LowerCaseTypes.Contains(type) || type == "rpm")
        {
            space = space.ToLowerInvariant();
        }

        name = type == "pypi" ? name.Replace('_', '-') : name;
        return new PackageUrl(type, space, name, string.IsNullOrEmpty(version) ? null : version, qualifiers, subpath);
    }

    private static ImmutableSortedDictionary<string, string> ReadQualifiers(string? text)
    {
        var read = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string pair in (text ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && equals < pair.Length - 1)
            {
                read[pair[..equals].ToLowerInvariant()] = Decode(pair[(equals + 1)..]);
            }
        }

        return read.ToImmutable();
    }

    private static string? Clean(string? subpath)
    {
        string[] parts = [.. (subpath ?? "").Split('/').Select(Decode).Where(part => part is not ("" or "." or ".."))];
        return parts.Length == 0 ? null : string.Join('/', parts);
    }

    private static string? CutBehind(ref string text, char mark)
    {
        // The specification cuts from the right.
        int index = text.LastIndexOf(mark);
        if (index < 0)
        {
            return null;
        }

        string behind = text[(index + 1)..];
        text = text[..index];
        return behind;
    }

    private static bool IsTypeCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '+' or '-';

    private static string Decode(string text) => Uri.UnescapeDataString(text);

    private static string Encode(string text) =>
        Uri.EscapeDataString(text).Replace("%3A", ":", StringComparison.Ordinal);
}
