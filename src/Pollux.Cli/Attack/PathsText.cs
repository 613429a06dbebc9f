using Pollux.Cli.Output;
using Pollux.Language.Packs;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Paths;
using Spectre.Console;

namespace Pollux.Cli.Attack;

/// <summary>Distinct attack paths for people, in 100 columns.</summary>
internal sealed class PathsText(TextWriter writer, AttackPaths paths, StepWording words, bool all)
{
    private const int TechniquesShown = 2;
    private const int MarksShown = 3;

    private static readonly string HopIndent = new(' ', 42);

    private readonly double? horizon = paths.Scenario.Request.HorizonDays;

    public void Write()
    {
        foreach (GoalPaths goal in paths.Goals)
        {
            WriteGoal(goal);
        }

        if (IsOverview)
        {
            writer.WriteParagraph("", "Name a goal with --goal ASSET:STEP to see its paths hop by hop, or take --all.");
            return;
        }

        writer.WriteParagraph(
            "",
            "\"Past by\" is when half of the path's attacks were past the hop, with 5 % to 95 % of them; \"get past\" is how many of all "
                + "attacks that had reached the hop above got on to this one. A path stands for all ways that share most of its hops; "
                + "docs/attack-paths.md says how they are told apart."
        );
        if (paths.Traced < paths.Scenario.Request.Samples)
        {
            writer.WriteParagraph(
                "",
                $"Paths rest on the first {AssessmentText.Count(paths.Traced)} of {AssessmentText.Count(paths.Scenario.Request.Samples)} attacks."
            );
        }
    }

    // Several goals hop by hop are a thousand lines, and nobody reads those.
    private bool IsOverview => paths.Goals.Length > 1 && !all;

    private string Within => horizon is { } days ? $" within {AssessmentText.Time(days)}" : "";

    private void WriteGoal(GoalPaths goal)
    {
        TtcCurve curve = goal.Curve;
        Estimate probability = Estimate.OfShare(curve.Reached, curve.Samples);
        string title = words.TitleOf(goal.Goal.Node);
        if (goal.Paths.IsEmpty)
        {
            writer.WriteParagraph(
                "",
                $"{title}: {AssessmentText.Percent(probability)} of {AssessmentText.Count(curve.Samples)} simulated attacks got "
                    + $"there{Within}, so there is no path to show. That holds for what the model knows; it is not proof."
            );
            writer.WriteLine();
            return;
        }

        writer.WriteParagraph(
            "",
            $"{title}: reached in {AssessmentText.Percent(probability)} of {AssessmentText.Count(curve.Samples)} simulated "
                + $"attacks{Within}, by {AssessmentText.Count(goal.Ways)} {(goal.Ways == 1 ? "way" : "ways")}; the fastest took {AssessmentText.Time(goal.FastestDays ?? 0)}."
        );
        WriteOverview(goal);
        if (IsOverview)
        {
            return;
        }

        for (int path = 0; path < goal.Paths.Length; path++)
        {
            WritePath(goal, path);
        }
    }

    private void WriteOverview(GoalPaths goal)
    {
        Table table = Tables
            .Create("Path", "Share of those (95 %)", "Half by", "5 % to 95 % by", "Ways", "What sets it apart")
            .AlignRight(0, 4);
        for (int i = 0; i < goal.Paths.Length; i++)
        {
            DistinctPath path = goal.Paths[i];
            table.AddTexts(
                $"{i + 1}",
                Share(path.Share, path.ShareInterval),
                AssessmentText.Time(path.Days.P50),
                Spread(path.Days),
                AssessmentText.Count(path.Ways),
                Marks(goal, i)
            );
        }

        if (goal.Others > 0)
        {
            ProportionInterval others = ProportionInterval.Wilson(goal.Others, goal.Reached);
            int ways = goal.Ways - goal.Paths.Sum(path => path.Ways);
            table.AddTexts(
                "-",
                Share((double)goal.Others / goal.Reached, others),
                "",
                "",
                AssessmentText.Count(ways),
                "other ways"
            );
        }

        writer.WriteTable(table);
        writer.WriteLine();
    }

    // The hops that cost effort and that the fewest of the other paths have, in the order of the path.
    private string Marks(GoalPaths goal, int index)
    {
        DistinctPath path = goal.Paths[index];
        IEnumerable<int> marks = path
            .Hops.Select((hop, position) => (Hop: hop, Position: position))
            .Where(pair => pair.Position > 0 && paths.Scenario.Graph.TimeOf(pair.Hop.Node).Constant is not 0)
            .OrderBy(pair => goal.Paths.Count(other => other.Hops.Any(hop => hop.Alike[0] == pair.Hop.Alike[0])))
            .ThenBy(pair => pair.Position)
            .Take(MarksShown)
            .OrderBy(pair => pair.Position)
            .Select(pair => pair.Hop.Node);
        string note = NoteOf(goal, index);
        return (note.Length > 0 ? $"({note}) " : "") + string.Join("; ", marks.Select(words.TitleOf));
    }

