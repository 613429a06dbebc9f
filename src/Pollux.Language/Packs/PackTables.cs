using System.Collections.Immutable;

namespace Pollux.Language.Packs;

/// <summary>An ATT&amp;CK technique, or one of another matrix, that a tag stands for.</summary>
/// <param name="Tag">The tag, without <c>@</c>: the id with a low line for the dot.</param>
/// <param name="Domain">The matrix: <c>enterprise</c> or <c>ics</c> for ATT&amp;CK.</param>
/// <param name="Version">The version of the matrix, such as <c>18.1</c>. From v19 on, both domains share number ranges.</param>
/// <param name="Id">The id, such as <c>T1566.001</c>.</param>
/// <param name="Name">Its name; a sub-technique's without its parent's.</param>
/// <param name="Tactics">The short names of its tactics.</param>
public sealed record TechniqueEntry(
    string Tag,
    string Domain,
    string Version,
    string Id,
    string Name,
    ImmutableArray<string> Tactics
);

/// <summary>An ATT&amp;CK mitigation.</summary>
public sealed record MitigationEntry(string Domain, string Version, string Id, string Name);

/// <summary>A D3FEND countermeasure.</summary>
public sealed record CountermeasureEntry(string Version, string Id, string Name);

/// <summary>A requirement of a standard, by number only, such as <c>SR 1.1</c> of IEC 62443-3-3.</summary>
public sealed record RequirementEntry(string Standard, string Id);

/// <summary>A capability that an attacker has or lacks.</summary>
/// <param name="Tag">The tag, without <c>@</c>.</param>
/// <param name="Label">A short name.</param>
/// <param name="Text">One sentence.</param>
public sealed record CapabilityEntry(string Tag, string Label, string Text);

/// <summary>A detector of the language.</summary>
/// <param name="Name">Its name in the language.</param>
/// <param name="Source">The kind of log that it needs.</param>
/// <param name="Text">What it says, one sentence.</param>
public sealed record DetectorEntry(string Name, string Source, string Text);

/// <summary>A kind of attacker.</summary>
/// <param name="Name">The name that it is chosen by.</param>
/// <param name="Label">A short name for people.</param>
/// <param name="Text">One sentence.</param>
/// <param name="TimeFactor">Multiplies every time to compromise; above 0.</param>
/// <param name="Capabilities">Probability, 0 to 1, of each capability, by its tag without <c>@</c>.</param>
public sealed record AttackerEntry(
    string Name,
    string Label,
    string Text,
    double TimeFactor,
    ImmutableSortedDictionary<string, double> Capabilities
);

/// <summary>Who changes something, and what kind of change that is.</summary>
/// <param name="Of">An asset type, or a defence of one, <c>Type.defence</c>; it holds for the types below too.</param>
/// <param name="Kind"><c>defence</c>, <c>patch</c>, <c>segmentation</c> or <c>identity</c>.</param>
/// <param name="Owner">Who would do it, in words, such as <c>network team</c>.</param>
public sealed record ResponsibilityEntry(string Of, string Kind, string Owner);

/// <summary>What explains the tags and ids of a language, each by its tag, id or name.</summary>
public sealed record PackTables(
    ImmutableSortedDictionary<string, TechniqueEntry> Techniques,
    ImmutableSortedDictionary<string, MitigationEntry> Mitigations,
    ImmutableSortedDictionary<string, CountermeasureEntry> Countermeasures,
    ImmutableSortedDictionary<string, RequirementEntry> Requirements,
    ImmutableSortedDictionary<string, CapabilityEntry> Capabilities,
    ImmutableSortedDictionary<string, DetectorEntry> Detectors,
    ImmutableSortedDictionary<string, AttackerEntry> Attackers
)
{
    /// <summary>Who changes what, by <see cref="ResponsibilityEntry.Of"/>.</summary>
    public ImmutableSortedDictionary<string, ResponsibilityEntry> Responsibilities { get; init; } =
        ImmutableSortedDictionary.Create<string, ResponsibilityEntry>(StringComparer.Ordinal);

    /// <summary>No tables.</summary>
    public static PackTables Empty { get; } =
        new(
            ImmutableSortedDictionary.Create<string, TechniqueEntry>(StringComparer.Ordinal),
            ImmutableSortedDictionary.Create<string, MitigationEntry>(StringComparer.Ordinal),
            ImmutableSortedDictionary.Create<string, CountermeasureEntry>(StringComparer.Ordinal),
            ImmutableSortedDictionary.Create<string, RequirementEntry>(StringComparer.Ordinal),
            ImmutableSortedDictionary.Create<string, CapabilityEntry>(StringComparer.Ordinal),
            ImmutableSortedDictionary.Create<string, DetectorEntry>(StringComparer.Ordinal),
            ImmutableSortedDictionary.Create<string, AttackerEntry>(StringComparer.Ordinal)
        );

    /// <summary>These tables and another pack's; where both explain the same, these do.</summary>
    public PackTables With(PackTables other) =>
        new(
            other.Techniques.SetItems(Techniques),
            other.Mitigations.SetItems(Mitigations),
            other.Countermeasures.SetItems(Countermeasures),
            other.Requirements.SetItems(Requirements),
            other.Capabilities.SetItems(Capabilities),
            other.Detectors.SetItems(Detectors),
            other.Attackers.SetItems(Attackers)
        )
        {
            Responsibilities = other.Responsibilities.SetItems(Responsibilities),
        };
}
