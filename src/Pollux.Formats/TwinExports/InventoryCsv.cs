using System.Globalization;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;

namespace Pollux.Formats.TwinExports;

/// <summary>Writes the devices of a twin as CSV (RFC 4180, UTF-8), one a line, for a spreadsheet.</summary>
public static class InventoryCsv
{
    /// <summary>The headings, in their order.</summary>
    private static readonly (string Heading, Func<ExportedTwin, Asset, string?> Value)[] Columns =
    [
        ("name", (_, asset) => asset.Name),
        ("type", (_, asset) => asset.Type),
        ("zones", (twin, asset) => Names(twin, asset, "zones")),
        ("addresses", (_, asset) => Join(asset.Identifiers, IdentifierKind.IpAddress)),
        ("macs", (_, asset) => Join(asset.Identifiers, IdentifierKind.Mac)),
        ("hostnames", (_, asset) => Join(asset.Identifiers, IdentifierKind.Fqdn, IdentifierKind.HostName)),
        ("serial", (_, asset) => Join(asset.Identifiers, IdentifierKind.Serial)),
        ("vendor", (_, asset) => asset.Property(Properties.Vendor)),
        ("product", (_, asset) => asset.Property(Properties.Product)),
        ("model", (_, asset) => asset.Property(Properties.Model)),
        ("version", (_, asset) => asset.Property(Properties.Version)),
        ("operatingSystem", (_, asset) => asset.Property(Properties.OperatingSystem)),
        ("services", (twin, asset) => Names(twin, asset, "services")),
        ("software", (twin, asset) => Names(twin, asset, "software")),
        ("criticality", (_, asset) => asset.Property(Properties.Criticality)),
        ("owner", (_, asset) => asset.Property(Properties.Owner)),
        ("standing", (_, asset) => asset.Property(Properties.Standing)),
        (
            "lastSeen",
            (_, asset) =>
                asset
                    .Provenance.Max(record => record.At)
                    ?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        ),
        (
            "vulnerabilities",
            (twin, asset) =>
                string.Join(
                    "; ",
                    twin.Links[asset.Id]
                        .Select(link => link.ToId)
                        .Append(asset.Id)
                        .SelectMany(id => twin.Affected[id])
                        .Distinct(StringComparer.Ordinal)
                        .Order(StringComparer.Ordinal)
                )
        ),
    ];

    /// <summary>Writes the table.</summary>
    public static void Write(ExportedTwin twin, TextWriter writer)
    {
        writer.Write(string.Join(',', Columns.Select(column => column.Heading)) + "\r\n");
        foreach (
            Asset asset in twin
                .Revision.Assets.Where(asset => twin.IsA(asset, "Device"))
                .OrderBy(asset => asset.Name, StringComparer.Ordinal)
        )
        {
            writer.Write(string.Join(',', Columns.Select(column => Cell(column.Value(twin, asset) ?? ""))) + "\r\n");
        }
    }

    private static string Names(ExportedTwin twin, Asset asset, string role)
    {
        HashSet<string> ids = [.. twin.Links[asset.Id].Where(link => link.Role == role).Select(link => link.ToId)];
        return ids.Count == 0 ? "" : string.Join("; ", ids.Select(twin.NameOf).Order(StringComparer.Ordinal));
    }

    private static string Join(IEnumerable<Identifier> identifiers, params IdentifierKind[] kinds) =>
        string.Join(
            "; ",
            identifiers
                .Where(identifier => kinds.Contains(identifier.Kind))
                .Select(identifier => identifier.Value)
                .Distinct(StringComparer.Ordinal)
        );

    // A spreadsheet takes a cell that begins so for a formula; what was imported must not be run (OWASP, CSV injection).
    private static string Cell(string text)
    {
        string safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return safe.AsSpan().ContainsAny("\",\r\n")
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }
}
