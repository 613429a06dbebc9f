using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Cve;
using Pollux.Formats.Input;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Nvd;

/// <summary>One vulnerability of NVD's API 2.0 (the member <c>cve</c> of an item of <c>vulnerabilities</c>).</summary>
internal static class NvdRecord
{
    /// <summary>Reads a record and keeps what it says, or refuses it.</summary>
    public static void Read(JsonItem item, CveReadings readings, DiagnosticBag diagnostics)
    {
        JsonItem cve = item["cve"] ?? item;
        JsonItem? annotation = item["_annotation"];
        string? said = cve.Text("id") ?? annotation?.Text("cve_id");
        if (CveIds.Read(said) is not { } id)
        {
            readings.Refuse(
                NvdRules.NotARecord,
                item,
                said is null ? "The record has no id." : $"'{Excerpt.Of(said)}' is not a CVE id.",
                said
            );
            return;
        }

        DateTimeOffset? at = CveTime.Read(
            cve.Text("lastModified") ?? cve.Text("published") ?? annotation?.Text("modified")
        );
        ImmutableArray<Statement>.Builder statements = ImmutableArray.CreateBuilder<Statement>();
        bool withdrawn = string.Equals(cve.Text("vulnStatus"), "Rejected", StringComparison.OrdinalIgnoreCase);
        statements.Add(
            withdrawn ? new VulnerabilityStatement(id, null, [], [], null, null, null, null) : Facts(id, cve)
        );
        if (!withdrawn && NvdConfigurations.Read(cve["configurations"], id, diagnostics) is { IsEmpty: false } read)
        {
            string advisory = annotation is null ? "NVD" : "configuration in NVD's form";
            statements.Add(new ConfigurationStatement(id, read, advisory));
        }

        readings.Keep(new Observation(id, at, 1, statements.ToImmutable()));
    }

    private static VulnerabilityStatement Facts(string id, JsonItem cve)
    {
        IEnumerable<string> vectors =
            from name in (string[])["cvssMetricV40", "cvssMetricV31", "cvssMetricV30", "cvssMetricV2"]
            from metric in cve["metrics"]?[name]?.Items ?? []
            let vector = Excerpt.OneLineOrNull(metric["cvssData"]?.Text("vectorString"), 300)
            where vector is not null
            select vector;
        IEnumerable<string?> weaknesses =
            from weakness in cve["weaknesses"]?.Items ?? []
            from description in weakness["description"]?.Items ?? []
            select CveIds.ReadWeakness(description.Text("value"));
        DateOnly? exploited = CveTime.ReadDay(cve.Text("cisaExploitAdd"));
        return new VulnerabilityStatement(
            id,
            Excerpt.OneLineOrNull(cve.Text("cisaVulnerabilityName"), 300),
            [.. vectors.Distinct(StringComparer.Ordinal)],
            [.. weaknesses.OfType<string>().Distinct(StringComparer.Ordinal)],
            exploited,
            null,
            exploited is null ? null : "active",
            null
        );
    }
}
