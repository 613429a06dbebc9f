using System.Collections.Immutable;
using Pollux.Cli.Output;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.ChokePoints;
using Pollux.Simulation.Paths;
using Spectre.Console;

namespace Pollux.Cli.Attack;

/// <summary>Choke points for people, in 100 columns.</summary>
internal sealed class ChokePointsText(TextWriter writer, ChokePointReport report, StepWording words, bool all)
{
    private const int Shown = 12;
    private const int TogetherShown = 3;

    private readonly string currency = report.Scenario.Currency;

    public void Write()
    {
        string within = report.Scenario.Request.HorizonDays is { } days ? $" within {AssessmentText.Time(days)}" : "";
        if (report.Attacks == 0)
        {
            writer.WriteParagraph(
                "",
                $"No goal was reached in {AssessmentText.Count(report.Scenario.Request.Samples)} simulated attacks{within}, so there is "
                    + "nothing to choke. That holds for what the model knows; it is not proof."
            );
            writer.WriteLine();
            return;
        }

        string standing = report.HasMoney
            ? $"Expected loss {AssessmentText.Money(report.ExpectedLoss, currency)}{within}"
            : $"{report.ExpectedLoss.Value:0.##} goals reached in an attack on average{within}";
        writer.WriteParagraph(
            "",
            $"{standing}, by {AssessmentText.Count(report.Ways)} ways to {report.Scenario.Goals.Length} goals. Each line was taken out, and the "
                + "same attacks were rehearsed again."
        );
        writer.WriteLine();
        WriteTable("Step", report.Steps, report.StepCandidates);
        WriteTable("Asset", report.Assets, report.AssetCandidates);
        if (!report.ExcludedAssets.IsEmpty)
        {
            writer.WriteParagraph(
                "",
                "Not tried, because they hold an entry or a goal, and to take those out proves nothing: "
                    + string.Join(
                        ", ",
                        report.ExcludedAssets.Select(asset => report.Scenario.Graph.Model.Assets[asset].Name)
                    )
                    + "."
            );
        }

        writer.WriteParagraph(
            "",
            "\"Cut off\" goals have no way left in the model, whatever chance does; the others are as simulated, with 95 % intervals of the "
                + "paired difference. \"Off ways\": so many of all ways that were taken could not be taken without it."
        );
        writer.WriteLine();
    }

    private void WriteTable(string heading, ImmutableArray<ChokePoint> points, int candidates)
    {
        ChokePoint[] effective = [.. points.Where(point => point.LossCut.Value > 0)];
        ChokePoint[] shown = [.. effective.Take(all ? int.MaxValue : Shown)];
        if (shown.Length > 0)
        {
            Table table = Tables.Create(
                heading,
                report.HasMoney ? "Cuts loss by" : "Cuts goals by",
                "Cut off",
                "Off ways",
                "Goals"
            );
            foreach (ChokePoint point in shown)
            {
                table.AddTexts(
                    NameOf(point),
                    CutOf(point),
                    $"{point.GoalsCutOff} of {report.Scenario.Goals.Length}",
                    $"{AssessmentText.Count(point.Ways)} of {AssessmentText.Count(report.Ways)}",
                    string.Join("\n", point.Effects.Where(effect => effect.Cut.Value > 0).Select(EffectOf))
                );
            }

            writer.WriteTable(table);
        }

        string what = string.Equals(heading, "Step", StringComparison.Ordinal) ? "steps" : "assets";
        int untried = candidates - points.Length;
        string notTried = untried > 0 ? $", {untried} that less risk goes through were not (--{what} tries more)" : "";
        string without =
            points.Length > effective.Length
                ? $"; {points.Length - effective.Length} changed nothing, since attackers went round them"
                : "";
        string more = effective.Length > shown.Length ? $"; {effective.Length - shown.Length} more with --all" : "";
        writer.WriteParagraph(" ", $"{points.Length} of {candidates} {what} were tried{without}{notTried}{more}.");
        writer.WriteLine();
    }

    private string NameOf(ChokePoint point)
    {
        if (point.Asset >= 0)
        {
            return $"{words.AssetOf(point.Node)} ({words.TypeOf(point.Node)})";
        }

        int[] named = [.. point.Together.Take(all ? int.MaxValue : TogetherShown)];
        string more = point.Together.Length > named.Length ? $" and {point.Together.Length - named.Length} more" : "";
        return named.Length == 0
            ? words.TitleOf(point.Node)
            : $"{words.TitleOf(point.Node)} (in the same attacks: {string.Join("; ", named.Select(words.TitleOf))}{more})";
    }

    private string CutOf(ChokePoint point) =>
        report.HasMoney
            ? AssessmentText.Money(point.LossCut, currency)
            : $"{point.LossCut.Value:0.##} ({point.LossCut.Low:0.##} to {point.LossCut.High:0.##})";

    private string EffectOf(GoalEffect effect) =>
        $"{words.TitleOf(effect.Goal.Node)} {AssessmentText.Percent(effect.Before.Value)} to "
        + (
            effect.IsCutOff ? "never"
            : effect.After.Value <= 0 ? "no run"
            : AssessmentText.Percent(effect.After.Value)
        );
}
