using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Language.Specification;

namespace Pollux.Language.Linting;

/// <summary>
/// Judges a compiled language by the rules that Pollux's own language and every pack follow; a language of somebody else may
/// well be correct MAL and break them.
/// </summary>
public static class LanguageLinter
{
    /// <summary>The value of <c>lint info</c> that excuses an AND step whose parents are on other assets.</summary>
    public const string Redundancy = "redundancy";

    /// <summary>Judges a language.</summary>
    /// <param name="language">The language, compiled without errors.</param>
    /// <param name="options">Its tables and what it builds on.</param>
    /// <returns>What breaks a rule, in the order of the source: assets as declared, then their steps, then associations.</returns>
    public static ImmutableArray<Diagnostic> Lint(CompiledLanguage language, LintOptions options)
    {
        Diagnosed<LanguageGraph> graph = LanguageGraph.Build(language.Specification);
        if (graph.Value is null || graph.HasErrors)
        {
            return graph.Diagnostics;
        }

        LintContext context = new(language, graph.Value, options);
        foreach (AssetType type in graph.Value.Types)
        {
            // A language is judged by what it declares itself; what it builds on has its own check.
            if (options.Foundation.Contains(type.Name))
            {
                continue;
            }

            WordsLint.CheckAsset(context, type);
            foreach (StepSpecification step in type.Specification.Steps)
            {
                LanguageStep effective = type.FindStep(step.Name)!;
                StructureLint.Check(context, type, effective);
                WordsLint.CheckStep(context, type, effective);
                FoundationLint.Check(context, type, step);
            }
        }

        FoundationLint.CheckAssociations(context);
        return context.Diagnostics.ToImmutable();
    }
}
