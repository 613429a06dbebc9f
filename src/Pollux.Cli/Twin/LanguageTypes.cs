using Pollux.Diagnostics;
using Pollux.Language;
using Pollux.Modelling;
using Pollux.Twin.Resolution;

namespace Pollux.Cli.Twin;

/// <summary>The types of Pollux's own language, as resolution needs them.</summary>
public static class LanguageTypes
{
    /// <summary>Reads the types of the core pack's language.</summary>
    /// <returns>No types, with the diagnostics that say why, when the language cannot be read.</returns>
    public static Diagnosed<TypeHierarchy> Load(CommandEnvironment environment)
    {
        string path = Path.Combine(environment.HomeDirectory, "packs", "core", "language", "core.mal");
        Diagnosed<CompiledLanguage> compiled = LanguageCompiler.Compile(path, CompilerOptions.Default);
        return compiled.Value is { } language
            ? new Diagnosed<TypeHierarchy>(TwinTypes.Of(language.Specification), [])
            : new Diagnosed<TypeHierarchy>(TypeHierarchy.None, compiled.Diagnostics);
    }
}
