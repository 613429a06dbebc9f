using System.Text.Json;
using Pollux.Formats.AttackGraphs;
using Pollux.Simulation.Agents;

namespace Pollux.Formats.AgentEpisodes;

/// <summary>What made a run of agents, so that it can be made again.</summary>
/// <param name="Engine">The version of Pollux.</param>
/// <param name="ModelSha256">The SHA-256 of the model's file, in hexadecimal.</param>
/// <param name="ScenarioSha256">That of the scenario's file; null when there was none.</param>
/// <param name="Episodes">How many episodes.</param>
public sealed record AgentManifest(string Engine, string ModelSha256, string? ScenarioSha256, int Episodes)
{
    /// <summary>Writes the properties of the manifest into an object that is open.</summary>
    public void Write(AgentScenario scenario, Utf8JsonWriter json)
    {
        EpisodeSettings settings = scenario.Settings;
        json.WriteString("engine", Engine);
        json.WriteString("semantics", "turn-based agents");
        json.WriteString("languageId", scenario.Graph.Language.Specification.Id);
        json.WriteString("languageVersion", scenario.Graph.Language.Specification.Version);
        json.WriteString("model", scenario.Graph.Model.Name);
        json.WriteString("modelSha256", ModelSha256);
        json.WriteString("scenarioSha256", ScenarioSha256);
        json.WriteNumber("episodes", Episodes);
        json.WriteNumber("seed", settings.Seed);
        json.WriteNumber("maximumTurns", settings.MaximumTurns);
        json.WriteString("ttcMode", AgentWords.Of(settings.TtcMode));
        json.WriteBoolean("drawDefenses", settings.DrawDefenses);
        json.WriteBoolean("drawGates", settings.DrawGates);
        json.WriteBoolean("compromiseEntriesAtStart", settings.CompromiseEntriesAtStart);
        json.WriteBoolean("skipCompromised", settings.SkipCompromised);
        json.WriteBoolean("skipUnnecessary", settings.SkipUnnecessary);
        json.WriteBoolean("oneAttemptEarly", settings.OneAttemptEarly);
        json.WriteStartArray("agents");
        foreach (AttackerAgent attacker in scenario.Attackers)
        {
            WriteAttacker(scenario, attacker, json);
        }

        foreach (DefenderAgent defender in scenario.Defenders)
        {
            json.WriteStartObject();
            json.WriteString("name", defender.Name);
            json.WriteString("type", "defender");
            json.WriteString("policy", AgentWords.Of(defender.Policy));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteAttacker(AgentScenario scenario, AttackerAgent attacker, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", attacker.Name);
        json.WriteString("type", "attacker");
        json.WriteString("policy", AgentWords.Of(attacker.Policy));
        json.WriteString("profile", attacker.Profile.Name);
        json.WriteStartArray("entrySets");
        foreach (var set in attacker.EntrySets)
        {
            json.WriteStartArray();
            foreach (string name in set.Select(scenario.Graph.NameOf).Order(Utf8Order.Instance))
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteStartArray("goals");
        foreach (string name in attacker.Goals.Select(scenario.Graph.NameOf).Order(Utf8Order.Instance))
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
