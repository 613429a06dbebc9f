using System.Collections.Immutable;
using Pollux.Cli.Output;
using Pollux.Simulation.CutSets;
using Pollux.Simulation.Paths;
using Pollux.Simulation.Scenarios;

namespace Pollux.Cli.Attack;

/// <summary>Cut sets for people, in 100 columns.</summary>
internal sealed class CutSetsText(TextWriter writer, Scenario scenario, StepWording words, bool all)
{
    private const int InsteadShown = 2;
    private const int StepsShown = 8;

    public void Write(ImmutableArray<CutSetResult> cuts)
    {
        if (cuts.IsEmpty)
        {
            return;
        }

        writer.WriteParagraph("", "Cut sets: what leaves no way at all, even if every chance falls for the attacker.");
        writer.WriteLine();
        foreach (CutSetResult cut in cuts)
        {
            // Of each goal the smallest set; more for all goals together, and with --all.
            Write(cut, all || cut.Goals.Length == scenario.Goals.Length ? int.MaxValue : 1);
        }
    }

    private void Write(CutSetResult cut, int most)
    {
        string kind = cut.By switch
        {
            CutBy.Steps => "steps taken out",
            CutBy.Assets => "assets taken out",
            _ => "defences switched on",
        };
        string goal = cut.Goals.Length == 1 ? words.TitleOf(cut.Goals[0].Node) : $"All {cut.Goals.Length} goals";
        if (!cut.IsReachable)
        {
            writer.WriteParagraph("", $"{goal}: no way leads there, so there is nothing to cut.");
        }
        else if (!cut.CanBeCut)
        {
            WriteLeftWay(cut, goal, kind);
        }
        else
        {
            WriteSets(cut, goal, kind, most);
        }

        writer.WriteLine();
    }

    private void WriteSets(CutSetResult cut, string goal, string kind, int most)
    {
        int size = cut.Sets[0].Elements.Length;
        string proof = cut.IsMinimum
            ? $"{size}, and no fewer (proven by {(cut.Ways == 1 ? "1 way" : $"{cut.Ways} ways")} of attack)"
            : $"{size} at most and {cut.LowerBound} at least (not proven to be the fewest)";
        writer.WriteParagraph("", $"{goal}, {kind}: {proof}");
        for (int set = 0; set < Math.Min(most, cut.Sets.Length); set++)
        {
            string first = $"  {(set == 0 ? "  " : "or")}  ";
            foreach (CutElement element in cut.Sets[set].Elements)
            {
                writer.WriteParagraph(first, NameOf(cut.By, element.Element) + Instead(cut.By, element.Instead));
                first = "      ";
            }
        }
    }

    private void WriteLeftWay(CutSetResult cut, string goal, string kind)
    {
        int[] turns = [.. cut.LeftWay.Where(node => scenario.Graph.TimeOf(node).Constant is not 0)];
        int[] shown = [.. (turns.Length > 0 ? turns : [.. cut.LeftWay]).Take(all ? int.MaxValue : StepsShown)];
        writer.WriteParagraph(
            "",
            $"{goal}, {kind}: cannot be cut, since a way needs none of them: {string.Join("; ", shown.Select(words.TitleOf))}"
        );
    }

    private string Instead(CutBy by, ImmutableArray<int> instead)
    {
        int[] shown = [.. instead.Take(all ? int.MaxValue : InsteadShown)];
        return shown.Length == 0
            ? ""
            : $" (or instead: {string.Join("; ", shown.Select(element => NameOf(by, element)))}"
                + (instead.Length > shown.Length ? $" and {instead.Length - shown.Length} more)" : ")");
    }

    private string NameOf(CutBy by, int element) =>
        by == CutBy.Assets ? scenario.Graph.Model.Assets[element].Name : words.TitleOf(element);
}
