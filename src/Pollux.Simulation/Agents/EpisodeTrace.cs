using System.Collections.Immutable;

namespace Pollux.Simulation.Agents;

/// <summary>Everything that happened in one episode.</summary>
/// <param name="Episode">Its number, from 0.</param>
/// <param name="Turns">How many turns it took.</param>
/// <param name="Outcomes">Why each attacker stopped, in the scenario's order.</param>
/// <param name="Events">What happened, in its order.</param>
/// <param name="TurnRewards">
/// The reward of each agent in each turn from 1, turn by turn: in a turn attackers first, then defenders.
/// </param>
public sealed record EpisodeTrace(
    int Episode,
    int Turns,
    ImmutableArray<AttackerOutcome> Outcomes,
    ImmutableArray<EpisodeEvent> Events,
    ImmutableArray<double> TurnRewards
);

/// <summary>What kind of thing happened.</summary>
public enum EpisodeEventKind : byte
{
    /// <summary>A defence was on from the start.</summary>
    OnAtStart,

    /// <summary>An attacker had an entry point at the start.</summary>
    Entered,

    /// <summary>An attacker performed a step that it had chosen.</summary>
    Performed,

    /// <summary>A step happened as an effect of what the attacker performed.</summary>
    Effect,

    /// <summary>An attempt failed.</summary>
    Failed,

    /// <summary>An attempt came to nothing, because a defence of the same turn had made it impossible.</summary>
    Blocked,

    /// <summary>A defender switched a defence on.</summary>
    SwitchedOn,

    /// <summary>A defender saw a performance.</summary>
    Seen,

    /// <summary>A defender did not see a performance.</summary>
    Missed,

    /// <summary>A defender saw a performance that was none.</summary>
    Imagined,

    /// <summary>A detector logged a performance.</summary>
    Logged,

    /// <summary>A detector did not log a performance.</summary>
    NotLogged,

    /// <summary>A detector logged without cause.</summary>
    FalseLog,
}

/// <summary>One thing that happened.</summary>
/// <param name="Turn">In which turn; 0 for the start.</param>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Agent">The attacker or defender, by its place among its kind; -1 for none.</param>
/// <param name="Node">The node.</param>
/// <param name="Number">Which attempt, from 1, for an attempt; which of all detectors for a log; else 0.</param>
/// <param name="Context">For a log: the node for each label of the detector's context, -1 where none was performed before.</param>
public readonly record struct EpisodeEvent(
    int Turn,
    EpisodeEventKind Kind,
    int Agent,
    int Node,
    int Number,
    ImmutableArray<int> Context
);
