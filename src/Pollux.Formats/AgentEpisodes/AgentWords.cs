using Pollux.Simulation.Agents;

namespace Pollux.Formats.AgentEpisodes;

/// <summary>The words by which results name policies and outcomes.</summary>
public static class AgentWords
{
    /// <summary>The name of an attacker's policy, as <c>--policy</c> takes it.</summary>
    public static string Of(AttackerPolicy policy) =>
        policy switch
        {
            BreadthFirstPolicy => "breadth-first",
            DepthFirstPolicy => "depth-first",
            RandomPolicy => "random",
            TtcSoftMinPolicy => "soft-min",
            GoalSeekingPolicy => "goal-seeking",
            _ => "passive",
        };

    /// <summary>The name of a defender's policy, as <c>--defender</c> takes it.</summary>
    public static string Of(DefenderPolicy policy) =>
        policy switch
        {
            ReactiveDefense => "reactive",
            ForesightedDefense => "foresighted",
            CostAwareDefense => "cost-aware",
            RandomDefense => "random",
            OneByOneDefense => "one-by-one",
            _ => "passive",
        };

    /// <summary>Why an attacker stopped, as a key.</summary>
    public static string Of(AttackerOutcome outcome) =>
        outcome switch
        {
            AttackerOutcome.GoalsReached => "goalsReached",
            AttackerOutcome.NothingLeft => "nothingLeft",
            AttackerOutcome.GaveUp => "gaveUp",
            _ => "outOfTurns",
        };

    /// <summary>What times do to attempts, as <c>--ttc-mode</c> takes it.</summary>
    public static string Of(TtcMode mode) =>
        mode switch
        {
            TtcMode.PerStepSample => "per-step-sample",
            TtcMode.EffortBasedPerStepSample => "effort-based",
            TtcMode.PreSample => "pre-sample",
            TtcMode.ExpectedValue => "expected-value",
            _ => "disabled",
        };
}
