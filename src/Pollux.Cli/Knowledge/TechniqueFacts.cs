using Pollux.Knowledge.Attack;
using Pollux.Knowledge.Countermeasures;

namespace Pollux.Cli.Knowledge;

/// <summary>What is known of one technique, in lists for people and programs alike.</summary>
/// <param name="Catalogue">Where it stands.</param>
/// <param name="Item">The technique.</param>
/// <param name="UseNow">What to use instead when it was withdrawn; null when it holds or nothing does.</param>
/// <param name="Lists">Title, key and entries.</param>
internal sealed record TechniqueFacts(
    AttackCatalogue Catalogue,
    AttackItem Item,
    AttackItem? UseNow,
    IReadOnlyList<(string Title, string Key, string[] Entries)> Lists
)
{
    /// <summary>Collects them.</summary>
    public static TechniqueFacts Of(
        AttackCatalogue catalogue,
        AttackItem item,
        CountermeasureCatalogue? countermeasures
    )
    {
        string[] Related(string verb, params AttackKind[] kinds) =>
            [
                .. catalogue
                    .To(item.Id, verb)
                    .Select(id => catalogue[id]!)
                    .Where(other => other.State == AttackState.Current && kinds.Contains(other.Kind))
                    .Select(other => $"{other.Id} {other.Name}"),
            ];

        return new TechniqueFacts(
            catalogue,
            item,
            item.State == AttackState.Current ? null : catalogue.Current(item.Id),
            [
                ("Tactics", "tactics", [.. item.Tactics]),
                ("Platforms", "platforms", [.. item.Platforms]),
                (
                    "Kinds of asset",
                    "assets",
                    [.. catalogue.From(item.Id, "targets").Select(id => $"{id} {catalogue[id]!.Name}")]
                ),
                ("Mitigations", "mitigations", Related("mitigates", AttackKind.Mitigation)),
                (
                    "Detections",
                    "detections",
                    Related("detects", AttackKind.DetectionStrategy, AttackKind.DataComponent)
                ),
                ("Used by", "usedBy", Related("uses", AttackKind.Group, AttackKind.Campaign, AttackKind.Software)),
                (
                    "Countermeasures (D3FEND)",
                    "countermeasures",
                    [
                        .. (countermeasures?.For(item.Id) ?? []).Select(pair =>
                            $"{pair.Measure.Id} {pair.Measure.Name} ({pair.Measure.Tactic}: {pair.Technique.Verb} {pair.Technique.Artifact})"
                        ),
                    ]
                ),
            ]
        );
    }
}
