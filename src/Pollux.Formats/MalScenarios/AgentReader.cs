using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Specification;
using Pollux.Simulation.Agents;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Distributions;

namespace Pollux.Formats.MalScenarios;

/// <summary>Reads the agents of a scenario and finds what they name in a graph.</summary>
internal sealed class AgentReader(AttackGraph graph, ScenarioReading reading, ScenarioNode root)
{
    private static readonly string[] SharedKeys =
    [
        "type",
        "policy",
        "agent_class",
        "config",
        "rewards",
        "reward_mode",
        "actionable_steps",
    ];

    private static readonly string[] AttackerKeys = ["entry_points", "goals", "ttc_overrides"];

    private static readonly string[] DefenderKeys =
    [
        "observable_steps",
        "false_positive_rates",
        "false_negative_rates",
    ];

    private readonly StepRuleReader rules = new(graph, reading);
    private readonly PolicyReader policies = new(reading);

    public ImmutableArray<AttackerAgent> ReadAttackers() =>
        [.. Agents().Where(agent => Kind(agent, reports: true) == "attacker").Select(ReadAttacker)];

    public ImmutableArray<DefenderAgent> ReadDefenders() =>
        [.. Agents().Where(agent => Kind(agent, reports: false) == "defender").Select(ReadDefender)];

    // An agent that is null was taken away by a scenario that extends another.
    private IEnumerable<(string Name, ScenarioNode Node)> Agents() =>
        (root.Get("agents")?.Entries ?? []).Where(agent => !agent.Value.IsNull);

    private string? Kind((string Name, ScenarioNode Node) agent, bool reports)
    {
        string? kind = agent.Node.Get("type")?.Text;
        if (kind is "attacker" or "defender")
        {
            return kind;
        }

        if (reports)
        {
            reading.Report(
                MalScenarioRules.WrongShape,
                agent.Node.Get("type") ?? agent.Node,
                $"The agent '{agent.Name}' is of the type '{kind}'; it is neither attacker nor defender, and left out.",
                agent.Name
            );
        }

        return null;
    }

    private AttackerAgent ReadAttacker((string Name, ScenarioNode Node) agent)
    {
        (string name, ScenarioNode node) = agent;
        CheckKeys(name, node, AttackerKeys, DefenderKeys, "an attacker");
        ImmutableArray<int> goals = FindSteps(node.Get("goals"), $"'goals' of '{name}'");
        return new AttackerAgent(name, policies.Attacker(name, node, new AttackerPolicyNeeds(!goals.IsEmpty)))
        {
            EntrySets = ReadEntries(name, node),
            Goals = goals,
            Rewards = Numbers(node, "rewards", name, double.MinValue, double.MaxValue),
            RewardMode =
                reading.Word<RewardMode>(node.Get("reward_mode"), $"'reward_mode' of '{name}'")
                ?? RewardMode.Cumulative,
            Actionable = Steps(node, "actionable_steps", name),
            Times = ReadTimes(name, node),
            ChoiceSeed = policies.ChoiceSeed(name, node),
        };
    }

    private DefenderAgent ReadDefender((string Name, ScenarioNode Node) agent)
    {
        (string name, ScenarioNode node) = agent;
        CheckKeys(name, node, DefenderKeys, AttackerKeys, "a defender");
        RewardMode mode =
            reading.Word<RewardMode>(node.Get("reward_mode"), $"'reward_mode' of '{name}'") ?? RewardMode.Cumulative;
        if (mode is RewardMode.ExpectedTtc or RewardMode.SampleTtc)
        {
            reading.Report(
                MalScenarioRules.BadValue,
                node.Get("reward_mode")!,
                $"The reward mode of the defender '{name}' is CUMULATIVE or ONE_OFF; cumulative is used."
            );
            mode = RewardMode.Cumulative;
        }

        return new DefenderAgent(name, policies.Defender(name, node))
        {
            Costs = Numbers(node, "rewards", name, double.MinValue, double.MaxValue),
            RewardMode = mode,
            Actionable = Steps(node, "actionable_steps", name),
            Observable = Steps(node, "observable_steps", name),
            FalsePositives = Numbers(node, "false_positive_rates", name, 0, 1),
            FalseNegatives = Numbers(node, "false_negative_rates", name, 0, 1),
            ChoiceSeed = policies.ChoiceSeed(name, node),
        };
    }

    private void CheckKeys(string name, ScenarioNode node, string[] own, string[] others, string side)
    {
        foreach (string key in others)
        {
            if (node.Get(key) is { } value)
            {
                reading.Report(
                    MalScenarioRules.NoEffect,
                    value,
                    $"'{key}' of '{name}' means nothing for {side}.",
                    name
                );
            }
        }

        reading.CheckKeys(node, $"the agent '{name}'", [.. SharedKeys, .. own, .. others]);
    }

