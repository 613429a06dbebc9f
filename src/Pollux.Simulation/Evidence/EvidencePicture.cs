using System.Collections.Immutable;
using Pollux.Simulation.Assessments;

namespace Pollux.Simulation.Evidence;

/// <summary>
/// The evidence for people: where the attacker is, what comes next, and where to look. Every probability is that of an attack and of what it
/// did, unless it says otherwise.
/// </summary>
/// <param name="Steps">Every attack step that some history performs within the forecast, by node.</param>
/// <param name="Assets">The assets at which the attacker may be, most probable first, then in the model's order.</param>
/// <param name="Zones">The zones in which the attacker may be, most probable first, then in the model's order.</param>
/// <param name="Next">What may be performed next, most probable first.</param>
/// <param name="Latest">What may have been performed last, most probable first.</param>
/// <param name="Goals">The crown jewels, in the scenario's order.</param>
/// <param name="Looks">Where to look, the most telling first; each later one given the answers to those before.</param>
public sealed record EvidencePicture(
    ImmutableArray<StepBelief> Steps,
    ImmutableArray<PlaceBelief> Assets,
    ImmutableArray<PlaceBelief> Zones,
    ImmutableArray<NextStep> Next,
    ImmutableArray<NextStep> Latest,
    ImmutableArray<GoalForecast> Goals,
    ImmutableArray<LookFirst> Looks
)
{
    /// <summary>The horizons of forecasts, days: an hour, eight hours, a day, a week.</summary>
    public static ImmutableArray<double> Horizons { get; } = [1.0 / 24, 8.0 / 24, 1, 7];
}

/// <summary>Whether a step is performed.</summary>
/// <param name="Node">The step.</param>
/// <param name="Before">The probability that it was by now, before the evidence.</param>
/// <param name="Now">The probability that it was by now.</param>
/// <param name="By">The probability that it will have been, at each of <see cref="EvidencePicture.Horizons"/>.</param>
public sealed record StepBelief(int Node, double Before, Estimate Now, ImmutableArray<double> By);

/// <summary>Whether the attacker is at a place: an asset of which something is read, changed or controlled, or a zone with such an asset.</summary>
/// <param name="Asset">The index of the asset or the zone.</param>
/// <param name="Before">The probability before the evidence.</param>
/// <param name="Now">The probability.</param>
/// <param name="Tomorrow">The probability in a day.</param>
public sealed record PlaceBelief(int Asset, double Before, Estimate Now, double Tomorrow);

/// <summary>A step that may come next, or came last, if there is an attack.</summary>
/// <param name="Node">The step.</param>
/// <param name="Share">The probability that it is this one, given an attack.</param>
/// <param name="Early">The time within which it comes in 5 % of those histories, days from now; negative for past.</param>
/// <param name="Middle">The same for 50 %.</param>
/// <param name="Late">The same for 95 %.</param>
public sealed record NextStep(int Node, Estimate Share, double Early, double Middle, double Late);

/// <summary>What is to be feared for a crown jewel.</summary>
/// <param name="Node">The step that must not come true.</param>
/// <param name="Now">The probability that it has.</param>
/// <param name="By">The probability at each of <see cref="EvidencePicture.Horizons"/>.</param>
/// <param name="ByBefore">The same before the evidence.</param>
/// <param name="Early">Days from now within which it comes true in 5 % of attacks; null for not within the forecast.</param>
/// <param name="Middle">The same for 50 %.</param>
/// <param name="Late">The same for 95 %.</param>
public sealed record GoalForecast(
    int Node,
    Estimate Now,
    ImmutableArray<Estimate> By,
    ImmutableArray<double> ByBefore,
    double? Early,
    double? Middle,
    double? Late
);

/// <summary>A place to look at: is the attacker there?</summary>
/// <param name="Asset">The index of the asset.</param>
/// <param name="Probability">The probability that the attacker is.</param>
/// <param name="Bits">How much the answer tells, 0 to 1 bit: what it takes, on average, from the uncertainty about the attack.</param>
public sealed record LookFirst(int Asset, double Probability, double Bits);
