using System.Globalization;
using Pollux.Language.Packs;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Evidence;

namespace Pollux.Cli.Attack;

/// <summary>Steps, detectors and doubts in words of the language, or by their names where it has none.</summary>
internal static class EvidenceWords
{
    /// <summary>A step's label.</summary>
    public static string Step(AttackGraph graph, int node, LanguagePack? pack)
    {
        string step = graph.StepOf(node).Name;
        return pack?.WordsOfStep(graph.AssetOf(node).Type, step)?.Label ?? step;
    }

    /// <summary>What a detector's alarm says.</summary>
    public static string Detector(SiteDetector detector, AttackGraph graph, LanguagePack? pack) =>
        pack?.Tables.Detectors.TryGetValue(detector.Kind, out DetectorEntry? entry) == true
            ? entry.Text
            : $"{detector.Kind}: {string.Join(" or ", detector.Nodes.Take(3).Select(node => Step(graph, node, pack)))}";

    /// <summary>What speaks against an assumption, and what to do about it.</summary>
    public static string Doubt(FitDoubt doubt, LanguagePack? pack)
    {
        string strength = $"{AssessmentText.Percent(doubt.Before)} before, {AssessmentText.Percent(doubt.After)} now";
        string factor = doubt.Value.ToString("0.##", CultureInfo.InvariantCulture);
        return doubt.Kind switch
        {
            FitDoubtKind.Speed =>
                $"The attacker is not as fast as assumed ({strength}): times are best multiplied by {factor}. Choose an --attacker that fits, and check the times of the steps on the way.",
            FitDoubtKind.Attacker =>
                $"It is another attacker than assumed ({strength}), most probably: {doubt.Subject}. Run again with --attacker {doubt.Subject}.",
            FitDoubtKind.Detection =>
                $"Detectors report less often than stated, or the attacker leaves much undone ({strength}): by a factor of about {factor}. Test the detectors, and give their rates with --rates.",
            FitDoubtKind.FalseAlarms =>
                $"There are more or fewer false alarms than stated ({strength}): by a factor of about {factor}. Count those of a quiet month, and give the rates with --rates.",
            _ =>
                $"No alarm of the kind {doubt.Subject}{Source(doubt.Subject, pack)}, though some were to be expected: it probably does not work ({strength}). Test it, or say so with --rates.",
        };
    }

    private static string Source(string kind, LanguagePack? pack) =>
        pack?.Tables.Detectors.TryGetValue(kind, out DetectorEntry? entry) == true ? $" (source: {entry.Source})" : "";
}