    private ImmutableArray<ImmutableArray<int>> ReadEntries(string name, ScenarioNode node)
    {
        string what = $"'entry_points' of '{name}'";
        ScenarioNode? entries = node.Get("entry_points");
        bool areSets = entries?.IsList == true && entries.List.Length > 0 && entries.List.All(IsSeveral);
        ImmutableArray<ImmutableArray<int>> sets = areSets
            ? [.. entries!.List.Select(set => FindSteps(set, what)).Where(set => !set.IsEmpty)]
            : [.. new[] { FindSteps(entries, what) }.Where(set => !set.IsEmpty)];
        if (sets.IsEmpty)
        {
            reading.Report(
                MalScenarioRules.NoEntry,
                entries ?? node,
                $"The attacker '{name}' begins nowhere, so it can do nothing.",
                name
            );
        }

        return sets;
    }

    // A set without its tag is a map whose values are null.
    private static bool IsSeveral(ScenarioNode node) =>
        node.IsList || (node.IsMap && node.Entries.All(entry => entry.Value.IsNull));

    private ImmutableArray<int> FindSteps(ScenarioNode? node, string what)
    {
        if (node is null)
        {
            return [];
        }

        if (!IsSeveral(node))
        {
            reading.Report(MalScenarioRules.WrongShape, node, $"{what} is not a list of ASSET:STEP.");
            return [];
        }

        IEnumerable<(string? Name, ScenarioNode Place)> names = node.IsList
            ? node.List.Select(item => (item.Text, item))
            : node.Entries.Select(entry => ((string?)entry.Name, entry.Value));
        ImmutableArray<int>.Builder found = ImmutableArray.CreateBuilder<int>();
        foreach ((string? name, ScenarioNode place) in names)
        {
            if (name is null)
            {
                reading.Report(
                    MalScenarioRules.WrongShape,
                    place,
                    $"{what} holds something that is no name of a step."
                );
            }
            else if (FindStep(name, place, what) is { } step && !found.Contains(step))
            {
                found.Add(step);
            }
        }

        return found.ToImmutable();
    }

    private int? FindStep(string name, ScenarioNode place, string what)
    {
        DiagnosticBag bag = new(place.File);
        int? node = StepReferences.Find(graph, name, bag);
        foreach (Diagnostic diagnostic in bag.ToImmutable())
        {
            reading.Report(diagnostic.Rule, place, $"{what}: {diagnostic.Message}", name, diagnostic.Hint);
        }

        if (node is { } step && !graph.StepOf(step).IsAttackStep)
        {
            reading.Report(
                AttackGraphRules.EntryIsNoAttackStep,
                place,
                $"{what}: '{name}' is a step of kind {graph.StepOf(step).Type}, not an attack step.",
                name
            );
            return null;
        }

        return node;
    }

    private StepNumbers? Numbers(ScenarioNode node, string key, string agent, double minimum, double maximum)
    {
        Dictionary<int, double>? values = rules.Read<double>(
            node.Get(key) ?? root.Get(key),
            $"'{key}' of '{agent}'",
            (value, what) => value is null ? 1 : reading.Number(value, what, minimum, maximum)
        );
        return values is null ? null : StepNumbers.Create(graph, step => values.GetValueOrDefault(step));
    }

    private StepSet? Steps(ScenarioNode node, string key, string agent)
    {
        Dictionary<int, bool>? values = rules.Read<bool>(
            node.Get(key) ?? root.Get(key),
            $"'{key}' of '{agent}'",
            (value, what) => value is null ? true : reading.Boolean(value, what)
        );
        return values is null ? null : StepSet.Create(graph, step => values.GetValueOrDefault(step));
    }

    private ImmutableArray<KeyValuePair<int, Distribution>> ReadTimes(string agent, ScenarioNode node)
    {
        List<Distribution> times = [];
        Dictionary<int, int> values =
            rules.Read<int>(
                node.Get("ttc_overrides"),
                $"'ttc_overrides' of '{agent}'",
                (value, what) => ReadTime(value, what, times)
            ) ?? [];
        foreach (int step in values.Keys.Order())
        {
            if (graph.StepOf(step).Type is not (StepType.Or or StepType.And))
            {
                reading.Report(
                    MalScenarioRules.NoEffect,
                    node.Get("ttc_overrides")!,
                    $"'{graph.NameOf(step)}' is no attack step, so it takes no time.",
                    agent
                );
            }
        }

        return
        [
            .. values
                .Where(pair => graph.StepOf(pair.Key).IsAttackStep)
                .OrderBy(pair => pair.Key)
                .Select(pair => KeyValuePair.Create(pair.Key, times[pair.Value])),
        ];
    }

    private int? ReadTime(ScenarioNode? value, string what, List<Distribution> times)
    {
        string? problem = "It has no time.";
        if (value?.Text is { } text && TimeText.Parse(text, out problem) is { } time)
        {
            times.Add(time);
            return times.Count - 1;
        }

        reading.Report(
            MalScenarioRules.BadValue,
            value ?? root,
            $"The time '{value?.Text}' of {what} cannot be used. {problem}"
        );
        return null;
    }
}
