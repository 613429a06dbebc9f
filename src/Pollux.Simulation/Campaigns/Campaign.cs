using System.Collections.Immutable;

namespace Pollux.Simulation.Campaigns;

/// <summary>Techniques of a known attack, in phases, to be replayed on a twin.</summary>
/// <param name="Id">Its id in its source, such as <c>C0028</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What its source calls it.</param>
/// <param name="Order">Where the order of the phases comes from.</param>
/// <param name="Phases">The phases, first to last.</param>
/// <param name="Techniques">Its techniques, each once.</param>
public sealed record Campaign(
    string Id,
    string Name,
    CampaignKind Kind,
    CampaignOrder Order,
    ImmutableArray<CampaignPhase> Phases,
    ImmutableArray<CampaignTechnique> Techniques
)
{
    /// <summary>Most techniques of one campaign.</summary>
    public const int MaximumTechniques = 5_000;

    /// <summary>Other names.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>Names of the software that was used, whose own techniques are not counted as the campaign's.</summary>
    public ImmutableArray<string> Software { get; init; } = [];

    /// <summary>Who tells of it, in a few words; empty when nobody says.</summary>
    public string Source { get; init; } = "";

    /// <summary>First and last day of it, as the source writes them; empty when it does not say.</summary>
    public string Seen { get; init; } = "";

    /// <summary>
    /// A set of techniques as phases: one for each tactic, in the order of the tactics; a technique of several tactics is in each of them,
    /// because the set does not say for which it was used. A phase is passed with any of its techniques.
    /// </summary>
    public static Campaign OfTactics(
        string id,
        string name,
        CampaignKind kind,
        IEnumerable<CampaignTechnique> techniques,
        TacticOrder order
    )
    {
        CampaignTechnique[] sorted =
        [
            .. techniques
                .OrderBy(technique => technique.Key, TechniqueKey.Order)
                .DistinctBy(technique => (technique.Key.Domain, technique.Key.Id)),
        ];
        IEnumerable<CampaignPhase> phases = sorted
            .SelectMany((technique, index) => technique.Tactics.Distinct().Select(tactic => (tactic, index)))
            .GroupBy(pair => pair.tactic, pair => pair.index)
            .OrderBy(phase => order.PositionOf(phase.Key))
            .ThenBy(phase => phase.Key, StringComparer.Ordinal)
            .Select(phase => new CampaignPhase(phase.Key.Replace('-', ' '), PhaseNeeds.Any, [.. phase]));
        int[] without = [.. Enumerable.Range(0, sorted.Length).Where(index => sorted[index].Tactics.IsEmpty)];
        return new Campaign(
            id,
            name,
            kind,
            CampaignOrder.ByTactic,
            without.Length == 0
                ? [.. phases]
                : [.. phases, new CampaignPhase("no tactic given", PhaseNeeds.Any, [.. without])],
            [.. sorted]
        );
    }
}

/// <summary>A step of a campaign.</summary>
/// <param name="Name">Its name: a tactic's, or the author's own.</param>
/// <param name="Needs">Which of its techniques pass it.</param>
/// <param name="Techniques">Indexes in <see cref="Campaign.Techniques"/>.</param>
public sealed record CampaignPhase(string Name, PhaseNeeds Needs, ImmutableArray<int> Techniques);

/// <summary>One technique of a campaign.</summary>
/// <param name="Key">Domain, version and id, as the source has them.</param>
/// <param name="Name">Its name; empty when the source gives none.</param>
/// <param name="Tactics">Short names of the tactics that it serves, such as <c>lateral-movement</c>.</param>
/// <param name="Text">What was done with it, as the source says; may be empty.</param>
/// <param name="Successor">What replaces it in a later version, where the source says; null else.</param>
public sealed record CampaignTechnique(
    TechniqueKey Key,
    string Name,
    ImmutableArray<string> Tactics,
    string Text = "",
    TechniqueKey? Successor = null
);

/// <summary>Where the order of a campaign's phases comes from.</summary>
public enum CampaignOrder
{
    /// <summary>The source tells a sequence.</summary>
    AsGiven,

    /// <summary>The source holds a set; its phases are tactics in the order of the kill chain, which need not be what happened.</summary>
    ByTactic,
}

/// <summary>Which of a phase's techniques pass it.</summary>
public enum PhaseNeeds
{
    /// <summary>One is enough.</summary>
    Any,

    /// <summary>All that the language knows.</summary>
    All,
}

/// <summary>What a source calls a set of techniques.</summary>
public enum CampaignKind
{
    /// <summary>A campaign: one attack, or several of one purpose.</summary>
    Campaign,

    /// <summary>All that a group (intrusion set) was seen to do.</summary>
    Group,

    /// <summary>All that a malware or a tool can do.</summary>
    Software,

    /// <summary>Every technique that is known, to see what is covered.</summary>
    Coverage,
}
