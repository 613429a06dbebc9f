using System.Collections.Immutable;

namespace Pollux.Knowledge.Attack;

/// <summary>What became of an object of ATT&amp;CK from one version to another.</summary>
public enum AttackFate
{
    /// <summary>It holds, under the same name and, for a technique, the same tactics.</summary>
    Same,

    /// <summary>It holds, with another id, name or other tactics.</summary>
    Changed,

    /// <summary>Another object took its place.</summary>
    Replaced,

    /// <summary>Withdrawn without a successor.</summary>
    Withdrawn,

    /// <summary>It was withdrawn in the old version already.</summary>
    WithdrawnBefore,

    /// <summary>The new version does not have it and does not say why; whoever uses it has to look.</summary>
    Missing,

    /// <summary>New.</summary>
    Added,
}

/// <summary>One object on its way from one version to another.</summary>
/// <param name="Id">The id: in the old version, or in the new one for what was added.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Name">Its name in the old version; in the new one for what was added.</param>
/// <param name="NewId">The id to use from now on; null when there is none.</param>
/// <param name="NewName">The name of what to use from now on; null when there is none.</param>
/// <param name="Gained">Tactics that it gained, sorted.</param>
/// <param name="Lost">Tactics that it lost, sorted.</param>
public sealed record AttackMove(
    string Id,
    AttackKind Kind,
    AttackFate Fate,
    string Name,
    string? NewId,
    string? NewName,
    ImmutableArray<string> Gained,
    ImmutableArray<string> Lost
);

/// <summary>The way from one version of ATT&amp;CK to another: every object of either, each once.</summary>
/// <param name="From">The old version.</param>
/// <param name="To">The new one.</param>
/// <param name="Moves">What became of each, sorted by id.</param>
public sealed record AttackMigration(AttackCatalogue From, AttackCatalogue To, ImmutableArray<AttackMove> Moves)
{
    /// <summary>Compares two versions of one domain.</summary>
    /// <exception cref="ArgumentException">They are of two domains.</exception>
    public static AttackMigration Between(AttackCatalogue from, AttackCatalogue to)
    {
        if (!string.Equals(from.Domain, to.Domain, StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{from.Domain}' and '{to.Domain}' are two domains.", nameof(to));
        }

        return new AttackMigration(
            from,
            to,
            [
                .. from
                    .Items.Select(item => Move(item, to))
                    .Concat(to.Items.Where(item => from.Same(item) is null).Select(Addition))
                    .OrderBy(move => move.Id, StringComparer.Ordinal),
            ]
        );
    }

    /// <summary>The id to use in the new version for an id of the old one; null when there is none.</summary>
    public string? Translate(string id) => From[id] is { } item ? Move(item, To).NewId : To.Current(id)?.Id;

    private static AttackMove Addition(AttackItem item) =>
        new(item.Id, item.Kind, AttackFate.Added, item.Name, item.Id, item.Name, [], []);

    private static AttackMove Move(AttackItem item, AttackCatalogue to)
    {
        AttackItem? now = to.Same(item);
        AttackItem? current =
            (now is null ? null : to.Current(now.Id)) ?? (item.ReplacedBy is { } next ? to.Current(next) : null);
        ImmutableArray<string> gained = current is null
            ? []
            : [.. current.Tactics.Except(item.Tactics, StringComparer.Ordinal)];
        ImmutableArray<string> lost = current is null
            ? []
            : [.. item.Tactics.Except(current.Tactics, StringComparer.Ordinal)];
        AttackFate fate =
            item.State != AttackState.Current ? AttackFate.WithdrawnBefore
            : now is null ? AttackFate.Missing
            : current is null ? AttackFate.Withdrawn
            : !string.Equals(current.Id, now.Id, StringComparison.Ordinal) ? AttackFate.Replaced
            : !string.Equals(current.Id, item.Id, StringComparison.Ordinal)
            || !string.Equals(current.Name, item.Name, StringComparison.Ordinal)
            || gained.Length + lost.Length > 0
                ? AttackFate.Changed
            : AttackFate.Same;
        return new(item.Id, item.Kind, fate, item.Name, current?.Id, current?.Name, gained, lost);
    }
}
