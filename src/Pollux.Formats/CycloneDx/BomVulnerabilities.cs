using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Products;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.CycloneDx;

/// <summary>Vulnerabilities of a bill of materials or VEX, and how each target stands to them.</summary>
internal sealed class BomVulnerabilities(
    Source source,
    IReadOnlyDictionary<string, ListedProduct> products,
    DiagnosticBag diagnostics
)
{
    /// <summary>Reads one; nothing when it cannot be named.</summary>
    public ImmutableArray<Statement> Read(BomNode node, string path)
    {
        string? id = Excerpt.OneLineOrNull(node.Text("id"), 100);
        if (id is null)
        {
            (int line, int column) = node.Place;
            diagnostics.Add(CycloneDxRules.NamelessVulnerability, $"{path} has no 'id'.", line, column, record: path);
            return [];
        }

        IEnumerable<Statement> targets = node.List("affects").SelectMany(target => Targets(node, id, target, path));
        return [Facts(node, id), .. targets];
    }

    private IEnumerable<Statement> Targets(BomNode vulnerability, string id, BomNode target, string path)
    {
        string reference = target.Text("ref") ?? "";
        BomNode? analysis = vulnerability.Child("analysis");
        ProductStatus? state = State(analysis?.Text("state"));
        BomNode[] versions = [.. target.List("versions")];
        foreach (BomNode? version in versions.Length == 0 ? new BomNode?[] { null } : versions)
        {
            string? text = Excerpt.OneLineOrNull(version?.Text("version") ?? version?.Text("range"), 300);
            bool isRange = version?.Text("range") is not null;
            ProductStatus status = Status(state, version?.Text("status"));
            yield return new ProductStatement(
                id,
                Pattern(reference, text, isRange, target, path),
                status,
                status is ProductStatus.NotAffected ? Justification(analysis) : null,
                Remediation(vulnerability, analysis),
                source.Document
            );
        }
    }

    // A reference is a bom-ref of this document, or a BOM-Link (urn:cdx:serial/version#bom-ref) into another one, whose last part is
    // often a package URL.
    private ProductPattern Pattern(string reference, string? versions, bool isRange, BomNode target, string path)
    {
        int hash = reference.IndexOf('#', StringComparison.Ordinal);
        bool isLink = reference.StartsWith("urn:cdx:", StringComparison.OrdinalIgnoreCase);
        string local = isLink && hash >= 0 ? Uri.UnescapeDataString(reference[(hash + 1)..]) : reference;
        bool isOwn = !isLink || IsOwn(reference);
        if (isOwn && products.TryGetValue(local, out ListedProduct? product))
        {
            return product.Pattern(versions, isRange);
        }

        (int line, int column) = target.Place;
        diagnostics.Add(
            isOwn ? CycloneDxRules.UnknownTarget : CycloneDxRules.UnresolvedTarget,
            $"The target '{Excerpt.Of(reference)}' is {(isOwn ? "not in this document" : "in another document")}.",
            line,
            column,
            record: path
        );
        string? purl = PurlName.Read(local);
        return new ProductPattern(
            Excerpt.OneLine(reference, 500),
            null,
            null,
            versions,
            isRange,
            CpeNames.Read(local),
            purl,
            []
        );
    }

    private bool IsOwn(string link)
    {
        string serial = source.Document.Replace("urn:uuid:", "", StringComparison.OrdinalIgnoreCase);
        return link["urn:cdx:".Length..].StartsWith(serial, StringComparison.OrdinalIgnoreCase);
    }

    private static VulnerabilityStatement Facts(BomNode node, string id) =>
        new(
            id,
            Excerpt.OneLineOrNull(node.Text("description"), 300),
            [.. node.List("ratings").Select(Vector).OfType<string>().Distinct(StringComparer.Ordinal)],
            [
                .. node.List("cwes")
                    .Select(cwe => cwe.Value?.Trim())
                    .Where(cwe => cwe is { Length: > 0 and < 8 } && cwe.All(char.IsAsciiDigit))
                    .Select(cwe => $"CWE-{cwe}")
                    .Distinct(StringComparer.Ordinal),
            ],
            null,
            null,
            null,
            null
        );

    // Other methods (OWASP, SSVC) have vectors too; they are not CVSS.
    private static string? Vector(BomNode rating) =>
        rating.Text("method") is null or "CVSSv2" or "CVSSv3" or "CVSSv31" or "CVSSv4"
            ? Excerpt.OneLineOrNull(rating.Text("vector"), 300)
            : null;

    private static ProductStatus? State(string? state) =>
        state switch
        {
            "resolved" or "resolved_with_pedigree" => ProductStatus.Fixed,
            "exploitable" => ProductStatus.Affected,
            "in_triage" => ProductStatus.UnderInvestigation,
            "false_positive" or "not_affected" => ProductStatus.NotAffected,
            _ => null,
        };

    // What is said of a version counts where it says that this one is not affected; else the analysis speaks for all that are listed.
    private static ProductStatus Status(ProductStatus? state, string? ofVersion) =>
        ofVersion switch
        {
            "unaffected" => state is ProductStatus.Fixed ? ProductStatus.Fixed : ProductStatus.NotAffected,
            "unknown" => state ?? ProductStatus.UnderInvestigation,
            _ => state ?? ProductStatus.Affected,
        };

    private static string? Justification(BomNode? analysis)
    {
        string[] parts = [analysis?.Text("justification") ?? "", analysis?.Text("detail") ?? ""];
        return Excerpt.OneLineOrNull(string.Join(": ", parts.Where(part => part.Length > 0)), 500);
    }

    private static string? Remediation(BomNode vulnerability, BomNode? analysis)
    {
        IEnumerable<string?> responses = analysis is null
            ? []
            : analysis.List("response").Concat(analysis.List("responses")).Select(item => item.Value?.Trim());
        string[] parts =
        [
            string.Join(", ", responses),
            vulnerability.Text("recommendation") ?? "",
            vulnerability.Text("workaround") ?? "",
        ];
        return Excerpt.OneLineOrNull(string.Join(": ", parts.Where(part => part.Length > 0)), 500);
    }
}
