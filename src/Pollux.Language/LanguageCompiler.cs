using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Binding;

namespace Pollux.Language;

/// <summary>Compiles MAL: text and its includes to a <see cref="Specification.LanguageSpecification"/>.</summary>
public static class LanguageCompiler
{
    /// <summary>Compiles a language from its main file.</summary>
    /// <param name="path">The main file.</param>
    /// <param name="options">Where includes are looked for, and limits.</param>
    /// <returns>
    /// The language, null when anything in it is an error; and all errors and warnings, by file in the order of reading, then by
    /// line and column.
    /// </returns>
    public static Diagnosed<CompiledLanguage> Compile(string path, CompilerOptions options)
    {
        DiagnosticBag diagnostics = new(path);
        SourceProgram program = ProgramReader.Read(path, options, diagnostics);
        CompiledLanguage? language = program.Files.IsEmpty ? null : LanguageBinder.Bind(program, diagnostics);
        return new(diagnostics.HasErrors ? null : language, InOrder(program, diagnostics));
    }

    private static ImmutableArray<Diagnostic> InOrder(SourceProgram program, DiagnosticBag diagnostics)
    {
        Dictionary<string, int> order = new(StringComparer.Ordinal);
        foreach (string file in program.Files)
        {
            order.TryAdd(file, order.Count);
        }

        return
        [
            .. diagnostics
                .ToImmutable()
                .OrderBy(diagnostic => order.GetValueOrDefault(diagnostic.Location?.File ?? "", int.MaxValue))
                .ThenBy(diagnostic => diagnostic.Location?.Line ?? int.MaxValue)
                .ThenBy(diagnostic => diagnostic.Location?.Column ?? int.MaxValue),
        ];
    }
}
