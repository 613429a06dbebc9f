using System.Text.Json;

namespace Pollux.Diagnostics.Rendering;

/// <summary>Renders diagnostics as a SARIF 2.1.0 log (OASIS Standard), one run of the tool <c>Pollux</c>.</summary>
public static class SarifRenderer
{
    /// <summary>Writes a whole log.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="diagnostics">What; rules are listed once each, by code.</param>
    /// <param name="toolVersion">Pollux's version, <c>major.minor.patch</c>.</param>
    public static void Write(Utf8JsonWriter writer, IReadOnlyCollection<Diagnostic> diagnostics, string toolVersion)
    {
        DiagnosticRule[] rules =
        [
            .. diagnostics
                .Select(diagnostic => diagnostic.Rule)
                .DistinctBy(rule => rule.Code, StringComparer.Ordinal)
                .OrderBy(rule => rule.Code, StringComparer.Ordinal),
        ];
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        WriteTool(writer, rules, toolVersion);
        writer.WriteString("columnKind", "utf16CodeUnits");
        writer.WriteStartArray("results");
        foreach (Diagnostic diagnostic in diagnostics)
        {
            WriteResult(writer, diagnostic);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTool(Utf8JsonWriter writer, DiagnosticRule[] rules, string toolVersion)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "Pollux");
        writer.WriteString("semanticVersion", toolVersion);
        writer.WriteStartArray("rules");
        foreach (DiagnosticRule rule in rules)
        {
            writer.WriteStartObject();
            writer.WriteString("id", rule.Code);
            WriteText(writer, "shortDescription", rule.Title);
            WriteText(writer, "help", rule.Hint);
            writer.WriteStartObject("defaultConfiguration");
            writer.WriteString("level", Level(rule.Severity));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, Diagnostic diagnostic)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", diagnostic.Rule.Code);
        writer.WriteString("level", Level(diagnostic.Level));
        WriteText(writer, "message", $"{diagnostic.Message} Next: {diagnostic.NextStep}");
        if (diagnostic.Location is { } location)
        {
            writer.WriteStartArray("locations");
            writer.WriteStartObject();
            WritePhysicalLocation(writer, location);
            if (location.Record is { } record)
            {
                writer.WriteStartArray("logicalLocations");
                writer.WriteStartObject();
                writer.WriteString("fullyQualifiedName", record);
                writer.WriteEndObject();
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WritePhysicalLocation(Utf8JsonWriter writer, SourceLocation location)
    {
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", Uri.EscapeDataString(location.File).Replace("%2F", "/", StringComparison.Ordinal));
        writer.WriteEndObject();
        if (location.Line is { } line)
        {
            writer.WriteStartObject("region");
            writer.WriteNumber("startLine", line);
            if (location.Column is { } column)
            {
                writer.WriteNumber("startColumn", column);
                if (location.Length is { } length and > 0)
                {
                    writer.WriteNumber("endColumn", column + length);
                }
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private static string Level(Severity severity) =>
        severity switch
        {
            Severity.Error => "error",
            Severity.Warning => "warning",
            _ => "note",
        };
}
