using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Paths;

namespace Pollux.Formats.AttackPaths;

/// <summary>The parts that all results about paths are written with.</summary>
internal static class NodeJson
{
    /// <summary>Writes a node's full name, asset, type and short words into the open object.</summary>
    public static void WriteStep(Utf8JsonWriter json, int node, StepWording words)
    {
        json.WriteString("step", words.NameOf(node));
        json.WriteString("asset", words.AssetOf(node));
        json.WriteString("type", words.TypeOf(node));
        json.WriteString("zone", words.ZoneOf(node));
        json.WriteString("label", words.LabelOf(node));
    }

    /// <summary>Writes the full names of some nodes.</summary>
    public static void WriteNodes(Utf8JsonWriter json, string name, ImmutableArray<int> nodes, StepWording words)
    {
        json.WriteStartArray(name);
        foreach (int node in nodes)
        {
            json.WriteStringValue(words.NameOf(node));
        }

        json.WriteEndArray();
    }

    /// <summary>Writes a share with its interval.</summary>
    public static void WriteProportion(Utf8JsonWriter json, string name, double share, ProportionInterval interval)
    {
        json.WriteStartObject(name);
        json.WriteNumber("value", share);
        json.WriteNumber("low", interval.Low);
        json.WriteNumber("high", interval.High);
        json.WriteEndObject();
    }
}
