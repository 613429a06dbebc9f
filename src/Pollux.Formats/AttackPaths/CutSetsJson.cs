using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Simulation.CutSets;
using Pollux.Simulation.Paths;
using Pollux.Simulation.Scenarios;

namespace Pollux.Formats.AttackPaths;

/// <summary>Writes cut sets with what is proven of them.</summary>
internal static class CutSetsJson
{
    /// <summary>Writes <c>"cutSets": [...]</c> into the open object.</summary>
    public static void Write(
        Utf8JsonWriter json,
        ImmutableArray<CutSetResult> cuts,
        Scenario scenario,
        StepWording words
    )
    {
        json.WriteStartArray("cutSets");
        foreach (CutSetResult cut in cuts)
        {
            json.WriteStartObject();
            NodeJson.WriteNodes(json, "goals", [.. cut.Goals.Select(goal => goal.Node)], words);
            json.WriteString("by", WordOf(cut.By));
            json.WriteBoolean("reachable", cut.IsReachable);
            json.WriteBoolean("canBeCut", cut.CanBeCut);
            json.WriteNumber("lowerBound", cut.LowerBound);
            json.WriteBoolean("provenMinimum", cut.IsMinimum);
            json.WriteNumber("waysOfProof", cut.Ways);
            WriteSets(json, cut, scenario, words);
            NodeJson.WriteNodes(json, "leftWay", cut.LeftWay, words);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSets(Utf8JsonWriter json, CutSetResult cut, Scenario scenario, StepWording words)
    {
        json.WriteStartArray("sets");
        foreach (CutSet set in cut.Sets)
        {
            json.WriteStartArray();
            foreach (CutElement element in set.Elements)
            {
                json.WriteStartObject();
                json.WriteString("element", NameOf(element.Element));
                json.WriteStartArray("instead");
                foreach (int other in element.Instead)
                {
                    json.WriteStringValue(NameOf(other));
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        string NameOf(int element) =>
            cut.By == CutBy.Assets ? scenario.Graph.Model.Assets[element].Name : words.NameOf(element);
    }

    private static string WordOf(CutBy by) =>
        by switch
        {
            CutBy.Steps => "steps",
            CutBy.Assets => "assets",
            _ => "defences",
        };
}
