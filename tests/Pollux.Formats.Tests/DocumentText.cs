using System.Globalization;
using System.Text;
using Pollux.Diagnostics;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Twin.Filtering;
using Pollux.Twin.Flows;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Tests;

/// <summary>Imports anything and shows what was understood as text, for approval.</summary>
internal static class DocumentText
{
    /// <summary>Reads bytes as a file of any format.</summary>
    public static ReadFile Read(string name, byte[] bytes) =>
        FileReading
            .ReadAsync(
                new OpenedInput(name, InputFile.FromBytes(name, bytes), null),
                TestContext.Current.CancellationToken
            )
            .GetAwaiter()
            .GetResult();

    /// <summary>Reads a text as a file of any format.</summary>
    public static ReadFile Read(string name, string text) => Read(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Everything that a reading gave, a line for each fact.</summary>
    public static string Show(ReadFile file)
    {
        StringBuilder text = new();
        FileReport report = file.Report;
        text.Append(
            $"{report.File} format {report.Format ?? "-"}: received {report.Received} understood {report.Understood} "
        );
        text.Append($"ignored {report.Ignored} refused {report.Refused}\n");
        foreach (Diagnostic diagnostic in report.Diagnostics)
        {
            text.Append(diagnostic).Append(diagnostic.Location?.Record is { } record ? $" [{record}]\n" : "\n");
        }

        if (file.Document is { } document)
        {
            Source source = document.Source;
            text.Append($"source {source.Key} at {source.At:yyyy-MM-ddTHH:mm:ssZ} complete {source.IsComplete}\n");
            foreach (Observation observation in document.Observations)
            {
                Append(text, observation);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Observation observation)
    {
        string confidence = observation.Confidence.ToString(CultureInfo.InvariantCulture);
        string records = observation.Records == 1 ? "" : $" records {observation.Records}";
        text.Append(
            $"\n{observation.Record} at {observation.At:yyyy-MM-ddTHH:mm:ssZ} confidence {confidence}{records}\n"
        );
        foreach (Statement statement in observation.Statements)
        {
            switch (statement)
            {
                case AssetStatement asset:
                    text.Append($"  {Show(asset.Asset)}\n");
                    asset.Facts.ToList().ForEach(fact => text.Append($"    {Show(fact)}\n"));
                    break;
                case FlowStatement flow:
                    text.Append($"  {Show(flow.Client)} uses {Show(flow.Service)}\n    {Show(flow.Activity)}\n");
                    break;
                case ProductStatement product:
                    text.Append($"  {product.Status} {product.Vulnerability} by {product.Advisory}\n");
                    text.Append($"    {Show(product.Product)}\n");
                    text.Append(product.Justification is { } why ? $"    because {why}\n" : "");
                    text.Append(product.Remediation is { } what ? $"    do: {what}\n" : "");
                    break;
                case VulnerabilityStatement vulnerability:
                    text.Append($"  {Show(vulnerability)}\n");
                    break;
                case FilterStatement filter:
                    FilterText.Append(text, filter.Filter);
                    break;
                case FilterRuleStatement rule:
                    FilterText.Append(text, rule.Rule);
                    break;
                case ConfigurationStatement configurations:
                    text.Append($"  {configurations.Vulnerability} by {configurations.Advisory}, any of\n");
                    configurations.Configurations.ToList().ForEach(one => text.Append($"    {Show(one)}\n"));
                    break;
            }
        }
    }

    private static string Show(FlowActivity seen)
    {
        string[] parts =
        [
            $"connections {seen.Connections}",
            seen.Bytes is { } bytes ? $"bytes {bytes}" : "",
            seen.First is { } first
                ? $"from {first:yyyy-MM-ddTHH:mm:ss.fffZ} to {seen.Last:yyyy-MM-ddTHH:mm:ss.fffZ}"
                : "",
            seen.Answered is { } answered ? (answered ? "answered" : "never answered") : "",
            seen.Application ?? "",
            string.Join(' ', seen.Uses),
        ];
        return string.Join(" | ", parts.Where(part => part.Length > 0));
    }

    private static string Show(VulnerabilityStatement said)
    {
        string[] parts =
        [
            said.Vulnerability,
            said.Title is null ? "" : $"'{said.Title}'",
            string.Join(' ', said.CvssVectors),
            string.Join(' ', said.Cwes),
            said.KnownExploited is { } since ? $"exploited since {since:yyyy-MM-dd}" : "",
            said.KnownRansomwareUse is { } use ? $"ransomware {use}" : "",
            said.Exploitation is { } exploitation && said.KnownExploited is null ? $"exploitation {exploitation}" : "",
            said.Automatable is { } automatable ? $"automatable {automatable}" : "",
            said.TechnicalImpact is { } impact ? $"impact {impact}" : "",
            said.Epss is { } epss ? $"EPSS {epss.ToString(CultureInfo.InvariantCulture)}" : "",
        ];
        return string.Join(" | ", parts.Where(part => part.Length > 0));
    }

    private static string Show(ProductConfiguration configuration) =>
        (configuration.Negate ? "not " : "")
        + string.Join($" {configuration.Operator} ", configuration.Nodes.Select(Show));

    private static string Show(ConfigurationNode node) =>
        (node.Negate ? "not " : "") + $"({string.Join($" {node.Operator} ", node.Criteria.Select(Show))})";

    private static string Show(CpeCriterion criterion) =>
        (criterion.IsVulnerable ? "" : "beside ")
        + criterion.Cpe
        + (criterion.StartIncluding is { } start ? $" >={start}" : "")
        + (criterion.StartExcluding is { } after ? $" >{after}" : "")
        + (criterion.EndIncluding is { } end ? $" <={end}" : "")
        + (criterion.EndExcluding is { } below ? $" <{below}" : "");

    private static string Show(ProductPattern pattern)
    {
        string[] parts =
        [
            $"'{pattern.Name}'",
            $"vendor {pattern.Vendor ?? "-"}",
            $"product {pattern.Product ?? "-"}",
            $"versions {pattern.Versions ?? "-"}{(pattern.VersionsAreRange ? " (range)" : "")}",
            pattern.Cpe ?? "",
            pattern.Purl ?? "",
            string.Join(' ', pattern.ModelNumbers),
        ];
        return string.Join(" | ", parts.Where(part => part.Length > 0));
    }

    private static string Show(AssetReference asset)
    {
        string identifiers = string.Join(
            ' ',
            asset.Identifiers.Select(identifier =>
                $"{identifier.Kind}:{identifier.Value}{(identifier.Scope.Length > 0 ? $"@{identifier.Scope}" : "")}"
            )
        );
        return $"{asset.Type} {identifiers}{(asset.Parent is null ? "" : " of its parent")}";
    }

    private static string Show(Fact fact) =>
        fact switch
        {
            PropertyFact property => $"{property.Name} = {property.Value}",
            LinkFact link => $"{link.Role} -> {Show(link.Other)}",
            DefenseFact defense => $"{defense.Defense} {defense.Probability} ({defense.Reason})",
            ScanFact scan => Show(scan),
            FindingFact finding => Show(finding),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static string Show(ScanFact scan) =>
        $"scanned by {scan.Scanner}, policy {scan.Policy ?? "-"}, logged on {scan.Authenticated?.ToString() ?? "-"}"
        + (scan.Cleared.IsEmpty ? "" : $", not found: {string.Join(' ', scan.Cleared)}");

    private static string Show(FindingFact finding)
    {
        string confidence = finding.Confidence.ToString(CultureInfo.InvariantCulture);
        string[] parts =
        [
            $"FOUND {finding.Scanner} {finding.Check} '{finding.Title}' {finding.Severity ?? "-"} {confidence}",
            string.Join(' ', finding.Vulnerabilities),
            string.Join(' ', finding.CvssVectors),
            string.Join(' ', finding.Cwes),
            finding.Exploitation is { } known ? $"exploitation {known}" : "",
            finding.Priority is { } priority ? $"priority {priority.ToString(CultureInfo.InvariantCulture)}" : "",
            finding.Remediation is { } what ? $"do: {what}" : "",
        ];
        return string.Join(" | ", parts.Where(part => part.Length > 0));
    }
}
