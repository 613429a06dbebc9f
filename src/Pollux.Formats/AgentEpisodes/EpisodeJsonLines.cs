using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Pollux.Simulation.Agents;

namespace Pollux.Formats.AgentEpisodes;

/// <summary>
/// Writes episodes as JSON lines, the form of <c>docs/formats/agent-episodes.md</c>: a manifest, then for each episode a line for each agent
/// and turn in which something happened to it, a line for each log, and a summary.
/// </summary>
public sealed class EpisodeJsonLines : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly AgentScenario scenario;
    private readonly TextWriter writer;
    private readonly string?[] names;
    private readonly MemoryStream buffer = new();
    private readonly Utf8JsonWriter json;
    private readonly ImmutableArray<NodeDetector> detectors;

    /// <summary>Creates a writer.</summary>
    /// <param name="scenario">What is played.</param>
    /// <param name="writer">Where the lines go.</param>
    public EpisodeJsonLines(AgentScenario scenario, TextWriter writer)
    {
        this.scenario = scenario;
        this.writer = writer;
        names = new string?[scenario.Graph.NodeCount];
        json = new Utf8JsonWriter(buffer, Options);
        detectors = NodeDetector.AllOf(scenario.Graph);
    }

    /// <summary>Frees its buffer; what it has written stays with the writer.</summary>
    public void Dispose()
    {
        json.Dispose();
        buffer.Dispose();
    }

    /// <summary>Writes the first line.</summary>
    public void WriteManifest(AgentManifest manifest)
    {
        json.WriteStartObject();
        json.WriteStartObject("manifest");
        manifest.Write(scenario, json);
        json.WriteEndObject();
        EndLine();
    }

    /// <summary>Writes the lines of an episode.</summary>
    public void Write(EpisodeTrace trace)
    {
        int agents = scenario.Attackers.Length + scenario.Defenders.Length;
        int next = 0;
        for (int turn = 0; turn <= trace.Turns; turn++)
        {
            int first = next;
            while (next < trace.Events.Length && trace.Events[next].Turn == turn)
            {
                next++;
            }

            ReadOnlySpan<EpisodeEvent> events = trace.Events.AsSpan(first, next - first);
            ReadOnlySpan<double> rewards = turn == 0 ? [] : trace.TurnRewards.AsSpan((turn - 1) * agents, agents);
            WriteStart(trace.Episode, turn, events);
            for (int i = 0; i < scenario.Defenders.Length; i++)
            {
                WriteDefender(trace.Episode, turn, i, events, turn == 0 ? 0 : rewards[scenario.Attackers.Length + i]);
            }

            for (int i = 0; i < scenario.Attackers.Length; i++)
            {
                WriteAttacker(trace.Episode, turn, i, events, turn == 0 ? 0 : rewards[i]);
            }

            WriteLogs(trace.Episode, turn, events);
        }

        WriteSummary(trace, agents);
    }

    private void WriteStart(int episode, int turn, ReadOnlySpan<EpisodeEvent> events)
    {
        if (turn > 0)
        {
            return;
        }

        Begin(episode, turn);
        WriteSteps("defensesOn", events, EpisodeEventKind.OnAtStart, -1, always: true);
        EndLine();
    }

    private void WriteDefender(int episode, int turn, int agent, ReadOnlySpan<EpisodeEvent> events, double reward)
    {
        bool hasNews = reward != 0;
        foreach (EpisodeEvent happened in events)
        {
            hasNews |= happened.Agent == agent && IsOfDefender(happened.Kind);
        }

        if (!hasNews)
        {
            return;
        }

        Begin(episode, turn);
        json.WriteString("agent", scenario.Defenders[agent].Name);
        foreach (EpisodeEvent happened in events)
        {
            if (happened.Kind == EpisodeEventKind.SwitchedOn && happened.Agent == agent)
            {
                json.WriteString("action", NameOf(happened.Node));
                json.WriteString("result", "switchedOn");
            }
        }

        WriteSteps("seen", events, EpisodeEventKind.Seen, agent);
        WriteSteps("missed", events, EpisodeEventKind.Missed, agent);
        WriteSteps("imagined", events, EpisodeEventKind.Imagined, agent);
        WriteReward(turn, reward);
        EndLine();
    }

    private void WriteAttacker(int episode, int turn, int agent, ReadOnlySpan<EpisodeEvent> events, double reward)
    {
        bool hasNews = reward != 0;
        foreach (EpisodeEvent happened in events)
        {
            hasNews |= happened.Agent == agent && IsOfAttacker(happened.Kind);
        }

        if (!hasNews)
        {
            return;
        }

        Begin(episode, turn);
        json.WriteString("agent", scenario.Attackers[agent].Name);
        foreach (EpisodeEvent happened in events)
        {
            string? result = happened.Kind switch
            {
                EpisodeEventKind.Performed => "performed",
                EpisodeEventKind.Failed => "failed",
                EpisodeEventKind.Blocked => "blocked",
                _ => null,
            };
            if (result is not null && happened.Agent == agent)
            {
                json.WriteString("action", NameOf(happened.Node));
                json.WriteString("result", result);
                json.WriteNumber("attempt", happened.Number);
            }
        }

        WriteSteps("entered", events, EpisodeEventKind.Entered, agent);
        WriteSteps("effects", events, EpisodeEventKind.Effect, agent);
        WriteReward(turn, reward);
        EndLine();
    }

    private void WriteLogs(int episode, int turn, ReadOnlySpan<EpisodeEvent> events)
    {
        foreach (EpisodeEvent happened in events)
        {
            string? result = happened.Kind switch
            {
                EpisodeEventKind.Logged => "logged",
                EpisodeEventKind.NotLogged => "notLogged",
                EpisodeEventKind.FalseLog => "falseLog",
                _ => null,
            };
            if (result is null)
            {
                continue;
            }

            NodeDetector detector = detectors[happened.Number];
            Begin(episode, turn);
            json.WriteString("detector", detector.Name);
            json.WriteString("step", NameOf(happened.Node));
            json.WriteString("result", result);
            json.WriteStartObject("context");
            for (int label = 0; label < happened.Context.Length; label++)
            {
                if (happened.Context[label] >= 0)
                {
                    json.WriteString(detector.Context[label].Key, NameOf(happened.Context[label]));
                }
            }

            json.WriteEndObject();
            EndLine();
        }
    }

    private void WriteSummary(EpisodeTrace trace, int agents)
    {
        json.WriteStartObject();
        json.WriteNumber("episode", trace.Episode);
        json.WriteStartObject("summary");
        json.WriteNumber("turns", trace.Turns);
        json.WriteStartObject("agents");
        for (int i = 0; i < agents; i++)
        {
            bool attacks = i < scenario.Attackers.Length;
            int place = attacks ? i : i - scenario.Attackers.Length;
            json.WriteStartObject(attacks ? scenario.Attackers[i].Name : scenario.Defenders[place].Name);
            double total = 0;
            for (int turn = 0; turn < trace.Turns; turn++)
            {
                total += trace.TurnRewards[(turn * agents) + i];
            }

            json.WriteNumber("reward", total);
            if (attacks)
            {
                json.WriteString("outcome", AgentWords.Of(trace.Outcomes[i]));
                json.WriteNumber("performed", Count(trace, i, IsPerformance));
                json.WriteNumber("failed", Count(trace, i, kind => kind == EpisodeEventKind.Failed));
                WriteGoals(trace, i);
            }
            else
            {
                json.WriteNumber("switchedOn", Count(trace, place, kind => kind == EpisodeEventKind.SwitchedOn));
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        EndLine();
    }

    private void WriteGoals(EpisodeTrace trace, int attacker)
    {
        json.WriteStartObject("goals");
        foreach (int goal in scenario.Attackers[attacker].Goals)
        {
            EpisodeEvent? fell = trace
                .Events.Where(happened =>
                    happened.Node == goal && happened.Agent == attacker && IsPerformance(happened.Kind)
                )
                .Select(happened => (EpisodeEvent?)happened)
                .FirstOrDefault();
            if (fell is { } reached)
            {
                json.WriteNumber(NameOf(goal), reached.Turn);
            }
            else
            {
                json.WriteNull(NameOf(goal));
            }
        }

        json.WriteEndObject();
    }

    private static int Count(EpisodeTrace trace, int agent, Func<EpisodeEventKind, bool> isWanted) =>
        trace.Events.Count(happened => happened.Agent == agent && isWanted(happened.Kind));

    private static bool IsPerformance(EpisodeEventKind kind) =>
        kind is EpisodeEventKind.Entered or EpisodeEventKind.Performed or EpisodeEventKind.Effect;

    private static bool IsOfDefender(EpisodeEventKind kind) =>
        kind
            is EpisodeEventKind.SwitchedOn
                or EpisodeEventKind.Seen
                or EpisodeEventKind.Missed
                or EpisodeEventKind.Imagined;

    private static bool IsOfAttacker(EpisodeEventKind kind) =>
        IsPerformance(kind) || kind is EpisodeEventKind.Failed or EpisodeEventKind.Blocked;

    private void Begin(int episode, int turn)
    {
        json.WriteStartObject();
        json.WriteNumber("episode", episode);
        json.WriteNumber("turn", turn);
    }

    private void WriteSteps(
        string name,
        ReadOnlySpan<EpisodeEvent> events,
        EpisodeEventKind kind,
        int agent,
        bool always = false
    )
    {
        bool isOpen = always;
        if (always)
        {
            json.WriteStartArray(name);
        }

        foreach (EpisodeEvent happened in events)
        {
            if (happened.Kind == kind && happened.Agent == agent)
            {
                if (!isOpen)
                {
                    json.WriteStartArray(name);
                    isOpen = true;
                }

                json.WriteStringValue(NameOf(happened.Node));
            }
        }

        if (isOpen)
        {
            json.WriteEndArray();
        }
    }

    private void WriteReward(int turn, double reward)
    {
        if (turn > 0)
        {
            json.WriteNumber("reward", reward);
        }
    }

    private string NameOf(int node) => names[node] ??= scenario.Graph.NameOf(node);

    private void EndLine()
    {
        json.WriteEndObject();
        json.Flush();
        writer.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
        writer.Write('\n');
        buffer.SetLength(0);
        json.Reset();
    }
}
