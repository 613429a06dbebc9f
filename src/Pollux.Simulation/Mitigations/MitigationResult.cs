using System.Collections.Immutable;
using Pollux.Simulation.Assessments;

namespace Pollux.Simulation.Mitigations;

/// <summary>One change of the twin, simulated with the same chance as the assessment itself.</summary>
/// <param name="Title">What to do, as one short imperative.</param>
/// <param name="Defenses">The defences that it switches on, by full name; at least one.</param>
/// <param name="CostClass"><c>low</c>, <c>medium</c> or <c>high</c>.</param>
/// <param name="Cost">Its cost in money; null when neither the site nor the pack says what its class costs.</param>
/// <param name="RiskCut">Expected loss that it removes; where no jewel has a loss, probability removed, summed over jewels.</param>
/// <param name="CutPerCost">Risk cut for one unit of cost, the order of the list.</param>
/// <param name="Effects">What it does to each crown jewel that it changes, largest change first.</param>
/// <param name="Mitigations">ATT&amp;CK mitigation ids.</param>
/// <param name="Requirements">IEC 62443-3-3 requirements.</param>
public sealed record MitigationResult(
    string Title,
    ImmutableArray<string> Defenses,
    string CostClass,
    double? Cost,
    Estimate RiskCut,
    double CutPerCost,
    ImmutableArray<JewelEffect> Effects,
    ImmutableArray<string> Mitigations,
    ImmutableArray<string> Requirements
);

/// <summary>What a mitigation does to one jewel.</summary>
/// <param name="Asset">The jewel's asset.</param>
/// <param name="Step">The jewel's step.</param>
/// <param name="Before">Probability within the horizon without it.</param>
/// <param name="After">Probability with it.</param>
/// <param name="MedianBefore">Median time without it, in days; null beyond the horizon.</param>
/// <param name="MedianAfter">Median time with it, in days; null beyond the horizon.</param>
public sealed record JewelEffect(
    string Asset,
    string Step,
    double Before,
    double After,
    double? MedianBefore,
    double? MedianAfter
)
{
    /// <summary>True when this is the effect on that jewel.</summary>
    public bool Concerns(JewelResult jewel) =>
        string.Equals(Asset, jewel.Asset, StringComparison.Ordinal)
        && string.Equals(Step, jewel.Step, StringComparison.Ordinal);
}
