using System.Collections.Immutable;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Evidence;

/// <summary>What was seen, and what is asked about it.</summary>
/// <param name="Scenario">The graph, where an attacker begins, who it is expected to be, and the goals.</param>
/// <param name="Detectors">All detectors of the site; one that is not here says nothing by being silent.</param>
/// <param name="Alarms">
/// What they raised within the look-back, in any order. Each an event of its own: repeats of one event are left out before.
/// </param>
public sealed record EvidenceRequest(
    Scenario Scenario,
    ImmutableArray<SiteDetector> Detectors,
    ImmutableArray<DetectorAlarm> Alarms
)
{
    /// <summary>Most weighted histories of one question.</summary>
    public const int MaximumHistories = 200_000;

    /// <summary>Most alarms of one question.</summary>
    public const int MaximumAlarms = 200_000;

    /// <summary>What is believed before.</summary>
    public EvidenceAssumptions Assumptions { get; init; } = new();

    /// <summary>
    /// How many weighted histories, in all groups together: 16 to <see cref="MaximumHistories"/>. Four times as many are drawn to begin with.
    /// </summary>
    public int Histories { get; init; } = 2_000;

    /// <summary>
    /// In how many groups that know nothing of each other, 2 to 64: what they disagree on is how uncertain an answer is.
    /// </summary>
    public int Groups { get; init; } = 8;

    /// <summary>How often each history is changed at each stage, 1 to 1 000.</summary>
    public int Moves { get; init; } = 4;

    /// <summary>How often all chances of each history are drawn anew at the end, 0 to 1 000.</summary>
    public int Sweeps { get; init; } = 2;

    /// <summary>How far ahead the forecast goes, days, above 0.</summary>
    public double ForecastDays { get; init; } = 30;
}
