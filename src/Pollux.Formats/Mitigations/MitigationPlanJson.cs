using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Formats.Figures;
using Pollux.Simulation.Mitigations;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Formats.Mitigations;

/// <summary>
/// Writes a plan of mitigations, as <c>docs/mitigations.md</c> shows it. Neither time nor threads go in: the same plan gives the same bytes.
/// </summary>
public static class MitigationPlanJson
{
    /// <summary>Writes the plan as one JSON value.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="scenario">What was rehearsed.</param>
    /// <param name="engine">The version of Pollux that made it.</param>
    /// <param name="modelSha256">The SHA-256 of the model's file, in hexadecimal; null when there was none.</param>
    /// <param name="json">Where to.</param>
    public static void Write(
        MitigationPlan plan,
        Scenario scenario,
        string engine,
        string? modelSha256,
        Utf8JsonWriter json
    )
    {
        json.WriteStartObject();
        WriteManifest(plan, scenario, engine, modelSha256, json);
        json.WriteString("riskUnit", plan.RiskIsMoney ? plan.Currency : "goals");
        json.WriteString("costUnit", plan.CostsAreMoney ? plan.Currency : "person-days");
        json.WriteFigure("budget", plan.Budget);
        json.WriteEstimate("before", plan.Before);
        json.WriteString("choice", Word(plan.Choice));
        json.WritePropertyName("best");
        Write(json, plan.Best);
        json.WriteStartArray("curve");
        foreach (TradeOff point in plan.Curve)
        {
            json.WriteStartObject();
            json.WriteNumber("cost", point.Cost);
            json.WriteEstimate("residual", point.Residual);
            json.WriteBoolean("isBest", point.IsBest);
            json.WriteTexts("changes", point.Titles);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteChange(json, "bestSingle", plan.BestSingle);
        WriteChange(json, "next", plan.Next);
        json.WriteStartArray("onlyTogether");
        foreach (JointEffect joint in plan.OnlyTogether)
        {
            json.WriteStartObject();
            json.WriteTexts("changes", joint.Titles);
            json.WriteEstimate("together", joint.Together);
            json.WriteNumber("oneByOne", joint.OneByOne);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("idle");
        foreach (IdleChange idle in plan.Idle)
        {
            json.WriteStartObject();
            json.WriteString("title", idle.Title);
            json.WriteString("reason", idle.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTexts("notes", plan.Notes);
        json.WriteEndObject();
    }

    /// <summary>A kind of change in the word that results use.</summary>
    public static string Word(ChangeKind kind) =>
        kind switch
        {
            ChangeKind.Patch => "patch",
            ChangeKind.Segmentation => "segmentation",
            ChangeKind.Identity => "identity",
            _ => "defence",
        };

    private static string Word(PlanChoice choice) =>
        choice switch
        {
            PlanChoice.Budget => "budget",
            PlanChoice.Return => "return",
            _ => "knee",
        };

    private static void WriteManifest(
        MitigationPlan plan,
        Scenario scenario,
        string engine,
        string? modelSha256,
        Utf8JsonWriter json
    )
    {
        SimulationRequest request = scenario.Request;
        json.WriteStartObject("manifest");
        json.WriteString("engine", engine);
        json.WriteString("languageId", scenario.Graph.Language.Specification.Id);
        json.WriteString("languageVersion", scenario.Graph.Language.Specification.Version);
        json.WriteString("model", scenario.Graph.Model.Name);
        json.WriteString("modelSha256", modelSha256);
        json.WriteString("attacker", request.Attacker.Name);
        json.WriteTexts("entries", [.. request.Entries.Select(scenario.Graph.NameOf)]);
        json.WriteTexts("goals", [.. scenario.Goals.Select(goal => scenario.Graph.NameOf(goal.Node))]);
        json.WriteStartArray("changed");
        foreach (StepOverride change in request.Overrides)
        {
            json.WriteStringValue($"{Word(change.Kind)} {scenario.Graph.NameOf(change.Node)}");
        }

        json.WriteEndArray();
        json.WriteNumber("samples", request.Samples);
        json.WriteNumber("searchSamples", plan.Search.SearchSamples);
        json.WriteNumber("seed", request.Seed);
        json.WriteFigure("horizonDays", request.HorizonDays);
        json.WriteNumber("candidates", plan.Search.Candidates);
        json.WriteNumber("candidatesLeft", plan.Search.Left);
        json.WriteNumber("setsAttacked", plan.Search.Sets);
        json.WriteBoolean("searchIsComplete", plan.Search.IsComplete);
        json.WriteEndObject();
    }

    private static string Word(OverrideKind kind) =>
        kind switch
        {
            OverrideKind.DefenseOn => "on",
            OverrideKind.DefenseOff => "off",
            _ => "removed",
        };

    private static void Write(Utf8JsonWriter json, PlannedSet set)
    {
        json.WriteStartObject();
        json.WriteNumber("cost", set.Cost);
        json.WriteEstimate("residual", set.Residual);
        json.WriteEstimate("cut", set.Cut);
        json.WriteEstimate("freshBefore", set.FreshBefore);
        json.WriteEstimate("freshCut", set.FreshCut);
        json.WriteFigure("returnOnCost", set.ReturnOnCost);
        WriteEffects(json, set.Effects);
        json.WriteStartArray("changes");
        foreach (PlannedChange change in set.Changes)
        {
            Write(json, change);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter json, string name, PlannedChange? change)
    {
        json.WritePropertyName(name);
        if (change is null)
        {
            json.WriteNullValue();
            return;
        }

        Write(json, change);
    }

    private static void Write(Utf8JsonWriter json, PlannedChange change)
    {
        json.WriteStartObject();
        json.WriteString("title", change.Title);
        json.WriteTexts("defenses", change.Defenses);
        json.WriteString("kind", Word(change.Kind));
        json.WriteString("owner", change.Owner.Length > 0 ? change.Owner : null);
        json.WriteString("costClass", change.CostClass);
        json.WriteNumber("cost", change.Cost);
        json.WriteEstimate("alone", change.Alone);
        json.WriteEstimate("missed", change.Missed);
        json.WriteEstimate("remaining", change.Remaining);
        WriteEffects(json, change.Effects);
        json.WriteTexts("mitigations", change.Mitigations);
        json.WriteTexts("requirements", change.Requirements);
        json.WriteEndObject();
    }

    private static void WriteEffects(Utf8JsonWriter json, ImmutableArray<JewelEffect> effects)
    {
        json.WriteStartArray("effects");
        foreach (JewelEffect effect in effects)
        {
            json.WriteStartObject();
            json.WriteString("asset", effect.Asset);
            json.WriteString("step", effect.Step);
            json.WriteNumber("before", effect.Before);
            json.WriteNumber("after", effect.After);
            json.WriteFigure("medianBefore", effect.MedianBefore);
            json.WriteFigure("medianAfter", effect.MedianAfter);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
