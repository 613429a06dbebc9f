using System.Collections.Immutable;

namespace Pollux.Knowledge.Attack;

/// <summary>
/// One domain of MITRE ATT&amp;CK in one version. Ids mean something only together with both: tactics and techniques are renamed,
/// withdrawn and replaced from one version to the next.
/// </summary>
public sealed class AttackCatalogue
{
    private readonly ImmutableDictionary<string, AttackItem> byId;
    private readonly ILookup<string, AttackItem> byReference;
    private readonly ILookup<(string From, string Verb), string> forward;
    private readonly ILookup<(string To, string Verb), string> backward;

    /// <summary>Makes a catalogue.</summary>
    /// <param name="domain"><c>ics</c>, <c>enterprise</c> or <c>mobile</c>.</param>
    /// <param name="version">The version, such as <c>18.1</c>; empty when the source does not say.</param>
    /// <param name="at">When it was released, or, where the source does not say, the newest change in it; null when neither is known.</param>
    /// <param name="items">Its objects; of two with one id the first counts.</param>
    /// <param name="relations">Relations; those with an end that is no item are left out.</param>
    public AttackCatalogue(
        string domain,
        string version,
        DateTimeOffset? at,
        IEnumerable<AttackItem> items,
        IEnumerable<AttackRelation> relations
    )
    {
        Domain = domain;
        Version = version;
        At = at;
        Items =
        [
            .. items
                .DistinctBy(item => item.Id, StringComparer.Ordinal)
                .OrderBy(item => item.Id, StringComparer.Ordinal),
        ];
        byId = Items.ToImmutableDictionary(item => item.Id, StringComparer.Ordinal);
        byReference = Items.ToLookup(item => item.Reference, StringComparer.Ordinal);
        Relations =
        [
            .. relations
                .Where(relation => byId.ContainsKey(relation.From) && byId.ContainsKey(relation.To))
                .Distinct()
                .OrderBy(relation => relation.From, StringComparer.Ordinal)
                .ThenBy(relation => relation.Verb, StringComparer.Ordinal)
                .ThenBy(relation => relation.To, StringComparer.Ordinal),
        ];
        forward = Relations.ToLookup(relation => (relation.From, relation.Verb), relation => relation.To);
        backward = Relations.ToLookup(relation => (relation.To, relation.Verb), relation => relation.From);
    }

    /// <summary>The domain: <c>ics</c>, <c>enterprise</c> or <c>mobile</c>.</summary>
    public string Domain { get; }

    /// <summary>The version, such as <c>18.1</c>; empty when not known.</summary>
    public string Version { get; }

    /// <summary>When it was released; null when not known.</summary>
    public DateTimeOffset? At { get; }

    /// <summary>All objects, withdrawn ones too, sorted by id.</summary>
    public ImmutableArray<AttackItem> Items { get; }

    /// <summary>All relations, sorted; each once.</summary>
    public ImmutableArray<AttackRelation> Relations { get; }

    /// <summary>The object with an id; null when there is none.</summary>
    public AttackItem? this[string id] => byId.GetValueOrDefault(id);

    /// <summary>The object of another version in this one: that of the same reference, else of the same id; null when there is none.</summary>
    public AttackItem? Same(AttackItem other) => byReference[other.Reference].FirstOrDefault() ?? this[other.Id];

    /// <summary>The ids to which an object has a relation, sorted.</summary>
    public IEnumerable<string> From(string id, string verb) => forward[(id, verb)];

    /// <summary>The ids that have a relation to an object, sorted.</summary>
    public IEnumerable<string> To(string id, string verb) => backward[(id, verb)];

    /// <summary>
    /// The object that holds today for an id: itself, or the last of those that replaced it one after the other; null when it was
    /// withdrawn without a successor, or is not known.
    /// </summary>
    public AttackItem? Current(string id)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        AttackItem? item = this[id];
        while (item is { State: not AttackState.Current })
        {
            item = item.ReplacedBy is { } next && seen.Add(item.Id) ? this[next] : null;
        }

        return item;
    }
}
