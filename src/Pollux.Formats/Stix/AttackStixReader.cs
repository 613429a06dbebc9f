using System.Collections.Frozen;
using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Campaigns;
using Pollux.Formats.Input;
using Pollux.Knowledge.Attack;

namespace Pollux.Formats.Stix;

/// <summary>A catalogue that was read, and what became of the bundle's objects.</summary>
/// <param name="Catalogue">The catalogue.</param>
/// <param name="Understood">Objects that are in it, relations too.</param>
/// <param name="Ignored">Objects that say nothing for it: identities, markings, matrices, withdrawn relations.</param>
/// <param name="Refused">Objects that could not be used; each has a diagnostic.</param>
/// <param name="Duplicates">Older states of objects that stand in the bundle more than once.</param>
public sealed record AttackReading(AttackCatalogue Catalogue, int Understood, int Ignored, int Refused, int Duplicates);

/// <summary>
/// Reads MITRE ATT&amp;CK from a STIX bundle, 2.0 or 2.1, as it is published. The record is an object.
/// </summary>
/// <remarks>
/// Of two objects of one STIX id the one that was modified last counts. A version stands in the bundle's <c>x-mitre-collection</c>; where
/// there is none (bundles put together from single files) the version is not known.
/// </remarks>
internal sealed class AttackStixReader(DiagnosticBag diagnostics, InputLimits limits)
{
    private static readonly FrozenDictionary<string, AttackKind> Kinds = new Dictionary<string, AttackKind>(
        StringComparer.Ordinal
    )
    {
        ["x-mitre-tactic"] = AttackKind.Tactic,
        ["attack-pattern"] = AttackKind.Technique,
        ["course-of-action"] = AttackKind.Mitigation,
        ["x-mitre-asset"] = AttackKind.Asset,
        ["intrusion-set"] = AttackKind.Group,
        ["campaign"] = AttackKind.Campaign,
        ["malware"] = AttackKind.Software,
        ["tool"] = AttackKind.Software,
        ["x-mitre-detection-strategy"] = AttackKind.DetectionStrategy,
        ["x-mitre-analytic"] = AttackKind.Analytic,
        ["x-mitre-data-source"] = AttackKind.DataSource,
        ["x-mitre-data-component"] = AttackKind.DataComponent,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Dictionary<string, JsonItem> newest = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly Dictionary<string, string> idOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> replacedBy = new(StringComparer.Ordinal);
    private readonly List<AttackRelation> relations = [];
    private int received;
    private int understood;
    private int refused;
    private int duplicates;

    /// <summary>Reads a bundle; null when it holds nothing of ATT&amp;CK.</summary>
    public AttackReading? Read(JsonItem root, CancellationToken cancellationToken)
    {
        Index(root["objects"]?.Items ?? [], cancellationToken);
        Identify();
        if (idOf.All(pair => string.Equals(pair.Key, pair.Value, StringComparison.Ordinal)))
        {
            return null;
        }

        foreach (string id in order)
        {
            Relate(newest[id]);
        }

        JsonItem? collection = order
            .Select(id => newest[id])
            .FirstOrDefault(item => item.Text("type") is "x-mitre-collection");
        string version = CampaignTexts.Version(collection?.Text("x_mitre_version"));
        if (version.Length == 0)
        {
            diagnostics.Add(StixRules.NoVersion, root, "No x-mitre-collection says which version of ATT&CK this is.");
        }

        AttackCatalogue catalogue = new(
            DomainOf(),
            version,
            Time(collection?.Text("modified")) ?? order.Select(id => Time(newest[id].Text("modified"))).Max(),
            order.Where(idOf.ContainsKey).Select(ToItem),
            relations
        );
        understood += idOf.Count + (collection is null ? 0 : 1);
        return new AttackReading(
            catalogue,
            understood,
            received - understood - refused - duplicates,
            refused,
            duplicates
        );
    }

    private void Index(IEnumerable<JsonItem> objects, CancellationToken cancellationToken)
    {
        foreach (JsonItem item in objects)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++received > limits.Records)
            {
                throw new InputLimitException($"The bundle has more than {limits.Records} objects.");
            }

            if (item.Text("id") is not { } id || item.Text("type") is null)
            {
                Refuse(item, "An object needs 'type' and 'id'.");
            }
            else if (!newest.TryGetValue(id, out JsonItem? other))
            {
                newest.Add(id, item);
                order.Add(id);
            }
            else
            {
                duplicates++;
                newest[id] = string.CompareOrdinal(item.Text("modified"), other.Text("modified")) > 0 ? item : other;
            }
        }
    }

    private void Identify()
    {
        foreach (string id in order)
        {
            JsonItem item = newest[id];
            if (Kinds.ContainsKey(item.Text("type")!))
            {
                idOf[id] = CampaignTexts.Name(StixObjects.ExternalId(item)) ?? id;
            }
        }
    }

    private void Relate(JsonItem item)
    {
        string? from = idOf.GetValueOrDefault(item.Text("source_ref") ?? "");
        string? to = idOf.GetValueOrDefault(item.Text("target_ref") ?? "");
        switch (item.Text("type"))
        {
            // A withdrawn relation says nothing any more; that a technique was replaced is said by a relation of its own.
            case "relationship" when StixObjects.State(item) == StixState.Current && from is not null && to is not null:
                understood++;
                if (item.Text("relationship_type") is "revoked-by")
                {
                    replacedBy[from] = to;
                }
                else if (CampaignTexts.Name(item.Text("relationship_type")) is { } verb)
                {
                    relations.Add(new AttackRelation(from, verb, to));
                }

                break;
            case "x-mitre-detection-strategy":
                AddEach(
                    item,
                    item["x_mitre_analytic_refs"]?.Items.Select(reference => reference.StringOrNull),
                    "has-analytic"
                );
                break;
            case "x-mitre-analytic":
                AddEach(
                    item,
                    item["x_mitre_log_source_references"]
                        ?.Items.Select(reference => reference.Text("x_mitre_data_component_ref")),
                    "reads"
                );
                break;
            default:
                break;
        }
    }

    private void AddEach(JsonItem item, IEnumerable<string?>? references, string verb)
    {
        foreach (string? reference in references ?? [])
        {
            if (
                idOf.TryGetValue(item.Text("id")!, out string? from)
                && reference is not null
                && idOf.TryGetValue(reference, out string? to)
            )
            {
                relations.Add(new AttackRelation(from, verb, to));
            }
        }
    }

    private AttackItem ToItem(string id)
    {
        JsonItem item = newest[id];
        AttackKind kind = Kinds[item.Text("type")!];
        return new AttackItem(
            kind,
            idOf[id],
            id,
            CampaignTexts.Name(item.Text("name")) ?? idOf[id],
            StixObjects.State(item) switch
            {
                StixState.Revoked => AttackState.Revoked,
                StixState.Deprecated => AttackState.Deprecated,
                _ => AttackState.Current,
            },
            replacedBy.GetValueOrDefault(idOf[id]),
            kind switch
            {
                AttackKind.Tactic => Sorted([item.Text("x_mitre_shortname")]),
                AttackKind.Technique => Sorted(StixObjects.Technique(item).Tactics),
                _ => [],
            },
            Sorted(
                (item["x_mitre_platforms"]?.Items ?? [])
                    .Select(platform => CampaignTexts.Name(platform.StringOrNull))
                    .Where(platform => platform is not "None")
            )
        );
    }

    // The domain of most techniques: a bundle may carry a shared object of another.
    private string DomainOf() =>
        order
            .Where(id => newest[id].Text("type") is "attack-pattern")
            .Select(id => StixObjects.Technique(newest[id]).Domain)
            .Where(domain => domain.Length > 0)
            .GroupBy(domain => domain, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .FirstOrDefault()
            ?.Key
        ?? "";

    private void Refuse(JsonItem item, string message)
    {
        refused++;
        diagnostics.Add(StixRules.BadObject, item, message);
    }

    private static ImmutableArray<string> Sorted(IEnumerable<string?> texts) =>
        [.. texts.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static DateTimeOffset? Time(string? text) => InputTime.Utc(text);
}
