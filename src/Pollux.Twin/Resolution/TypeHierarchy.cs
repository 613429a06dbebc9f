using System.Collections.Immutable;

namespace Pollux.Twin.Resolution;

/// <summary>
/// What resolution needs to know of a language: which type is a special case of which. Given by the caller, because the twin
/// knows no language.
/// </summary>
/// <param name="ParentByType">Every type of the language with the type that it extends, or null.</param>
/// <param name="Umbrellas">
/// Types so general that sharing them makes no two things alike, such as <c>Component</c> in Pollux's language.
/// </param>
public sealed record TypeHierarchy(
    ImmutableDictionary<string, string?> ParentByType,
    ImmutableHashSet<string> Umbrellas
)
{
    // A language cannot nest deeper in practice; ends the walk on a cyclic table.
    private const int MaximumDepth = 64;

    /// <summary>No type is known.</summary>
    public static TypeHierarchy None { get; } =
        new(ImmutableDictionary<string, string?>.Empty, ImmutableHashSet<string>.Empty);

    /// <summary>True when no type is known.</summary>
    public bool IsEmpty => ParentByType.IsEmpty;

    /// <summary>True when the two are the same type or <paramref name="ancestor"/> is above <paramref name="type"/>.</summary>
    public bool IsA(string type, string ancestor) => SelfAndAncestors(type).Contains(ancestor, StringComparer.Ordinal);

    /// <summary>The more special of two types when one is the other or above it; else null.</summary>
    public string? MoreSpecial(string first, string second) =>
        IsA(first, second) ? first
        : IsA(second, first) ? second
        : null;

    /// <summary>
    /// The most general type above a type that is no umbrella: two things of one family may be the same thing. The type itself
    /// when it is not known.
    /// </summary>
    public string Family(string type) =>
        SelfAndAncestors(type).TakeWhile(ancestor => !Umbrellas.Contains(ancestor)).LastOrDefault() ?? type;

    private IEnumerable<string> SelfAndAncestors(string type)
    {
        string? current = type;
        for (int depth = 0; current is not null && depth < MaximumDepth; depth++)
        {
            yield return current;
            current = ParentByType.GetValueOrDefault(current);
        }
    }
}
