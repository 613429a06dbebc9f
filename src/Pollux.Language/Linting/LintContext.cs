using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Language.Specification;

namespace Pollux.Language.Linting;

/// <summary>A way from one step to another, as seen from the step it leads to.</summary>
/// <param name="From">The step's type.</param>
/// <param name="Step">The step.</param>
/// <param name="IsLocal">True when it leads to a step of the same asset.</param>
internal readonly record struct Parent(AssetType From, LanguageStep Step, bool IsLocal);

/// <summary>What all checks of one language share.</summary>
internal sealed class LintContext
{
    private readonly CompiledLanguage language;
    private readonly Dictionary<(AssetType Type, string Step), List<Parent>> parents = [];

    public LintContext(CompiledLanguage language, LanguageGraph graph, LintOptions options)
    {
        this.language = language;
        Graph = graph;
        Options = options;
        Diagnostics = new(language.SourceFiles.IsEmpty ? "language" : language.SourceFiles[0]);
        foreach (AssetType type in graph.Types)
        {
            CollectParents(type);
        }
    }

    public LanguageGraph Graph { get; }

    public LintOptions Options { get; }

    public DiagnosticBag Diagnostics { get; }

    /// <summary>The steps that lead to a step of a type: declared for the type itself or an ancestor of it.</summary>
    public IEnumerable<Parent> ParentsOf(AssetType type, string step)
    {
        for (AssetType? at = type; at is not null; at = at.Super)
        {
            foreach (Parent parent in parents.GetValueOrDefault((at, step)) ?? [])
            {
                yield return parent;
            }
        }
    }

    public void Report(DiagnosticRule rule, AssetType type, string? step, string message)
    {
        string place = step is null ? type.Name : $"{type.Name}:{step}";
        SourceLocation location = language.LocationOf(type.Name, step) ?? new SourceLocation(Diagnostics.File);
        Diagnostics.Add(new Diagnostic(rule, message, location with { Record = place }));
    }

    public void Report(DiagnosticRule rule, AssociationSpecification association, string message)
    {
        SourceLocation location = language.LocationOf(association) ?? new SourceLocation(Diagnostics.File);
        Diagnostics.Add(new Diagnostic(rule, message, location with { Record = association.Name }));
    }

    // An inherited step that is not redefined was collected at the type that defines it.
    private void CollectParents(AssetType type)
    {
        foreach (LanguageStep step in type.Steps.Where(step => step.Owner == type))
        {
            foreach (StepTarget target in step.Reaches)
            {
                bool isLocal = target.Path.Kind == AssetPathKind.Self;
                AssetType to = isLocal ? type : target.Path.Type;
                if (!parents.TryGetValue((to, target.StepName), out List<Parent>? list))
                {
                    parents[(to, target.StepName)] = list = [];
                }

                list.Add(new Parent(type, step, isLocal));
            }
        }
    }
}
