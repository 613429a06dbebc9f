using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Language.Packs;

namespace Pollux.Language.Linting;

/// <summary>
/// Finds out by their files what a language builds on: the pack that its main file lies in is its own; whatever an include
/// brings from elsewhere is its foundation.
/// </summary>
public static class LintSetup
{
    /// <summary>The options for a language compiled from files.</summary>
    /// <param name="language">The language.</param>
    /// <returns>The options, always there, with the tables of all packs involved; and what is wrong with those tables.</returns>
    public static Diagnosed<LintOptions> Of(CompiledLanguage language)
    {
        string main = language.SourceFiles.IsEmpty ? "language" : language.SourceFiles[0];
        DiagnosticBag diagnostics = new(main);
        if (language.SourceFiles.IsEmpty)
        {
            return diagnostics.With(LintOptions.Default);
        }

        Dictionary<string, string?> rootByFile = language
            .SourceFiles.Distinct(StringComparer.Ordinal)
            .ToDictionary(file => file, PackFiles.FindRoot, StringComparer.Ordinal);
        string? own = rootByFile[main];
        bool IsForeign(SourceLocation? place) =>
            place is not null
            && rootByFile.TryGetValue(place.File, out string? root)
            && root is not null
            && !string.Equals(root, own, StringComparison.Ordinal);

        return diagnostics.With(
            new LintOptions(
                ReadTables(rootByFile.Values, diagnostics),
                [
                    .. Names(
                        language.Specification.Assets,
                        asset => asset.Name,
                        asset => language.LocationOf(asset.Name)
                    ),
                ],
                [.. Names(language.Specification.Associations, link => link.Name, language.LocationOf)]
            )
        );

        IEnumerable<string> Names<T>(
            ImmutableArray<T> items,
            Func<T, string> nameOf,
            Func<T, SourceLocation?> placeOf
        ) => items.Where(item => IsForeign(placeOf(item))).Select(nameOf);
    }

    private static PackTables? ReadTables(IEnumerable<string?> roots, DiagnosticBag diagnostics)
    {
        PackTables? tables = null;
        foreach (string root in roots.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            PackTables read = PackReader.ReadTables(root, diagnostics);
            tables = tables is null ? read : tables.With(read);
        }

        return tables;
    }
}
