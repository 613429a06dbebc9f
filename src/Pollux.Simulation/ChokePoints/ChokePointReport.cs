using System.Collections.Immutable;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.ChokePoints;

/// <summary>How many choke points are tried.</summary>
public sealed record ChokePointOptions
{
    /// <summary>Most that may be asked for, steps and assets each.</summary>
    public const int MaximumTries = 10_000;

    /// <summary>How many steps are taken out one by one, 0 to <see cref="MaximumTries"/>; those that most risk goes through first.</summary>
    public int Steps { get; init; } = 40;

    /// <summary>How many assets are taken out one by one, 0 to <see cref="MaximumTries"/>; likewise.</summary>
    public int Assets { get; init; } = 20;
}

/// <summary>
/// What attacks on the goals of a scenario cannot easily do without: each step, and each asset, was taken out and the same attacks were
/// rehearsed again.
/// </summary>
/// <param name="Scenario">What was rehearsed.</param>
/// <param name="Traced">How many samples, the first ones, candidates were looked for in; all samples count in the effects.</param>
/// <param name="Attacks">In how many of the traced samples a goal was reached.</param>
/// <param name="Ways">How many different ways they took, those of each goal added up.</param>
/// <param name="HasMoney">True when a goal has a loss in money; without, each goal counts 1.</param>
/// <param name="ExpectedLoss">The expected loss as it is.</param>
/// <param name="Steps">The steps, the one whose removal cuts most expected loss first.</param>
/// <param name="Assets">The assets, likewise.</param>
/// <param name="StepCandidates">How many steps were needed in some attack and could have been tried, those always needed together counted once.</param>
/// <param name="AssetCandidates">The same for assets.</param>
/// <param name="ExcludedAssets">Assets, by index, that were not tried because they hold an entry or a goal: taking those out proves nothing.</param>
public sealed record ChokePointReport(
    Scenario Scenario,
    int Traced,
    int Attacks,
    int Ways,
    bool HasMoney,
    Estimate ExpectedLoss,
    ImmutableArray<ChokePoint> Steps,
    ImmutableArray<ChokePoint> Assets,
    int StepCandidates,
    int AssetCandidates,
    ImmutableArray<int> ExcludedAssets
);

/// <summary>A step or an asset that was taken out.</summary>
/// <param name="Node">The step; for an asset the most needed of its steps.</param>
/// <param name="Asset">The index of the asset that was taken out whole; -1 when it was the step alone.</param>
/// <param name="Together">Steps that were needed in exactly the same attacks, so that they were not tried by themselves; ascending.</param>
/// <param name="Share">The share of the attacks that needed it, above 0, at most 1.</param>
/// <param name="Ways">How many of all ways needed it in every attack that took them.</param>
/// <param name="Effects">What its removal does to each goal, in the order of the scenario.</param>
/// <param name="LossCut">The expected loss that its removal cuts; the interval is that of the paired difference.</param>
public sealed record ChokePoint(
    int Node,
    int Asset,
    ImmutableArray<int> Together,
    double Share,
    int Ways,
    ImmutableArray<GoalEffect> Effects,
    Estimate LossCut
)
{
    /// <summary>How many goals that could be reached no longer can be, by no way that the model knows.</summary>
    public int GoalsCutOff => Effects.Count(effect => effect.IsCutOff && effect.Before.Value > 0);
}

/// <summary>What a removal does to a goal.</summary>
/// <param name="Goal">The goal.</param>
/// <param name="Before">Probability as it is; Wilson interval.</param>
/// <param name="After">Probability with the removal; when nothing leads to the goal any more, 0 without doubt.</param>
/// <param name="Cut">
/// The probability that it removes. Both runs see the same attacks and a removal makes none faster, so this is itself a proportion, that of the
/// attacks that succeed before and fail after, and its interval is Wilson's.
/// </param>
/// <param name="IsCutOff">True when no way is left even if every chance falls for the attacker.</param>
/// <param name="MedianBefore">By when half of all samples had reached the goal, days; null when fewer did.</param>
/// <param name="MedianAfter">The same with the removal.</param>
public sealed record GoalEffect(
    CrownJewel Goal,
    Estimate Before,
    Estimate After,
    Estimate Cut,
    bool IsCutOff,
    double? MedianBefore,
    double? MedianAfter
);