    private static string NoteOf(GoalPaths goal, int path) =>
        (path == 0, path == goal.Fastest) switch
        {
            (true, true) => "most likely, fastest",
            (true, _) => "most likely",
            (_, true) => "fastest",
            _ => "",
        };

    private void WritePath(GoalPaths goal, int index)
    {
        DistinctPath path = goal.Paths[index];
        string note = NoteOf(goal, index);
        writer.WriteParagraph(
            "",
            $"Path {index + 1} to {words.TitleOf(goal.Goal.Node)}{(note.Length > 0 ? $" ({note})" : "")}: "
                + $"{AssessmentText.Percent(path.Share)} of the attacks that got there"
        );
        writer.WriteLine("      past by   5 % to 95 %       get past");
        int number = 0;
        foreach (DistinctHop hop in path.Hops)
        {
            number++;
            if (all || hop.IsSignificant)
            {
                WriteHop(hop, number);
            }
        }

        int folded = path.Hops.Count(hop => !hop.IsSignificant);
        if (folded > 0 && !all)
        {
            writer.WriteLine(
                $"      ({(folded == 1 ? "1 hop that merely follows is" : $"{folded} hops that merely follow are")} left out; --all shows them)"
            );
        }

        writer.WriteLine();
    }

    private void WriteHop(DistinctHop hop, int number)
    {
        string passed = hop.Passed.Probability is { } probability ? AssessmentText.Percent(probability) : "";
        string head = $"  {number, 2}  {AssessmentText.Time(hop.Days.P50), -8}  {Spread(hop.Days), -16}  {passed, 6}  ";
        writer.WriteParagraph(head, $"{Place(hop)}: {words.SentenceOf(hop.Node)}");
        WriteTechniques(hop.Node);
        if (!hop.OffDefenses.IsEmpty)
        {
            writer.WriteParagraph(HopIndent + "since off: ", string.Join("; ", hop.OffDefenses.Select(words.TitleOf)));
        }

        foreach (NeededStep needed in hop.AlsoNeeded)
        {
            WriteNeeded(needed, HopIndent);
        }
    }

    private string Place(DistinctHop hop)
    {
        string zone = words.ZoneOf(hop.Node) is { } name ? $" ({name})" : "";
        return hop.Alike.Length == 1
            ? words.AssetOf(hop.Node) + zone
            : $"{words.AssetOf(hop.Node)}{zone}, as any of {hop.Alike.Length} equal ones";
    }

    private void WriteTechniques(int node)
    {
        TechniqueEntry[] techniques = [.. words.TechniquesOf(node)];
        TechniqueEntry[] shown = [.. techniques.Take(all ? int.MaxValue : TechniquesShown)];
        if (shown.Length > 0)
        {
            writer.WriteParagraph(
                HopIndent,
                string.Join(", ", shown.Select(technique => $"{technique.Id} {technique.Name}"))
                    + (techniques.Length > shown.Length ? $" and {techniques.Length - shown.Length} more" : "")
            );
        }
    }

    private void WriteNeeded(NeededStep needed, string indent)
    {
        string way = string.Join(
            ", then ",
            needed
                .Way.Where((_, i) => i < needed.Way.Length - 1 && (all || IsTurn(needed.Way, i)))
                .Select(words.TitleOf)
        );
        string from = needed.BranchesFrom >= 0 ? $" from {words.TitleOf(needed.BranchesFrom)}" : "";
        writer.WriteParagraph(
            indent + "also needed: ",
            $"{words.TitleOf(needed.Node)} ({AssessmentText.Time(needed.MedianDays)})"
                + (way.Length > 0 || from.Length > 0 ? $", reached{from}{(way.Length > 0 ? $" by {way}" : "")}" : "")
        );
        foreach (NeededStep inner in needed.AlsoNeeded)
        {
            WriteNeeded(inner, indent + "  ");
        }
    }

    // What costs effort or enters another asset.
    private bool IsTurn(System.Collections.Immutable.ImmutableArray<int> way, int index) =>
        index == 0
        || paths.Scenario.Graph.TimeOf(way[index]).Constant is not 0
        || paths.Scenario.Graph.AssetIndexOf(way[index]) != paths.Scenario.Graph.AssetIndexOf(way[index - 1]);

    private static string Share(double share, ProportionInterval interval) =>
        $"{AssessmentText.Percent(share)} ({AssessmentText.Percent(interval.Low)} to {AssessmentText.Percent(interval.High)})";

    private static string Spread(TimeSpread times)
    {
        (string low, string high) = (AssessmentText.Time(times.P05), AssessmentText.Time(times.P95));
        return string.Equals(low, high, StringComparison.Ordinal) ? low : $"{low} - {high}";
    }
}
