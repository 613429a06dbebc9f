using System.Collections.Immutable;
using Pollux.Simulation.Attackers;

namespace Pollux.Simulation.Evidence;

/// <summary>
/// What is believed before any alarm is seen. The model of an attack is averaged over how fast the attacker is, who it is, and how good the
/// detectors are: so that a wrong assumption is found out and not believed to the end. Formulas: <c>docs/evidence.md</c>.
/// </summary>
public sealed record EvidenceAssumptions
{
    /// <summary>
    /// The probability, 0 to 1, that an attack on this site began within the look-back and still goes on. 1 % by default: about one
    /// attack in eight years for a look-back of 30 days. An assumption; a site should give its own.
    /// </summary>
    public double AttackProbability { get; init; } = 0.01;

    /// <summary>How far back the attack may have begun and alarms are looked at, days, above 0.</summary>
    public double LookbackDays { get; init; } = 30;

    /// <summary>
    /// Mean of the exponential time from a step to its alarm, days, above 0; also how closely simulated times are taken. Two hours.
    /// </summary>
    public double DelayDays { get; init; } = 2.0 / 24;

    /// <summary>
    /// How alike the false alarm rates of one kind of detectors are: the shape of the Gamma distribution around the stated rate that each
    /// detector's own rate is drawn from. Infinite: each has exactly the stated rate.
    /// </summary>
    public double FalseRateShape { get; init; } = 4;

    /// <summary>What is believed of the times to compromise: in four of five worlds right to a quarter, else anything from a ninth to nine times.</summary>
    public SpeedBelief Speed { get; init; } = new(0.25, 1.1, 0.2);

    /// <summary>
    /// Factors on every true positive rate: worse detectors than stated, or an attacker who leaves undone much of what it could do.
    /// </summary>
    public ImmutableArray<WeightedValue> DetectionFactors { get; init; } =
    [new(1, 0.7), new(0.8, 0.1), new(0.6, 0.07), new(0.45, 0.05), new(0.3, 0.04), new(0.2, 0.02), new(0.1, 0.02)];

    /// <summary>Factors on every false positive rate.</summary>
    public ImmutableArray<WeightedValue> FalseAlarmFactors { get; init; } =
    [
        new(1, 0.68),
        new(0.25, 0.01),
        new(0.35, 0.02),
        new(0.5, 0.04),
        new(0.7, 0.09),
        new(1.4, 0.09),
        new(2, 0.04),
        new(2.8, 0.02),
        new(4, 0.01),
    ];

    /// <summary>Who else it may be than the scenario's attacker.</summary>
    public ImmutableArray<AttackerProfile> OtherAttackers { get; init; } = [];

    /// <summary>The probability, 0 to 1, that it is one of <see cref="OtherAttackers"/>, alike for each.</summary>
    public double OtherAttackerProbability { get; init; } = 0.2;

    /// <summary>
    /// Every figure as it is stated, nothing averaged: what a closed form assumes. Says more than the default where the model is true, and is
    /// sure of wrong things where it is not.
    /// </summary>
    public static EvidenceAssumptions Literal { get; } =
        new()
        {
            FalseRateShape = double.PositiveInfinity,
            Speed = SpeedBelief.Exact,
            DetectionFactors = [new(1, 1)],
            FalseAlarmFactors = [new(1, 1)],
        };
}
