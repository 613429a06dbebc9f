using System.Globalization;
using System.Text.Json;
using Pollux.Cli.Output;
using Pollux.Formats.Figures;
using Pollux.Knowledge.Matching;
using Pollux.Knowledge.Vulnerabilities;
using Pollux.Twin.Revisions;
using Spectre.Console;

namespace Pollux.Cli.Knowledge;

/// <summary>Shows matches: a table, reasons, or JSON.</summary>
internal sealed class MatchOutput(Revision revision, MatchReport report, VulnerabilityCatalogue catalogue)
{
    private readonly Dictionary<string, string> names = revision.Assets.ToDictionary(
        asset => asset.Id,
        asset => asset.Name,
        StringComparer.Ordinal
    );

    public void WriteText(TextWriter writer, bool withReasons)
    {
        if (withReasons)
        {
            WriteReasons(writer);
        }
        else if (report.Matches.Length > 0)
        {
            WriteTable(writer);
        }

        foreach (UnmappedProduct product in report.NeedsMapping)
        {
            string near = product.Candidates.IsEmpty ? "" : $" Near: {string.Join("; ", product.Candidates)}.";
            writer.WriteLine(Tables.Printable($"needs mapping: {product.Product}. {product.Missing}{near}"));
        }

        writer.WriteLine(Summary());
    }

    public void WriteJson(TextWriter writer) =>
        writer.WriteJson(json =>
        {
            json.WriteStartObject();
            json.WriteString("revision", revision.Id);
            json.WriteStartArray("matches");
            foreach (VulnerabilityMatch match in report.Matches)
            {
                Write(json, match);
            }

            json.WriteEndArray();
            json.WriteStartArray("needsMapping");
            foreach (UnmappedProduct product in report.NeedsMapping)
            {
                json.WriteStartObject();
                json.WriteString("asset", product.AssetId);
                json.WriteString("product", product.Product);
                json.WriteString("missing", product.Missing);
                json.WriteTexts("candidates", product.Candidates);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });

    private void WriteTable(TextWriter writer)
    {
        Table table = Tables.Create("Product", "Vulnerability", "CVSS", "Status", "Sure", "By");
        foreach (VulnerabilityMatch match in report.Matches)
        {
            table.AddTexts(
                names[match.AssetId],
                match.Vulnerability,
                Score(match),
                Words(match.Status),
                match.Confidence.ToString("0.00", CultureInfo.InvariantCulture),
                $"{RuleName(match.Rule)}, {match.Advisory}"
            );
        }

        writer.WriteTable(table.AlignRight(2, 4));
    }

    private void WriteReasons(TextWriter writer)
    {
        foreach (VulnerabilityMatch match in report.Matches)
        {
            string sure = match.Confidence.ToString("0.00", CultureInfo.InvariantCulture);
            writer.WriteLine(
                Tables.Printable(
                    $"{names[match.AssetId]}: {match.Vulnerability} {Words(match.Status)} ({sure}), {match.Advisory}"
                )
            );
            writer.WriteLine(Tables.Printable($"    {match.Reason}"));
            foreach (string overruled in match.Overruled)
            {
                writer.WriteLine(Tables.Printable($"    outweighed: {overruled}"));
            }

            if (match.Remediation is { } remedy)
            {
                writer.WriteLine(Tables.Printable($"    remedy: {remedy}"));
            }
        }
    }

    private void Write(Utf8JsonWriter json, VulnerabilityMatch match)
    {
        json.WriteStartObject();
        json.WriteString("asset", match.AssetId);
        json.WriteString("name", names[match.AssetId]);
        json.WriteString("vulnerability", match.Vulnerability);
        json.WriteString("status", Words(match.Status));
        json.WriteString("rule", RuleName(match.Rule));
        json.WriteNumber("confidence", match.Confidence);
        json.WriteString("reason", match.Reason);
        json.WriteString("advisory", match.Advisory);
        json.WriteString("justification", match.Justification);
        json.WriteString("remediation", match.Remediation);
        VulnerabilityFacts facts = catalogue[match.Vulnerability];
        json.WriteString("cvss", facts.Cvss?.ToString());
        if (facts.Cvss is { } cvss)
        {
            json.WriteNumber("cvssBase", cvss.BaseScore);
        }

        json.WriteString(
            "knownExploited",
            facts.KnownExploited?.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );
        json.WriteString("source", match.Record.SourceKey);
        json.WriteString("record", match.Record.Record);
        json.WriteTexts("outweighed", match.Overruled);
        json.WriteEndObject();
    }

    private string Score(VulnerabilityMatch match)
    {
        VulnerabilityFacts facts = catalogue[match.Vulnerability];
        string score = facts.Cvss?.BaseScore.ToString("0.0", CultureInfo.InvariantCulture) ?? "-";
        return facts.KnownExploited is null ? score : $"KEV {score}";
    }

    private string Summary()
    {
        int Of(MatchStatus status) => report.Matches.Count(match => match.Status == status);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Matches.Select(match => match.AssetId).Distinct(StringComparer.Ordinal).Count()} product(s): "
                + $"{Of(MatchStatus.Affected)} affected, {Of(MatchStatus.PossiblyAffected)} possibly affected, "
                + $"{Of(MatchStatus.NotAffected)} not affected, {Of(MatchStatus.Fixed)} fixed, "
                + $"{Of(MatchStatus.UnderInvestigation)} under investigation; {report.NeedsMapping.Length} need(s) mapping."
        );
    }

    private static string Words(MatchStatus status) =>
        status switch
        {
            MatchStatus.Affected => "affected",
            MatchStatus.PossiblyAffected => "possibly affected",
            MatchStatus.NotAffected => "not affected",
            MatchStatus.Fixed => "fixed",
            _ => "under investigation",
        };

    private static string RuleName(MatchRule rule) =>
        rule switch
        {
            MatchRule.PackageUrl => "purl",
            MatchRule.Advisory => "advisory",
            MatchRule.Cpe => "cpe",
            MatchRule.Check => "scanner",
            _ => "text",
        };
}
