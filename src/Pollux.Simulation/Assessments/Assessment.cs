using System.Collections.Immutable;
using Pollux.Modelling.Findings;
using Pollux.Simulation.Mitigations;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Risk;
using Pollux.Simulation.Uncertainty;

namespace Pollux.Simulation.Assessments;

/// <summary>
/// The stored result of rehearsing a scenario on a revision: what <c>pollux assess</c> prints, writes as JSON and draws as a report.
/// Everything in it follows from the revision, the language and the manifest; it holds no time of making and no thread count.
/// </summary>
/// <param name="Site">The site's name.</param>
/// <param name="Manifest">All that is needed to run it again with the same result.</param>
/// <param name="Twin">What the twin held.</param>
/// <param name="Entries">Where the attacker begins, by full name <c>asset:step</c>.</param>
/// <param name="Currency">The currency of every sum of money, such as <c>EUR</c>; empty when the site names none.</param>
/// <param name="ExpectedLoss">Expected loss over all crown jewels within the horizon; null when no jewel has a loss in money.</param>
/// <param name="Risk">The losses of a year; null likewise.</param>
/// <param name="Jewels">The crown jewels: by expected loss, then by probability, highest first, then by name.</param>
/// <param name="Sensitivity">Which assumptions move the answer most; null when that was not asked for, or there is nothing to answer.</param>
/// <param name="Uncertainty">How far the answer moves when all assumptions are drawn anew; its goals in the order of the jewels. Null likewise.</param>
/// <param name="Mitigations">What to change, best risk cut for its cost first.</param>
/// <param name="Zones">The zones, by probability of being reached, highest first, then by name.</param>
/// <param name="Findings">What is wrong, gravest first.</param>
/// <param name="Notes">What a reader must know before resting a decision on it, one sentence each.</param>
public sealed record Assessment(
    string Site,
    AssessmentManifest Manifest,
    TwinSummary Twin,
    ImmutableArray<string> Entries,
    string Currency,
    Estimate? ExpectedLoss,
    RiskResult? Risk,
    ImmutableArray<JewelResult> Jewels,
    SensitivityResult? Sensitivity,
    SecondOrderResult? Uncertainty,
    ImmutableArray<MitigationResult> Mitigations,
    ImmutableArray<ZoneResult> Zones,
    ImmutableArray<Finding> Findings,
    ImmutableArray<string> Notes
);

/// <summary>All that is needed to make the same assessment again, to the byte.</summary>
/// <param name="RevisionId">The revision assessed.</param>
/// <param name="LanguageId">The attack language.</param>
/// <param name="LanguageVersion">Its version.</param>
/// <param name="AttackVersion">The ATT&amp;CK version of its technique ids, such as <c>18.1</c>.</param>
/// <param name="EngineVersion">Pollux's version.</param>
/// <param name="Samples">How many attacks were simulated.</param>
/// <param name="Seed">The seed of chance.</param>
/// <param name="HorizonDays">The time within which an answer is asked, in days.</param>
/// <param name="Attacker">Who attacks, in words.</param>
public sealed record AssessmentManifest(
    string RevisionId,
    string LanguageId,
    string LanguageVersion,
    string AttackVersion,
    string EngineVersion,
    int Samples,
    ulong Seed,
    double HorizonDays,
    string Attacker
);

/// <summary>What the twin held, in numbers, and how old it is.</summary>
/// <param name="Assets">Assets in the twin.</param>
/// <param name="Devices">Devices among them.</param>
/// <param name="ModelAssets">Assets of the instance model made from it.</param>
/// <param name="Steps">Attack steps of the attack graph.</param>
/// <param name="Sources">Sources that it rests on.</param>
/// <param name="OldestSource">The time of the oldest source that says its time; null when none does.</param>
/// <param name="NewestSource">The time of the newest; null when none does.</param>
public sealed record TwinSummary(
    int Assets,
    int Devices,
    int ModelAssets,
    int Steps,
    int Sources,
    DateTimeOffset? OldestSource,
    DateTimeOffset? NewestSource
);

/// <summary>A figure with its 95 % interval.</summary>
/// <param name="Value">The figure.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
public sealed record Estimate(double Value, double Low, double High)
{
    /// <summary>A share that was counted; its interval is Wilson's.</summary>
    /// <param name="count">How often it happened.</param>
    /// <param name="of">Of how many, 1 or more.</param>
    public static Estimate OfShare(int count, int of)
    {
        ProportionInterval interval = ProportionInterval.Wilson(count, of);
        return new Estimate((double)count / of, interval.Low, interval.High);
    }
}
