using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;

namespace Pollux.Twin.Resolution;

/// <summary>
/// A thing as one source refers to it. Mentions that are found to mean the same thing are united under a leader, the earliest
/// of them (union-find with path halving).
/// </summary>
internal sealed class Mention(
    AssetReference reference,
    Mention? parent,
    int order,
    RecordReference record,
    bool isOfTraffic
)
{
    private Mention? next;

    public AssetReference Reference { get; } = reference;

    public Mention? Parent { get; } = parent;

    /// <summary>Position in import order; the leader has the least.</summary>
    public int Order { get; } = order;

    /// <summary>The first record that mentions it.</summary>
    public RecordReference Record { get; } = record;

    /// <summary>True when its source only listens to traffic.</summary>
    public bool IsOfTraffic { get; } = isOfTraffic;

    /// <summary>True when its record shows that it is there; false when it was only called and never answered.</summary>
    public bool IsThere { get; private set; }

    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>Its identifiers; on a leader those of everything united under it.</summary>
    public IdentifierSet Identifiers { get; private set; } = new(reference.Identifiers);

    public Mention Leader
    {
        get
        {
            Mention current = this;
            while (current.next is { } following)
            {
                current.next = following.next ?? following;
                current = following;
            }

            return current;
        }
    }

    /// <summary>Notes that it is there, and so is what it belongs to.</summary>
    public void MarkThere()
    {
        for (Mention? mention = this; mention is { IsThere: false }; mention = mention.Parent)
        {
            mention.IsThere = true;
        }
    }

    /// <summary>Unites two leaders.</summary>
    public static void Unite(Mention first, Mention second)
    {
        (Mention leader, Mention follower) = first.Order < second.Order ? (first, second) : (second, first);
        leader.Identifiers = IdentifierSet.Joined(leader.Identifiers, follower.Identifiers);
        follower.next = leader;
        follower.Identifiers = leader.Identifiers;
    }
}
