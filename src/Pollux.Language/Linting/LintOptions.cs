using System.Collections.Immutable;
using Pollux.Language.Packs;

namespace Pollux.Language.Linting;

/// <summary>What the linter compares a language with.</summary>
/// <param name="Tables">The tables that explain tags and ids; null when there are none, so that they are not checked.</param>
/// <param name="Foundation">
/// The names of the asset types that the language builds on and may not change: those of another pack. Empty for a
/// language that stands by itself.
/// </param>
/// <param name="FoundationAssociations">The names of the associations of that other pack.</param>
public sealed record LintOptions(
    PackTables? Tables,
    ImmutableHashSet<string> Foundation,
    ImmutableHashSet<string> FoundationAssociations
)
{
    /// <summary>A language by itself, without tables.</summary>
    public static LintOptions Default { get; } = new(null, [], []);
}
