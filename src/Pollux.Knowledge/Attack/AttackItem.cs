using System.Collections.Immutable;

namespace Pollux.Knowledge.Attack;

/// <summary>The kinds of object of MITRE ATT&amp;CK that carry an id.</summary>
public enum AttackKind
{
    /// <summary>A tactic, <c>TA0108</c>.</summary>
    Tactic,

    /// <summary>A technique or sub-technique, <c>T0843</c> or <c>T1566.001</c>.</summary>
    Technique,

    /// <summary>A mitigation, <c>M0930</c>.</summary>
    Mitigation,

    /// <summary>A kind of asset, <c>A0003</c>; ICS only.</summary>
    Asset,

    /// <summary>A group, <c>G0034</c>.</summary>
    Group,

    /// <summary>A campaign, <c>C0028</c>.</summary>
    Campaign,

    /// <summary>Malware or a tool, <c>S0604</c>.</summary>
    Software,

    /// <summary>A detection strategy, <c>DET0725</c>; from version 18 on.</summary>
    DetectionStrategy,

    /// <summary>An analytic of a detection strategy, <c>AN1881</c>; from version 18 on.</summary>
    Analytic,

    /// <summary>A data source, <c>DS0029</c>; up to version 17.</summary>
    DataSource,

    /// <summary>A data component, <c>DC0045</c>.</summary>
    DataComponent,
}

/// <summary>Whether an object of ATT&amp;CK still holds.</summary>
public enum AttackState
{
    /// <summary>It holds.</summary>
    Current,

    /// <summary>Withdrawn without a successor.</summary>
    Deprecated,

    /// <summary>Replaced by another, which <see cref="AttackItem.ReplacedBy"/> names where the catalogue does.</summary>
    Revoked,
}

/// <summary>An object of ATT&amp;CK.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">ATT&amp;CK's id, or its reference where ATT&amp;CK gives it none (data components up to version 17); unique within a catalogue.</param>
/// <param name="Reference">Its id in STIX, which it keeps from version to version.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Whether it still holds.</param>
/// <param name="ReplacedBy">The id of the object that took its place (<c>revoked-by</c>); null when there is none.</param>
/// <param name="Tactics">Short names of a technique's tactics, such as <c>lateral-movement</c>; of a tactic its own; sorted.</param>
/// <param name="Platforms">Platforms as ATT&amp;CK spells them, sorted; empty when it names none.</param>
public sealed record AttackItem(
    AttackKind Kind,
    string Id,
    string Reference,
    string Name,
    AttackState State,
    string? ReplacedBy,
    ImmutableArray<string> Tactics,
    ImmutableArray<string> Platforms
);

/// <summary>A relation of two objects of ATT&amp;CK.</summary>
/// <param name="From">The id of the one.</param>
/// <param name="Verb">
/// ATT&amp;CK's word: <c>uses</c>, <c>mitigates</c>, <c>detects</c>, <c>targets</c>, <c>attributed-to</c>, <c>subtechnique-of</c>; and
/// <c>has-analytic</c> from a strategy to its analytics, <c>reads</c> from an analytic to its data components.
/// </param>
/// <param name="To">The id of the other.</param>
public readonly record struct AttackRelation(string From, string Verb, string To);
