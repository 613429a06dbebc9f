using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Language.Specification;

namespace Pollux.Language.Packs;

/// <summary>Reads a pack's folder.</summary>
internal static class PackReader
{
    public static Diagnosed<LanguagePack> Read(string directory, ImmutableArray<string> includePath)
    {
        string manifestPath = Path.Combine(directory, PackFiles.ManifestName);
        DiagnosticBag diagnostics = new(manifestPath);
        if (ReadManifest(manifestPath, diagnostics) is not { } manifest)
        {
            return diagnostics.With<LanguagePack>(null);
        }

        PackTables tables = ReadTables(directory, manifest, diagnostics);
        if (PackFiles.Resolve(directory, manifest.Language, diagnostics) is not { } languagePath)
        {
            return diagnostics.With<LanguagePack>(null);
        }

        Diagnosed<CompiledLanguage> language = LanguageCompiler.Compile(
            languagePath,
            CompilerOptions.Default with
            {
                IncludePath = includePath,
            }
        );
        diagnostics.AddRange(language.Diagnostics);
        if (language.Value is null)
        {
            return diagnostics.With<LanguagePack>(null);
        }

        CheckAgreement(manifest, language.Value.Specification, diagnostics);
        tables = WithFoundation(tables, directory, language.Value, diagnostics);
        Diagnosed<LanguageGraph> graph = LanguageGraph.Build(language.Value.Specification, languagePath);
        diagnostics.AddRange(graph.Diagnostics);
        return diagnostics.With(
            graph.Value is null || diagnostics.HasErrors
                ? null
                : new LanguagePack(manifest, language.Value, graph.Value, tables)
        );
    }

    /// <summary>The tables of the pack in a folder, without compiling its language.</summary>
    public static PackTables ReadTables(string directory, DiagnosticBag diagnostics)
    {
        DiagnosticBag own = new(Path.Combine(directory, PackFiles.ManifestName));
        PackTables tables = ReadManifest(own.File, own) is { } manifest
            ? ReadTables(directory, manifest, own)
            : PackTables.Empty;
        diagnostics.AddRange(own.ToImmutable());
        return tables;
    }

    // The words of an inherited step need the tables of the pack that it comes from.
    private static PackTables WithFoundation(
        PackTables tables,
        string directory,
        CompiledLanguage language,
        DiagnosticBag diagnostics
    )
    {
        string own = Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory));
        IEnumerable<string> others = language
            .SourceFiles.Select(PackFiles.FindRoot)
            .OfType<string>()
            .Where(root => !string.Equals(root, own, StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);
        foreach (string root in others)
        {
            tables = tables.With(ReadTables(root, diagnostics));
        }

        return tables;
    }

    private static PackManifest? ReadManifest(string path, DiagnosticBag diagnostics) =>
        PackFiles.ReadText(path, diagnostics) is { } text ? ManifestReader.Read(text, diagnostics) : null;

    private static PackTables ReadTables(string directory, PackManifest manifest, DiagnosticBag diagnostics)
    {
        PackTables tables = PackTables.Empty;
        foreach (string file in manifest.Tables)
        {
            if (PackFiles.Resolve(directory, file, diagnostics) is { } path)
            {
                DiagnosticBag own = new(path);
                if (PackFiles.ReadText(path, own) is { } text)
                {
                    tables = tables.With(TableReader.Read(text, own));
                }

                diagnostics.AddRange(own.ToImmutable());
            }
        }

        return tables;
    }

    private static void CheckAgreement(PackManifest manifest, LanguageSpecification language, DiagnosticBag diagnostics)
    {
        if (!string.Equals(manifest.Id, language.Id, StringComparison.Ordinal))
        {
            diagnostics.Add(PackRules.Disagrees, $"The pack's id is '{manifest.Id}', its language's '{language.Id}'.");
        }

        if (!string.Equals(manifest.Version, language.Version, StringComparison.Ordinal))
        {
            diagnostics.Add(
                PackRules.Disagrees,
                $"The pack's version is '{manifest.Version}', its language's '{language.Version}'."
            );
        }
    }
}
