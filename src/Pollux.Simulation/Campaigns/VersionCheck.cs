using Pollux.Diagnostics;

namespace Pollux.Simulation.Campaigns;

/// <summary>Says when campaigns and language speak of different versions of ATT&amp;CK.</summary>
public static class VersionCheck
{
    /// <summary>Reports each pair of versions once for each domain.</summary>
    /// <param name="campaigns">The campaigns that are replayed.</param>
    /// <param name="map">The techniques of the language.</param>
    /// <param name="diagnostics">Where to.</param>
    public static void Report(IEnumerable<Campaign> campaigns, TechniqueMap map, DiagnosticBag diagnostics)
    {
        ILookup<string, string> known = map
            .Techniques.Select(technique => technique.Key)
            .Where(key => key.Version.Length > 0)
            .Distinct()
            .ToLookup(key => key.Domain, key => key.Version, StringComparer.Ordinal);
        foreach (
            (string domain, string version) in campaigns
                .SelectMany(campaign => campaign.Techniques)
                .Select(technique => (technique.Key.Domain, technique.Key.Version))
                .Where(pair => pair.Version.Length > 0)
                .Distinct()
                .Order()
        )
        {
            string[] versions = [.. known[domain].Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            if (versions.Length > 0 && !versions.Contains(version, StringComparer.Ordinal))
            {
                diagnostics.Add(
                    CampaignRules.VersionDiffers,
                    $"The techniques of {domain} are of version {version}, those of the language of {string.Join(" and ", versions)}."
                );
            }
        }
    }
}
