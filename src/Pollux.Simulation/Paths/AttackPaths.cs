using System.Collections.Immutable;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Paths;

/// <summary>How the goals of a scenario are reached.</summary>
/// <param name="Scenario">What was rehearsed.</param>
/// <param name="Traced">How many samples, the first ones, the paths and graphs rest on: all, unless there are very many.</param>
/// <param name="Goals">For each goal of the scenario, in its order.</param>
/// <param name="Graph">What the attacks on all goals together went over.</param>
public sealed record AttackPaths(Scenario Scenario, int Traced, ImmutableArray<GoalPaths> Goals, CriticalGraph Graph);

/// <summary>How one goal is reached.</summary>
/// <param name="Goal">The goal.</param>
/// <param name="Curve">When, over all samples.</param>
/// <param name="Reached">In how many of the traced samples; all shares of paths are of these.</param>
/// <param name="FastestDays">The time of the fastest attack, days; null when none got there.</param>
/// <param name="Ways">How many different ways were taken: different in a hop that costs effort or enters another kind of asset.</param>
/// <param name="Paths">The distinct paths, the most likely first; then, if it is none of these, the fastest.</param>
/// <param name="Fastest">The position in <paramref name="Paths"/> of the path with the lowest median time; -1 when there is none.</param>
/// <param name="Others">How many samples went none of these paths.</param>
/// <param name="Graph">What the attacks on this goal went over.</param>
public sealed record GoalPaths(
    CrownJewel Goal,
    TtcCurve Curve,
    int Reached,
    double? FastestDays,
    int Ways,
    ImmutableArray<DistinctPath> Paths,
    int Fastest,
    int Others,
    CriticalGraph Graph
);

/// <summary>
/// A path that differs from the others: a way that was really taken, with all ways that share most of their hops with it. A sample belongs to
/// one path only, so the shares of all paths add up to at most 1.
/// </summary>
/// <param name="Samples">In how many samples the attack took it.</param>
/// <param name="Share">The share of the samples that reached the goal.</param>
/// <param name="ShareInterval">Its 95 % interval (Wilson).</param>
/// <param name="Probability">The share of all samples.</param>
/// <param name="ProbabilityInterval">Its 95 % interval (Wilson).</param>
/// <param name="Ways">How many different ways it stands for.</param>
/// <param name="Days">When the goal fell, over the samples of this path.</param>
/// <param name="Hops">The attack steps of the way shown, from the entry to the goal.</param>
public sealed record DistinctPath(
    int Samples,
    double Share,
    ProportionInterval ShareInterval,
    double Probability,
    ProportionInterval ProbabilityInterval,
    int Ways,
    TimeSpread Days,
    ImmutableArray<DistinctHop> Hops
);

/// <summary>One attack step of a distinct path.</summary>
/// <param name="Node">The step, in the way shown.</param>
/// <param name="Alike">The same step of all assets that nothing in the model tells apart, ascending; the step itself is among them.</param>
/// <param name="IsSignificant">
/// True when it costs effort (takes time or may fail), enters another asset, or is the start or the goal; false for what merely follows.
/// </param>
/// <param name="Share">The share of the path's samples that went over it or its equals.</param>
/// <param name="Days">By when the path's samples were past it, days: those that went round it count with the next shared hop.</param>
/// <param name="Added">Time since the significant hop before, days, over the path's samples that have both.</param>
/// <param name="Passed">
/// Of all samples in which the significant hop before (or an equal of it) was reached, on this path or any other, in how many this one was.
/// </param>
/// <param name="OffDefenses">Defences that had to be off for it, ascending.</param>
/// <param name="AlsoNeeded">What else an and-step needed, with the way that the attacker came to it.</param>
public sealed record DistinctHop(
    int Node,
    ImmutableArray<int> Alike,
    bool IsSignificant,
    double Share,
    TimeSpread Days,
    TimeSpread Added,
    Passage Passed,
    ImmutableArray<int> OffDefenses,
    ImmutableArray<NeededStep> AlsoNeeded
);

/// <summary>A step that was needed beside a path.</summary>
/// <param name="Node">The step.</param>
/// <param name="MedianDays">When it was there, days; the median over the path's samples that needed it.</param>
/// <param name="Way">The attack steps that led to it, itself last; they begin at an entry or behind <paramref name="BranchesFrom"/>.</param>
/// <param name="BranchesFrom">The step, told of before, from which this way goes off; -1 when it begins at an entry.</param>
/// <param name="OffDefenses">Defences that had to be off on this way, ascending.</param>
/// <param name="AlsoNeeded">What and-steps of this way needed in turn; empty beyond three levels.</param>
public sealed record NeededStep(
    int Node,
    double MedianDays,
    ImmutableArray<int> Way,
    int BranchesFrom,
    ImmutableArray<int> OffDefenses,
    ImmutableArray<NeededStep> AlsoNeeded
);

/// <summary>Three times of a sample, days: 5 %, 50 % and 95 % of the values are at most this (nearest rank).</summary>
public readonly record struct TimeSpread(double P05, double P50, double P95)
{
    internal static TimeSpread Of(Span<float> values) =>
        new(
            OrderStatistic.Quantile(values, 0.05),
            OrderStatistic.Quantile(values, 0.5),
            OrderStatistic.Quantile(values, 0.95)
        );
}

/// <summary>How often attackers got past a hop.</summary>
/// <param name="Tried">Samples in which they had got as far as the hop before; 0 for the first hop.</param>
/// <param name="Passed">Samples of these in which they got on.</param>
public readonly record struct Passage(int Tried, int Passed)
{
    /// <summary>The share; null when there is nothing before.</summary>
    public double? Probability => Tried == 0 ? null : (double)Passed / Tried;

    /// <summary>Its 95 % interval (Wilson); null likewise.</summary>
    public ProportionInterval? Interval => Tried == 0 ? null : ProportionInterval.Wilson(Passed, Tried);
}
