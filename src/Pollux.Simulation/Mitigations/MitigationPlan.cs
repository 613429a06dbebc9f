using System.Collections.Immutable;
using Pollux.Simulation.Assessments;

namespace Pollux.Simulation.Mitigations;

/// <summary>
/// What to change: the best set of changes that was found, what each adds, and what more or less money would do. Risk is the expected loss
/// within the horizon where a goal has a loss, else the number of goals that fall, on average. All intervals are 95 %.
/// </summary>
/// <param name="RiskIsMoney">Whether risk is money.</param>
/// <param name="CostsAreMoney">Whether costs are money, else person-days.</param>
/// <param name="Currency">The currency of all money; empty when nobody says.</param>
/// <param name="Budget">The budget that was given; null for none.</param>
/// <param name="Before">Risk as it is.</param>
/// <param name="Best">The best set found for the budget; without one, see <see cref="Choice"/>.</param>
/// <param name="Choice">How the best set was chosen.</param>
/// <param name="Curve">Sets that no other set found beats in both cost and risk, cheapest first; the first is no change at all.</param>
/// <param name="BestSingle">The single change that removes most for its cost, of those within the budget; null when none removes anything.</param>
/// <param name="Next">What to add to the best set with more budget; null when nothing more helps.</param>
/// <param name="OnlyTogether">Changes of the best set that need each other.</param>
/// <param name="Idle">Candidates that changed nothing in any set that was tried.</param>
/// <param name="Search">What was looked at.</param>
/// <param name="Notes">What a reader must know before resting a decision on it, one sentence each.</param>
public sealed record MitigationPlan(
    bool RiskIsMoney,
    bool CostsAreMoney,
    string Currency,
    double? Budget,
    Estimate Before,
    PlannedSet Best,
    PlanChoice Choice,
    ImmutableArray<TradeOff> Curve,
    PlannedChange? BestSingle,
    PlannedChange? Next,
    ImmutableArray<JointEffect> OnlyTogether,
    ImmutableArray<IdleChange> Idle,
    PlanSearch Search,
    ImmutableArray<string> Notes
);

/// <summary>How the best set was chosen.</summary>
public enum PlanChoice
{
    /// <summary>It leaves least risk of all sets within the budget.</summary>
    Budget,

    /// <summary>No budget, risk and costs in money: what it removes less what it costs is largest.</summary>
    Return,

    /// <summary>No budget: the knee of the curve, where it lies furthest below the straight line between its ends.</summary>
    Knee,
}

/// <summary>A set of changes and what it does.</summary>
/// <param name="Changes">The changes in the order in which to make them: each the one that then removes most for its cost.</param>
/// <param name="Cost">What they cost together.</param>
/// <param name="Residual">The risk that remains.</param>
/// <param name="Cut">The risk removed, in pairs of attacks with the same chance, among them those that the search looked at.</param>
/// <param name="FreshBefore">Risk as it is in attacks that the search never saw.</param>
/// <param name="FreshCut">The risk removed in those: a set that was chosen among many looks better than it is where it was chosen, not here.</param>
/// <param name="ReturnOnCost">(Removed in fresh attacks - cost) / cost; null unless both are money and something costs.</param>
/// <param name="Effects">What it does to each goal.</param>
public sealed record PlannedSet(
    ImmutableArray<PlannedChange> Changes,
    double Cost,
    Estimate Residual,
    Estimate Cut,
    Estimate FreshBefore,
    Estimate FreshCut,
    double? ReturnOnCost,
    ImmutableArray<JewelEffect> Effects
);

/// <summary>A change to make.</summary>
/// <param name="Title">What to do, in words.</param>
/// <param name="Defenses">The defences that it switches on, by full name; at least one.</param>
/// <param name="Kind">What kind of change it is.</param>
/// <param name="Owner">Who would do it; empty when nobody says.</param>
/// <param name="CostClass"><c>low</c>, <c>medium</c> or <c>high</c>.</param>
/// <param name="Cost">What it costs.</param>
/// <param name="Alone">The risk that it removes when it alone is made.</param>
/// <param name="Missed">The risk that comes back when it alone is left out of the set; for one that is not in the set, what it removes beside it.</param>
/// <param name="Remaining">The risk that remains when it and all before it are made; for one that is not in the set, with the whole set.</param>
/// <param name="Effects">What it does to each goal when it alone is made; goals on which it does nothing are left out.</param>
/// <param name="Mitigations">ATT&amp;CK mitigation ids.</param>
/// <param name="Requirements">IEC 62443-3-3 requirements.</param>
public sealed record PlannedChange(
    string Title,
    ImmutableArray<string> Defenses,
    ChangeKind Kind,
    string Owner,
    string CostClass,
    double Cost,
    Estimate Alone,
    Estimate Missed,
    Estimate Remaining,
    ImmutableArray<JewelEffect> Effects,
    ImmutableArray<string> Mitigations,
    ImmutableArray<string> Requirements
);

/// <summary>What kind of change it is.</summary>
public enum ChangeKind
{
    /// <summary>A defence is switched on.</summary>
    Defense,

    /// <summary>Flaws are repaired by an update.</summary>
    Patch,

    /// <summary>What may pass between zones is narrowed.</summary>
    Segmentation,

    /// <summary>Accounts, credentials or directories are cleaned up.</summary>
    Identity,
}

/// <summary>A point of the curve of cost against risk.</summary>
/// <param name="Cost">What the set costs.</param>
/// <param name="Residual">The risk that remains.</param>
/// <param name="Titles">Its changes, in words.</param>
/// <param name="IsBest">True for the best set of the plan.</param>
public sealed record TradeOff(double Cost, Estimate Residual, ImmutableArray<string> Titles, bool IsBest);

/// <summary>Changes that help only together: each stops one of the ways, and an attacker takes the other.</summary>
/// <param name="Titles">The changes, in words.</param>
/// <param name="Together">The risk that they remove together.</param>
/// <param name="OneByOne">The sum of what each removes alone.</param>
public sealed record JointEffect(ImmutableArray<string> Titles, Estimate Together, double OneByOne);

/// <summary>A candidate that does nothing.</summary>
/// <param name="Title">The change, in words.</param>
/// <param name="Reason">Why, one sentence.</param>
public sealed record IdleChange(string Title, string Reason);

/// <summary>What was looked at.</summary>
/// <param name="Candidates">How many candidates.</param>
/// <param name="Left">How many more stand on the ways and were left out, as too many.</param>
/// <param name="Sets">How many sets of them were attacked; what follows from these for others is not counted.</param>
/// <param name="SearchSamples">With how many attacks each.</param>
/// <param name="Samples">On how many attacks the figures rest.</param>
/// <param name="IsComplete">False when the search ended because it had attacked as many sets as it may.</param>
public sealed record PlanSearch(int Candidates, int Left, int Sets, int SearchSamples, int Samples, bool IsComplete);
