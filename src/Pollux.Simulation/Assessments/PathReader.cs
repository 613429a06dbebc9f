using Pollux.Language.Graph;
using Pollux.Language.Packs;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Paths;

namespace Pollux.Simulation.Assessments;

/// <summary>Puts a critical path into words.</summary>
internal sealed class PathReader(AttackGraph graph, LanguagePack pack, ZoneTable zones, DefenseReader defenses)
{
    private readonly PathStart start = new(graph);

    /// <summary>The path in words; what is no attack step (a defence that is off, a thing that exists) is said with the step it leads to.</summary>
    /// <param name="path">The path.</param>
    /// <param name="result">The run that it comes from.</param>
    public AttackPath Read(CriticalPath path, SimulationResult result)
    {
        (Paths.PathHop Hop, bool CameFromDefense)[] steps = [.. Steps(path)];
        IEnumerable<Paths.PathHop> before = steps.Length == 0 ? [] : start.Before(steps[0].Hop, result);
        return new AttackPath(
            path.Share,
            [
                .. before.Select(hop => ToHop(hop, cameFromDefense: false)),
                .. steps.Select(step => ToHop(step.Hop, step.CameFromDefense)),
            ]
        );
    }

    /// <summary>
    /// The defences that act on any step on the way to a path's end, in any sample, each with the share of the samples whose own path
    /// has such a step.
    /// </summary>
    public IEnumerable<(int Defense, double Share)> Defenses(CriticalPath path) =>
        path
            .Visited.Where(visited => graph.StepOf(visited.Node).IsAttackStep)
            .SelectMany(visited =>
                defenses.ActingOn(visited.Node, cameFromDefense: false).Select(defense => (defense, visited.Share))
            );

    private IEnumerable<(Paths.PathHop Hop, bool CameFromDefense)> Steps(CriticalPath path)
    {
        bool cameFromDefense = false;
        foreach (Paths.PathHop hop in path.Hops)
        {
            LanguageStep step = graph.StepOf(hop.Node);
            if (step.IsAttackStep)
            {
                yield return (hop, cameFromDefense);
            }

            cameFromDefense = step.Type == StepType.Defense;
        }
    }

    private PathHop ToHop(Paths.PathHop hop, bool cameFromDefense)
    {
        LanguageStep step = graph.StepOf(hop.Node);
        string type = graph.AssetOf(hop.Node).Type;
        StepWords? words = pack.WordsOfStep(type, step.Name);
        int zone = zones[graph.AssetIndexOf(hop.Node)];
        return new PathHop(
            graph.NameOf(hop.Node),
            graph.AssetOf(hop.Node).Name,
            type,
            zone < 0 ? null : graph.Model.Assets[zone].Name,
            step.Name,
            Sentence(words, step.Name),
            IsTechnical(step, words),
            [.. (words?.Techniques ?? []).Select(entry => new Technique(entry.Id, entry.Name, entry.Domain))],
            hop.MedianDays,
            [.. hop.AlsoNeeded.Where(node => graph.StepOf(node).IsAttackStep).Select(Needed)],
            [.. defenses.ActingOn(hop.Node, cameFromDefense).Select(defenses.Read)]
        );
    }

    private string Needed(int node)
    {
        LanguageStep step = graph.StepOf(node);
        return $"{graph.AssetOf(node).Name}: {Sentence(pack.WordsOfStep(graph.AssetOf(node).Type, step.Name), step.Name)}";
    }

    private static string Sentence(StepWords? words, string step) =>
        words is null ? step
        : words.Sentence.Length > 0 ? words.Sentence
        : words.Label;

    private static bool IsTechnical(LanguageStep step, StepWords? words) =>
        step.Ttc is null
        && step.Risk is not { Confidentiality: true }
        && step.Risk is not { Integrity: true }
        && step.Risk is not { Availability: true }
        && (words is null || words.Techniques.IsEmpty);
}
