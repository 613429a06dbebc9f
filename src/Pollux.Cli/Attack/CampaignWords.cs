using System.Collections.Immutable;
using Pollux.Language.Packs;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Campaigns;

namespace Pollux.Cli.Attack;

/// <summary>What a replay showed, in words.</summary>
/// <param name="graph">The graph.</param>
/// <param name="pack">The words of the language; null for a language without any, whose names are shown.</param>
/// <param name="horizonDays">The horizon; null for none.</param>
internal sealed class CampaignWords(AttackGraph graph, LanguagePack? pack, double? horizonDays)
{
    private const int TypesShown = 4;

    /// <summary><c>T0843 Program Download</c>.</summary>
    public static string Of(TechniqueResult technique) => $"{technique.Technique.Key.Id} {technique.Name}".Trim();

    /// <summary>A share with its interval.</summary>
    public static string Share(Estimate? share) => share is null ? "?" : AssessmentText.Percent(share);

    /// <summary>A share without its interval.</summary>
    public static string Short(Estimate? share) => share is null ? "?" : AssessmentText.Percent(share.Value);

    /// <summary>The time by which half of all attacks had come there; what is beyond the horizon, or never, is said.</summary>
    public string HalfBy(TimeToCompromise? times) =>
        times is null ? "?"
        : times.P50 is { } days ? AssessmentText.Time(days)
        : horizonDays is { } horizon ? AssessmentText.Time(null, horizon)
        : "never";

    /// <summary>The same as a clause.</summary>
    public static string HalfOfAll(TimeToCompromise times) =>
        times.P50 is { } days ? $"in half of all by {AssessmentText.Time(days)}" : "in fewer than half of all";

    /// <summary>Where a technique was done, or why not.</summary>
    public string Where(TechniqueResult technique) =>
        technique.State switch
        {
            TechniqueState.NotModelled => "not modelled: the language has no step for it",
            TechniqueState.NotApplicable when !technique.Match.Nodes.IsEmpty => "comes true without an attacker here",
            TechniqueState.NotApplicable => $"nothing to do it to: the twin has no {Types(technique.Match)}",
            TechniqueState.Prevented => technique.Obstacles.IsEmpty ? "no way found" : Why(technique.Obstacles[0]),
            _ => Places(technique),
        };

    /// <summary>An obstacle as a clause.</summary>
    public string Why(Obstacle obstacle)
    {
        if (obstacle.Kind == ObstacleKind.NoAsset)
        {
            return $"the twin has no {string.Join(" or ", obstacle.Types.Take(TypesShown).Select(TypeLabel))}";
        }

        string place = graph.AssetOf(obstacle.Node).Name;
        string places = obstacle.Count > 1 ? $"{place} and {obstacle.Count - 1} more" : place;
        string step = StepLabel(obstacle.Node);
        string words = obstacle.Kind switch
        {
            ObstacleKind.Defense => $"{DefenseLabel(obstacle.Node)} is on ({places})",
            ObstacleKind.Existence => $"needs \"{step}\", which does not hold ({places})",
            ObstacleKind.OtherTechnique =>
                $"needs \"{step}\" ({places}), by {Techniques(obstacle.Node)}, which the campaign does not list",
            ObstacleKind.Removed => $"\"{step}\" was taken away ({places})",
            ObstacleKind.Capability =>
                $"\"{step}\" needs {Capability(obstacle.Node)}, which this attacker mostly lacks ({places})",
            ObstacleKind.Rare => $"\"{step}\" rarely succeeds, or not in time ({places})",
            _ => $"nothing leads to \"{step}\" ({places})",
        };
        return obstacle.IsDecisive is not true ? words
            : obstacle.Kind == ObstacleKind.Defense ? $"{words}; off at {place} alone, it becomes possible"
            : $"{words}; with it at {place} alone, it becomes possible";
    }

    /// <summary>All that is worth saying of a technique, for a layer's comment.</summary>
    public string Comment(TechniqueResult technique) =>
        technique.State switch
        {
            TechniqueState.Done => $"Done in {Share(technique.Done)} of the attacks. {Places(technique)}. "
                + (
                    technique.Detectors.IsEmpty
                        ? "No watched detector is on its steps."
                        : $"Reported in {Share(technique.Seen)} of them."
                ),
            TechniqueState.Prevented => $"Done in no attack. {Capital(Where(technique))}.",
            _ => $"{Capital(Where(technique))}.",
        };

    private string Places(TechniqueResult technique)
    {
        if (technique.Places.IsEmpty)
        {
            return "";
        }

        TechniquePlace first = technique.Places[0];
        int more = technique.AssetCount - 1;
        return $"{graph.AssetOf(first.Node).Name} ({StepLabel(first.Node)})" + (more > 0 ? $" and {more} more" : "");
    }

    private string Types(TechniqueMatch match) =>
        string.Join(
            " or ",
            match
                .Techniques.SelectMany(technique => technique.Steps)
                .Select(step => step.Split('.')[0])
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal)
                .Take(TypesShown)
                .Select(TypeLabel)
        );

    private string TypeLabel(string type) => (pack?.WordsOfAsset(type).Label ?? type).ToLowerInvariant();

    private string StepLabel(int node)
    {
        string step = graph.StepOf(node).Name;
        return pack?.WordsOfStep(graph.AssetOf(node).Type, step)?.Label ?? step;
    }

    private string DefenseLabel(int node)
    {
        string defense = graph.StepOf(node).Name;
        return pack?.WordsOfDefense(graph.AssetOf(node).Type, defense)?.Label ?? defense;
    }

    private string Capability(int node)
    {
        ImmutableArray<CapabilityEntry> needed =
            pack?.WordsOfStep(graph.AssetOf(node).Type, graph.StepOf(node).Name)?.Capabilities ?? [];
        return needed.IsEmpty
            ? "a capability"
            : $"the capability \"{string.Join(" and ", needed.Select(capability => capability.Label))}\"";
    }

    private string Techniques(int node)
    {
        ImmutableArray<TechniqueEntry> known =
            pack?.WordsOfStep(graph.AssetOf(node).Type, graph.StepOf(node).Name)?.Techniques ?? [];
        return known.IsEmpty
            ? string.Join(" or ", graph.StepOf(node).Tags.Take(2))
            : string.Join(" or ", known.Take(2).Select(technique => $"{technique.Id} {technique.Name}"));
    }

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
