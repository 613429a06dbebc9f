using Pollux.Diagnostics;
using Pollux.Language;
using Pollux.Language.Graph;
using Pollux.Language.Specification;
using Pollux.Testing;

namespace Pollux.Modelling.Tests;

/// <summary>The shipped language, compiled once.</summary>
internal static class CoreLanguage
{
    public static LanguageSpecification Specification { get; } = Compile();

    public static LanguageGraph Graph { get; } = LanguageGraph.Build(Specification).Value!;

    private static LanguageSpecification Compile()
    {
        string path = RepositoryPaths.Of("packs", "core", "language", "core.mal");
        Diagnosed<CompiledLanguage> compiled = LanguageCompiler.Compile(path, CompilerOptions.Default);
        compiled.Diagnostics.Where(diagnostic => diagnostic.Level == Severity.Error).ShouldBeEmpty();
        return compiled.Value!.Specification;
    }
}
