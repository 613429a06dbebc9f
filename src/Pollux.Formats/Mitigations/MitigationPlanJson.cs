using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Simulation.Assessments;
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
        WriteNumber(json, "budget", plan.Budget);
        Write(json, "before", plan.Before);
        json.WriteString("choice", Word(plan.Choice));
        json.WritePropertyName("best");
        Write(json, plan.Best);
        json.WriteStartArray("curve");
        foreach (TradeOff point in plan.Curve)
        {
            json.WriteStartObject();
            json.WriteNumber("cost", point.Cost);
            Write(json, "residual", point.Residual);
            json.WriteBoolean("isBest", point.IsBest);
            WriteTexts(json, "changes", point.Titles);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteChange(json, "bestSingle", plan.BestSingle);
        WriteChange(json, "next", plan.Next);
        json.WriteStartArray("onlyTogether");
        foreach (JointEffect joint in plan.OnlyTogether)
        {
            json.WriteStartObject();
            WriteTexts(json, "changes", joint.Titles);
            Write(json, "together", joint.Together);
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
        WriteTexts(json, "notes", plan.Notes);
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
        WriteTexts(json, "entries", [.. request.Entries.Select(scenario.Graph.NameOf)]);
        WriteTexts(json, "goals", [.. scenario.Goals.Select(goal => scenario.Graph.NameOf(goal.Node))]);
        json.WriteStartArray("changed");
        foreach (StepOverride change in request.Overrides)
        {
            json.WriteStringValue($"{Word(change.Kind)} {scenario.Graph.NameOf(change.Node)}");
        }

        json.WriteEndArray();
        json.WriteNumber("samples", request.Samples);
        json.WriteNumber("searchSamples", plan.Search.SearchSamples);
        json.WriteNumber("seed", request.Seed);
        WriteNumber(json, "horizonDays", request.HorizonDays);
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
        Write(json, "residual", set.Residual);
        Write(json, "cut", set.Cut);
        Write(json, "freshBefore", set.FreshBefore);
        Write(json, "freshCut", set.FreshCut);
        WriteNumber(json, "returnOnCost", set.ReturnOnCost);
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
        WriteTexts(json, "defenses", change.Defenses);
        json.WriteString("kind", Word(change.Kind));
        json.WriteString("owner", change.Owner.Length > 0 ? change.Owner : null);
        json.WriteString("costClass", change.CostClass);
        json.WriteNumber("cost", change.Cost);
        Write(json, "alone", change.Alone);
        Write(json, "missed", change.Missed);
        Write(json, "remaining", change.Remaining);
        WriteEffects(json, change.Effects);
        WriteTexts(json, "mitigations", change.Mitigations);
        WriteTexts(json, "requirements", change.Requirements);
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
            WriteNumber(json, "medianBefore", effect.MedianBefore);
            WriteNumber(json, "medianAfter", effect.MedianAfter);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, Estimate estimate)
    {
        json.WriteStartObject(name);
        json.WriteNumber("value", estimate.Value);
        json.WriteNumber("low", estimate.Low);
        json.WriteNumber("high", estimate.High);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
