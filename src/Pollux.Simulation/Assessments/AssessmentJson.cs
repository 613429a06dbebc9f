using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pollux.Modelling.Findings;
using Pollux.Simulation.Assessments.Explanations;
using Pollux.Twin.Revisions;

namespace Pollux.Simulation.Assessments;

/// <summary>
/// Writes an assessment as JSON: the members of <see cref="Assessment"/> under their names, first letter small, in their order;
/// what is unknown is null. The same assessment gives the same bytes.
/// </summary>
public static class AssessmentJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new FindingConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepOrder } },
    };

    /// <summary>Writes the whole assessment as one object.</summary>
    public static void Write(Utf8JsonWriter writer, Assessment assessment) =>
        JsonSerializer.Serialize(writer, assessment, Options);

    /// <summary>Writes one explanation as an object.</summary>
    public static void Write(Utf8JsonWriter writer, Explanation explanation) =>
        JsonSerializer.Serialize(writer, explanation, Options);

    /// <summary>Writes explanations as an array of objects.</summary>
    public static void Write(Utf8JsonWriter writer, ImmutableArray<Explanation> explanations) =>
        JsonSerializer.Serialize(writer, explanations, Options);

    // Reflection promises no order of members; that of the constructor is the one that is documented. Others come after, by name.
    private static void KeepOrder(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        string[] order =
        [
            .. type
                .Type.GetConstructors()
                .SelectMany(constructor => constructor.GetParameters())
                .Select(parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name ?? "")),
        ];
        JsonPropertyInfo[] sorted =
        [
            .. type
                .Properties.OrderBy(property => (uint)Array.IndexOf(order, property.Name))
                .ThenBy(property => property.Name, StringComparer.Ordinal),
        ];
        type.Properties.Clear();
        foreach (JsonPropertyInfo property in sorted)
        {
            type.Properties.Add(property);
        }
    }

    private sealed class FindingConverter : JsonConverter<Finding>
    {
        public override Finding Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Assessments are written, not read.");

        public override void Write(Utf8JsonWriter writer, Finding value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("code", value.Rule.Code);
            writer.WriteString("severity", Word(value.Severity));
            writer.WriteString("asset", value.Asset);
            writer.WriteString("twinAssetId", value.TwinAssetId);
            writer.WriteString("title", value.Title);
            writer.WriteString("reason", value.Reason);
            writer.WriteString("nextStep", value.NextStep);
            writer.WriteStartArray("evidence");
            foreach (RecordReference record in value.Evidence)
            {
                writer.WriteStartObject();
                writer.WriteString("source", record.SourceKey);
                writer.WriteString("record", record.Record);
                if (record.At is { } at)
                {
                    writer.WriteString("at", at.UtcDateTime);
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }

    /// <summary>A severity in the word that <c>--fail-on</c> takes.</summary>
    public static string Word(FindingSeverity severity) =>
        severity switch
        {
            FindingSeverity.Critical => "critical",
            FindingSeverity.High => "high",
            FindingSeverity.Medium => "medium",
            FindingSeverity.Low => "low",
            _ => "info",
        };
}
