using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Formats.Figures;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Formats.AttackGraphs;

/// <summary>
/// Writes what a run found, as <c>docs/simulation.md</c> shows it. Neither time nor threads nor paths of files go in: the same run gives the
/// same bytes everywhere.
/// </summary>
public static class SimulationJson
{
    private const int FlushBytes = 1 << 16;

    /// <summary>Writes the result as one JSON value; steps sorted by the bytes of their full names.</summary>
    /// <param name="result">The result.</param>
    /// <param name="engine">The version of Pollux that made it.</param>
    /// <param name="modelSha256">The SHA-256 of the model's file, in hexadecimal; null when there was none.</param>
    /// <param name="json">Where to.</param>
    public static void Write(SimulationResult result, string engine, string? modelSha256, Utf8JsonWriter json)
    {
        SimulationRequest request = result.Request;
        json.WriteStartObject();
        json.WriteNumber("samples", request.Samples);
        json.WriteNumber("seed", request.Seed);
        json.WriteFigure("horizonDays", request.HorizonDays);
        WriteManifest(result, engine, modelSha256, json);
        json.WriteStartObject("steps");
        bool withoutAttacker = request.Entries.IsEmpty;
        foreach ((string name, int node) in AttackSteps(result.Graph))
        {
            StepResult step = result[node];
            json.WriteStartObject(name);
            json.WriteNumber("probability", step.Probability);
            json.WriteFigure("ttcMean", step.Mean);
            json.WriteFigure("ttcP05", step.P05);
            json.WriteFigure("ttcP50", step.P50);
            json.WriteFigure("ttcP95", step.P95);
            if (withoutAttacker && step.Reached > 0)
            {
                json.WriteBoolean("withoutAttacker", true);
            }

            json.WriteEndObject();
            if (json.BytesPending > FlushBytes)
            {
                json.Flush();
            }
        }

        json.WriteEndObject();
        WriteCurves(result, json);
        json.WriteEndObject();
    }

    // The steps whose every sample was asked for; without any there is no such member, and nothing else changes.
    private static void WriteCurves(SimulationResult result, Utf8JsonWriter json)
    {
        if (result.WatchedSets.IsEmpty)
        {
            return;
        }

        json.WriteStartObject("curves");
        foreach (
            (ImmutableArray<int> set, ImmutableArray<double> times) in result.Request.WatchedSets.Zip(
                result.WatchedSets
            )
        )
        {
            json.WritePropertyName(string.Join(", ", set.Select(result.Graph.NameOf)));
            TtcCurveJson.Write(TtcCurve.Of(times, result.Request.HorizonDays), json);
        }

        json.WriteEndObject();
    }

    private static void WriteManifest(SimulationResult result, string engine, string? modelSha256, Utf8JsonWriter json)
    {
        AttackGraph graph = result.Graph;
        SimulationRequest request = result.Request;
        json.WriteStartObject("manifest");
        json.WriteString("engine", engine);
        json.WriteString("semantics", "shortest time to compromise");
        json.WriteString("languageId", graph.Language.Specification.Id);
        json.WriteString("languageVersion", graph.Language.Specification.Version);
        json.WriteString("model", graph.Model.Name);
        json.WriteString("modelSha256", modelSha256);
        json.WriteString("graphSha256", GraphDigest.Of(graph));
        json.WriteNumber("assets", graph.Model.Assets.Length);
        json.WriteNumber("links", graph.Model.Links.Length);
        json.WriteNumber("nodes", graph.NodeCount);
        json.WriteNumber("edges", graph.EdgeCount);
        WriteNames(json, "entries", graph, request.Entries);
        WriteNames(json, "defensesOn", graph, Overridden(request, OverrideKind.DefenseOn));
        WriteNames(json, "defensesOff", graph, Overridden(request, OverrideKind.DefenseOff));
        WriteNames(json, "removed", graph, Overridden(request, OverrideKind.Remove));
        WriteAttacker(json, request.Attacker);
        json.WriteFigure("precision", request.Precision?.HalfWidth);
        json.WriteNumber("percentileSamples", result.PercentileSamples);
        json.WriteEndObject();
    }

    internal static void WriteAttacker(Utf8JsonWriter json, AttackerProfile attacker)
    {
        json.WriteStartObject("attacker");
        json.WriteString("name", attacker.Name);
        json.WriteNumber("timeFactor", attacker.TimeFactor);
        json.WriteStartObject("capabilities");
        foreach ((string tag, double probability) in attacker.Capabilities)
        {
            json.WriteNumber(tag, probability);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    internal static IEnumerable<int> Overridden(SimulationRequest request, OverrideKind kind) =>
        request.Overrides.Where(change => change.Kind == kind).Select(change => change.Node);

    internal static void WriteNames(Utf8JsonWriter json, string name, AttackGraph graph, IEnumerable<int> nodes)
    {
        json.WriteStartArray(name);
        foreach (string node in nodes.Select(graph.NameOf).Order(Utf8Order.Instance))
        {
            json.WriteStringValue(node);
        }

        json.WriteEndArray();
    }

    private static IEnumerable<(string Name, int Node)> AttackSteps(AttackGraph graph)
    {
        int[] nodes = [.. Enumerable.Range(0, graph.NodeCount).Where(node => graph.StepOf(node).IsAttackStep)];
        string[] names = Array.ConvertAll(nodes, graph.NameOf);
        Array.Sort(names, nodes, Utf8Order.For(names));
        return names.Zip(nodes);
    }
}
