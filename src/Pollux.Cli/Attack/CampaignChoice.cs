using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Simulation.Campaigns;

namespace Pollux.Cli.Attack;

/// <summary>Finds the campaign that a user names.</summary>
internal static class CampaignChoice
{
    private const int Proposed = 6;

    /// <summary>The campaign of an id, a name or another name; else the one whose name has all the words. Null, reported, when none or several.</summary>
    public static Campaign? Find(ImmutableArray<Campaign> campaigns, string given, DiagnosticBag problems)
    {
        Campaign[] found = [.. campaigns.Where(campaign => IsNamed(campaign, given))];
        if (found.Length == 0)
        {
            string[] words = given.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            found = [.. campaigns.Where(campaign => words.Length > 0 && HasWords(campaign, words))];
        }

        // A campaign rather than the software or the group of the same words.
        Campaign[] proper = [.. found.Where(campaign => campaign.Kind == CampaignKind.Campaign)];
        found = proper.Length == 1 ? proper : found;
        if (found.Length == 1)
        {
            return found[0];
        }

        problems.Add(
            CampaignCommandRules.UnknownCampaign,
            found.Length == 0
                ? $"No campaign is named '{given}'."
                : $"'{given}' may mean {string.Join(", ", found.Take(Proposed).Select(campaign => $"{campaign.Id} {campaign.Name}"))}"
                    + (found.Length > Proposed ? $" and {found.Length - Proposed} more." : "."),
            record: given,
            hint: found.Length == 0
                ? Spelling.DidYouMean(given, campaigns.SelectMany(campaign => (string[])[campaign.Id, campaign.Name]))
                : null
        );
        return null;
    }

    private static bool IsNamed(Campaign campaign, string given) =>
        string.Equals(campaign.Id, given, StringComparison.OrdinalIgnoreCase)
        || string.Equals(campaign.Name, given, StringComparison.OrdinalIgnoreCase)
        || campaign.Aliases.Contains(given, StringComparer.OrdinalIgnoreCase);

    private static bool HasWords(Campaign campaign, string[] words) =>
        Array.TrueForAll(words, word => campaign.Name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
