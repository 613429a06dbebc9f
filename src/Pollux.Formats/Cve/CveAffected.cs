using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Products;
using Pollux.Knowledge.Products;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Cve;

/// <summary>The products of one container (CVE Record Format 5.1, <c>affected</c>): a statement for each product and status.</summary>
internal sealed class CveAffected(string id, string advisory, string? remediation, DiagnosticBag diagnostics)
{
    private const int MostCpes = 100;

    /// <summary>Reads the list; nothing when there is none.</summary>
    public IEnumerable<ProductStatement> Read(JsonItem? list)
    {
        foreach (JsonItem entry in list?.Items ?? [])
        {
            if (!entry.IsObject)
            {
                diagnostics.Add(CveRules.BadAffected, entry, $"An entry of {id} is not an object.", id);
                continue;
            }

            foreach (ProductStatement statement in ReadEntry(entry))
            {
                yield return statement;
            }
        }
    }

    private IEnumerable<ProductStatement> ReadEntry(JsonItem entry)
    {
        string? purl = CvePackage.Purl(entry);
        ImmutableArray<CveVersionText> versions = CveVersions.Read(entry, purl);
        if (versions.IsEmpty)
        {
            yield break;
        }

        ImmutableArray<string> cpes = Cpes(entry);
        string? vendor = Name(entry.Text("vendor"));
        string? product = Name(entry.Text("product") ?? entry.Text("packageName"));
        if (product is null && purl is null && cpes.IsEmpty)
        {
            // "n/a": the record names its products in prose only.
            yield break;
        }

        string name = string.Join(' ', ((string?[])[vendor, product]).OfType<string>());
        foreach (CveVersionText said in versions)
        {
            foreach (string? cpe in cpes.IsEmpty ? [null] : cpes.Cast<string?>())
            {
                ProductPattern pattern = new(
                    name.Length > 0 ? name : cpe ?? purl!,
                    vendor,
                    product,
                    said.Text,
                    VersionsAreRange: said.Text is not null,
                    cpe,
                    purl,
                    []
                );
                yield return new ProductStatement(id, pattern, said.Status, null, remediation, advisory);
            }
        }
    }

    // Which versions is said beside the names, so that names that differ in it only are one.
    private static ImmutableArray<string> Cpes(JsonItem entry) =>
        [
            .. (entry["cpes"]?.Items ?? [])
                .Select(cpe => cpe.StringOrNull is { } text ? CpeName.Parse(text) : null)
                .OfType<CpeName>()
                .Select(CpeNames.WithoutVersion)
                .Distinct(StringComparer.Ordinal)
                .Take(MostCpes),
        ];

    private static string? Name(string? text) =>
        Excerpt.OneLineOrNull(text, 300) is { } line
        && line.ToUpperInvariant() is not ("N/A" or "UNKNOWN" or "-" or "*")
            ? line
            : null;
}
