using System.Collections.Immutable;
using System.IO.Compression;
using System.Xml.Linq;
using Pollux.Diagnostics;

namespace Pollux.Formats.Input;

/// <summary>
/// Finds the description of Asset Administration Shells in an AASX package: an Open Packaging container whose relationships lead from its root
/// to the origin and from there to the parts that describe (IDTA-01005, AASX package file format; ECMA-376-2 for relationships). All other
/// parts are supplements such as pictures and manuals.
/// </summary>
internal static class AasxPackage
{
    private const string Root = "/";
    private const string OriginType = "/aasx/relationships/aasx-origin";
    private const string DescriptionType = "/aasx/relationships/aas-spec";

    /// <summary>True when the archive is a package whose root names an origin of shells.</summary>
    /// <param name="archive">The archive.</param>
    /// <param name="open">Opens an entry within the limits.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static bool IsOne(
        ZipArchive archive,
        Func<ZipArchiveEntry, InputFile> open,
        InputLimits limits,
        CancellationToken cancellationToken
    ) => Targets(archive, Root, OriginType, open, limits, cancellationToken).Length > 0;

    /// <summary>The parts that describe shells, in the order of the relationships, each once; none when they are not there.</summary>
    public static ImmutableArray<ZipArchiveEntry> Descriptions(
        ZipArchive archive,
        Func<ZipArchiveEntry, InputFile> open,
        InputLimits limits,
        CancellationToken cancellationToken
    ) =>
        [
            .. Targets(archive, Root, OriginType, open, limits, cancellationToken)
                .SelectMany(origin => Targets(archive, origin, DescriptionType, open, limits, cancellationToken))
                .Select(part => Find(archive, part))
                .OfType<ZipArchiveEntry>()
                .Distinct(),
        ];

    // The relationships of a part stand in a part of their own beside it: those of /a/b in /a/_rels/b.rels.
    private static ImmutableArray<string> Targets(
        ZipArchive archive,
        string source,
        string type,
        Func<ZipArchiveEntry, InputFile> open,
        InputLimits limits,
        CancellationToken cancellationToken
    )
    {
        int slash = source.LastIndexOf('/');
        string folder = source[..(slash + 1)];
        if (Find(archive, $"{folder}_rels/{source[(slash + 1)..]}.rels") is not { } entry)
        {
            return [];
        }

        InputFile file = open(entry);
        XDocument? document = UntrustedXml.Load(file, new DiagnosticBag(file.Name), limits, cancellationToken);
        return
        [
            .. (document?.Root?.Elements() ?? [])
                .Where(item => item.Name.LocalName is "Relationship")
                .Where(item => (string?)item.Attribute("TargetMode") is not "External")
                .Where(item => IsType((string?)item.Attribute("Type"), type))
                .Select(item => Resolve(folder, (string?)item.Attribute("Target")))
                .OfType<string>()
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];
    }

    // The host of the type differs between editions: admin-shell.io and www.admin-shell.io.
    private static bool IsType(string? found, string type) =>
        found is not null
        && found.Contains("admin-shell.io", StringComparison.Ordinal)
        && (
            found.EndsWith(type, StringComparison.Ordinal)
            || (type == DescriptionType && found.EndsWith($"{type}-split", StringComparison.Ordinal))
        );

    private static string? Resolve(string folder, string? target) =>
        target is { Length: > 0 }
        && Uri.TryCreate(new Uri($"pack://package{folder}"), target, out Uri? uri)
        && uri.Host is "package"
            ? Uri.UnescapeDataString(uri.AbsolutePath)
            : null;

    // Names of parts are equal whatever their case (ECMA-376-2, 6.2.2).
    private static ZipArchiveEntry? Find(ZipArchive archive, string part) =>
        archive.Entries.FirstOrDefault(entry =>
            string.Equals($"/{entry.FullName.TrimStart('/')}", part, StringComparison.OrdinalIgnoreCase)
        );
}
