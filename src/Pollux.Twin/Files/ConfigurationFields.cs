using System.Text.Json;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Twin.Files;

/// <summary>
/// The lines' form of a <see cref="ConfigurationStatement"/>: <c>any</c> of the configurations, each with <c>nodes</c>, each with
/// <c>cpes</c>; <c>and</c>, <c>negate</c> and <c>condition</c> (not vulnerable itself) only where they are true.
/// </summary>
internal static class ConfigurationFields
{
    public static void Write(Utf8JsonWriter writer, ConfigurationStatement statement)
    {
        writer.WriteString("configurations", statement.Vulnerability);
        writer.WriteString("advisory", statement.Advisory);
        writer.WriteStartArray("any");
        foreach (ProductConfiguration configuration in statement.Configurations)
        {
            writer.WriteStartObject();
            WriteHead(writer, configuration.Operator, configuration.Negate);
            writer.WriteStartArray("nodes");
            foreach (ConfigurationNode node in configuration.Nodes)
            {
                writer.WriteStartObject();
                WriteHead(writer, node.Operator, node.Negate);
                writer.WriteStartArray("cpes");
                foreach (CpeCriterion criterion in node.Criteria)
                {
                    Write(writer, criterion);
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    public static ConfigurationStatement Parse(TwinFields fields) =>
        new(
            fields.Text("configurations"),
            fields.Items("any", element => Parse(element, ToConfiguration)),
            fields.Text("advisory")
        );

    private static ProductConfiguration ToConfiguration(TwinFields fields) =>
        new(Operator(fields), Negate(fields), fields.Items("nodes", element => Parse(element, ToNode)));

    private static ConfigurationNode ToNode(TwinFields fields) =>
        new(Operator(fields), Negate(fields), fields.Items("cpes", element => Parse(element, ToCriterion)));

    private static CpeCriterion ToCriterion(TwinFields fields) =>
        new(fields.Text("cpe"), !(fields.OptionalFlag("condition") ?? false))
        {
            StartIncluding = fields.OptionalText("startIncluding"),
            StartExcluding = fields.OptionalText("startExcluding"),
            EndIncluding = fields.OptionalText("endIncluding"),
            EndExcluding = fields.OptionalText("endExcluding"),
        };

    private static ConfigurationOperator Operator(TwinFields fields) =>
        fields.OptionalFlag("and") is true ? ConfigurationOperator.And : ConfigurationOperator.Or;

    private static bool Negate(TwinFields fields) => fields.OptionalFlag("negate") ?? false;

    private static T Parse<T>(JsonElement element, Func<TwinFields, T> parse)
    {
        TwinFields fields = new(element);
        T parsed = parse(fields);
        fields.RequireNoOthers();
        return parsed;
    }

    private static void WriteHead(Utf8JsonWriter writer, ConfigurationOperator @operator, bool negate)
    {
        if (@operator == ConfigurationOperator.And)
        {
            writer.WriteBoolean("and", true);
        }

        if (negate)
        {
            writer.WriteBoolean("negate", true);
        }
    }

    private static void Write(Utf8JsonWriter writer, CpeCriterion criterion)
    {
        writer.WriteStartObject();
        writer.WriteString("cpe", criterion.Cpe);
        if (!criterion.IsVulnerable)
        {
            writer.WriteBoolean("condition", true);
        }

        WriteBound(writer, "startIncluding", criterion.StartIncluding);
        WriteBound(writer, "startExcluding", criterion.StartExcluding);
        WriteBound(writer, "endIncluding", criterion.EndIncluding);
        WriteBound(writer, "endExcluding", criterion.EndExcluding);
        writer.WriteEndObject();
    }

    private static void WriteBound(Utf8JsonWriter writer, string name, string? version)
    {
        if (version is not null)
        {
            writer.WriteString(name, version);
        }
    }
}
