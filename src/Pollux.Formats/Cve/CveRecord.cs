using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Nvd;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Cve;

/// <summary>
/// One CVE record: what its containers, that of the CNA first and then those of the ADPs, say of the vulnerability and of products
/// (CVE Record Format 5.1, <c>containers</c>).
/// </summary>
internal static class CveRecord
{
    private const int LongestRemediation = 300;

    /// <summary>Reads a record and keeps what it says, or refuses it.</summary>
    public static void Read(JsonItem item, CveReadings readings, DiagnosticBag diagnostics)
    {
        JsonItem? metadata = item["cveMetadata"];
        if (CveIds.Read(metadata?.Text("cveId")) is not { } id)
        {
            string? said = metadata?.Text("cveId");
            readings.Refuse(
                CveRules.NotARecord,
                metadata?["cveId"] ?? item,
                said is null ? "The record has no cveMetadata/cveId." : $"'{Excerpt.Of(said)}' is not a CVE id.",
                said
            );
            return;
        }

        if (string.Equals(metadata!.Text("state"), "REJECTED", StringComparison.OrdinalIgnoreCase))
        {
            // Says nothing any more, and so takes back what an older edition said.
            readings.Keep(Observe(id, CveTime.Read(metadata.Text("dateUpdated")), [Withdrawn(id)]));
            return;
        }

        ImmutableArray<JsonItem> containers = Containers(item["containers"]);
        if (containers.IsEmpty)
        {
            readings.Refuse(CveRules.NotARecord, item, $"{id} has no container of a CNA.", id);
            return;
        }

        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        statements.Add(Facts(id, containers));
        DateTimeOffset? at = CveTime.Read(metadata.Text("dateUpdated") ?? metadata.Text("datePublished"));
        foreach (JsonItem container in containers)
        {
            JsonItem? provider = container["providerMetadata"];
            at = CveTime.Later(at, CveTime.Read(provider?.Text("dateUpdated")));
            string author = Excerpt.OneLineOrNull(provider?.Text("shortName"), 40) ?? "an unnamed container";
            CveAffected affected = new(id, $"CVE record by {author}", Remediation(container), diagnostics);
            statements.AddRange(affected.Read(container["affected"]));
            ImmutableArray<ProductConfiguration> configurations = NvdConfigurations.Read(
                container["cpeApplicability"],
                id,
                diagnostics
            );
            if (!configurations.IsEmpty)
            {
                statements.Add(new ConfigurationStatement(id, configurations, $"CVE record by {author}"));
            }
        }

        readings.Keep(Observe(id, at, [.. statements.Distinct()]));
    }

    private static Observation Observe(string id, DateTimeOffset? at, ImmutableArray<Statement> statements) =>
        new(id, at, 1, statements);

    private static VulnerabilityStatement Withdrawn(string id) => new(id, null, [], [], null, null, null, null);

    private static ImmutableArray<JsonItem> Containers(JsonItem? containers) =>
        containers?["cna"] is { IsObject: true } cna
            ? [cna, .. (containers["adp"]?.Items ?? []).Where(adp => adp.IsObject)]
            : [];

    private static string? Remediation(JsonItem container) =>
        (container["solutions"]?.Items ?? [])
            .Concat(container["workarounds"]?.Items ?? [])
            .Where(text => text.Text("lang") is null or ['e', 'n', ..])
            .Select(text => Excerpt.OneLineOrNull(text.Text("value"), LongestRemediation))
            .FirstOrDefault(text => text is not null);

    private static VulnerabilityStatement Facts(string id, ImmutableArray<JsonItem> containers)
    {
        JsonItem[] metrics = [.. containers.SelectMany(container => container["metrics"]?.Items ?? [])];
        IEnumerable<string> vectors =
            from metric in metrics
            from name in (string[])["cvssV4_0", "cvssV3_1", "cvssV3_0", "cvssV2_0"]
            let vector = Excerpt.OneLineOrNull(metric[name]?.Text("vectorString"), 300)
            where vector is not null
            select vector;
        IEnumerable<string?> weaknesses =
            from container in containers
            from problem in container["problemTypes"]?.Items ?? []
            from description in problem["descriptions"]?.Items ?? []
            select CveIds.ReadWeakness(description.Text("cweId"));
        DateOnly? exploited = Other(metrics, "kev").Select(kev => CveTime.ReadDay(kev.Text("dateAdded"))).Min();
        Dictionary<string, string> decisions = Decisions(metrics);
        return new VulnerabilityStatement(
            id,
            Excerpt.OneLineOrNull(containers[0].Text("title"), 300),
            [.. vectors.Distinct(StringComparer.Ordinal)],
            [.. weaknesses.OfType<string>().Distinct(StringComparer.Ordinal)],
            exploited,
            null,
            decisions.GetValueOrDefault("exploitation") switch
            {
                "none" => exploited is null ? "none" : "active",
                "poc" or "public poc" => exploited is null ? "poc" : "active",
                "active" => "active",
                _ => exploited is null ? null : "active",
            },
            null
        )
        {
            Automatable = decisions.GetValueOrDefault("automatable") switch
            {
                "yes" => true,
                "no" => false,
                _ => null,
            },
            TechnicalImpact = decisions.GetValueOrDefault("technical impact") is "partial" or "total"
                ? decisions["technical impact"]
                : null,
        };
    }

    private static IEnumerable<JsonItem> Other(IEnumerable<JsonItem> metrics, string type) =>
        metrics
            .Select(metric => metric["other"])
            .OfType<JsonItem>()
            .Where(other => other.Text("type") == type)
            .Select(other => other["content"])
            .OfType<JsonItem>();

    // SSVC has its decision points as a list of objects of one name each; the last author stands.
    private static Dictionary<string, string> Decisions(IEnumerable<JsonItem> metrics)
    {
        Dictionary<string, string> decisions = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonItem option in Other(metrics, "ssvc").SelectMany(content => content["options"]?.Items ?? []))
        {
            foreach (JsonMember decision in option.Members)
            {
                if (decision.Value.StringOrNull is { } value)
                {
                    decisions[decision.Name] = value.Trim().ToLowerInvariant();
                }
            }
        }

        return decisions;
    }
}
