using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Formats.AttackGraphs;
using Pollux.Formats.Figures;
using Pollux.Language.Packs;
using Pollux.Simulation.Paths;

namespace Pollux.Formats.AttackPaths;

/// <summary>Writes distinct attack paths: for each goal its curve and its paths, hop by hop. All times are days, all shares 0 to 1.</summary>
public static class AttackPathsJson
{
    /// <summary>Writes the result as one JSON value.</summary>
    /// <param name="paths">The result.</param>
    /// <param name="words">The graph in words.</param>
    /// <param name="engine">The version of Pollux that made it.</param>
    /// <param name="modelSha256">The SHA-256 of the model's file, in hexadecimal; null when there was none.</param>
    /// <param name="json">Where to.</param>
    public static void Write(
        Simulation.Paths.AttackPaths paths,
        StepWording words,
        string engine,
        string? modelSha256,
        Utf8JsonWriter json
    )
    {
        json.WriteStartObject();
        ScenarioJson.WriteHead(paths.Scenario, engine, modelSha256, json);
        json.WriteNumber("tracedSamples", paths.Traced);
        json.WriteStartArray("goals");
        foreach (GoalPaths goal in paths.Goals)
        {
            WriteGoal(goal, words, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGoal(GoalPaths goal, StepWording words, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        NodeJson.WriteStep(json, goal.Goal.Node, words);
        json.WriteString("title", words.TitleOf(goal.Goal.Node));
        json.WritePropertyName("curve");
        TtcCurveJson.Write(goal.Curve, json);
        json.WriteNumber("reached", goal.Reached);
        json.WriteFigure("fastestDays", goal.FastestDays);
        json.WriteNumber("ways", goal.Ways);
        json.WriteNumber("otherSamples", goal.Others);
        json.WriteFigure("mostLikelyPath", goal.Paths.IsEmpty ? null : 0);
        json.WriteFigure("fastestPath", goal.Fastest < 0 ? null : goal.Fastest);
        json.WriteStartArray("paths");
        foreach (DistinctPath path in goal.Paths)
        {
            WritePath(path, words, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePath(DistinctPath path, StepWording words, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("samples", path.Samples);
        NodeJson.WriteProportion(json, "share", path.Share, path.ShareInterval);
        NodeJson.WriteProportion(json, "probability", path.Probability, path.ProbabilityInterval);
        json.WriteNumber("ways", path.Ways);
        WriteSpread(json, "days", path.Days);
        json.WriteStartArray("hops");
        foreach (DistinctHop hop in path.Hops)
        {
            WriteHop(hop, words, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHop(DistinctHop hop, StepWording words, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        NodeJson.WriteStep(json, hop.Node, words);
        json.WriteString("words", words.SentenceOf(hop.Node));
        WriteTechniques(json, words.TechniquesOf(hop.Node));
        json.WriteBoolean("significant", hop.IsSignificant);
        NodeJson.WriteNodes(json, "alike", hop.Alike, words);
        json.WriteNumber("share", hop.Share);
        WriteSpread(json, "days", hop.Days);
        WriteSpread(json, "addedDays", hop.Added);
        if (hop.Passed is { Probability: { } share, Interval: { } interval })
        {
            NodeJson.WriteProportion(json, "passed", share, interval);
        }
        else
        {
            json.WriteNull("passed");
        }

        NodeJson.WriteNodes(json, "offDefenses", hop.OffDefenses, words);
        WriteNeeded(json, hop.AlsoNeeded, words);
        json.WriteEndObject();
    }

    private static void WriteNeeded(Utf8JsonWriter json, ImmutableArray<NeededStep> needed, StepWording words)
    {
        json.WriteStartArray("alsoNeeded");
        foreach (NeededStep step in needed)
        {
            json.WriteStartObject();
            NodeJson.WriteStep(json, step.Node, words);
            json.WriteString("words", words.SentenceOf(step.Node));
            json.WriteNumber("medianDays", Math.Round(step.MedianDays, 9));
            json.WriteString("branchesFrom", step.BranchesFrom < 0 ? null : words.NameOf(step.BranchesFrom));
            NodeJson.WriteNodes(json, "way", step.Way, words);
            NodeJson.WriteNodes(json, "offDefenses", step.OffDefenses, words);
            WriteNeeded(json, step.AlsoNeeded, words);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTechniques(Utf8JsonWriter json, ImmutableArray<TechniqueEntry> techniques)
    {
        json.WriteStartArray("techniques");
        foreach (TechniqueEntry technique in techniques)
        {
            json.WriteStartObject();
            json.WriteString("id", technique.Id);
            json.WriteString("name", technique.Name);
            json.WriteString("domain", technique.Domain);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSpread(Utf8JsonWriter json, string name, TimeSpread times)
    {
        json.WriteStartObject(name);
        json.WriteNumber("p05", Math.Round(times.P05, 9));
        json.WriteNumber("p50", Math.Round(times.P50, 9));
        json.WriteNumber("p95", Math.Round(times.P95, 9));
        json.WriteEndObject();
    }
}
