using System.Text.Json;
using Pollux.Formats.AttackGraphs;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Formats.AttackPaths;

/// <summary>Writes what was rehearsed, so that a result can be made again.</summary>
internal static class ScenarioJson
{
    /// <summary>Writes samples, seed, horizon, entries and changes into the open object.</summary>
    public static void WriteHead(Scenario scenario, string engine, string? modelSha256, Utf8JsonWriter json)
    {
        SimulationRequest request = scenario.Request;
        AttackGraph graph = scenario.Graph;
        json.WriteNumber("samples", request.Samples);
        json.WriteNumber("seed", request.Seed);
        NodeJson.WriteNumber(json, "horizonDays", request.HorizonDays);
        json.WriteStartObject("manifest");
        json.WriteString("engine", engine);
        json.WriteString("semantics", "shortest time to compromise");
        json.WriteString("languageId", graph.Language.Specification.Id);
        json.WriteString("languageVersion", graph.Language.Specification.Version);
        json.WriteString("model", graph.Model.Name);
        json.WriteString("modelSha256", modelSha256);
        json.WriteString("attacker", request.Attacker.Name);
        WriteNames(json, "entries", graph, request.Entries);
        WriteNames(json, "defensesOn", graph, Changed(request, OverrideKind.DefenseOn));
        WriteNames(json, "defensesOff", graph, Changed(request, OverrideKind.DefenseOff));
        WriteNames(json, "removed", graph, Changed(request, OverrideKind.Remove));
        json.WriteEndObject();
    }

    private static IEnumerable<int> Changed(SimulationRequest request, OverrideKind kind) =>
        request.Overrides.Where(change => change.Kind == kind).Select(change => change.Node);

    private static void WriteNames(Utf8JsonWriter json, string name, AttackGraph graph, IEnumerable<int> nodes)
    {
        json.WriteStartArray(name);
        foreach (string node in nodes.Select(graph.NameOf).Order(Utf8Order.Instance))
        {
            json.WriteStringValue(node);
        }

        json.WriteEndArray();
    }
}
