using System.Collections.Frozen;
using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Specification;

namespace Pollux.Language.Graph;

/// <summary>
/// A language with inheritance resolved and every name bound: what attack graphs are generated from. Immutable, safe for
/// any number of threads.
/// </summary>
public sealed class LanguageGraph
{
    internal LanguageGraph(
        LanguageSpecification specification,
        ImmutableArray<AssetType> types,
        ImmutableArray<AssociationEnd?> ends,
        ImmutableArray<AssetPath> paths,
        ImmutableArray<string> stepNames
    )
    {
        Specification = specification;
        Types = types;
        Ends = ends;
        Paths = paths;
        StepNames = stepNames;
        TypesByName = types.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);
    }

    /// <summary>The language as compiled.</summary>
    public LanguageSpecification Specification { get; }

    /// <summary>All types in source order.</summary>
    public ImmutableArray<AssetType> Types { get; }

    /// <summary>All types by name.</summary>
    public FrozenDictionary<string, AssetType> TypesByName { get; }

    /// <summary>All association ends by their index; null where an association names an unknown type.</summary>
    public ImmutableArray<AssociationEnd?> Ends { get; }

    /// <summary>All distinct asset expressions.</summary>
    public ImmutableArray<AssetPath> Paths { get; }

    /// <summary>All distinct step names by <see cref="LanguageStep.NameIndex"/>.</summary>
    public ImmutableArray<string> StepNames { get; }

    /// <summary>Resolves a compiled language.</summary>
    /// <param name="specification">The language.</param>
    /// <param name="name">What to call it in diagnostics, usually its file.</param>
    /// <returns>
    /// The graph, always there; whatever does not hold together is left out and reported. A language that the compiler
    /// accepted gives no diagnostics.
    /// </returns>
    public static Diagnosed<LanguageGraph> Build(LanguageSpecification specification, string name = "language")
    {
        DiagnosticBag bag = new(name);
        return bag.With(new LanguageGraphBuilder(specification, bag).Build());
    }
}
