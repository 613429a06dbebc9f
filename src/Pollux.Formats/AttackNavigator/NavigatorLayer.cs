using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Simulation.Campaigns;

namespace Pollux.Formats.AttackNavigator;

/// <summary>
/// Writes a replay as a layer of the ATT&amp;CK Navigator, format 4.5
/// (github.com/mitre-attack/attack-navigator, layers/spec/v4.5/layerformat.md). A layer shows one domain.
/// </summary>
public static class NavigatorLayer
{
    // The colours of a score keep their order in shades of grey and for the colour-blind; grey is what has no score.
    private const string Unmodelled = "#bdbdbd";
    private const string Inapplicable = "#e8e8e8";

    private static readonly string[] Bad = ["#ffffff", "#fdae6b", "#a63603"];
    private static readonly string[] Good = ["#ffffff", "#9ecae1", "#08519c"];

    /// <summary>The domains of a result's techniques that the Navigator knows, sorted.</summary>
    public static ImmutableArray<string> DomainsOf(ReplayResult result) =>
        [
            .. result
                .Techniques.Select(technique => technique.Technique.Key.Domain)
                .Where(domain => domain.Length > 0)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Writes one layer as a JSON object.</summary>
    /// <param name="result">The replay.</param>
    /// <param name="kind">What the scores say.</param>
    /// <param name="domain">One of <see cref="DomainsOf"/>; techniques of others are left out.</param>
    /// <param name="words">Says why a technique has its score, in words.</param>
    /// <param name="json">Where to.</param>
    public static void Write(
        ReplayResult result,
        LayerKind kind,
        string domain,
        Func<TechniqueResult, string> words,
        Utf8JsonWriter json
    )
    {
        TechniqueResult[] techniques =
        [
            .. result.Techniques.Where(technique => technique.Technique.Key.Domain == domain),
        ];
        json.WriteStartObject();
        json.WriteString(
            "name",
            $"{result.Campaign.Name}: {kind.ToString().ToLowerInvariant()} on {result.Scenario.Graph.Model.Name}"
        );
        WriteVersions(techniques, json);
        json.WriteString("domain", $"{domain}-attack");
        json.WriteString("description", Description(kind));
        json.WriteNumber("sorting", 3);
        WriteLayout(json);
        json.WriteBoolean("hideDisabled", false);
        json.WriteStartArray("techniques");
        foreach (TechniqueResult technique in techniques)
        {
            WriteTechnique(technique, kind, words(technique), json);
        }

        json.WriteEndArray();
        WriteGradient(kind == LayerKind.Exposure ? Bad : Good, json);
        WriteLegend(kind, json);
        json.WriteBoolean("showTacticRowBackground", false);
        json.WriteBoolean("selectTechniquesAcrossTactics", true);
        json.WriteBoolean("selectSubtechniquesWithParent", false);
        json.WriteBoolean("selectVisibleTechniques", false);
        WriteMetadata(result, json);
        json.WriteEndObject();
    }

    // The Navigator names versions of ATT&CK by their first number.
    private static void WriteVersions(TechniqueResult[] techniques, Utf8JsonWriter json)
    {
        string? version = techniques
            .Select(technique => technique.Technique.Key.Version)
            .Concat(techniques.SelectMany(technique => technique.Match.Techniques).Select(known => known.Key.Version))
            .FirstOrDefault(known => known.Length > 0);
        json.WriteStartObject("versions");
        if (version is not null)
        {
            json.WriteString("attack", version.Split('.')[0]);
        }

        json.WriteString("navigator", "5.2.0");
        json.WriteString("layer", "4.5");
        json.WriteEndObject();
    }

    private static void WriteLayout(Utf8JsonWriter json)
    {
        json.WriteStartObject("layout");
        json.WriteString("layout", "side");
        json.WriteBoolean("showID", true);
        json.WriteBoolean("showName", true);
        json.WriteBoolean("showAggregateScores", false);
        json.WriteBoolean("countUnscored", false);
        json.WriteString("aggregateFunction", "max");
        json.WriteString("expandedSubtechniques", "annotated");
        json.WriteEndObject();
    }

    private static void WriteTechnique(TechniqueResult technique, LayerKind kind, string words, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("techniqueID", technique.Technique.Key.Id);
        if (ScoreOf(technique, kind) is { } score)
        {
            json.WriteNumber("score", Math.Round(score, 1, MidpointRounding.AwayFromZero));
        }
        else
        {
            json.WriteString("color", technique.State == TechniqueState.NotModelled ? Unmodelled : Inapplicable);
        }

        json.WriteString("comment", words);
        json.WriteBoolean("enabled", true);
        json.WriteStartArray("metadata");
        WriteMetadatum(json, "state", Campaigns.CampaignJson.NameOf(technique.State));
        WriteMetadatum(json, "steps in the twin", $"{technique.Match.Nodes.Length}");
        foreach (TechniqueDetector detector in technique.Detectors)
        {
            WriteMetadatum(
                json,
                "detector",
                detector.Source.Length == 0 ? detector.Name : $"{detector.Name} ({detector.Source})"
            );
        }

        json.WriteEndArray();
        json.WriteBoolean("showSubtechniques", true);
        json.WriteEndObject();
    }

    private static double? ScoreOf(TechniqueResult technique, LayerKind kind) =>
        kind switch
        {
            LayerKind.Exposure => 100 * technique.Done?.Value,
            LayerKind.Detection => 100 * technique.Seen?.Value,
            LayerKind.Mitigation => 100 * technique.Mitigated,
            _ => technique.State switch
            {
                TechniqueState.NotModelled => 0,
                _ when !TechniqueCoverage.IsModelled(technique) => 25,
                TechniqueState.NotApplicable => 50,
                _ => 100,
            },
        };

    private static void WriteGradient(string[] colors, Utf8JsonWriter json)
    {
        json.WriteStartObject("gradient");
        json.WriteStartArray("colors");
        foreach (string color in colors)
        {
            json.WriteStringValue(color);
        }

        json.WriteEndArray();
        json.WriteNumber("minValue", 0);
        json.WriteNumber("maxValue", 100);
        json.WriteEndObject();
    }

    private static void WriteLegend(LayerKind kind, Utf8JsonWriter json)
    {
        string[] colors = kind == LayerKind.Exposure ? Bad : Good;
        (string low, string high) = kind switch
        {
            LayerKind.Exposure => ("done in no attack", "done in every attack"),
            LayerKind.Detection => ("never reported when done", "always reported when done"),
            LayerKind.Mitigation => ("no defence acts on it", "a defence surely acts on it"),
            _ => ("not modelled", "modelled, and the twin has something for it"),
        };
        json.WriteStartArray("legendItems");
        WriteLegendItem(json, low, colors[0]);
        WriteLegendItem(json, high, colors[^1]);
        if (kind != LayerKind.Coverage)
        {
            WriteLegendItem(json, "not modelled: nothing is known", Unmodelled);
            WriteLegendItem(
                json,
                kind == LayerKind.Detection ? "not done, or nothing in the twin for it" : "nothing in the twin for it",
                Inapplicable
            );
        }

        json.WriteEndArray();
    }

    private static void WriteLegendItem(Utf8JsonWriter json, string label, string color)
    {
        json.WriteStartObject();
        json.WriteString("label", label);
        json.WriteString("color", color);
        json.WriteEndObject();
    }

    private static void WriteMetadata(ReplayResult result, Utf8JsonWriter json)
    {
        json.WriteStartArray("metadata");
        WriteMetadatum(json, "campaign", $"{result.Campaign.Id} {result.Campaign.Name}");
        WriteMetadatum(json, "twin", result.Scenario.Graph.Model.Name);
        WriteMetadatum(json, "mode", result.Options.Mode == ReplayMode.Strict ? "strict" : "free");
        WriteMetadatum(json, "attacker", result.Scenario.Request.Attacker.Name);
        WriteMetadatum(json, "attacks", $"{result.Scenario.Request.Samples}");
        WriteMetadatum(json, "seed", $"{result.Scenario.Request.Seed}");
        json.WriteEndArray();
    }

    private static void WriteMetadatum(Utf8JsonWriter json, string name, string value)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("value", value);
        json.WriteEndObject();
    }

    private static string Description(LayerKind kind) =>
        kind switch
        {
            LayerKind.Exposure => "Share of the simulated attacks in which each technique was done, in per cent.",
            LayerKind.Detection =>
                "Of the simulated attacks that did a technique, the share in which the step was reported, in per cent, if the logs are watched.",
            LayerKind.Mitigation =>
                "Mean probability that a defence acts on the steps that stand for a technique, in per cent, as modelled.",
            _ =>
                "100: modelled, and the twin has something for it. 50: modelled, but nothing in the twin for it. 25: only a broader or narrower technique is modelled. 0: not modelled.",
        };
}
