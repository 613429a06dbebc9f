using System.Collections.Immutable;
using Pollux.Twin.Observations;

namespace Pollux.Twin.Resolution;

/// <summary>
/// The identifiers of a thing while it grows. Almost all things have a handful, kept as the reference has them; a thing that
/// gathers many (a hostile file, a shared name) gets a set for each kind, so that no step becomes slow.
/// </summary>
internal sealed class IdentifierSet
{
    private static readonly int Kinds = Enum.GetValues<IdentifierKind>().Length;

    private ImmutableArray<Identifier> few;
    private HashSet<Identifier>?[]? byKind;

    public IdentifierSet(ImmutableArray<Identifier> identifiers) => few = identifiers;

    public int Count => byKind is null ? few.Length : byKind.Sum(kind => kind?.Count ?? 0);

    /// <summary>Those of one kind, in no particular but repeatable order.</summary>
    public IEnumerable<Identifier> Of(IdentifierKind kind) =>
        byKind is null ? few.Where(identifier => identifier.Kind == kind) : byKind[(int)kind] ?? [];

    public bool Has(IdentifierKind kind)
    {
        if (byKind is not null)
        {
            return byKind[(int)kind] is not null;
        }

        foreach (Identifier identifier in few)
        {
            if (identifier.Kind == kind)
            {
                return true;
            }
        }

        return false;
    }

    public bool Contains(Identifier identifier) =>
        byKind is null ? few.Contains(identifier) : byKind[(int)identifier.Kind]?.Contains(identifier) == true;

    public IEnumerable<Identifier> All() =>
        byKind is null ? few.Distinct() : byKind.Where(kind => kind is not null).SelectMany(kind => kind!);

    /// <summary>The set that holds both; the larger of the two is reused, neither may be used after.</summary>
    public static IdentifierSet Joined(IdentifierSet first, IdentifierSet second)
    {
        (IdentifierSet larger, IdentifierSet smaller) = first.Count >= second.Count ? (first, second) : (second, first);
        if (larger.byKind is null && larger.few.Length + smaller.few.Length <= 8)
        {
            larger.few = [.. larger.few.Concat(smaller.few).Distinct()];
            return larger;
        }

        larger.Spread();
        foreach (Identifier identifier in smaller.All())
        {
            larger.Put(identifier);
        }

        return larger;
    }

    private void Spread()
    {
        if (byKind is null)
        {
            byKind = new HashSet<Identifier>?[Kinds];
            foreach (Identifier identifier in few)
            {
                Put(identifier);
            }
        }
    }

    private void Put(Identifier identifier) => (byKind![(int)identifier.Kind] ??= []).Add(identifier);
}
