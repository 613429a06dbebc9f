using System.Collections.Immutable;

namespace Pollux.Simulation.Campaigns;

/// <summary>What of ATT&amp;CK the language knows, the twin has something for, and attacks get to do.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Version">The version of ATT&amp;CK; empty when unknown.</param>
/// <param name="Known">Techniques that were asked for.</param>
/// <param name="Modelled">Of these, those that some step of the language carries, or whose successor it carries.</param>
/// <param name="Related">Those of which the language carries only the parent or sub-techniques.</param>
/// <param name="Applicable">Of <paramref name="Modelled"/>, those for which the twin has an asset.</param>
/// <param name="Exposed">Of these, those that were done in at least one attack.</param>
public sealed record TechniqueCoverage(
    string Domain,
    string Version,
    int Known,
    int Modelled,
    int Related,
    int Applicable,
    int Exposed
)
{
    /// <summary>Every technique of the language, and more from elsewhere, as if it were a campaign: its replay shows what is covered.</summary>
    /// <param name="map">The techniques of the language.</param>
    /// <param name="more">Further techniques, such as those of a bundle; those of the language count once.</param>
    public static Campaign CampaignOf(TechniqueMap map, IEnumerable<CampaignTechnique> more)
    {
        IEnumerable<CampaignTechnique> own = map.Techniques.Select(technique => new CampaignTechnique(
            technique.Key,
            technique.Name,
            technique.Tactics
        ));
        CampaignTechnique[] all = [.. own, .. more];
        HashSet<(string, string)> seen = [];
        return Campaign.OfTactics(
            "coverage",
            "Every technique",
            CampaignKind.Coverage,
            all.Where(technique => seen.Add((technique.Key.Domain, technique.Key.Id))),
            TacticOrder.Known
        );
    }

    /// <summary>Counts the techniques of a result, by domain.</summary>
    public static ImmutableArray<TechniqueCoverage> Of(ReplayResult result) =>
        [
            .. result
                .Techniques.GroupBy(technique => technique.Technique.Key.Domain, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new TechniqueCoverage(
                    group.Key,
                    string.Join(
                        ", ",
                        group
                            .Select(technique => technique.Technique.Key.Version)
                            .Where(version => version.Length > 0)
                            .Distinct(StringComparer.Ordinal)
                            .Order(StringComparer.Ordinal)
                    ),
                    group.Count(),
                    group.Count(IsModelled),
                    group.Count(technique => !IsModelled(technique) && technique.State != TechniqueState.NotModelled),
                    group.Count(technique =>
                        IsModelled(technique) && technique.State is (TechniqueState.Prevented or TechniqueState.Done)
                    ),
                    group.Count(technique => IsModelled(technique) && technique.State == TechniqueState.Done)
                )),
        ];

    /// <summary>True when the language knows the technique itself, not only a broader or narrower one.</summary>
    public static bool IsModelled(TechniqueResult technique) =>
        technique.Match.Kind is TechniqueMatchKind.Exact or TechniqueMatchKind.Successor;
}
