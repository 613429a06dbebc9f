using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Simulation.Campaigns;

namespace Pollux.Formats.Campaigns;

/// <summary>
/// Reads a list of campaigns in JSON: <c>[{"attackVersion","domain","id","name","type","firstSeen","lastSeen","techniques":
/// [{"id","name","tactics","v19plus":{"id","status"}}]}]</c>. The record is an entry. Its techniques are a set, sorted by id.
/// </summary>
internal sealed class CampaignListReader(DiagnosticBag diagnostics, InputLimits limits)
{
    public CampaignDocument Read(JsonItem root, CancellationToken cancellationToken)
    {
        ImmutableArray<Campaign>.Builder campaigns = ImmutableArray.CreateBuilder<Campaign>();
        HashSet<(string Domain, string Id)> seen = [];
        int received = 0;
        int duplicates = 0;
        bool withoutVersion = false;
        foreach (JsonItem entry in root.Items)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (++received > limits.Records)
            {
                throw new InputLimitException($"The list has more than {limits.Records} entries.");
            }

            if (ReadEntry(entry) is not { } campaign)
            {
                continue;
            }

            if (!seen.Add((CampaignTexts.Domain(entry.Text("domain")), campaign.Id)))
            {
                duplicates++;
                diagnostics.Add(
                    CampaignFileRules.Repeated,
                    entry,
                    $"'{campaign.Id}' of one domain is there twice.",
                    record: campaign.Id
                );
                continue;
            }

            withoutVersion |= CampaignTexts.Version(entry.Text("attackVersion")).Length == 0;
            campaigns.Add(campaign);
        }

        if (withoutVersion)
        {
            diagnostics.Add(CampaignFileRules.NoVersion, "Not every entry has an 'attackVersion'.");
        }

        int refused = received - campaigns.Count - duplicates;
        return new CampaignDocument(
            campaigns.ToImmutable(),
            [],
            null,
            new CampaignCounts(received, campaigns.Count, 0, refused, duplicates)
        );
    }

    private Campaign? ReadEntry(JsonItem entry)
    {
        string? id = CampaignTexts.Name(entry.Text("id"));
        string? name = CampaignTexts.Name(entry.Text("name"));
        string domain = CampaignTexts.Domain(entry.Text("domain"));
        if (id is null || name is null || domain.Length == 0 || entry["techniques"] is not { IsArray: true } techniques)
        {
            diagnostics.Add(
                CampaignFileRules.BadRecord,
                entry,
                "An entry needs 'id', 'name', 'domain' (ics, enterprise or mobile) and a list 'techniques'.",
                record: id ?? name
            );
            return null;
        }

        string version = CampaignTexts.Version(entry.Text("attackVersion"));
        ImmutableArray<CampaignTechnique>.Builder read = ImmutableArray.CreateBuilder<CampaignTechnique>();
        foreach (JsonItem technique in techniques.Items)
        {
            if (read.Count >= Campaign.MaximumTechniques)
            {
                throw new InputLimitException(
                    $"'{Excerpt.Of(id)}' has more than {Campaign.MaximumTechniques} techniques."
                );
            }

            if (ReadTechnique(technique, domain, version, id) is { } understood)
            {
                read.Add(understood);
            }
        }

        return Campaign.OfTactics(id, name, KindOf(entry.Text("type")), read, TacticOrder.Known) with
        {
            Source = version.Length == 0 ? $"ATT&CK {domain}" : $"ATT&CK {domain} {version}",
            Seen = Seen(entry.Text("firstSeen"), entry.Text("lastSeen")),
        };
    }

    private CampaignTechnique? ReadTechnique(JsonItem technique, string domain, string version, string campaign)
    {
        if (technique.Text("id") is not { } id || !TechniqueKey.IsId(id))
        {
            diagnostics.Add(
                CampaignFileRules.BadRecord,
                technique,
                $"A technique of '{campaign}' has no id such as T0843 or T1566.001; it is left out.",
                record: campaign
            );
            return null;
        }

        string? later = technique["v19plus"]?.Text("id");
        return new CampaignTechnique(
            new TechniqueKey(domain, version, id),
            CampaignTexts.Name(technique.Text("name")) ?? "",
            [
                .. (technique["tactics"]?.Items ?? [])
                    .Select(tactic => CampaignTexts.Name(tactic.StringOrNull))
                    .OfType<string>(),
            ],
            "",
            later is not null && TechniqueKey.IsId(later) ? new TechniqueKey(domain, "19", later) : null
        );
    }

    internal static CampaignKind KindOf(string? type) =>
        type switch
        {
            "intrusion-set" => CampaignKind.Group,
            "malware" or "tool" => CampaignKind.Software,
            _ => CampaignKind.Campaign,
        };

    /// <summary>First and last day in one text.</summary>
    internal static string Seen(string? first, string? last)
    {
        string from = Excerpt.OneLineOrNull(first, 10)?.TrimEnd('.') ?? "";
        string to = Excerpt.OneLineOrNull(last, 10)?.TrimEnd('.') ?? "";
        return from == to || to.Length == 0 ? from
            : from.Length == 0 ? $"to {to}"
            : $"{from} to {to}";
    }
}
