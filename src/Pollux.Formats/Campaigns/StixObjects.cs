using System.Collections.Immutable;
using Pollux.Formats.Input;

namespace Pollux.Formats.Campaigns;

/// <summary>A technique of a bundle.</summary>
/// <param name="Item">The object.</param>
/// <param name="Domain">The domain; empty when the object does not say.</param>
/// <param name="Id">Its ATT&amp;CK id; null when it has none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tactics">Short names of its tactics.</param>
/// <param name="State">Whether it was withdrawn.</param>
internal sealed record StixTechnique(
    JsonItem Item,
    string Domain,
    string? Id,
    string Name,
    ImmutableArray<string> Tactics,
    StixState State
);

/// <summary>A campaign, group, malware or tool of a bundle.</summary>
internal sealed record StixActor(JsonItem Item, string Type, string Id, string Name, StixState State);

/// <summary>Whether an object still holds.</summary>
internal enum StixState
{
    Current,
    Revoked,
    Deprecated,
}

/// <summary>Reads what the objects of a STIX bundle say in the way of ATT&amp;CK.</summary>
internal static class StixObjects
{
    /// <summary>A technique; its domain by its kill chain, else by the domains that it names.</summary>
    public static StixTechnique Technique(JsonItem item)
    {
        JsonItem[] phases = [.. item["kill_chain_phases"]?.Items ?? []];
        string domain =
            phases
                .Select(phase => CampaignTexts.Domain(phase.Text("kill_chain_name")))
                .FirstOrDefault(found => found.Length > 0)
            ?? (item["x_mitre_domains"]?.Items ?? [])
                .Select(name => CampaignTexts.Domain(name.StringOrNull))
                .FirstOrDefault(found => found.Length > 0)
            ?? "";
        return new StixTechnique(
            item,
            domain,
            ExternalId(item),
            CampaignTexts.Name(item.Text("name")) ?? "",
            [
                .. phases
                    .Where(phase => CampaignTexts.Domain(phase.Text("kill_chain_name")).Length > 0)
                    .Select(phase => CampaignTexts.Name(phase.Text("phase_name")))
                    .OfType<string>(),
            ],
            State(item)
        );
    }

    /// <summary>A campaign, group, malware or tool; null when it has no name. Where ATT&amp;CK gives no id, its name is its id.</summary>
    public static StixActor? Actor(JsonItem item, string type) =>
        CampaignTexts.Name(item.Text("name")) is { } name
            ? new StixActor(item, type, CampaignTexts.Name(ExternalId(item)) ?? name, name, State(item))
            : null;

    /// <summary>The id that ATT&amp;CK gives an object; null when it gives none.</summary>
    public static string? ExternalId(JsonItem item) =>
        (item["external_references"]?.Items ?? [])
            .Where(reference => CampaignTexts.Domain(reference.Text("source_name")).Length > 0)
            .Select(reference => reference.Text("external_id"))
            .FirstOrDefault(id => id is not null);

    /// <summary>Whether an object still holds.</summary>
    public static StixState State(JsonItem item) =>
        item["revoked"]?.Boolean == true ? StixState.Revoked
        : item["x_mitre_deprecated"]?.Boolean == true ? StixState.Deprecated
        : StixState.Current;
}
