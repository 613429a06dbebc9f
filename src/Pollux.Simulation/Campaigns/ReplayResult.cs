using System.Collections.Immutable;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Campaigns;

/// <summary>What replaying a campaign on a twin showed. The same scenario, campaign and options give the same result on any number of threads.</summary>
/// <param name="Scenario">What was rehearsed.</param>
/// <param name="Campaign">The campaign.</param>
/// <param name="Options">How it was replayed.</param>
/// <param name="PercentileSamples">How many samples, the first ones, the times rest on: all, unless there were very many.</param>
/// <param name="Techniques">One for each of <see cref="Campaign.Techniques"/>, in that order.</param>
/// <param name="Phases">One for each of <see cref="Campaign.Phases"/>, in that order.</param>
/// <param name="Stop">Where it stops; null when it gets through, or there is nothing that the language knows.</param>
/// <param name="Detection">What would have been seen.</param>
public sealed record ReplayResult(
    Scenario Scenario,
    Campaign Campaign,
    ReplayOptions Options,
    int PercentileSamples,
    ImmutableArray<TechniqueResult> Techniques,
    ImmutableArray<PhaseResult> Phases,
    CampaignStop? Stop,
    DetectionResult Detection
)
{
    /// <summary>The last phase that the language knows, whose share in order is that of the attacks that got through; null when it knows none.</summary>
    public PhaseResult? Last => Phases.LastOrDefault(phase => phase.InOrder is not null);
}

/// <summary>How one technique fared.</summary>
/// <param name="Technique">The technique.</param>
/// <param name="Match">What stands for it in the language.</param>
/// <param name="State">In a word.</param>
/// <param name="Done">Share of the attacks in which it was done, whatever came before; null when it is not modelled or not applicable.</param>
/// <param name="DoneInOrder">Share in which it was done, and every phase before one of its own had been passed; null likewise.</param>
/// <param name="Times">By when it was done, whatever came before, over all attacks; null likewise.</param>
/// <param name="Places">Where it was done most, at most three steps.</param>
/// <param name="AssetCount">On how many assets it was done in at least one attack.</param>
/// <param name="Detectors">What can report its steps here, by name.</param>
/// <param name="Seen">Of the attacks that did it, the share in which the step that did it was reported; null when none did.</param>
/// <param name="Score">
/// From 0 (missed) to 1 (prevented), on the scale that breach and attack simulation uses: an attack in which it was not done counts 1.0, one in
/// which it was done and reported 0.8 (detected), one in which it was missed 0. What is done about a report, the model does not know, so 0.9
/// (responded) is never given. Null when it is not modelled or not applicable: unknown is no score.
/// </param>
/// <param name="Mitigations">Defences that act on its steps here, by how many they act on, most first.</param>
/// <param name="Mitigated">Mean probability, over its steps here, that a defence that acts on the step works; null when there is no step.</param>
/// <param name="Obstacles">What stands in the way when it is done in less than the share that counts, nearest first.</param>
public sealed record TechniqueResult(
    CampaignTechnique Technique,
    TechniqueMatch Match,
    TechniqueState State,
    Estimate? Done,
    Estimate? DoneInOrder,
    TimeToCompromise? Times,
    ImmutableArray<TechniquePlace> Places,
    int AssetCount,
    ImmutableArray<TechniqueDetector> Detectors,
    Estimate? Seen,
    double? Score,
    ImmutableArray<TechniqueDefense> Mitigations,
    double? Mitigated,
    ImmutableArray<Obstacle> Obstacles
)
{
    /// <summary>Its name by the campaign, else by the language; empty when neither gives one.</summary>
    public string Name =>
        Technique.Name.Length > 0 || Match.Kind != TechniqueMatchKind.Exact
            ? Technique.Name
            : Match.Techniques.FirstOrDefault(known => known.Key.Id == Technique.Key.Id)?.Name ?? "";
}

/// <summary>What became of a technique.</summary>
public enum TechniqueState
{
    /// <summary>No step of the language stands for it, so nothing is known.</summary>
    NotModelled,

    /// <summary>The twin has no asset of the types whose steps stand for it, or only such whose steps come true without an attacker.</summary>
    NotApplicable,

    /// <summary>It was done in no attack.</summary>
    Prevented,

    /// <summary>It was done in at least one.</summary>
    Done,
}

/// <summary>Where a technique was done.</summary>
/// <param name="Node">The step.</param>
/// <param name="Share">Share of the attacks that reached it.</param>
public readonly record struct TechniquePlace(int Node, double Share);

/// <summary>A detector on steps that stand for a technique.</summary>
/// <param name="Name">Its name in the language.</param>
/// <param name="Source">The log that it needs; empty when the pack does not say.</param>
/// <param name="Text">What it says; may be empty.</param>
/// <param name="LowRate">Least probability, over those steps, that it reports one that is performed.</param>
/// <param name="HighRate">Greatest.</param>
public sealed record TechniqueDetector(string Name, string Source, string Text, double LowRate, double HighRate);

/// <summary>A defence of a type, on steps that stand for a technique.</summary>
/// <param name="Type">The type of asset that has it, as declared.</param>
/// <param name="Name">Its name.</param>
/// <param name="Node">One of them.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Probability">Mean probability that it works, as modelled, 0 to 1.</param>
public sealed record TechniqueDefense(string Type, string Name, int Node, int Count, double Probability);

/// <summary>How one phase fared.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Known">How many of its techniques the language knows.</param>
/// <param name="Alone">Share of the attacks that passed it, whatever came before; null when the language knows none of its techniques.</param>
/// <param name="InOrder">Share that passed it and every phase before it; null likewise.</param>
/// <param name="Times">By when, with every phase before it, over all attacks; null likewise.</param>
public sealed record PhaseResult(
    CampaignPhase Phase,
    int Known,
    Estimate? Alone,
    Estimate? InOrder,
    TimeToCompromise? Times
);

/// <summary>Where a campaign stops.</summary>
/// <param name="Phase">The index of the first phase that too few attacks passed together with all before it.</param>
/// <param name="Obstacles">What stands in the way of its techniques, nearest first.</param>
public sealed record CampaignStop(int Phase, ImmutableArray<Obstacle> Obstacles);

/// <summary>What would have been seen of a campaign, given that the logs are watched.</summary>
/// <param name="Seen">Share of all attacks in which at least one step was reported.</param>
/// <param name="SeenBeforeThrough">Of the attacks that got through, the share in which something was reported by then; null when none did.</param>
/// <param name="Times">By when the first report came, over all attacks.</param>
/// <param name="Detectors">The detectors that reported something, most often first.</param>
public sealed record DetectionResult(
    Estimate Seen,
    Estimate? SeenBeforeThrough,
    TimeToCompromise Times,
    ImmutableArray<DetectorShare> Detectors
);

/// <summary>How often a detector reported something.</summary>
/// <param name="Name">Its name in the language.</param>
/// <param name="Source">The log that it needs; empty when the pack does not say.</param>
/// <param name="Text">What it says; may be empty.</param>
/// <param name="Share">Share of all attacks.</param>
public sealed record DetectorShare(string Name, string Source, string Text, double Share);
