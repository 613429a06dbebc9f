using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Formats.Figures;
using Pollux.Simulation.ChokePoints;
using Pollux.Simulation.CutSets;
using Pollux.Simulation.Paths;

namespace Pollux.Formats.AttackPaths;

/// <summary>Writes choke points and cut sets. All times are days, all shares 0 to 1.</summary>
public static class ChokePointsJson
{
    /// <summary>Writes the result as one JSON value.</summary>
    /// <param name="report">The choke points.</param>
    /// <param name="cuts">The cut sets; none when none were looked for.</param>
    /// <param name="words">The graph in words.</param>
    /// <param name="engine">The version of Pollux that made it.</param>
    /// <param name="modelSha256">The SHA-256 of the model's file, in hexadecimal; null when there was none.</param>
    /// <param name="json">Where to.</param>
    public static void Write(
        ChokePointReport report,
        ImmutableArray<CutSetResult> cuts,
        StepWording words,
        string engine,
        string? modelSha256,
        Utf8JsonWriter json
    )
    {
        json.WriteStartObject();
        ScenarioJson.WriteHead(report.Scenario, engine, modelSha256, json);
        json.WriteNumber("tracedSamples", report.Traced);
        json.WriteNumber("attacks", report.Attacks);
        json.WriteNumber("ways", report.Ways);
        json.WriteString("lossUnit", report.HasMoney ? report.Scenario.Currency : "goals");
        json.WriteEstimate("expectedLoss", report.ExpectedLoss);
        json.WriteNumber("stepCandidates", report.StepCandidates);
        WritePoints(json, "steps", report, report.Steps, words);
        json.WriteNumber("assetCandidates", report.AssetCandidates);
        WritePoints(json, "assets", report, report.Assets, words);
        json.WriteStartArray("excludedAssets");
        foreach (int asset in report.ExcludedAssets)
        {
            json.WriteStringValue(report.Scenario.Graph.Model.Assets[asset].Name);
        }

        json.WriteEndArray();
        CutSetsJson.Write(json, cuts, report.Scenario, words);
        json.WriteEndObject();
    }

    private static void WritePoints(
        Utf8JsonWriter json,
        string name,
        ChokePointReport report,
        ImmutableArray<ChokePoint> points,
        StepWording words
    )
    {
        json.WriteStartArray(name);
        foreach (ChokePoint point in points)
        {
            json.WriteStartObject();
            if (point.Asset >= 0)
            {
                json.WriteString("asset", report.Scenario.Graph.Model.Assets[point.Asset].Name);
                json.WriteString("type", words.TypeOf(point.Node));
            }
            else
            {
                NodeJson.WriteStep(json, point.Node, words);
                NodeJson.WriteNodes(json, "together", point.Together, words);
            }

            json.WriteNumber("share", point.Share);
            json.WriteNumber("ways", point.Ways);
            json.WriteNumber("goalsCutOff", point.GoalsCutOff);
            json.WriteEstimate("lossCut", point.LossCut);
            WriteEffects(json, point.Effects, words);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEffects(Utf8JsonWriter json, ImmutableArray<GoalEffect> effects, StepWording words)
    {
        json.WriteStartArray("goals");
        foreach (GoalEffect effect in effects)
        {
            json.WriteStartObject();
            json.WriteString("step", words.NameOf(effect.Goal.Node));
            json.WriteEstimate("before", effect.Before);
            json.WriteEstimate("after", effect.After);
            json.WriteEstimate("cut", effect.Cut);
            json.WriteBoolean("cutOff", effect.IsCutOff);
            json.WriteFigure("medianDaysBefore", effect.MedianBefore);
            json.WriteFigure("medianDaysAfter", effect.MedianAfter);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
