using System.Collections.Immutable;
using System.Globalization;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Csaf;

/// <summary>Turns the vulnerabilities of an advisory into one observation for each product whose status it tells.</summary>
internal sealed class CsafVulnerabilities(
    Source source,
    CsafProducts products,
    DiagnosticBag diagnostics,
    int mostRecords
)
{
    private readonly ImmutableArray<Observation>.Builder pairs = ImmutableArray.CreateBuilder<Observation>();
    private readonly string advisory = source.Document;
    private int ignored;
    private int refused;

    /// <summary>Reads one vulnerability.</summary>
    /// <param name="vulnerability">An item of <c>/vulnerabilities</c>.</param>
    /// <param name="index">Its place in the list, from 0.</param>
    public void Read(JsonItem vulnerability, int index)
    {
        if (!vulnerability.IsObject)
        {
            diagnostics.Add(
                CsafRules.BadValue,
                vulnerability,
                "A vulnerability is not an object.",
                $"/vulnerabilities/{index}"
            );
            refused++;
            return;
        }

        string id = Id(vulnerability, index);
        VulnerabilityStatement? facts = Facts(vulnerability, id);
        Dictionary<string, List<Said>> statuses = Statuses(vulnerability["product_status"]);
        if (statuses.Count == 0)
        {
            Add(new Observation(id, null, 1, [facts!]));
            return;
        }

        CsafAdvice advice = CsafAdvice.Read(vulnerability, products);
        foreach ((string product, List<Said> said) in statuses)
        {
            if (ReadPair(advice, id, product, said) is { } statement)
            {
                // What is said of the vulnerability itself goes with its first product.
                ImmutableArray<Statement> statements = facts is null ? [statement] : [statement, facts];
                Add(new Observation($"{id} {Excerpt.OneLine(product, 200)}", null, 1, statements));
                facts = null;
            }
        }
    }

    /// <summary>The whole advisory.</summary>
    public ImportedDocument Finish() => new(source, pairs.ToImmutable(), ignored, refused);

    private ProductStatement? ReadPair(CsafAdvice advice, string id, string product, List<Said> said)
    {
        if (products.Find(product) is not { } pattern)
        {
            products.AddUndefined(said[0].Place, product);
            refused++;
            return null;
        }

        ProductStatus[] statuses = [.. said.Select(one => one.Status).OfType<ProductStatus>().Distinct()];
        if (statuses.Length == 0)
        {
            // Only "recommended": advice which version to take, no status.
            ignored++;
            return null;
        }

        if (statuses.Length > 1)
        {
            diagnostics.Add(
                CsafRules.Contradiction,
                said[^1].Place,
                $"'{Excerpt.Of(pattern.Name)}' is listed as {string.Join(" and as ", said.Select(one => one.Name))} of {id}.",
                Excerpt.Of(product)
            );
            refused++;
            return null;
        }

        return new ProductStatement(
            id,
            pattern,
            statuses[0],
            statuses[0] == ProductStatus.NotAffected ? advice.Justification(product) : null,
            advice.Remediation(product),
            advisory
        );
    }

    private void Add(Observation observation)
    {
        if (pairs.Count >= mostRecords)
        {
            throw new InputLimitException(
                $"The advisory has more than {mostRecords} pairs of product and vulnerability."
            );
        }

        pairs.Add(observation);
    }

    private string Id(JsonItem vulnerability, int index) =>
        Excerpt.OneLineOrNull(vulnerability.Text("cve"), 40)
        ?? (vulnerability["ids"]?.Items ?? [])
            .Select(id => Excerpt.OneLineOrNull(id.Text("text"), 100))
            .FirstOrDefault(id => id is not null)
        ?? $"{advisory}#{index + 1}";

    // Insertion order is document order, which makes the records' order.
    private static Dictionary<string, List<Said>> Statuses(JsonItem? status)
    {
        Dictionary<string, List<Said>> found = new(StringComparer.Ordinal);
        foreach (JsonMember list in status?.Members ?? [])
        {
            ProductStatus? meaning = list.Name switch
            {
                "known_affected" or "first_affected" or "last_affected" => ProductStatus.Affected,
                "known_not_affected" => ProductStatus.NotAffected,
                "fixed" or "first_fixed" => ProductStatus.Fixed,
                "under_investigation" or "unknown" => ProductStatus.UnderInvestigation,
                _ => null,
            };
            foreach (JsonItem item in list.Value.Items)
            {
                if (item.StringOrNull?.Trim() is { Length: > 0 } product)
                {
                    if (!found.TryGetValue(product, out List<Said>? said))
                    {
                        found.Add(product, said = []);
                    }

                    said.Add(new Said(meaning, list.Name, item));
                }
            }
        }

        return found;
    }

    private static VulnerabilityStatement Facts(JsonItem vulnerability, string id)
    {
        JsonItem[] contents =
        [
            .. vulnerability["scores"]?.Items ?? [],
            .. (vulnerability["metrics"]?.Items ?? []).Select(metric => metric["content"]).OfType<JsonItem>(),
        ];
        IEnumerable<string> vectors =
            from content in contents
            from name in (string[])["cvss_v4", "cvss_v3", "cvss_v2"]
            let vector = Excerpt.OneLineOrNull(content[name]?.Text("vectorString"), 300)
            where vector is not null
            select vector;
        IEnumerable<JsonItem?> weaknesses = [vulnerability["cwe"], .. vulnerability["cwes"]?.Items ?? []];
        return new VulnerabilityStatement(
            id,
            Excerpt.OneLineOrNull(vulnerability.Text("title"), 300),
            [.. vectors.Distinct(StringComparer.Ordinal)],
            [
                .. weaknesses
                    .Select(cwe => Excerpt.OneLineOrNull(cwe?.Text("id"), 20))
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ],
            null,
            null,
            null,
            contents.Select(Epss).FirstOrDefault(epss => epss is not null)
        );
    }

    private static double? Epss(JsonItem content) =>
        content["epss"]?["probability"] is { } item
        && double.TryParse(
            item.StringOrNull ?? item.NumberText,
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out double probability
        )
        && probability is >= 0 and <= 1
            ? probability
            : null;

    private sealed record Said(ProductStatus? Status, string Name, JsonItem Place);
}
