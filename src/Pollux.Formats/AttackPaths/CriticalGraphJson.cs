using System.Text.Json;
using Pollux.Language.Packaging;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Paths;

namespace Pollux.Formats.AttackPaths;

/// <summary>Writes the critical graph of all goals: nodes and edges with the share of attacks on their path and in their tree.</summary>
public static class CriticalGraphJson
{
    /// <summary>Writes the graph as one JSON value; nodes by their full name, in the order of the attack graph.</summary>
    public static void Write(Simulation.Paths.AttackPaths paths, StepWording words, Utf8JsonWriter json)
    {
        CriticalGraph critical = paths.Graph;
        AttackGraph graph = paths.Scenario.Graph;
        HashSet<int> goals = [.. paths.Goals.Select(goal => goal.Goal.Node)];
        HashSet<int> entries = [.. paths.Scenario.Request.Entries];
        json.WriteStartObject();
        json.WriteNumber("attacks", critical.Attacks);
        json.WriteNumber("samples", paths.Traced);
        json.WriteNumber("threshold", critical.Threshold);
        json.WriteNumber("leftOut", critical.LeftOut);
        json.WriteStartArray("nodes");
        foreach (CriticalNode node in critical.Nodes)
        {
            json.WriteStartObject();
            NodeJson.WriteStep(json, node.Node, words);
            json.WriteString("kind", LangspecNames.Of(graph.StepOf(node.Node).Type));
            json.WriteBoolean("entry", entries.Contains(node.Node));
            json.WriteBoolean("goal", goals.Contains(node.Node));
            json.WriteNumber("pathShare", node.PathShare);
            json.WriteNumber("treeShare", node.TreeShare);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("edges");
        foreach (CriticalEdge edge in critical.Edges)
        {
            json.WriteStartObject();
            json.WriteString("from", words.NameOf(edge.From));
            json.WriteString("to", words.NameOf(edge.To));
            json.WriteNumber("pathShare", edge.PathShare);
            json.WriteNumber("treeShare", edge.TreeShare);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
