using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Language.Specification;

namespace Pollux.Modelling.Drafts;

/// <summary>
/// What modelling asks of a language, by name: which types, roles, defences and steps there are. A name that the language does not
/// have is no error: nothing is it, and it has nothing.
/// </summary>
internal sealed class LanguageTypes(LanguageGraph graph)
{
    private readonly ILookup<AssetType, string> children = graph
        .Types.Where(type => type.Super is not null)
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .ToLookup(type => type.Super!, type => type.Name);

    public string Id => graph.Specification.Id;

    public string Version => graph.Specification.Version;

    public IEnumerable<string> TypeNames => graph.Types.Select(type => type.Name).Order(StringComparer.Ordinal);

    /// <summary>All association ends.</summary>
    public IEnumerable<AssociationEnd> Ends => graph.Ends.OfType<AssociationEnd>();

    public bool Exists(string type) => Find(type) is not null;

    public bool IsAbstract(string type) => Find(type) is { IsAbstract: true };

    /// <summary>True when the type is the other or below it; false for types that the language does not have.</summary>
    public bool IsA(string type, string other) =>
        Find(type) is { } found && Find(other) is { } ancestor && found.Is(ancestor);

    /// <summary>The types that extend the type directly, in ordinal order.</summary>
    public IEnumerable<string> Children(string type) => Find(type) is { } found ? children[found] : [];

    public bool HasDefense(string type, string name) => Find(type)?.FindStep(name)?.Type == StepType.Defense;

    public bool HasAttackStep(string type, string name) =>
        Find(type)?.FindStep(name)?.Type is StepType.Or or StepType.And;

    public IEnumerable<string> Defenses(string type) => StepNames(type, step => step == StepType.Defense);

    public IEnumerable<string> AttackSteps(string type) => StepNames(type, step => step is StepType.Or or StepType.And);

    /// <summary>The roles that an asset of the type has, in ordinal order.</summary>
    public IEnumerable<string> Roles(string type) =>
        Find(type) is { } found ? found.Fields.Keys.Order(StringComparer.Ordinal) : [];

    /// <summary>The end that a role leads to from one type, when an asset of the other type may stand there; else null.</summary>
    public AssociationEnd? FindRole(string fromType, string role, string toType) =>
        Find(fromType)?.Fields.GetValueOrDefault(role) is { } end && Find(toType) is { } to && to.Is(end.Target)
            ? end
            : null;

    private AssetType? Find(string type) => graph.TypesByName.GetValueOrDefault(type);

    private ImmutableArray<string> StepNames(string type, Func<StepType, bool> wanted) =>
        Find(type) is { } found
            ? [.. found.Steps.Where(step => wanted(step.Type)).Select(step => step.Name).Order(StringComparer.Ordinal)]
            : [];
}
