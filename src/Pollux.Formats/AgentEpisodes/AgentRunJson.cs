using System.Text.Json;
using Pollux.Formats.AttackGraphs;
using Pollux.Formats.Figures;
using Pollux.Simulation.Agents;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Formats.AgentEpisodes;

/// <summary>Writes what came of a run of agents, as <c>docs/formats/agent-episodes.md</c> shows it.</summary>
public static class AgentRunJson
{
    /// <summary>Writes the result as one JSON value; the same run gives the same bytes.</summary>
    public static void Write(AgentRunResult result, AgentManifest manifest, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartObject("manifest");
        manifest.Write(result.Scenario, json);
        json.WriteEndObject();
        WriteSpread(json, "turns", RunStatistics.SpreadOf(result.Turns.Select(turns => (double)turns)));
        json.WriteStartArray("attackers");
        foreach (AttackerResult attacker in result.Attackers)
        {
            WriteAttacker(result, attacker, json);
        }

        json.WriteEndArray();
        json.WriteStartArray("defenders");
        foreach (DefenderResult defender in result.Defenders)
        {
            WriteDefender(defender, json);
        }

        json.WriteEndArray();
        WriteSwitched(result, json);
        WriteDetectors(result, json);
        WriteSteps(result, json);
        json.WriteEndObject();
    }

    private static void WriteAttacker(AgentRunResult result, AttackerResult attacker, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", attacker.Agent.Name);
        json.WriteString("policy", AgentWords.Of(attacker.Agent.Policy));
        json.WriteStartObject("outcomes");
        foreach (AttackerOutcome outcome in Enum.GetValues<AttackerOutcome>())
        {
            json.WriteNumber(AgentWords.Of(outcome), attacker.Outcomes.Count(ended => ended == outcome));
        }

        json.WriteEndObject();
        WriteMean(json, "reward", RunStatistics.MeanOf(attacker.Rewards));
        WriteSpread(json, "performed", RunStatistics.SpreadOf(attacker.Performed.Select(count => (double)count)));
        WriteSpread(json, "failures", RunStatistics.SpreadOf(attacker.Failures.Select(count => (double)count)));
        json.WriteStartArray("goals");
        for (int i = 0; i < attacker.Agent.Goals.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString("step", result.Scenario.Graph.NameOf(attacker.Agent.Goals[i]));
            WriteOccurrence(json, RunStatistics.GoalOf(attacker.GoalTurns[i]));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDefender(DefenderResult defender, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name", defender.Agent.Name);
        json.WriteString("policy", AgentWords.Of(defender.Agent.Policy));
        WriteMean(json, "reward", RunStatistics.MeanOf(defender.Rewards));
        WriteSpread(json, "switchedOn", RunStatistics.SpreadOf(defender.SwitchedOn.Select(count => (double)count)));
        json.WriteNumber("seen", defender.Seen);
        json.WriteNumber("missed", defender.Missed);
        json.WriteNumber("imagined", defender.Imagined);
        json.WriteEndObject();
    }

    private static void WriteSwitched(AgentRunResult result, Utf8JsonWriter json)
    {
        json.WriteStartArray("defenses");
        foreach ((string name, int node) in Named(result, node => result.SwitchedOn[node].Count > 0))
        {
            SwitchCount count = result.SwitchedOn[node];
            json.WriteStartObject();
            json.WriteString("defense", name);
            WriteShare(json, count.Count, result.Episodes);
            json.WriteNumber("meanTurn", (double)count.TurnSum / count.Count);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDetectors(AgentRunResult result, Utf8JsonWriter json)
    {
        json.WriteStartArray("detectors");
        foreach (
            DetectorResult detector in result
                .Detectors.Where(detector => detector.Logged + detector.Missed + detector.FalseLogs > 0)
                .OrderBy(detector => result.Scenario.Graph.NameOf(detector.Detector.Node), Utf8Order.Instance)
                .ThenBy(detector => detector.Detector.Name, Utf8Order.Instance)
        )
        {
            json.WriteStartObject();
            json.WriteString("step", result.Scenario.Graph.NameOf(detector.Detector.Node));
            json.WriteString("detector", detector.Detector.Name);
            json.WriteNumber("logged", detector.Logged);
            json.WriteNumber("notLogged", detector.Missed);
            json.WriteNumber("falseLogs", detector.FalseLogs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSteps(AgentRunResult result, Utf8JsonWriter json)
    {
        json.WriteStartObject("steps");
        foreach ((string name, int node) in Named(result, node => result.Compromised[node] > 0))
        {
            json.WriteNumber(name, (double)result.Compromised[node] / result.Episodes);
        }

        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, int Node)> Named(AgentRunResult result, Func<int, bool> isWanted)
    {
        AttackGraph graph = result.Scenario.Graph;
        return Enumerable
            .Range(0, graph.NodeCount)
            .Where(isWanted)
            .Select(node => (Name: graph.NameOf(node), node))
            .OrderBy(pair => pair.Name, Utf8Order.Instance);
    }

    private static void WriteOccurrence(Utf8JsonWriter json, Occurrence occurrence)
    {
        json.WriteNumber("episodes", occurrence.Count);
        json.WriteNumber("share", occurrence.Share);
        json.WriteNumber("shareLow", occurrence.Interval.Low);
        json.WriteNumber("shareHigh", occurrence.Interval.High);
        WriteSpread(json, "turn", occurrence.Turns);
    }

    private static void WriteShare(Utf8JsonWriter json, int count, int episodes)
    {
        var interval = ProportionInterval.Wilson(count, episodes);
        json.WriteNumber("episodes", count);
        json.WriteNumber("share", (double)count / episodes);
        json.WriteNumber("shareLow", interval.Low);
        json.WriteNumber("shareHigh", interval.High);
    }

    private static void WriteMean(Utf8JsonWriter json, string name, Mean mean)
    {
        json.WriteStartObject(name);
        json.WriteNumber("mean", mean.Value);
        json.WriteFiniteFigure("low", mean.Low);
        json.WriteFiniteFigure("high", mean.High);
        json.WriteEndObject();
    }

    private static void WriteSpread(Utf8JsonWriter json, string name, Spread? spread)
    {
        json.WriteStartObject(name);
        json.WriteFiniteFigure("p05", spread?.P05);
        json.WriteFiniteFigure("median", spread?.Median);
        json.WriteFiniteFigure("p95", spread?.P95);
        json.WriteFiniteFigure("medianLow", spread?.MedianLow);
        json.WriteFiniteFigure("medianHigh", spread?.MedianHigh);
        json.WriteEndObject();
    }
}
