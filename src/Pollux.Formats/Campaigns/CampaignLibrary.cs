using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Simulation.Campaigns;

namespace Pollux.Formats.Campaigns;

/// <summary>Campaigns of one or several files. One that several files or domains tell of under one id is one campaign.</summary>
/// <param name="Campaigns">The campaigns, each id once, in the order in which they were first met.</param>
/// <param name="Techniques">Every technique that a file describes by itself.</param>
/// <param name="Counts">What became of the records of all files.</param>
public sealed record CampaignLibrary(
    ImmutableArray<Campaign> Campaigns,
    ImmutableArray<CampaignTechnique> Techniques,
    CampaignCounts Counts
)
{
    /// <summary>Merges what files hold.</summary>
    /// <param name="documents">The files.</param>
    /// <param name="diagnostics">Told of what cannot be merged.</param>
    public static CampaignLibrary Merge(ImmutableArray<CampaignDocument> documents, DiagnosticBag diagnostics)
    {
        TacticOrder order = OrderOf(documents, diagnostics);
        ImmutableArray<Campaign>.Builder merged = ImmutableArray.CreateBuilder<Campaign>();
        foreach (
            IGrouping<string, Campaign> same in documents
                .SelectMany(document => document.Campaigns)
                .GroupBy(campaign => campaign.Id, StringComparer.Ordinal)
        )
        {
            merged.Add(MergeSame([.. same], order, diagnostics));
        }

        CampaignCounts counts = default;
        foreach (CampaignDocument document in documents)
        {
            counts += document.Counts;
        }

        return new CampaignLibrary(
            merged.ToImmutable(),
            [
                .. documents
                    .SelectMany(document => document.Techniques)
                    .DistinctBy(technique => technique.Key)
                    .OrderBy(technique => technique.Key, TechniqueKey.Order),
            ],
            counts
        );
    }

    private static Campaign MergeSame(Campaign[] same, TacticOrder order, DiagnosticBag diagnostics)
    {
        Campaign first = same[0];
        if (Array.Exists(same, campaign => campaign.Order == CampaignOrder.AsGiven))
        {
            if (same.Length > 1)
            {
                diagnostics.Add(
                    CampaignFileRules.Repeated,
                    $"The campaign '{first.Id}' ({first.Name}) is there {same.Length} times, and one of them is a sequence, which cannot be merged.",
                    record: first.Id
                );
            }

            return first;
        }

        return Campaign.OfTactics(
            first.Id,
            first.Name,
            first.Kind,
            same.SelectMany(campaign => campaign.Techniques).Take(Campaign.MaximumTechniques),
            order
        ) with
        {
            Aliases = [.. same.SelectMany(campaign => campaign.Aliases).Distinct(StringComparer.Ordinal)],
            Software = [.. same.SelectMany(campaign => campaign.Software).Distinct(StringComparer.Ordinal)],
            Source = string.Join(
                ", ",
                same.Select(campaign => campaign.Source).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal)
            ),
            Seen = same.Select(campaign => campaign.Seen).FirstOrDefault(text => text.Length > 0) ?? "",
        };
    }

    // The files' own matrices before what is known of ATT&CK; a tactic that neither orders comes last.
    private static TacticOrder OrderOf(ImmutableArray<CampaignDocument> documents, DiagnosticBag diagnostics)
    {
        TacticOrder[] own = [.. documents.Select(document => document.Order).OfType<TacticOrder>()];
        TacticOrder order =
            own.Length == 0
                ? TacticOrder.Known
                : own.Aggregate((left, right) => left.With(right.Tactics)).With(TacticOrder.Known.Tactics);
        foreach (
            string tactic in documents
                .SelectMany(document => document.Campaigns)
                .Where(campaign => campaign.Order == CampaignOrder.ByTactic)
                .SelectMany(campaign => campaign.Techniques)
                .SelectMany(technique => technique.Tactics)
                .Distinct(StringComparer.Ordinal)
                .Where(tactic => order.PositionOf(tactic) == int.MaxValue)
                .Order(StringComparer.Ordinal)
        )
        {
            diagnostics.Add(
                CampaignFileRules.UnknownTactic,
                $"No matrix orders the tactic '{tactic}'.",
                record: tactic
            );
        }

        return order;
    }
}
