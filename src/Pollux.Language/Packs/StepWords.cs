using System.Collections.Immutable;

namespace Pollux.Language.Packs;

/// <summary>What the user interface and the report say of an attack step.</summary>
/// <param name="Label">A short name, such as "Changed program downloaded".</param>
/// <param name="Sentence">One plain sentence, such as "The attacker downloads a changed program into the controller."</param>
/// <param name="Techniques">The techniques that its tags stand for, in the order of the language.</param>
/// <param name="Capabilities">The capabilities that an attacker needs for it.</param>
public sealed record StepWords(
    string Label,
    string Sentence,
    ImmutableArray<TechniqueEntry> Techniques,
    ImmutableArray<CapabilityEntry> Capabilities
);

/// <summary>What the user interface and the report say of a defence.</summary>
/// <param name="Label">A short name, such as "Controller key switch in RUN".</param>
/// <param name="Sentence">One plain sentence that holds when the defence is on.</param>
/// <param name="Mitigations">ATT&amp;CK mitigations.</param>
/// <param name="Countermeasures">D3FEND countermeasures that are related to those mitigations.</param>
/// <param name="Requirement">The requirement that asks for it, as written; empty when none does.</param>
/// <param name="Observed">How one sees whether it is on.</param>
/// <param name="Cost">How much it takes to switch it on.</param>
/// <param name="CostReason">Why it takes that much.</param>
public sealed record DefenseWords(
    string Label,
    string Sentence,
    ImmutableArray<MitigationEntry> Mitigations,
    ImmutableArray<CountermeasureEntry> Countermeasures,
    string Requirement,
    string Observed,
    CostClass Cost,
    string CostReason
);

/// <summary>What the user interface and the report say of an asset type.</summary>
/// <param name="Label">A short name, such as "Protocol gateway".</param>
/// <param name="Sentence">One plain sentence.</param>
public sealed record AssetWords(string Label, string Sentence);

/// <summary>The relative cost of switching a defence on.</summary>
public enum CostClass
{
    /// <summary>Nobody can choose it: it is a fact, not a measure.</summary>
    None,

    /// <summary>About one person-day.</summary>
    Low,

    /// <summary>A project.</summary>
    Medium,

    /// <summary>An investment.</summary>
    High,
}
