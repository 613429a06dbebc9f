using System.Collections.Immutable;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.Assessments;

/// <summary>How one crown jewel fares.</summary>
/// <param name="Asset">The asset's name.</param>
/// <param name="AssetType">Its type in the language.</param>
/// <param name="Step">The step that must not come true.</param>
/// <param name="Title">Asset and step in words, such as <c>chlorine dosing: the process is driven to a harmful state</c>.</param>
/// <param name="Probability">Probability that it comes true within the horizon; Wilson interval.</param>
/// <param name="Ttc">When.</param>
/// <param name="Loss">The loss when it comes true; null when the site gives none in money.</param>
/// <param name="ExpectedLoss">Probability times the mean loss; null likewise.</param>
/// <param name="Curve">Probability of having come true by time, rising; ends at the horizon.</param>
/// <param name="Path">The most frequent critical path; null when no sample reached the jewel.</param>
public sealed record JewelResult(
    string Asset,
    string AssetType,
    string Step,
    string Title,
    Estimate Probability,
    TimeToCompromise Ttc,
    LossRange? Loss,
    Estimate? ExpectedLoss,
    ImmutableArray<CurvePoint> Curve,
    AttackPath? Path
);

/// <summary>
/// The time by which a share of <em>all</em> samples reached a step, in days: unreached ones count, so a time beyond the horizon is
/// null and shown as "&gt; horizon", never replaced by the survivors' figure.
/// </summary>
/// <param name="P05">By when 5 % of all samples had; null when fewer than 5 % did within the horizon.</param>
/// <param name="P50">By when half had; null likewise.</param>
/// <param name="P95">By when 95 % had; null likewise.</param>
public sealed record TimeToCompromise(double? P05, double? P50, double? P95);

/// <summary>One point of a time-to-compromise curve.</summary>
/// <param name="Days">Time from the start of the attack, in days.</param>
/// <param name="Probability">Share of all samples that had reached the step by then.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end of its 95 % interval.</param>
public sealed record CurvePoint(double Days, double Probability, double Low, double High);

/// <summary>The chain of steps by which most samples that reached a jewel reached it soonest.</summary>
/// <param name="Share">Share of the samples that reached the jewel whose critical path is this one, 0 to 1.</param>
/// <param name="Hops">The steps from entry to goal.</param>
public sealed record AttackPath(double Share, ImmutableArray<PathHop> Hops);

/// <summary>One step of a path.</summary>
/// <param name="FullName"><c>asset:step</c>.</param>
/// <param name="Asset">The asset's name.</param>
/// <param name="AssetType">Its type.</param>
/// <param name="Zone">The zone it stands in, or null.</param>
/// <param name="Step">The step's name.</param>
/// <param name="Words">What happens, as one plain sentence.</param>
/// <param name="IsTechnical">True for a step without effort, technique or consequence of its own, which a reading folds away.</param>
/// <param name="Techniques">Its ATT&amp;CK techniques.</param>
/// <param name="Days">Typical time since the start along this path, in days: the sum of the median times that its hops add.</param>
/// <param name="Because">What else had to be so: the other parents of an AND step, in words; may be empty.</param>
/// <param name="Defenses">The defences that act on this step.</param>
public sealed record PathHop(
    string FullName,
    string Asset,
    string AssetType,
    string? Zone,
    string Step,
    string Words,
    bool IsTechnical,
    ImmutableArray<Technique> Techniques,
    double Days,
    ImmutableArray<string> Because,
    ImmutableArray<HopDefense> Defenses
);

/// <summary>An ATT&amp;CK technique; id and name always together.</summary>
/// <param name="Id">Its id, such as <c>T0843</c> or <c>T1566.001</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Domain"><c>ics</c> or <c>enterprise</c>.</param>
public sealed record Technique(string Id, string Name, string Domain);

/// <summary>A defence that would stop a hop.</summary>
/// <param name="FullName"><c>asset:defense</c>.</param>
/// <param name="Words">What it is, in words.</param>
/// <param name="Probability">Probability that it works, as modelled, 0 to 1.</param>
/// <param name="IsKnown">True when a source says so, false when it is the language's default.</param>
/// <param name="Reason">Where the probability comes from.</param>
/// <param name="Mitigations">ATT&amp;CK mitigation ids.</param>
/// <param name="Requirement">IEC 62443-3-3 requirement, such as <c>SR 3.4</c>, or null.</param>
public sealed record HopDefense(
    string FullName,
    string Words,
    double Probability,
    bool IsKnown,
    string Reason,
    ImmutableArray<string> Mitigations,
    string? Requirement
);
