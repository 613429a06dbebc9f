using System.Collections.Frozen;
using System.Collections.Immutable;
using Pollux.Language.Specification;

namespace Pollux.Modelling.Drafts;

/// <summary>An association as seen from one end.</summary>
/// <param name="Association">The association.</param>
/// <param name="FromLeft">True when the role is navigated from the association's left asset.</param>
internal readonly record struct RoleUse(AssociationSpecification Association, bool FromLeft)
{
    /// <summary>The type that the role is navigated from.</summary>
    public string NearType => FromLeft ? Association.LeftAsset : Association.RightAsset;

    /// <summary>The type that the role leads to.</summary>
    public string FarType => FromLeft ? Association.RightAsset : Association.LeftAsset;

    /// <summary>How many assets one asset of the near type has under the role.</summary>
    public Multiplicity FarMultiplicity => FromLeft ? Association.RightMultiplicity : Association.LeftMultiplicity;

    /// <summary>The role itself.</summary>
    public string Role => FromLeft ? Association.RightField : Association.LeftField;
}

/// <summary>What modelling asks of a language: which types, roles, defences and steps there are, inheritance resolved.</summary>
internal sealed class LanguageTypes
{
    private readonly FrozenDictionary<string, AssetSpecification> assets;
    private readonly FrozenDictionary<string, ImmutableArray<string>> lineages;
    private readonly FrozenDictionary<string, ImmutableArray<RoleUse>> usesByRole;

    public LanguageTypes(LanguageSpecification specification)
    {
        Specification = specification;
        assets = specification
            .Assets.DistinctBy(asset => asset.Name)
            .ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);
        lineages = assets.Keys.ToFrozenDictionary(name => name, FindLineage, StringComparer.Ordinal);
        usesByRole = specification
            .Associations.SelectMany(association =>
                new[] { new RoleUse(association, FromLeft: true), new RoleUse(association, FromLeft: false) }
            )
            .GroupBy(use => use.Role, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
    }

    public LanguageSpecification Specification { get; }

    public IEnumerable<string> TypeNames => assets.Keys.Order(StringComparer.Ordinal);

    public bool Exists(string type) => assets.ContainsKey(type);

    public bool IsAbstract(string type) => assets.TryGetValue(type, out AssetSpecification? asset) && asset.IsAbstract;

    /// <summary>True when the type is the other or below it; false for types that the language does not have.</summary>
    public bool IsA(string type, string other) => Lineage(type).Contains(other, StringComparer.Ordinal);

    /// <summary>The type itself, then what it extends, up to the root; empty for a type that the language does not have.</summary>
    public ImmutableArray<string> Lineage(string type) => lineages.GetValueOrDefault(type, []);

    /// <summary>The types that extend the type directly, in ordinal order.</summary>
    public IEnumerable<string> Children(string type) =>
        TypeNames.Where(name => string.Equals(assets[name].SuperAsset, type, StringComparison.Ordinal));

    public bool HasDefense(string type, string name) => FindStep(type, name)?.Type == StepType.Defense;

    public bool HasAttackStep(string type, string name) => FindStep(type, name)?.Type is StepType.Or or StepType.And;

    public IEnumerable<string> Defenses(string type) => StepNames(type, step => step == StepType.Defense);

    public IEnumerable<string> AttackSteps(string type) => StepNames(type, step => step is StepType.Or or StepType.And);

    /// <summary>The roles that an asset of the type has, in ordinal order.</summary>
    public IEnumerable<RoleUse> Roles(string type) =>
        usesByRole
            .Values.SelectMany(uses => uses)
            .Where(use => IsA(type, use.NearType))
            .OrderBy(use => use.Role, StringComparer.Ordinal);

    /// <summary>How a role leads from one type to another; null when the language knows no such link.</summary>
    public RoleUse? FindRole(string fromType, string role, string toType)
    {
        foreach (RoleUse use in usesByRole.GetValueOrDefault(role, []))
        {
            if (IsA(fromType, use.NearType) && IsA(toType, use.FarType))
            {
                return use;
            }
        }

        return null;
    }

    private IEnumerable<string> StepNames(string type, Func<StepType, bool> wanted) =>
        Lineage(type)
            .SelectMany(name => assets[name].Steps)
            .Where(step => wanted(step.Type))
            .Select(step => step.Name)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    private StepSpecification? FindStep(string type, string name) =>
        Lineage(type)
            .SelectMany(ancestor => assets[ancestor].Steps)
            .FirstOrDefault(step => string.Equals(step.Name, name, StringComparison.Ordinal));

    private ImmutableArray<string> FindLineage(string type)
    {
        var lineage = ImmutableArray.CreateBuilder<string>();
        for (
            string? name = type;
            name is not null && assets.TryGetValue(name, out AssetSpecification? asset) && !lineage.Contains(name);
            name = asset.SuperAsset
        )
        {
            lineage.Add(name);
        }

        return lineage.ToImmutable();
    }
}
