namespace Pollux.Simulation.Agents;

/// <summary>The rules of an episode; the names and defaults are those of MAL-Simulator.</summary>
public sealed record EpisodeSettings
{
    /// <summary>Most turns of one episode that can be asked for.</summary>
    public const int LongestEpisode = 100_000_000;

    /// <summary>What the times to compromise do.</summary>
    public TtcMode TtcMode { get; init; } = TtcMode.Disabled;

    /// <summary>Decides every random number.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>True: a defence with a probability between 0 and 1 is drawn at the start of each episode. False: it is off.</summary>
    public bool DrawDefenses { get; init; } = true;

    /// <summary>True: whether a step with a gate is possible at all is drawn at the start of each episode. False: it is possible.</summary>
    public bool DrawGates { get; init; } = true;

    /// <summary>
    /// True: attackers have their entry points when an episode begins. False: the entry points are what they can attempt first, whatever
    /// these need.
    /// </summary>
    public bool CompromiseEntriesAtStart { get; init; } = true;

    /// <summary>True: a step that was performed is not offered again.</summary>
    public bool SkipCompromised { get; init; } = true;

    /// <summary>True: a step that an attacker gets past without performing it is not offered.</summary>
    public bool SkipUnnecessary { get; init; }

    /// <summary>
    /// True: with fixed times an attempt succeeds one too early, as in MAL-Simulator 3 (a time of 5 falls to the fourth attempt).
    /// False: a time of 5 takes five attempts.
    /// </summary>
    public bool OneAttemptEarly { get; init; }

    /// <summary>After how many turns an episode stops at the latest, 1 to <see cref="LongestEpisode"/>.</summary>
    public int MaximumTurns { get; init; } = 100_000;
}

/// <summary>What the time to compromise of a step does to attempts on it. An attempt takes a turn, and is a unit (day) of effort.</summary>
public enum TtcMode
{
    /// <summary>Nothing: every attempt succeeds.</summary>
    Disabled,

    /// <summary>Each attempt draws a time and succeeds when that is at most 1.</summary>
    PerStepSample,

    /// <summary>Attempt n succeeds with the probability that the time is at most n.</summary>
    EffortBasedPerStepSample,

    /// <summary>The time is drawn once an episode; the first attempt whose number reaches it succeeds.</summary>
    PreSample,

    /// <summary>The time is its mean; the first attempt whose number reaches it succeeds.</summary>
    ExpectedValue,
}

/// <summary>How rewards are added up, turn by turn.</summary>
public enum RewardMode
{
    /// <summary>Each turn counts everything that was ever performed.</summary>
    Cumulative,

    /// <summary>Each turn counts what was performed in it.</summary>
    OneOff,

    /// <summary>Like one-off, less the mean time of each step performed, when times do nothing else.</summary>
    ExpectedTtc,

    /// <summary>Like one-off, less a drawn time of each step performed, when times do nothing else.</summary>
    SampleTtc,
}
