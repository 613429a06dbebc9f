using System.Collections.Frozen;
using System.Collections.Immutable;
using Pollux.Language.Specification;

namespace Pollux.Language.Graph;

/// <summary>A type of asset with everything that it inherits.</summary>
public sealed class AssetType
{
    private int[] stepByName = [];

    internal AssetType(int index, AssetSpecification specification)
    {
        Index = index;
        Specification = specification;
    }

    /// <summary>Position in <see cref="LanguageGraph.Types"/>.</summary>
    public int Index { get; }

    /// <summary>Its declaration, without what it inherits.</summary>
    public AssetSpecification Specification { get; }

    /// <summary>Its name, unique in the language.</summary>
    public string Name => Specification.Name;

    /// <summary>True when it is only meant to be extended.</summary>
    public bool IsAbstract => Specification.IsAbstract;

    /// <summary>The type that it extends, or null.</summary>
    public AssetType? Super { get; internal set; }

    /// <summary>Its steps: its own in source order, then the inherited ones that it does not redefine, in the order of its super type.</summary>
    public ImmutableArray<LanguageStep> Steps { get; internal set; } = [];

    /// <summary>The association ends that it can navigate to, by role; inherited ones too.</summary>
    public FrozenDictionary<string, AssociationEnd> Fields { get; internal set; } =
        FrozenDictionary<string, AssociationEnd>.Empty;

    /// <summary>True when it is the given type or extends it, directly or not.</summary>
    public bool Is(AssetType ancestor)
    {
        for (AssetType? type = this; type is not null; type = type.Super)
        {
            if (type == ancestor)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The step of a name, or null.</summary>
    public LanguageStep? FindStep(string name) =>
        Steps.FirstOrDefault(step => string.Equals(step.Name, name, StringComparison.Ordinal));

    /// <summary>The position in <see cref="Steps"/> of the step of a name's index, or -1.</summary>
    /// <param name="nameIndex">A <see cref="LanguageStep.NameIndex"/>.</param>
    public int StepByName(int nameIndex) => (uint)nameIndex < (uint)stepByName.Length ? stepByName[nameIndex] : -1;

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    internal void SetSteps(ImmutableArray<LanguageStep> steps, int nameCount)
    {
        Steps = steps;
        stepByName = new int[nameCount];
        Array.Fill(stepByName, -1);
        for (int i = 0; i < steps.Length; i++)
        {
            stepByName[steps[i].NameIndex] = i;
        }
    }
}

/// <summary>One end of an association, as seen by navigating to it.</summary>
/// <param name="Index">2 x the association's position for its left end, one more for its right end.</param>
/// <param name="Field">The role by which one navigates to this end.</param>
/// <param name="Owner">The type one navigates from.</param>
/// <param name="Target">The type one arrives at, or below.</param>
/// <param name="Multiplicity">How many assets at this end one asset at the other has.</param>
/// <param name="OppositeField">The role that leads back.</param>
/// <param name="Association">The association.</param>
public sealed record AssociationEnd(
    int Index,
    string Field,
    AssetType Owner,
    AssetType Target,
    Multiplicity Multiplicity,
    string OppositeField,
    AssociationSpecification Association
)
{
    /// <summary>True when it is the association's left end, so that one navigates from right to left.</summary>
    public bool IsLeft => (Index & 1) == 0;

    /// <summary>The index of the association's other end.</summary>
    public int OppositeIndex => Index ^ 1;
}

/// <summary>A step of a type as it takes effect there, inheritance resolved.</summary>
/// <param name="Name">Its name.</param>
/// <param name="NameIndex">The same number for every step of this name in the language, from 0.</param>
/// <param name="Owner">The type whose declaration made it what it is: the type itself, or the nearest ancestor that defines it.</param>
/// <param name="Type">Its kind.</param>
/// <param name="CausalMode">Action or effect, where written.</param>
/// <param name="Meta">Its texts, by key.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Risk">What it breaks; null when not written.</param>
/// <param name="Ttc">
/// Its time to compromise; null when its last definition gives none, which means zero, or off for a defence.
/// </param>
/// <param name="Detectors">Its detectors, inherited ones too.</param>
/// <param name="Requires">For existence steps: what has to exist.</param>
/// <param name="Reaches">Where it leads, inherited targets included.</param>
public sealed record LanguageStep(
    string Name,
    int NameIndex,
    AssetType Owner,
    StepType Type,
    CausalMode? CausalMode,
    ImmutableSortedDictionary<string, string> Meta,
    ImmutableArray<string> Tags,
    StepRisk? Risk,
    TtcExpression? Ttc,
    ImmutableArray<LanguageDetector> Detectors,
    ImmutableArray<AssetPath> Requires,
    ImmutableArray<StepTarget> Reaches
)
{
    /// <summary>True for steps that an attacker performs (<c>|</c> and <c>&amp;</c>).</summary>
    public bool IsAttackStep => Type is StepType.Or or StepType.And;
}

/// <summary>Where a step leads: the step of a name on every asset that a path finds.</summary>
/// <param name="Path">Finds the assets.</param>
/// <param name="StepName">The step's name; which step that is, each asset's own type decides.</param>
/// <param name="NameIndex">Its <see cref="LanguageStep.NameIndex"/>.</param>
public readonly record struct StepTarget(AssetPath Path, string StepName, int NameIndex);

/// <summary>A detector of a step.</summary>
/// <param name="Specification">As declared.</param>
/// <param name="Context">Per label where the steps are whose asset it reports.</param>
public sealed record LanguageDetector(
    DetectorSpecification Specification,
    ImmutableArray<KeyValuePair<string, StepTarget>> Context
);
