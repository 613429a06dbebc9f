using System.Text.Json;
using Pollux.Formats.AttackGraphs;
using Pollux.Formats.Figures;
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
        json.WriteFigure("horizonDays", request.HorizonDays);
        json.WriteStartObject("manifest");
        json.WriteString("engine", engine);
        json.WriteString("semantics", "shortest time to compromise");
        json.WriteString("languageId", graph.Language.Specification.Id);
        json.WriteString("languageVersion", graph.Language.Specification.Version);
        json.WriteString("model", graph.Model.Name);
        json.WriteString("modelSha256", modelSha256);
        json.WriteString("graphSha256", GraphDigest.Of(graph));
        SimulationJson.WriteNames(json, "entries", graph, request.Entries);
        SimulationJson.WriteNames(json, "defensesOn", graph, Changed(OverrideKind.DefenseOn));
        SimulationJson.WriteNames(json, "defensesOff", graph, Changed(OverrideKind.DefenseOff));
        SimulationJson.WriteNames(json, "removed", graph, Changed(OverrideKind.Remove));
        SimulationJson.WriteAttacker(json, request.Attacker);
        json.WriteEndObject();
        IEnumerable<int> Changed(OverrideKind kind) => SimulationJson.Overridden(request, kind);
    }
}
