using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pollux.Language.Graph;
using Pollux.Language.Packaging;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Formats.AttackGraphs;

/// <summary>Writes an attack graph in the form of MAL-Toolbox 2.x: <c>{"attack_steps": {full name: {...}}}</c>, nodes in their order.</summary>
public static class AttackGraphJson
{
    private const int FlushBytes = 1 << 16;

    /// <summary>Writes the graph as one JSON value.</summary>
    public static void Write(AttackGraph graph, Utf8JsonWriter json)
    {
        string[] names = [.. Enumerable.Range(0, graph.NodeCount).Select(graph.NameOf)];
        json.WriteStartObject();
        json.WriteStartObject("attack_steps");
        for (int node = 0; node < names.Length; node++)
        {
            json.WriteStartObject(names[node]);
            WriteNode(graph, json, node, names);
            json.WriteEndObject();
            if (json.BytesPending > FlushBytes)
            {
                json.Flush();
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteNode(AttackGraph graph, Utf8JsonWriter json, int node, string[] names)
    {
        LanguageStep step = graph.StepOf(node);
        json.WriteNumber("id", node);
        json.WriteString("type", LangspecNames.Of(step.Type));
        json.WriteString("lang_graph_attack_step", $"{graph.AssetOf(node).Type}:{step.Name}");
        json.WriteString("name", step.Name);
        json.WritePropertyName("ttc");
        WriteTtc(json, TtcOf(graph, node, step));
        WriteNodes(json, "children", graph.ChildrenOf(node), names);
        WriteNodes(json, "parents", graph.ParentsOf(node), names);
        json.WriteString("asset", graph.AssetOf(node).Name);
        if (step.Type is StepType.Exist or StepType.NotExist)
        {
            json.WriteBoolean("existence_status", graph.RequirementExists(node));
        }

        if (!step.Tags.IsEmpty)
        {
            json.WriteStartArray("tags");
            foreach (string tag in step.Tags)
            {
                json.WriteStringValue(tag);
            }

            json.WriteEndArray();
        }

        if (!step.Detectors.IsEmpty)
        {
            json.WriteStartObject("detectors");
            foreach (LanguageDetector detector in step.Detectors)
            {
                WriteDetector(graph, json, node, detector, names);
            }

            json.WriteEndObject();
        }
    }

    // A defence's value in the model replaces the language's own.
    private static TtcExpression? TtcOf(AttackGraph graph, int node, LanguageStep step) =>
        step.Type == StepType.Defense && graph.AssetOf(node).Defenses.ContainsKey(step.Name)
            ? new TtcFunction("Bernoulli", [graph.DefenseProbabilityOf(node)])
            : step.Ttc;

    private static void WriteDetector(
        AttackGraph graph,
        Utf8JsonWriter json,
        int node,
        LanguageDetector detector,
        string[] names
    )
    {
        json.WriteStartObject(detector.Specification.Name);
        json.WriteString("name", detector.Specification.Name);
        json.WriteString("type", detector.Specification.Type);
        WriteRate(json, "tprate", detector.Specification.TruePositiveRate);
        WriteRate(json, "fprate", detector.Specification.FalsePositiveRate);
        json.WriteStartObject("context");
        foreach (
            (string label, System.Collections.Immutable.ImmutableArray<int> nodes) in graph.DetectorContext(
                node,
                detector
            )
        )
        {
            WriteNodes(json, label, nodes.AsSpan(), names);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteRate(Utf8JsonWriter json, string name, double? rate)
    {
        if (rate is { } value)
        {
            json.WriteNumber(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteNodes(Utf8JsonWriter json, string name, ReadOnlySpan<int> nodes, string[] names)
    {
        json.WriteStartObject(name);
        foreach (int node in nodes)
        {
            json.WriteString(node.ToString(CultureInfo.InvariantCulture), names[node]);
        }

        json.WriteEndObject();
    }

    private static void WriteTtc(Utf8JsonWriter json, TtcExpression? ttc)
    {
        switch (ttc)
        {
            case null:
                json.WriteNullValue();
                break;
            case TtcNumber number:
                json.WriteStartObject();
                json.WriteString("type", "number");
                json.WriteNumber("value", number.Value);
                json.WriteEndObject();
                break;
            case TtcFunction function:
                json.WriteStartObject();
                json.WriteString("type", "function");
                json.WriteString("name", function.Name);
                json.WriteStartArray("arguments");
                foreach (double argument in function.Arguments)
                {
                    json.WriteNumberValue(argument);
                }

                json.WriteEndArray();
                json.WriteEndObject();
                break;
            case TtcBinary binary:
                json.WriteStartObject();
                json.WriteString("type", Word(binary.Operator));
                json.WritePropertyName("lhs");
                WriteTtc(json, binary.Left);
                json.WritePropertyName("rhs");
                WriteTtc(json, binary.Right);
                json.WriteEndObject();
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static string Word(TtcOperator operation) =>
        operation switch
        {
            TtcOperator.Addition => "addition",
            TtcOperator.Subtraction => "subtraction",
            TtcOperator.Multiplication => "multiplication",
            TtcOperator.Division => "division",
            TtcOperator.Exponentiation => "exponentiation",
            _ => throw new UnreachableException(),
        };
}
