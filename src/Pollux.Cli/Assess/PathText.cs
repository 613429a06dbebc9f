using System.Collections.Immutable;
using Pollux.Cli.Output;
using Pollux.Simulation.Assessments;

namespace Pollux.Cli.Assess;

/// <summary>An attack path for people: what happens where and when, by which technique, and what would stop it.</summary>
internal sealed class PathText(TextWriter writer, double horizonDays, bool all)
{
    private const int TechniquesShown = 2;

    public void Write(JewelResult jewel)
    {
        if (jewel.Path is not { } path)
        {
            writer.WriteParagraph(
                "",
                $"{jewel.Title}: no path within the model. That is not proof: it holds for what the twin knows."
            );
            writer.WriteLine();
            return;
        }

        writer.WriteParagraph(
            "",
            $"Most likely path to {jewel.Title} "
                + $"({AssessmentText.Percent(path.Share)} of the attacks that got there within {AssessmentText.Time(horizonDays)})"
        );
        int number = 0;
        int folded = 0;
        for (int index = 0; index < path.Hops.Length; index++)
        {
            PathHop hop = path.Hops[index];
            bool isEnd = index == 0 || index == path.Hops.Length - 1;
            if (hop.IsTechnical && hop.Defenses.IsEmpty && !isEnd && !all)
            {
                folded++;
                continue;
            }

            WriteHop(hop, ++number);
        }

        if (folded > 0)
        {
            writer.WriteLine($"      ({folded} purely technical steps are folded away; --all and -o show them)");
        }

        writer.WriteLine();
    }

    private void WriteHop(PathHop hop, int number)
    {
        string place =
            hop.Zone is { } zone && !string.Equals(zone, hop.Asset, StringComparison.Ordinal)
                ? $"{hop.Asset} ({zone})"
                : hop.Asset;
        writer.WriteParagraph($"  {number, 2}  {AssessmentText.Time(hop.Days), 8}  ", $"{place}: {hop.Words}");
        const string indent = "                ";
        Technique[] shown = [.. hop.Techniques.Take(all ? int.MaxValue : TechniquesShown)];
        if (shown.Length > 0)
        {
            writer.WriteParagraph(
                indent,
                string.Join(", ", shown.Select(technique => $"{technique.Id} {technique.Name}"))
                    + (hop.Techniques.Length > shown.Length ? $" and {hop.Techniques.Length - shown.Length} more" : "")
            );
        }

        WriteDefenses(indent, hop.Defenses);
    }

    // One line for all defences of a hop; where each figure comes from is said with --all.
    private void WriteDefenses(string indent, ImmutableArray<HopDefense> defenses)
    {
        if (!all && !defenses.IsEmpty)
        {
            writer.WriteParagraph(
                indent + "stopped by: ",
                string.Join("; ", defenses.Select(defense => $"{defense.Words} ({AssessmentText.State(defense)})"))
            );
            return;
        }

        foreach (HopDefense defense in defenses)
        {
            writer.WriteParagraph(
                indent + "stopped by: ",
                $"{defense.Words} ({defense.FullName[..defense.FullName.LastIndexOf(':')]}), now {AssessmentText.State(defense)}: {defense.Reason}"
            );
        }
    }
}
