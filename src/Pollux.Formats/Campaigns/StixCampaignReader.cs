using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Simulation.Campaigns;

namespace Pollux.Formats.Campaigns;

/// <summary>
/// Reads campaigns, groups and software with the techniques that they use from a STIX bundle, 2.0 or 2.1, as ATT&amp;CK publishes it. The
/// record is an object. STIX knows no order of techniques, so they are a set.
/// </summary>
/// <remarks>Of two objects of one id, which STIX allows, the one that was modified last counts; the other is a duplicate.</remarks>
internal sealed class StixCampaignReader(DiagnosticBag diagnostics, InputLimits limits)
{
    private const int LongestChain = 16;
    private const int WithdrawnShown = 12;

    private readonly Dictionary<string, JsonItem> newest = new(StringComparer.Ordinal);
    private readonly List<string> order = [];
    private readonly Dictionary<string, StixTechnique> techniques = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StixActor> actors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Technique, string Text)>> uses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedSet<string>> software = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> revokedBy = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> tacticNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> versions = new(StringComparer.Ordinal);
    private readonly List<string> withdrawn = [];
    private CampaignCounts counts;

    /// <summary>Reads a bundle.</summary>
    public CampaignDocument? Read(JsonItem root, JsonItem objects, CancellationToken cancellationToken)
    {
        Index(objects, cancellationToken);
        foreach (string id in order)
        {
            Understand(id, newest[id]);
        }

        foreach (string id in order)
        {
            Relate(newest[id]);
        }

        ReportWithdrawn();
        if (actors.Count == 0 && techniques.Count == 0)
        {
            diagnostics.Add(
                CampaignFileRules.NoCampaign,
                root,
                "The bundle holds neither a campaign, a group, a software nor a technique."
            );
            return null;
        }

        if (versions.Count == 0)
        {
            diagnostics.Add(CampaignFileRules.NoVersion, "The bundle has no x-mitre-collection that says a version.");
        }

        return new CampaignDocument(
            [.. order.Where(actors.ContainsKey).Select(id => Campaign(id, actors[id])).OfType<Campaign>()],
            [
                .. techniques
                    .Values.Where(technique => technique is { Id: not null, State: StixState.Current })
                    .Select(technique => ToTechnique(technique, ""))
                    .OrderBy(technique => technique.Key, TechniqueKey.Order),
            ],
            OrderOf(),
            counts
        );
    }

    private void ReportWithdrawn()
    {
        if (withdrawn.Count > 0)
        {
            string more = withdrawn.Count > WithdrawnShown ? $" and {withdrawn.Count - WithdrawnShown} more" : "";
            diagnostics.Add(
                CampaignFileRules.Withdrawn,
                $"Campaigns, groups or software that are revoked or deprecated are left out: {string.Join(", ", withdrawn.Take(WithdrawnShown))}{more}."
            );
        }
    }

    // The newest object of each id, in the order in which the ids first stand.
    private void Index(JsonItem objects, CancellationToken cancellationToken)
    {
        foreach (JsonItem item in objects.Items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (counts.Received >= limits.Records)
            {
                throw new InputLimitException($"The bundle has more than {limits.Records} objects.");
            }

            counts = counts with { Received = counts.Received + 1 };
            if (item.Text("id") is not { } id || item.Text("type") is null)
            {
                Refuse(CampaignFileRules.BadRecord, item, "An object needs 'type' and 'id'.");
            }
            else if (newest.TryGetValue(id, out JsonItem? other))
            {
                counts = counts with { Duplicates = counts.Duplicates + 1 };
                bool isLater = string.CompareOrdinal(item.Text("modified"), other.Text("modified")) > 0;
                newest[id] = isLater ? item : other;
            }
            else
            {
                newest.Add(id, item);
                order.Add(id);
            }
        }
    }

    private void Understand(string id, JsonItem item)
    {
        switch (item.Text("type"))
        {
            case "attack-pattern":
                AddTechnique(id, StixObjects.Technique(item));
                break;
            case "campaign" or "intrusion-set" or "malware" or "tool":
                AddActor(id, StixObjects.Actor(item, item.Text("type")!), item);
                break;
            case "x-mitre-tactic" when item.Text("x_mitre_shortname") is { } name:
                tacticNames[id] = name;
                Understood();
                break;
            case "x-mitre-collection":
                AddVersion(item);
                break;
            case "x-mitre-matrix":
                Understood();
                break;
            case "relationship":
                break;
            default:
                counts = counts with { Ignored = counts.Ignored + 1 };
                break;
        }
    }

    private void AddTechnique(string id, StixTechnique technique)
    {
        if (technique.Id is null || !TechniqueKey.IsId(technique.Id))
        {
            Refuse(
                CampaignFileRules.BadRecord,
                technique.Item,
                $"The technique '{technique.Name}' has no ATT&CK id such as T0843 or T1566.001.",
                Excerpt.Of(id)
            );
            return;
        }

        techniques[id] = technique;
        Understood();
    }

    private void AddActor(string id, StixActor? actor, JsonItem item)
    {
        if (actor is null)
        {
            Refuse(CampaignFileRules.BadRecord, item, "A campaign, group or software needs a name.", Excerpt.Of(id));
            return;
        }

        if (actor.State != StixState.Current)
        {
            counts = counts with { Ignored = counts.Ignored + 1 };
            withdrawn.Add($"{actor.Id} {actor.Name}");
            return;
        }

        actors[id] = actor;
        Understood();
    }

    // The collection says the version, and its name the domain: "ICS ATT&CK", "Enterprise ATT&CK", "Mobile ATT&CK".
    private void AddVersion(JsonItem item)
    {
        string name = item.Text("name") ?? "";
        string domain =
            name.StartsWith("ICS", StringComparison.OrdinalIgnoreCase) ? "ics"
            : name.StartsWith("Enterprise", StringComparison.OrdinalIgnoreCase) ? "enterprise"
            : name.StartsWith("Mobile", StringComparison.OrdinalIgnoreCase) ? "mobile"
            : "";
        string version = CampaignTexts.Version(item.Text("x_mitre_version"));
        if (version.Length > 0)
        {
            versions[domain] = version;
        }

        Understood();
    }

    private void Relate(JsonItem item)
    {
        if (item.Text("type") is not "relationship")
        {
            return;
        }

        string kind = item.Text("relationship_type") ?? "";
        string? source = item.Text("source_ref");
        string? target = item.Text("target_ref");
        bool isUse = kind is "uses" && IsActor(source) && (IsTechnique(target) || IsActor(target));
        bool isRevocation = kind is "revoked-by" && IsTechnique(source);
        if (source is null || target is null)
        {
            Refuse(
                CampaignFileRules.BadRecord,
                item,
                "A relation needs 'source_ref' and 'target_ref'.",
                item.Text("id")
            );
        }
        else if (!isUse && !isRevocation)
        {
            counts = counts with { Ignored = counts.Ignored + 1 };
        }
        else if (!newest.ContainsKey(source) || !newest.ContainsKey(target))
        {
            string missing = newest.ContainsKey(source) ? target : source;
            Refuse(
                CampaignFileRules.DanglingReference,
                item,
                $"The relation '{kind}' leads to '{Excerpt.Of(missing)}', which is not in the bundle.",
                item.Text("id")
            );
        }
        else if (StixObjects.State(item) != StixState.Current)
        {
            counts = counts with { Ignored = counts.Ignored + 1 };
        }
        else
        {
            Keep(isRevocation, source, target, item);
            Understood();
        }
    }

    private void Keep(bool isRevocation, string source, string target, JsonItem item)
    {
        if (isRevocation)
        {
            revokedBy[source] = target;
        }
        else if (IsTechnique(target))
        {
            List<(string, string)> used = uses.TryGetValue(source, out List<(string, string)>? known)
                ? known
                : uses[source] = [];
            if (used.Count >= Pollux.Simulation.Campaigns.Campaign.MaximumTechniques)
            {
                throw new InputLimitException(
                    $"'{Excerpt.Of(source)}' uses more than {Pollux.Simulation.Campaigns.Campaign.MaximumTechniques} techniques."
                );
            }

            used.Add((target, CampaignTexts.Text(item.Text("description"))));
        }
        else if (actors.TryGetValue(target, out StixActor? tool))
        {
            SortedSet<string> names = software.TryGetValue(source, out SortedSet<string>? known)
                ? known
                : software[source] = new SortedSet<string>(StringComparer.Ordinal);
            names.Add(tool.Name);
        }
    }

    private Campaign? Campaign(string id, StixActor actor)
    {
        List<CampaignTechnique> used = [];
        foreach ((string target, string text) in uses.GetValueOrDefault(id) ?? [])
        {
            if (Current(target, actor) is { } technique)
            {
                used.Add(ToTechnique(technique, text));
            }
        }

        string[] told =
        [
            .. used.Select(technique => $"{technique.Key.Domain} {technique.Key.Version}".Trim())
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];
        return Pollux.Simulation.Campaigns.Campaign.OfTactics(
            actor.Id,
            actor.Name,
            CampaignListReader.KindOf(actor.Type),
            used,
            TacticOrder.Known
        ) with
        {
            Aliases =
            [
                .. (actor.Item["aliases"]?.Items ?? actor.Item["x_mitre_aliases"]?.Items ?? [])
                    .Select(alias => CampaignTexts.Name(alias.StringOrNull))
                    .OfType<string>()
                    .Where(alias => alias != actor.Name)
                    .Distinct(StringComparer.Ordinal),
            ],
            Software = [.. software.GetValueOrDefault(id) ?? []],
            Source = told.Length == 0 ? "STIX" : $"ATT&CK {string.Join(", ", told)}",
            Seen = CampaignListReader.Seen(actor.Item.Text("first_seen"), actor.Item.Text("last_seen")),
        };
    }

    // What a technique was revoked by, in the end; null, with a diagnostic, when nothing current is there.
    private StixTechnique? Current(string id, StixActor actor)
    {
        string at = id;
        for (int step = 0; step < LongestChain; step++)
        {
            if (!techniques.TryGetValue(at, out StixTechnique? technique))
            {
                break;
            }

            if (technique.State == StixState.Current)
            {
                if (at != id)
                {
                    diagnostics.Add(
                        CampaignFileRules.Withdrawn,
                        techniques[id].Item,
                        $"{actor.Id} uses {techniques[id].Id}, which was revoked by {technique.Id}; that is taken.",
                        record: actor.Id
                    );
                }

                return technique;
            }

            if (technique.State == StixState.Deprecated || !revokedBy.TryGetValue(at, out string? next))
            {
                break;
            }

            at = next;
        }

        diagnostics.Add(
            CampaignFileRules.Withdrawn,
            newest[id],
            $"{actor.Id} uses {(techniques.TryGetValue(id, out StixTechnique? lost) ? lost.Id : Excerpt.Of(id))}, which is withdrawn, and nothing replaces it; it is left out.",
            record: actor.Id
        );
        return null;
    }

    private CampaignTechnique ToTechnique(StixTechnique technique, string text) =>
        new(
            new TechniqueKey(technique.Domain, VersionOf(technique.Domain), technique.Id!),
            technique.Name,
            technique.Tactics,
            text
        );

    private string VersionOf(string domain) =>
        versions.TryGetValue(domain, out string? version) ? version : versions.GetValueOrDefault("", "");

    // The matrices of the bundle, each an order; the first one leads.
    private TacticOrder? OrderOf()
    {
        TacticOrder? merged = null;
        foreach (JsonItem matrix in order.Select(id => newest[id]).Where(item => item.Text("type") is "x-mitre-matrix"))
        {
            string[] tactics =
            [
                .. (matrix["tactic_refs"]?.Items ?? [])
                    .Select(reference => tacticNames.GetValueOrDefault(reference.StringOrNull ?? ""))
                    .OfType<string>(),
            ];
            merged = merged is null ? TacticOrder.Of(tactics) : merged.With(tactics);
        }

        return merged;
    }

    private static bool IsTechnique(string? reference) => IsOf(reference, "attack-pattern");

    private static bool IsActor(string? reference) =>
        IsOf(reference, "campaign")
        || IsOf(reference, "intrusion-set")
        || IsOf(reference, "malware")
        || IsOf(reference, "tool");

    private static bool IsOf(string? reference, string type) =>
        reference?.StartsWith(type + "--", StringComparison.Ordinal) == true;

    private void Understood() => counts = counts with { Understood = counts.Understood + 1 };

    private void Refuse(DiagnosticRule rule, JsonItem item, string message, string? record = null)
    {
        counts = counts with { Refused = counts.Refused + 1 };
        diagnostics.Add(rule, item, message, record: record is null ? null : Excerpt.Of(record));
    }
}
