using System.Collections.Immutable;

namespace Pollux.Simulation.Agents;

/// <summary>Why an attacker stopped.</summary>
public enum AttackerOutcome : byte
{
    /// <summary>It has all its goals.</summary>
    GoalsReached,

    /// <summary>There is nothing left that it can attempt.</summary>
    NothingLeft,

    /// <summary>Its policy sees no way to any goal, or does nothing.</summary>
    GaveUp,

    /// <summary>The longest episode was over.</summary>
    OutOfTurns,
}

/// <summary>What came of all episodes. Arrays by episode are in the order of episodes.</summary>
/// <param name="Scenario">Who played, and by which rules.</param>
/// <param name="Turns">How many turns each episode took.</param>
/// <param name="Attackers">What came of each attacker, in the scenario's order.</param>
/// <param name="Defenders">What came of each defender, in the scenario's order.</param>
/// <param name="Compromised">In how many episodes each node was performed by any attacker.</param>
/// <param name="SwitchedOn">How often each node, a defence, was switched on by a defender, and the sum of the turns in which it was.</param>
/// <param name="Detectors">How each detector did, by node.</param>
public sealed record AgentRunResult(
    AgentScenario Scenario,
    ImmutableArray<int> Turns,
    ImmutableArray<AttackerResult> Attackers,
    ImmutableArray<DefenderResult> Defenders,
    ImmutableArray<int> Compromised,
    ImmutableArray<SwitchCount> SwitchedOn,
    ImmutableArray<DetectorResult> Detectors
)
{
    /// <summary>How many episodes.</summary>
    public int Episodes => Turns.Length;
}

/// <summary>What came of one attacker.</summary>
/// <param name="Agent">The attacker.</param>
/// <param name="Outcomes">Why it stopped, by episode.</param>
/// <param name="Rewards">The sum of its rewards over all turns, by episode.</param>
/// <param name="Performed">How many steps it performed, entry points and effects too, by episode.</param>
/// <param name="Failures">How many of its attempts failed, by episode.</param>
/// <param name="GoalTurns">For each of its goals the turn in which it performed it, by episode: 0 at the start, -1 never.</param>
public sealed record AttackerResult(
    AttackerAgent Agent,
    ImmutableArray<AttackerOutcome> Outcomes,
    ImmutableArray<double> Rewards,
    ImmutableArray<int> Performed,
    ImmutableArray<int> Failures,
    ImmutableArray<ImmutableArray<int>> GoalTurns
);

/// <summary>What came of one defender.</summary>
/// <param name="Agent">The defender.</param>
/// <param name="Rewards">The sum of its rewards, which are costs below 0, over all turns, by episode.</param>
/// <param name="SwitchedOn">How many defences it switched on, by episode.</param>
/// <param name="Seen">How many performances it saw, over all episodes.</param>
/// <param name="Missed">How many it did not see, for a rule or by chance.</param>
/// <param name="Imagined">How many it saw that were none.</param>
public sealed record DefenderResult(
    DefenderAgent Agent,
    ImmutableArray<double> Rewards,
    ImmutableArray<int> SwitchedOn,
    long Seen,
    long Missed,
    long Imagined
);

/// <summary>How often a defence was switched on.</summary>
/// <param name="Count">In how many episodes.</param>
/// <param name="TurnSum">The sum of the turns in which it was.</param>
public readonly record struct SwitchCount(int Count, long TurnSum);

/// <summary>How a detector did over all episodes.</summary>
/// <param name="Detector">The detector.</param>
/// <param name="Logged">How many performances it logged.</param>
/// <param name="Missed">How many it did not.</param>
/// <param name="FalseLogs">How often it logged without cause.</param>
public readonly record struct DetectorResult(NodeDetector Detector, long Logged, long Missed, long FalseLogs);
