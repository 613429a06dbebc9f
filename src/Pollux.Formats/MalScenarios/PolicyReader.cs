using Pollux.Diagnostics;
using Pollux.Simulation.Agents;

namespace Pollux.Formats.MalScenarios;

/// <summary>Reads the policy of an agent and its <c>config</c>, by the names of MAL-Simulator and those of Pollux.</summary>
internal sealed class PolicyReader(ScenarioReading reading)
{
    private const string Keyboard = "KeyboardAgent";
    private const string Passive = "PassiveAgent";

    private static readonly string[] ConfigKeys =
    [
        "seed",
        "action_ordering",
        "beta",
        "wait_prob",
        "randomize",
        "budget",
    ];

    private static readonly string[] AttackerNames =
    [
        "BreadthFirstAttacker",
        "DepthFirstAttacker",
        "RandomAgent",
        "TTCSoftMinAttacker",
        "ShortestPathAttacker",
        "GoalSeekingAttacker",
        Passive,
    ];

    private static readonly string[] DefenderNames =
    [
        "DefendCompromisedDefender",
        "DefendFutureCompromisedDefender",
        "CostAwareDefender",
        "RandomAgent",
        "BreadthFirstAttacker",
        "DepthFirstAttacker",
        Passive,
    ];

    public AttackerPolicy Attacker(string agent, ScenarioNode node, AttackerPolicyNeeds needs)
    {
        ScenarioNode? config = Config(agent, node);
        switch (Name(node))
        {
            case null or { Text: null }:
                ReportNone(agent, node);
                return new PassivePolicy();
            case { Text: Keyboard } keyboard:
                reading.Report(
                    MalScenarioRules.KeyboardPolicy,
                    keyboard,
                    $"The attacker '{agent}' is not played at the keyboard; it goes breadth first instead."
                );
                return new BreadthFirstPolicy();
            case { Text: "BreadthFirstAttacker" }:
                return new BreadthFirstPolicy(Order(config, agent));
            case { Text: "DepthFirstAttacker" }:
                return new DepthFirstPolicy(Order(config, agent));
            case { Text: "RandomAgent" }:
                return new RandomPolicy(Wait(config, agent));
            case { Text: "TTCSoftMinAttacker" }:
                return new TtcSoftMinPolicy(reading.Number(config?.Get("beta"), $"'beta' of '{agent}'", 0, 1e6) ?? 1);
            case { Text: "ShortestPathAttacker" or "GoalSeekingAttacker" } seeking:
                if (!needs.HasGoals)
                {
                    reading.Report(
                        MalScenarioRules.NoEffect,
                        seeking,
                        $"The attacker '{agent}' has no goals to seek; it goes breadth first.",
                        hint: "Give it 'goals', a list of ASSET:STEP."
                    );
                }

                return new GoalSeekingPolicy();
            case { Text: Passive }:
                return new PassivePolicy();
            case { } unknown:
                ReportUnknown(agent, unknown, "an attacker", AttackerNames);
                return new PassivePolicy();
        }
    }

    public DefenderPolicy Defender(string agent, ScenarioNode node)
    {
        ScenarioNode? config = Config(agent, node);
        switch (Name(node))
        {
            case null or { Text: null }:
                ReportNone(agent, node);
                return new PassiveDefense();
            case { Text: Keyboard } keyboard:
                reading.Report(
                    MalScenarioRules.KeyboardPolicy,
                    keyboard,
                    $"The defender '{agent}' is not played at the keyboard; it does nothing instead."
                );
                return new PassiveDefense();
            case { Text: "DefendCompromisedDefender" }:
                return new ReactiveDefense();
            case { Text: "DefendFutureCompromisedDefender" }:
                return new ForesightedDefense();
            case { Text: "CostAwareDefender" }:
                return new CostAwareDefense(
                    reading.Number(config?.Get("budget"), $"'budget' of '{agent}'", 0, double.MaxValue)
                        ?? double.PositiveInfinity
                );
            case { Text: "RandomAgent" }:
                return new RandomDefense(Wait(config, agent));
            case { Text: "BreadthFirstAttacker" }:
                return new OneByOneDefense(Order(config, agent));
            case { Text: "DepthFirstAttacker" }:
                return new OneByOneDefense(Order(config, agent), LastFirst: true);
            case { Text: Passive }:
                return new PassiveDefense();
            case { } unknown:
                ReportUnknown(agent, unknown, "a defender", DefenderNames);
                return new PassiveDefense();
        }
    }

    /// <summary>The seed of an agent's own choices; 0 when it names none.</summary>
    public ulong ChoiceSeed(string agent, ScenarioNode node) =>
        reading.Seed(node.Get("config")?.Get("seed"), $"'seed' of '{agent}'") ?? 0;

    private static ScenarioNode? Name(ScenarioNode node) => node.Get("policy") ?? node.Get("agent_class");

    private ScenarioNode? Config(string agent, ScenarioNode node)
    {
        ScenarioNode? config = node.Get("config");
        if (config is not null)
        {
            reading.CheckKeys(config, $"'config' of '{agent}'", ConfigKeys);
        }

        return config;
    }

    private OfferOrder Order(ScenarioNode? config, string agent)
    {
        ScenarioNode? node = config?.Get("action_ordering");
        switch (node?.Text)
        {
            case "random" or "list_random":
                return OfferOrder.Shuffled;
            case null when node is null:
            case "sorted" or "nothing":
                return OfferOrder.ByNode;
            default:
                reading.Report(
                    MalScenarioRules.BadValue,
                    node!,
                    $"The value '{node!.Text}' of 'action_ordering' of '{agent}' is none of random, sorted, nothing, list_random."
                );
                return OfferOrder.ByNode;
        }
    }

    private double Wait(ScenarioNode? config, string agent) =>
        reading.Number(config?.Get("wait_prob"), $"'wait_prob' of '{agent}'", 0, 1) ?? 0;

    private void ReportNone(string agent, ScenarioNode node) =>
        reading.Report(
            MalScenarioRules.NoPolicy,
            node,
            $"The agent '{agent}' has no policy, so it does nothing.",
            agent
        );

    private void ReportUnknown(string agent, ScenarioNode policy, string side, string[] known) =>
        reading.Report(
            MalScenarioRules.UnknownPolicy,
            policy,
            $"The agent '{agent}' has the policy '{policy.Text}'; for {side} there are {string.Join(", ", known)}.",
            agent,
            Spelling.DidYouMean(policy.Text ?? "", known)
        );
}

/// <summary>What an attacker's policy has to know of the attacker.</summary>
/// <param name="HasGoals">Whether it has goals.</param>
internal readonly record struct AttackerPolicyNeeds(bool HasGoals);
