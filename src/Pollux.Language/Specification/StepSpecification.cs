using System.Collections.Immutable;

namespace Pollux.Language.Specification;

/// <summary>The five kinds of node in MAL.</summary>
public enum StepType
{
    /// <summary>An attack step reached when any parent is (<c>|</c>).</summary>
    Or,

    /// <summary>An attack step reached when all parents are (<c>&amp;</c>).</summary>
    And,

    /// <summary>A defence, on or off (<c>#</c>).</summary>
    Defense,

    /// <summary>Holds when its requirement finds an asset (<c>E</c>).</summary>
    Exist,

    /// <summary>Holds when its requirement finds no asset (<c>!E</c>).</summary>
    NotExist,
}

/// <summary>Whether an agent chooses a step (<c>action</c>) or it happens by itself (<c>effect</c>).</summary>
public enum CausalMode
{
    /// <summary>Chosen by an agent.</summary>
    Action,

    /// <summary>Happens at once when it can.</summary>
    Effect,
}

/// <summary>A step as declared in one asset, without what it inherits.</summary>
/// <param name="Name">Its name, unique in its asset.</param>
/// <param name="Type">Its kind.</param>
/// <param name="CausalMode">As written; null when not written.</param>
/// <param name="Meta">Its <c>key info: "text"</c> lines, by key.</param>
/// <param name="Tags">Its <c>@tags</c>, without the <c>@</c>, in source order.</param>
/// <param name="Risk">Its <c>{C, I, A}</c>; null when not written.</param>
/// <param name="Ttc">Its time to compromise as written; null when not written, which differs from <c>Zero</c> in a redefinition.</param>
/// <param name="Detectors">Its detectors in source order.</param>
/// <param name="Requires">The expressions after <c>&lt;-</c>; null when not written.</param>
/// <param name="Reaches">The expressions after <c>-&gt;</c> or <c>+&gt;</c>; null when not written.</param>
public sealed record StepSpecification(
    string Name,
    StepType Type,
    CausalMode? CausalMode,
    ImmutableSortedDictionary<string, string> Meta,
    ImmutableArray<string> Tags,
    StepRisk? Risk,
    TtcExpression? Ttc,
    ImmutableArray<DetectorSpecification> Detectors,
    StepClause? Requires,
    StepClause? Reaches
);

/// <summary>Which of confidentiality, integrity and availability a step breaks.</summary>
public sealed record StepRisk(bool Confidentiality, bool Integrity, bool Availability);

/// <summary>The expressions after <c>-&gt;</c>, <c>+&gt;</c> or <c>&lt;-</c>.</summary>
/// <param name="Overrides">True for <c>-&gt;</c> (and <c>&lt;-</c>), false for <c>+&gt;</c>, which adds to what is inherited.</param>
/// <param name="Expressions">The expressions, in source order; at least one.</param>
public sealed record StepClause(bool Overrides, ImmutableArray<StepExpression> Expressions);

/// <summary>A detector on a step: what may notice it.</summary>
/// <param name="Name">Its name, parts joined by dots.</param>
/// <param name="Context">Per label the expression that leads to the steps whose asset the detector reports; in source order.</param>
/// <param name="Type">Its kind as written, or null.</param>
/// <param name="TruePositiveRate">Probability that a performed step is logged, 0 to 1; null when not written.</param>
/// <param name="FalsePositiveRate">Probability of a false log, 0 to 1; null when not written.</param>
public sealed record DetectorSpecification(
    string Name,
    ImmutableArray<KeyValuePair<string, StepExpression>> Context,
    string? Type,
    double? TruePositiveRate,
    double? FalsePositiveRate
);
