using Pollux.Cli.Output;
using Pollux.Formats.Mitigations;
using Pollux.Language.Packs;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Mitigations;
using Pollux.Simulation.Scenarios;
using Spectre.Console;

namespace Pollux.Cli.Attack;

/// <summary>A plan of mitigations for people, in 100 columns.</summary>
internal sealed class MitigationTables(TextWriter writer, MitigationPlan plan, Scenario scenario, LanguagePack? pack)
{
    private const int IdleShown = 8;

    public void Write()
    {
        WriteLead();
        WriteChanges();
        WriteGoals();
        WriteCurve();
        WriteSingles();
        WriteTogether();
        WriteIdle();
        WriteNotes();
    }

    private string Within => scenario.Request.HorizonDays is { } days ? $" within {AssessmentText.Time(days)}" : "";

    private string What =>
        plan.RiskIsMoney ? "Expected loss"
        : IsOneGoal ? "The goal's probability"
        : "The expected number of goals that fall";

    private bool IsOneGoal => !plan.RiskIsMoney && scenario.Goals.Length == 1;

    private string Attacks => AssessmentText.Count(plan.Search.Samples);

    private string Risk(double value) =>
        plan.RiskIsMoney ? AssessmentText.Money(value, plan.Currency)
        : IsOneGoal ? AssessmentText.Percent(value)
        : $"{value:0.###}";

    private string Risk(Estimate risk) =>
        plan.RiskIsMoney
            ? AssessmentText.Money(risk, plan.Currency)
            : $"{Risk(risk.Value)} ({Risk(risk.Low)} to {Risk(risk.High)})";

    private string Cost(double cost) =>
        plan.CostsAreMoney ? AssessmentText.Money(cost, plan.Currency) : $"{cost:0.#} person-days";

    private void WriteLead()
    {
        if (plan.Before.Value <= 0)
        {
            writer.WriteParagraph(
                "",
                $"No goal fell in {Attacks} simulated attacks{Within}, so there is nothing to lower. That holds for what the model knows; it is not proof."
            );
            writer.WriteLine();
            return;
        }

        if (plan.Best.Changes.IsEmpty)
        {
            writer.WriteParagraph("", $"{What} is {Risk(plan.Before)}{Within}. {NothingFound()}");
            writer.WriteLine();
            return;
        }

        string chosen = plan.Choice switch
        {
            PlanChoice.Budget => $"The best set found for {Cost(plan.Budget!.Value)}",
            PlanChoice.Return => "The set found that pays best (risk removed less cost)",
            _ => "The set found at the knee of the curve below (most of the risk for little of the cost)",
        };
        writer.WriteParagraph(
            "",
            $"{chosen} has {Count(plan.Best.Changes.Length, "change")} and costs {Cost(plan.Best.Cost)}. {What} falls from "
                + $"{Risk(plan.Before.Value)} to {Risk(plan.Best.Residual)}{Within}: {Risk(plan.Best.Cut)} removed. "
                + $"In {Attacks} attacks that the search never saw it removes {Risk(plan.Best.FreshCut)} of {Risk(plan.Best.FreshBefore.Value)}."
                + (
                    plan.Best.ReturnOnCost is { } ratio
                        ? $" That is {ratio:0.#} times its cost on top of the cost."
                        : ""
                )
        );
        writer.WriteLine();
    }

    private string NothingFound() =>
        plan.Search.Candidates == 0
            ? "No defence stands on the ways of the attacks that could be switched on: look at the paths with 'pollux attack paths'."
        : plan.BestSingle is null && plan.Budget is not null
            ? "No change that helps fits the budget; the curve below shows what more would do."
        : "No change pays for itself; the curve below shows what each sum would do.";

    private void WriteChanges()
    {
        if (plan.Best.Changes.IsEmpty)
        {
            return;
        }

        writer.WriteLine("What to do, in this order");
        Table table = Tables
            .Create("", "Change", "Kind", "Who", "Cost", "Then remains", "Missed if left out")
            .AlignRight(0);
        int rank = 0;
        foreach (PlannedChange change in plan.Best.Changes)
        {
            table.AddTexts(
                $"{++rank}",
                change.Title,
                MitigationPlanJson.Word(change.Kind),
                change.Owner.Length > 0 ? change.Owner : "-",
                Cost(change.Cost),
                Risk(change.Remaining.Value),
                Risk(change.Missed)
            );
        }

        writer.WriteTable(table);
        writer.WriteLine();
    }

