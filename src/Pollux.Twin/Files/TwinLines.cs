using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pollux.Twin.Filtering;
using Pollux.Twin.Flows;
using Pollux.Twin.Observations;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Twin.Files;

/// <summary>Writes the lines of a twin file: one JSON object each, keys in a fixed order, what is unknown left out.</summary>
internal static class TwinLines
{
    // Readable text for people who compare files; line ends and control characters are still escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The canonical text of an observation: equal exactly when two say the same.</summary>
    public static string ContentOf(Observation observation)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer, Options);
        Write(writer, observation);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The canonical text of an activity: equal exactly when two say the same.</summary>
    public static string ContentOf(FlowActivity activity)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer, Options);
        writer.WriteStartObject();
        WriteActivity(writer, activity);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The canonical text of a fact, likewise.</summary>
    public static string ContentOf(Fact fact)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer, Options);
        WriteFact(writer, fact);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static Utf8JsonWriter NewWriter(IBufferWriter<byte> buffer) => new(buffer, Options);

    public static void WriteHeader(Utf8JsonWriter writer, string site)
    {
        writer.WriteStartObject();
        writer.WriteNumber("pollux.twin", TwinFile.SchemaVersion);
        writer.WriteString("site", site);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, Source source)
    {
        writer.WriteStartObject();
        writer.WriteString("source", source.Format);
        writer.WriteString("document", source.Document);
        writer.WriteString("edition", source.Edition);
        WriteTime(writer, "at", source.At);
        writer.WriteBoolean("complete", source.IsComplete);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, Observation observation)
    {
        writer.WriteStartObject();
        writer.WriteString("record", observation.Record);
        WriteTime(writer, "at", observation.At);
        if (observation.Records != 1)
        {
            writer.WriteNumber("records", observation.Records);
        }

        writer.WriteNumber("confidence", observation.Confidence);
        writer.WriteStartArray("says");
        foreach (Statement statement in observation.Statements)
        {
            writer.WriteStartObject();
            WriteStatement(writer, statement);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteStatement(Utf8JsonWriter writer, Statement statement)
    {
        switch (statement)
        {
            case AssetStatement asset:
                WriteReference(writer, asset.Asset);
                writer.WriteStartArray("facts");
                foreach (Fact fact in asset.Facts)
                {
                    WriteFact(writer, fact);
                }

                writer.WriteEndArray();
                break;
            case FlowStatement flow:
                WriteFlow(writer, flow);
                break;
            case ProductStatement product:
                WriteProduct(writer, product);
                break;
            case VulnerabilityStatement vulnerability:
                WriteVulnerability(writer, vulnerability);
                break;
            case FilterStatement filter:
                FilterLines.Write(writer, filter.Filter);
                WriteOwner(writer, filter.Device);
                break;
            case FilterRuleStatement rule:
                FilterLines.Write(writer, rule.Rule);
                WriteOwner(writer, rule.Device);
                break;
            case ConfigurationStatement configurations:
                ConfigurationFields.Write(writer, configurations);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(statement.GetType().Name);
        }
    }

    private static void WriteOwner(Utf8JsonWriter writer, AssetReference device)
    {
        writer.WriteStartObject("device");
        WriteReference(writer, device);
        writer.WriteEndObject();
    }

    private static void WriteReference(Utf8JsonWriter writer, AssetReference asset)
    {
        writer.WriteString("asset", asset.Type);
        writer.WriteStartArray("ids");
        foreach (Identifier identifier in asset.Identifiers)
        {
            writer.WriteStartObject();
            writer.WriteString(TwinWords.Of(identifier.Kind), identifier.Value);
            if (identifier.Scope.Length > 0)
            {
                writer.WriteString("scope", identifier.Scope);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (asset.Parent is { } parent)
        {
            writer.WriteStartObject("in");
            WriteReference(writer, parent);
            writer.WriteEndObject();
        }
    }

    private static void WriteFact(Utf8JsonWriter writer, Fact fact)
    {
        writer.WriteStartObject();
        switch (fact)
        {
            case PropertyFact property:
                writer.WriteString("property", property.Name);
                writer.WriteString("value", property.Value);
                break;
            case LinkFact link:
                writer.WriteString("role", link.Role);
                writer.WriteStartObject("other");
                WriteReference(writer, link.Other);
                writer.WriteEndObject();
                break;
            case DefenseFact defense:
                writer.WriteString("defense", defense.Defense);
                writer.WriteNumber("probability", defense.Probability);
                writer.WriteString("reason", defense.Reason);
                break;
            case FindingFact finding:
                WriteFinding(writer, finding);
                break;
            case ScanFact scan:
                WriteScan(writer, scan);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(fact.GetType().Name);
        }

        writer.WriteEndObject();
    }

    private static void WriteFlow(Utf8JsonWriter writer, FlowStatement flow)
    {
        writer.WriteStartObject("client");
        WriteReference(writer, flow.Client);
        writer.WriteEndObject();
        writer.WriteStartObject("service");
        WriteReference(writer, flow.Service);
        writer.WriteEndObject();
        WriteActivity(writer, flow.Activity);
    }

    private static void WriteActivity(Utf8JsonWriter writer, FlowActivity activity)
    {
        writer.WriteNumber("connections", activity.Connections);
        if (activity.Bytes is { } bytes)
        {
            writer.WriteNumber("bytes", bytes);
        }

        WriteTime(writer, "first", activity.First);
        WriteTime(writer, "last", activity.Last);
        if (activity.Answered is { } answered)
        {
            writer.WriteBoolean("answered", answered);
        }

        WriteText(writer, "application", activity.Application);
        WriteTexts(writer, "uses", [.. activity.Uses.Select(TwinWords.Of)]);
    }

    private static void WriteProduct(Utf8JsonWriter writer, ProductStatement statement)
    {
        ProductPattern product = statement.Product;
        writer.WriteString("affects", statement.Vulnerability);
        writer.WriteString("status", TwinWords.Of(statement.Status));
        writer.WriteString("advisory", statement.Advisory);
        writer.WriteString("name", product.Name);
        WriteText(writer, "vendor", product.Vendor);
        WriteText(writer, "product", product.Product);
        WriteText(writer, "versions", product.Versions);
        if (product.VersionsAreRange)
        {
            writer.WriteBoolean("range", true);
        }

        WriteText(writer, "cpe", product.Cpe);
        WriteText(writer, "purl", product.Purl);
        WriteTexts(writer, "models", product.ModelNumbers);
        WriteText(writer, "justification", statement.Justification);
        WriteText(writer, "remediation", statement.Remediation);
    }

    private static void WriteVulnerability(Utf8JsonWriter writer, VulnerabilityStatement statement)
    {
        writer.WriteString("vulnerability", statement.Vulnerability);
        WriteText(writer, "title", statement.Title);
        WriteTexts(writer, "cvss", statement.CvssVectors);
        WriteTexts(writer, "cwe", statement.Cwes);
        WriteText(
            writer,
            "knownExploited",
            statement.KnownExploited?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        );
        if (statement.KnownRansomwareUse is { } ransomware)
        {
            writer.WriteBoolean("ransomware", ransomware);
        }

        WriteText(writer, "exploitation", statement.Exploitation);
        if (statement.Epss is { } epss)
        {
            writer.WriteNumber("epss", epss);
        }

        if (statement.Automatable is { } automatable)
        {
            writer.WriteBoolean("automatable", automatable);
        }

        WriteText(writer, "technicalImpact", statement.TechnicalImpact);
    }

    private static void WriteFinding(Utf8JsonWriter writer, FindingFact finding)
    {
        writer.WriteString("finding", finding.Check);
        writer.WriteString("scanner", finding.Scanner);
        writer.WriteString("title", finding.Title);
        writer.WriteNumber("confidence", finding.Confidence);
        WriteTexts(writer, "vulnerabilities", finding.Vulnerabilities);
        WriteText(writer, "severity", finding.Severity);
        WriteTexts(writer, "cvss", finding.CvssVectors);
        WriteTexts(writer, "cwe", finding.Cwes);
        WriteText(writer, "exploitation", finding.Exploitation);
        if (finding.Priority is { } priority)
        {
            writer.WriteNumber("priority", priority);
        }

        WriteText(writer, "remediation", finding.Remediation);
    }

    private static void WriteScan(Utf8JsonWriter writer, ScanFact scan)
    {
        writer.WriteString("scan", scan.Scanner);
        WriteText(writer, "policy", scan.Policy);
        if (scan.Authenticated is { } authenticated)
        {
            writer.WriteBoolean("authenticated", authenticated);
        }

        WriteTexts(writer, "cleared", scan.Cleared);
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteTexts(
        Utf8JsonWriter writer,
        string name,
        System.Collections.Immutable.ImmutableArray<string> texts
    )
    {
        if (texts.IsDefaultOrEmpty)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            writer.WriteString(name, TwinWords.Of(value));
        }
    }
}
