using Pollux.Cli.Output;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Paths;
using Pollux.Simulation.WhatIfs;
using Spectre.Console;

namespace Pollux.Cli.Attack;

/// <summary>What a change does, for people, in 100 columns.</summary>
internal sealed class WhatIfText(TextWriter writer, WhatIfReport report, StepWording words, bool all)
{
    private const int StepsShown = 10;

    private int Samples => report.Scenario.Request.Samples;

    public void Write()
    {
        writer.WriteParagraph(
            "",
            $"{string.Join("; ", report.Changes.Select(NameOf))}. The same {AssessmentText.Count(Samples)} attacks, before and after."
        );
        writer.WriteLine();
        WriteGoals();
        writer.WriteParagraph("", Verdict());
        writer.WriteLine();
        WriteSteps();
    }

    private string NameOf(StepOverride change) =>
        change.Kind switch
        {
            OverrideKind.DefenseOn => $"On{Already(change, 1)}: {words.TitleOf(change.Node)}",
            OverrideKind.DefenseOff => $"Off{Already(change, 0)}: {words.TitleOf(change.Node)}",
            _ => $"Gone: {words.TitleOf(change.Node)}",
        };

    private string Already(StepOverride change, double probability) =>
        report.Scenario.Graph.DefenseProbabilityOf(change.Node).Equals(probability)
        && report.Scenario.Request.Overrides.All(standing => standing.Node != change.Node)
            ? " (as it is already)"
            : "";

    private void WriteGoals()
    {
        Table table = Tables.Create("Goal", "Before (95 %)", "After (95 %)", "Half by", "Attacks that change");
        table.Columns[1].NoWrap();
        table.Columns[2].NoWrap();
        foreach (GoalChange goal in report.Goals)
        {
            table.AddTexts(
                words.TitleOf(goal.Goal.Node),
                AssessmentText.Percent(goal.Before),
                AssessmentText.Percent(goal.After),
                $"{Time(goal.MedianBefore)} -> {Time(goal.MedianAfter)}",
                (goal.Prevented, goal.Enabled) switch
                {
                    (0, 0) => "none",
                    (var prevented, 0) => $"{AssessmentText.Count(prevented)} fail now",
                    (0, var enabled) => $"{AssessmentText.Count(enabled)} succeed now",
                    var (prevented, enabled) =>
                        $"{AssessmentText.Count(prevented)} fail, {AssessmentText.Count(enabled)} succeed now",
                }
            );
        }

        writer.WriteTable(table);
    }

    private string Time(double? days) =>
        days is null && report.Scenario.Request.HorizonDays is null
            ? "never"
            : AssessmentText.Time(days, report.Scenario.Request.HorizonDays ?? 0);

    private string Verdict()
    {
        if (report.Changed.IsEmpty)
        {
            return "Nothing changes in any attack: no attacker comes to what this touches, or goes round it at once.";
        }

        Estimate cut = report.LossCut;
        string what = report.HasMoney
            ? $"expected loss {AssessmentText.Money(report.LossBefore.Value, report.Scenario.Currency)} -> "
                + AssessmentText.Money(report.LossAfter.Value, report.Scenario.Currency)
            : $"goals reached per attack {report.LossBefore.Value:0.###} -> {report.LossAfter.Value:0.###}";
        string difference = report.HasMoney
            ? $"{AssessmentText.Money(Math.Abs(cut.Value), report.Scenario.Currency)} ({AssessmentText.Money(Ends().Low, "").Trim()} to {AssessmentText.Money(Ends().High, "").Trim()})"
            : $"{Math.Abs(cut.Value):0.###} ({Ends().Low:0.###} to {Ends().High:0.###})";
        string direction = cut.Value switch
        {
            > 0 => $", {difference} less",
            < 0 => $", {difference} more",
            _ => ", no difference",
        };
        return $"{char.ToUpperInvariant(what[0])}{what[1..]}{direction}. {Plural(report.Changed.Length, "step")} of {Plural(Assets(), "asset")} come at another time.";
    }

    private static string Plural(int count, string word) =>
        $"{AssessmentText.Count(count)} {word}{(count == 1 ? "" : "s")}";

    private (double Low, double High) Ends() =>
        report.LossCut.Value >= 0
            ? (report.LossCut.Low, report.LossCut.High)
            : (-report.LossCut.High, -report.LossCut.Low);

    private int Assets() =>
        report.Changed.Select(node => report.Scenario.Graph.AssetIndexOf(node.Node)).Distinct().Count();

    private void WriteSteps()
    {
        ChangedNode[] moved =
        [
            .. report
                .Changed.Where(node =>
                    node.Before != node.After && report.Scenario.Graph.StepOf(node.Node).IsAttackStep
                )
                .OrderByDescending(node => Math.Abs(node.Before - node.After))
                .ThenBy(node => node.Node),
        ];
        if (moved.Length == 0)
        {
            return;
        }

        Table table = Tables.Create("Step", "Before", "After");
        foreach (ChangedNode node in moved.Take(all ? int.MaxValue : StepsShown))
        {
            table.AddTexts(words.TitleOf(node.Node), Share(node.Before), Share(node.After));
        }

        writer.WriteTable(table);
        if (!all && moved.Length > StepsShown)
        {
            writer.WriteParagraph("", $"{moved.Length - StepsShown} more with --all.");
        }
    }

    private string Share(int reached) => AssessmentText.Percent((double)reached / Samples);
}
