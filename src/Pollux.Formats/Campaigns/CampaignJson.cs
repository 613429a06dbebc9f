using System.Collections.Immutable;
using System.Text.Json;
using Pollux.Formats.Figures;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Campaigns;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Formats.Campaigns;

/// <summary>Writes what replays showed, as docs/campaigns.md describes it. The same run gives the same bytes everywhere.</summary>
public static class CampaignJson
{
    /// <summary>Writes one replay as a JSON object.</summary>
    /// <param name="result">The replay.</param>
    /// <param name="engine">The version of Pollux that made it.</param>
    /// <param name="modelSha256">The SHA-256 of the model's file, in hexadecimal; null when there was none.</param>
    /// <param name="json">Where to.</param>
    public static void Write(ReplayResult result, string engine, string? modelSha256, Utf8JsonWriter json)
    {
        Campaign campaign = result.Campaign;
        SimulationRequest request = result.Scenario.Request;
        json.WriteStartObject();
        json.WriteString("id", campaign.Id);
        json.WriteString("name", campaign.Name);
        json.WriteString("kind", NameOf(campaign.Kind));
        json.WriteString("source", campaign.Source);
        json.WriteString("seen", campaign.Seen);
        json.WriteTexts("software", campaign.Software);
        json.WriteString("order", campaign.Order == CampaignOrder.AsGiven ? "as given" : "by tactic");
        json.WriteString("mode", result.Options.Mode == ReplayMode.Strict ? "strict" : "free");
        json.WriteNumber("stopBelow", result.Options.StopBelow);
        json.WriteString("engine", engine);
        json.WriteString("languageId", result.Scenario.Graph.Language.Specification.Id);
        json.WriteString("languageVersion", result.Scenario.Graph.Language.Specification.Version);
        json.WriteString("model", result.Scenario.Graph.Model.Name);
        json.WriteString("modelSha256", modelSha256);
        json.WriteString("graphSha256", GraphDigest.Of(result.Scenario.Graph));
        json.WriteString("attacker", request.Attacker.Name);
        json.WriteNumber("samples", request.Samples);
        json.WriteNumber("seed", request.Seed);
        json.WriteFigure("horizonDays", request.HorizonDays);
        json.WriteNumber("percentileSamples", result.PercentileSamples);
        json.WriteEstimate("through", result.Last?.InOrder);
        WriteTimes(json, "throughDays", result.Last?.Times);
        WritePhases(result, json);
        WriteStop(result, json);
        WriteDetection(result, json);
        json.WriteStartArray("techniques");
        foreach (TechniqueResult technique in result.Techniques)
        {
            WriteTechnique(result.Scenario.Graph, technique, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes what files hold, as an array with a short object for each campaign.</summary>
    public static void WriteList(ImmutableArray<Campaign> campaigns, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (Campaign campaign in campaigns)
        {
            json.WriteStartObject();
            json.WriteString("id", campaign.Id);
            json.WriteString("name", campaign.Name);
            json.WriteString("kind", NameOf(campaign.Kind));
            json.WriteString("source", campaign.Source);
            json.WriteString("seen", campaign.Seen);
            json.WriteNumber("techniques", campaign.Techniques.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes how far each of several campaigns gets, as an array with a short object for each.</summary>
    public static void WriteSummaries(ImmutableArray<ReplayResult> results, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (ReplayResult result in results)
        {
            json.WriteStartObject();
            json.WriteString("id", result.Campaign.Id);
            json.WriteString("name", result.Campaign.Name);
            json.WriteString("kind", NameOf(result.Campaign.Kind));
            json.WriteNumber("techniques", result.Techniques.Length);
            json.WriteNumber(
                "modelled",
                result.Techniques.Count(technique => technique.State != TechniqueState.NotModelled)
            );
            json.WriteNumber("done", result.Techniques.Count(technique => technique.State == TechniqueState.Done));
            json.WriteEstimate("through", result.Last?.InOrder);
            WriteTimes(json, "throughDays", result.Last?.Times);
            json.WriteEstimate("seen", result.Detection.Seen);
            json.WriteString("stop", result.Stop is { } stop ? result.Campaign.Phases[stop.Phase].Name : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes what of ATT&amp;CK is covered, as an array with an object for each domain.</summary>
    public static void WriteCoverage(ImmutableArray<TechniqueCoverage> coverage, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (TechniqueCoverage domain in coverage)
        {
            json.WriteStartObject();
            json.WriteString("domain", domain.Domain);
            json.WriteString("version", domain.Version);
            json.WriteNumber("known", domain.Known);
            json.WriteNumber("modelled", domain.Modelled);
            json.WriteNumber("related", domain.Related);
            json.WriteNumber("applicable", domain.Applicable);
            json.WriteNumber("exposed", domain.Exposed);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A kind's name in JSON and on the command line.</summary>
    public static string NameOf(CampaignKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>A state's name in JSON.</summary>
    public static string NameOf(TechniqueState state) =>
        state switch
        {
            TechniqueState.NotModelled => "not modelled",
            TechniqueState.NotApplicable => "not applicable",
            TechniqueState.Prevented => "prevented",
            _ => "done",
        };

    private static void WritePhases(ReplayResult result, Utf8JsonWriter json)
    {
        json.WriteStartArray("phases");
        foreach (PhaseResult phase in result.Phases)
        {
            json.WriteStartObject();
            json.WriteString("name", phase.Phase.Name);
            json.WriteString("needs", phase.Phase.Needs == PhaseNeeds.All ? "all" : "any");
            json.WriteTexts(
                "techniques",
                phase.Phase.Techniques.Select(index => result.Campaign.Techniques[index].Key.Id)
            );
            json.WriteNumber("known", phase.Known);
            json.WriteEstimate("alone", phase.Alone);
            json.WriteEstimate("inOrder", phase.InOrder);
            WriteTimes(json, "inOrderDays", phase.Times);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStop(ReplayResult result, Utf8JsonWriter json)
    {
        if (result.Stop is not { } stop)
        {
            json.WriteNull("stop");
            return;
        }

        json.WriteStartObject("stop");
        json.WriteNumber("phase", stop.Phase);
        json.WriteString("name", result.Campaign.Phases[stop.Phase].Name);
        WriteObstacles(result.Scenario.Graph, stop.Obstacles, json);
        json.WriteEndObject();
    }

    private static void WriteDetection(ReplayResult result, Utf8JsonWriter json)
    {
        DetectionResult detection = result.Detection;
        json.WriteStartObject("detection");
        if (result.Options.WatchedSources is { } watched)
        {
            json.WriteTexts("watched", watched);
        }
        else
        {
            json.WriteString("watched", "all");
        }

        json.WriteEstimate("seen", detection.Seen);
        json.WriteEstimate("seenBeforeThrough", detection.SeenBeforeThrough);
        WriteTimes(json, "firstDays", detection.Times);
        json.WriteStartArray("detectors");
        foreach (DetectorShare detector in detection.Detectors)
        {
            json.WriteStartObject();
            json.WriteString("name", detector.Name);
            json.WriteString("source", detector.Source);
            json.WriteString("text", detector.Text);
            json.WriteNumber("share", detector.Share);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteTechnique(AttackGraph graph, TechniqueResult technique, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteKey(json, technique.Technique.Key);
        json.WriteString("name", technique.Name);
        json.WriteTexts("tactics", technique.Technique.Tactics);
        json.WriteString("text", technique.Technique.Text);
        json.WriteString("match", technique.Match.Kind.ToString().ToLowerInvariant());
        json.WriteStartArray("matched");
        foreach (LanguageTechnique matched in technique.Match.Techniques)
        {
            json.WriteStartObject();
            WriteKey(json, matched.Key);
            json.WriteNumber("steps", matched.Nodes.Length);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("state", NameOf(technique.State));
        json.WriteEstimate("done", technique.Done);
        json.WriteEstimate("doneInOrder", technique.DoneInOrder);
        WriteTimes(json, "doneDays", technique.Times);
        json.WriteNumber("assets", technique.AssetCount);
        json.WriteStartObject("places");
        foreach (TechniquePlace place in technique.Places)
        {
            json.WriteNumber(graph.NameOf(place.Node), place.Share);
        }

        json.WriteEndObject();
        json.WriteEstimate("seen", technique.Seen);
        json.WriteFigure("score", technique.Score);
        json.WriteFigure("mitigated", technique.Mitigated);
        WriteDetectors(technique, json);
        WriteDefenses(graph, technique, json);
        WriteObstacles(graph, technique.Obstacles, json);
        json.WriteEndObject();
    }

    private static void WriteDetectors(TechniqueResult technique, Utf8JsonWriter json)
    {
        json.WriteStartArray("detectors");
        foreach (TechniqueDetector detector in technique.Detectors)
        {
            json.WriteStartObject();
            json.WriteString("name", detector.Name);
            json.WriteString("source", detector.Source);
            json.WriteNumber("lowRate", detector.LowRate);
            json.WriteNumber("highRate", detector.HighRate);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDefenses(AttackGraph graph, TechniqueResult technique, Utf8JsonWriter json)
    {
        json.WriteStartArray("mitigations");
        foreach (TechniqueDefense defense in technique.Mitigations)
        {
            json.WriteStartObject();
            json.WriteString("type", defense.Type);
            json.WriteString("name", defense.Name);
            json.WriteString("example", graph.NameOf(defense.Node));
            json.WriteNumber("count", defense.Count);
            json.WriteNumber("probability", defense.Probability);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteObstacles(AttackGraph graph, ImmutableArray<Obstacle> obstacles, Utf8JsonWriter json)
    {
        json.WriteStartArray("obstacles");
        foreach (Obstacle obstacle in obstacles)
        {
            json.WriteStartObject();
            json.WriteString("kind", obstacle.Kind.ToString());
            if (obstacle.Kind == ObstacleKind.NoAsset)
            {
                json.WriteTexts("types", obstacle.Types);
            }
            else
            {
                json.WriteString("type", obstacle.Type);
                json.WriteString("name", obstacle.Name);
                json.WriteString("example", graph.NameOf(obstacle.Node));
                json.WriteString("holdsBack", graph.NameOf(obstacle.HoldsBack));
                json.WriteNumber("count", obstacle.Count);
                if (obstacle.IsDecisive is { } decisive)
                {
                    json.WriteBoolean("decisive", decisive);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteKey(Utf8JsonWriter json, TechniqueKey key)
    {
        json.WriteString("domain", key.Domain);
        json.WriteString("version", key.Version);
        json.WriteString("id", key.Id);
    }

    private static void WriteTimes(Utf8JsonWriter json, string name, TimeToCompromise? times)
    {
        if (times is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteFigure("p05", times.P05);
        json.WriteFigure("p50", times.P50);
        json.WriteFigure("p95", times.P95);
        json.WriteEndObject();
    }
}