    private void WriteGoals()
    {
        if (plan.Best.Effects.IsEmpty)
        {
            return;
        }

        writer.WriteLine("What it does to each goal");
        Table table = Tables.Create("Goal", "Before", "After", "Half by, before", "Half by, after");
        foreach (JewelEffect effect in plan.Best.Effects)
        {
            table.AddTexts(
                Goal(effect),
                AssessmentText.Percent(effect.Before),
                AssessmentText.Percent(effect.After),
                Median(effect.MedianBefore),
                Median(effect.MedianAfter)
            );
        }

        writer.WriteTable(table);
        writer.WriteLine();
    }

    private string Median(double? days) =>
        days is { } value ? AssessmentText.Time(value)
        : scenario.Request.HorizonDays is { } horizon ? $"> {AssessmentText.Time(horizon)}"
        : "never";

    private string Goal(JewelEffect effect)
    {
        int asset = scenario.Graph.FindAsset(effect.Asset);
        string? label = pack?.WordsOfStep(scenario.Graph.Model.Assets[asset].Type, effect.Step)?.Label;
        return label is null ? $"{effect.Asset}:{effect.Step}" : $"{effect.Asset}: {label.ToLowerInvariant()}";
    }

    private void WriteCurve()
    {
        if (plan.Curve.Length < 2)
        {
            return;
        }

        writer.WriteLine("What each sum buys");
        Table table = Tables.Create("Cost", "Changes", "Remaining (95 %)", "").AlignRight(1);
        foreach (TradeOff point in plan.Curve)
        {
            table.AddTexts(
                Cost(point.Cost),
                $"{point.Titles.Length}",
                Risk(point.Residual),
                point.IsBest ? "the set above" : ""
            );
        }

        writer.WriteTable(table);
        writer.WriteLine();
    }

    private void WriteSingles()
    {
        if (plan.BestSingle is { } single)
        {
            writer.WriteParagraph(
                "",
                $"If only one thing is done: {single.Title} ({Cost(single.Cost)}) removes {Risk(single.Alone)}."
            );
        }

        if (plan.Next is { } next)
        {
            writer.WriteParagraph(
                "",
                $"Next, with more budget: {next.Title} ({Cost(next.Cost)}) removes another {Risk(next.Missed)}."
            );
        }

        if (plan.BestSingle is not null || plan.Next is not null)
        {
            writer.WriteLine();
        }
    }

    private void WriteTogether()
    {
        if (plan.OnlyTogether.IsEmpty)
        {
            return;
        }

        writer.WriteLine("Help only together");
        foreach (JointEffect joint in plan.OnlyTogether)
        {
            writer.WriteParagraph(
                "  - ",
                $"{string.Join("; ", joint.Titles)}: together {Risk(joint.Together)}, one by one {Risk(joint.OneByOne)} in all."
            );
        }

        writer.WriteLine();
    }

    private void WriteIdle()
    {
        if (plan.Idle.IsEmpty)
        {
            return;
        }

        writer.WriteLine("Changed nothing in any set that was tried");
        foreach (IdleChange idle in plan.Idle.Take(IdleShown))
        {
            writer.WriteParagraph("  - ", idle.Title);
        }

        if (plan.Idle.Length > IdleShown)
        {
            writer.WriteLine($"  ... and {plan.Idle.Length - IdleShown} more; --json lists all.");
        }

        foreach (string reason in plan.Idle.Select(idle => idle.Reason).Distinct(StringComparer.Ordinal))
        {
            writer.WriteParagraph("  ", reason);
        }

        writer.WriteLine();
    }

    private void WriteNotes()
    {
        writer.WriteLine("To know");
        foreach (string note in plan.Notes)
        {
            writer.WriteParagraph("  - ", note);
        }

        writer.WriteParagraph(
            "  - ",
            $"{Count(plan.Search.Candidates, "candidate")}; {Count(plan.Search.Sets, "set")} of them attacked {plan.Search.SearchSamples} times each, "
                + $"the figures rest on {Attacks} attacks, seed {scenario.Request.Seed}, attacker {scenario.Request.Attacker.Name}."
        );
    }

    private static string Count(int count, string what) =>
        count == 1 ? $"1 {what}" : $"{AssessmentText.Count(count)} {what}s";
}
