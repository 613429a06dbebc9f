using System.Collections.Immutable;
using Pollux.Simulation.Campaigns;

namespace Pollux.Formats.Campaigns;

/// <summary>What a file of campaigns holds.</summary>
/// <param name="Campaigns">The campaigns in the order of the file.</param>
/// <param name="Techniques">Every technique that the file describes by itself, used or not; empty where it describes none.</param>
/// <param name="Order">The order of tactics by the file's own matrices; null when it has none.</param>
/// <param name="Counts">What became of its records.</param>
public sealed record CampaignDocument(
    ImmutableArray<Campaign> Campaigns,
    ImmutableArray<CampaignTechnique> Techniques,
    TacticOrder? Order,
    CampaignCounts Counts
);

/// <summary>
/// What became of the records of a file. The record is an entry of a list, an object of a STIX bundle, or the campaign of a YAML file.
/// Received = understood + ignored + refused + duplicates.
/// </summary>
public readonly record struct CampaignCounts(int Received, int Understood, int Ignored, int Refused, int Duplicates)
{
    /// <summary>The sums of two files.</summary>
    public static CampaignCounts operator +(CampaignCounts left, CampaignCounts right) => Add(left, right);

    /// <summary>The sums of two files.</summary>
    public static CampaignCounts Add(CampaignCounts left, CampaignCounts right) =>
        new(
            left.Received + right.Received,
            left.Understood + right.Understood,
            left.Ignored + right.Ignored,
            left.Refused + right.Refused,
            left.Duplicates + right.Duplicates
        );
}
