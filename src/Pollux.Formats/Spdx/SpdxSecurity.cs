using System.Collections.Immutable;
using System.Globalization;
using Pollux.Formats.Input;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Spdx;

/// <summary>Vulnerabilities of an SPDX 3 document and what assessments say of them (SPDX 3.0.1, Security).</summary>
internal sealed class SpdxSecurity
{
    private const string Suffix = "VulnAssessmentRelationship";

    private readonly Func<string?, JsonItem?, string?> nameOf;
    private readonly Dictionary<string, List<(JsonItem Item, string Kind)>> saidOf = new(StringComparer.Ordinal);

    private SpdxSecurity(Func<string?, JsonItem?, string?> nameOf) => this.nameOf = nameOf;

    /// <summary>Reads all vulnerabilities.</summary>
    /// <param name="elements">All elements with their types, without the prefix of their profile.</param>
    /// <param name="nameOf">The name of an element of the document by its id.</param>
    public static IEnumerable<SpdxVulnerability> Read(
        IReadOnlyList<(JsonItem Item, string Type)> elements,
        Func<string?, JsonItem?, string?> nameOf
    )
    {
        SpdxSecurity security = new(nameOf);
        foreach ((JsonItem item, string type) in elements)
        {
            security.Note(item, type);
        }

        for (int index = 0; index < elements.Count; index++)
        {
            if (elements[index].Type is "Vulnerability")
            {
                yield return security.Read(elements[index].Item, $"/@graph/{index}");
            }
        }
    }

    private void Note(JsonItem item, string type)
    {
        if (type.EndsWith(Suffix, StringComparison.Ordinal))
        {
            // What was withdrawn is said no more.
            if (SpdxGraph.Text(item, "security", "withdrawnTime") is null && SpdxGraph.Id(item["from"]) is { } from)
            {
                Add(from, item, type[..^Suffix.Length]);
            }
        }
        else if (type is "Relationship" && item.Text("relationshipType") is "hasAssociatedVulnerability")
        {
            foreach (string vulnerability in SpdxGraph.Ids(item["to"]))
            {
                Add(vulnerability, item, "Associated");
            }
        }
    }

    private void Add(string vulnerability, JsonItem item, string kind)
    {
        if (!saidOf.TryGetValue(vulnerability, out List<(JsonItem, string)>? said))
        {
            saidOf.Add(vulnerability, said = []);
        }

        said.Add((item, kind));
    }

    private SpdxVulnerability Read(JsonItem item, string path)
    {
        string? own = SpdxGraph.Id(item);
        List<(JsonItem Item, string Kind)> said = own is null ? [] : saidOf.GetValueOrDefault(own, []);
        return new SpdxVulnerability(
            own ?? path,
            item.Place,
            Name(item) is { } id ? Facts(item, id, said) : null,
            [.. Verdicts(said)]
        );
    }

    // The CVE where there is one, else another identifier for vulnerabilities, else the name.
    private static string? Name(JsonItem item)
    {
        JsonItem[] identifiers = [.. item["externalIdentifier"]?.Items ?? []];
        string? Of(string type) =>
            identifiers
                .Where(identifier => identifier.Text("externalIdentifierType") == type)
                .Select(identifier => identifier.Text("identifier"))
                .FirstOrDefault(text => text is not null);
        string? written = Of("cve") ?? item.Text("name") ?? Of("securityOther");
        return SpdxTexts.Advisory(written) ?? Excerpt.OneLineOrNull(written, 100);
    }

    private static VulnerabilityStatement Facts(JsonItem item, string id, List<(JsonItem Item, string Kind)> said) =>
        new(
            id,
            Excerpt.OneLineOrNull(item.Text("summary") ?? item.Text("description"), 300),
            [
                .. said.Where(one => one.Kind.StartsWith("Cvss", StringComparison.Ordinal))
                    .Select(one => Excerpt.OneLineOrNull(SpdxGraph.Text(one.Item, "security", "vectorString"), 300))
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ],
            [],
            null,
            null,
            said.Any(one => one.Kind is "ExploitCatalog" && IsTrue(one.Item, "exploited")) ? "active" : null,
            said.Where(one => one.Kind is "Epss")
                .Select(one => Probability(one.Item))
                .FirstOrDefault(one => one is not null)
        );

    private static bool IsTrue(JsonItem item, string name) =>
        (item[$"security_{name}"] ?? item[name]) is { } value && (value.Boolean ?? value.StringOrNull is "true");

    // The serialisation writes decimals as numbers or as texts.
    private static double? Probability(JsonItem item)
    {
        JsonItem? value = item["security_probability"] ?? item["probability"];
        double? number =
            value?.Number
            ?? (
                double.TryParse(value?.StringOrNull, NumberStyles.Float, CultureInfo.InvariantCulture, out double read)
                    ? read
                    : null
            );
        return number is >= 0 and <= 1 ? number : null;
    }

    // One verdict for each element: the one published last; an association says only that somebody should look.
    private IEnumerable<SpdxVerdict> Verdicts(List<(JsonItem Item, string Kind)> said)
    {
        Dictionary<string, (SpdxVerdict Verdict, DateTimeOffset At)> last = new(StringComparer.Ordinal);
        foreach ((JsonItem item, string kind) in said)
        {
            if (Status(kind) is not { } status)
            {
                continue;
            }

            DateTimeOffset at = kind is "Associated"
                ? DateTimeOffset.MinValue
                : SpdxTexts.Time(SpdxGraph.Text(item, "security", "publishedTime"))
                    ?? DateTimeOffset.MinValue.AddDays(1);
            foreach (string target in kind is "Associated" ? SpdxGraph.Ids(item["from"]) : SpdxGraph.Ids(item["to"]))
            {
                if (!last.TryGetValue(target, out (SpdxVerdict, DateTimeOffset At) before) || at >= before.At)
                {
                    last[target] = (Verdict(item, target, status), at);
                }
            }
        }

        return last.Values.Select(one => one.Verdict);
    }

    private SpdxVerdict Verdict(JsonItem item, string target, ProductStatus status)
    {
        string[] why =
        [
            SpdxGraph.Text(item, "security", "justificationType") ?? "",
            SpdxGraph.Text(item, "security", "impactStatement") ?? "",
        ];
        string reason = string.Join(": ", why.Where(part => part.Length > 0));
        return new SpdxVerdict(
            target,
            nameOf(target, null),
            status,
            status is ProductStatus.NotAffected ? Excerpt.OneLineOrNull(reason, 500) : null,
            Excerpt.OneLineOrNull(SpdxGraph.Text(item, "security", "actionStatement"), 500),
            item.Place
        );
    }

    private static ProductStatus? Status(string kind) =>
        kind switch
        {
            "VexAffected" => ProductStatus.Affected,
            "VexNotAffected" => ProductStatus.NotAffected,
            "VexFixed" => ProductStatus.Fixed,
            "VexUnderInvestigation" or "Associated" => ProductStatus.UnderInvestigation,
            _ => null,
        };
}
