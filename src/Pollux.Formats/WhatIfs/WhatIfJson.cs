using System.Text.Json;
using Pollux.Formats.AttackPaths;
using Pollux.Formats.Figures;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.WhatIfs;

namespace Pollux.Formats.WhatIfs;

/// <summary>Writes what a change does. All times are days, all shares 0 to 1.</summary>
public static class WhatIfJson
{
    /// <summary>Writes the result as one JSON value.</summary>
    /// <param name="report">The result.</param>
    /// <param name="engine">The version of Pollux that made it.</param>
    /// <param name="modelSha256">The SHA-256 of the model's file, in hexadecimal; null when there was none.</param>
    /// <param name="json">Where to.</param>
    public static void Write(WhatIfReport report, string engine, string? modelSha256, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        ScenarioJson.WriteHead(report.Scenario, engine, modelSha256, json);
        json.WriteStartArray("changes");
        foreach (StepOverride change in report.Changes)
        {
            json.WriteStartObject();
            json.WriteString("step", report.Scenario.Graph.NameOf(change.Node));
            json.WriteString("change", WordOf(change.Kind));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("lossUnit", report.HasMoney ? report.Scenario.Currency : "goals");
        json.WriteEstimate("lossBefore", report.LossBefore);
        json.WriteEstimate("lossAfter", report.LossAfter);
        json.WriteEstimate("lossCut", report.LossCut);
        WriteGoals(report, json);
        json.WriteStartArray("changed");
        foreach (ChangedNode node in report.Changed)
        {
            json.WriteStartObject();
            json.WriteString("step", report.Scenario.Graph.NameOf(node.Node));
            json.WriteNumber("before", (double)node.Before / report.Scenario.Request.Samples);
            json.WriteNumber("after", (double)node.After / report.Scenario.Request.Samples);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The word of a change: <c>on</c>, <c>off</c> or <c>removed</c>.</summary>
    public static string WordOf(OverrideKind kind) =>
        kind switch
        {
            OverrideKind.DefenseOn => "on",
            OverrideKind.DefenseOff => "off",
            _ => "removed",
        };

    private static void WriteGoals(WhatIfReport report, Utf8JsonWriter json)
    {
        json.WriteStartArray("goals");
        foreach (GoalChange goal in report.Goals)
        {
            json.WriteStartObject();
            json.WriteString("step", report.Scenario.Graph.NameOf(goal.Goal.Node));
            json.WriteEstimate("before", goal.Before);
            json.WriteEstimate("after", goal.After);
            json.WriteNumber("prevented", goal.Prevented);
            json.WriteNumber("enabled", goal.Enabled);
            json.WriteFigure("medianDaysBefore", goal.MedianBefore);
            json.WriteFigure("medianDaysAfter", goal.MedianAfter);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
