using System.Collections.Immutable;
using Pollux.Cli.Output;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.ChokePoints;
using Pollux.Simulation.Paths;

namespace Pollux.Cli.Attack;

/// <summary>Choke points for people, in 100 columns.</summary>
internal sealed class ChokePointsText(TextWriter writer, ChokePointReport report, StepWording words, bool all)
{
    private const string Indent = "     ";
    private const int Shown = 15;
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
            : $"{report.ExpectedLoss.Value:0.##} of {report.Scenario.Goals.Length} goals reached per attack on average{within}";
        writer.WriteParagraph(
            "",
            $"{standing}, by {AssessmentText.Count(report.Ways)} ways{GoalCount}. Each line was taken out, and the "
                + "same attacks were rehearsed again."
        );
        writer.WriteLine();
        WriteList("steps", report.Steps, report.StepCandidates);
        WriteList("assets", report.Assets, report.AssetCandidates);
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
            "A goal that comes to \"never\" has no way left in the model, whatever chance does; the other figures are simulated, with 95 % "
                + "intervals of the paired difference. A way needs what every attack that took it needed."
        );
        writer.WriteLine();
    }

    private string GoalCount => report.Scenario.Goals.Length == 1 ? "" : $" to {report.Scenario.Goals.Length} goals";

    private void WriteList(string what, ImmutableArray<ChokePoint> points, int candidates)
    {
        ChokePoint[] effective = [.. points.Where(point => point.LossCut.Value > 0)];
        ChokePoint[] shown = [.. effective.Take(all ? int.MaxValue : Shown)];
        int untried = candidates - points.Length;
        string without =
            points.Length > effective.Length
                ? $"; {points.Length - effective.Length} changed nothing, since attackers went round them"
                : "";
        string notTried =
            untried > 0 ? $"; {untried} that less risk goes through were not tried (--{what} tries more)" : "";
        string more = effective.Length > shown.Length ? $"; {effective.Length - shown.Length} more with --all" : "";
        writer.WriteParagraph(
            "",
            $"{char.ToUpperInvariant(what[0])}{what[1..]}: {points.Length} of {candidates} taken out{without}{notTried}{more}."
        );
        // Several names for one cut, such as a gateway and its only service, are one line.
        foreach ((int index, IGrouping<string, ChokePoint> alike) in shown.GroupBy(EffectKey).Index())
        {
            Write(index + 1, [.. alike]);
        }

        writer.WriteLine();
    }

    private static string EffectKey(ChokePoint point) =>
        string.Join(
            ' ',
            point.Effects.Select(effect => $"{effect.After.Value:R} {effect.IsCutOff} {effect.MedianAfter:R}")
        );

    private void Write(int number, ChokePoint[] alike)
    {
        ChokePoint point = alike[0];
        writer.WriteParagraph($" {number, 2}  ", string.Join(", or ", alike.Select(NameOf)));
        string cutOff =
            point.GoalsCutOff > 0 ? $"cuts off {point.GoalsCutOff} of {report.Scenario.Goals.Length} goals; " : "";
        writer.WriteParagraph(
            Indent,
            $"{cutOff}cuts {CutOf(point)}; {AssessmentText.Count(point.Ways)} of {AssessmentText.Count(report.Ways)} ways need it"
        );
        writer.WriteParagraph(
            Indent,
            string.Join("; ", point.Effects.Where(effect => effect.Cut.Value > 0).Select(EffectOf))
        );
        int[] together = [.. point.Together.Take(all ? int.MaxValue : TogetherShown)];
        if (together.Length > 0)
        {
            string more =
                point.Together.Length > together.Length ? $" and {point.Together.Length - together.Length} more" : "";
            writer.WriteParagraph(
                Indent,
                $"needed in the same attacks: {string.Join("; ", together.Select(words.TitleOf))}{more}"
            );
        }
    }

    private string NameOf(ChokePoint point) =>
        point.Asset >= 0 ? $"{words.AssetOf(point.Node)} ({words.TypeOf(point.Node)})" : words.TitleOf(point.Node);

    private string CutOf(ChokePoint point) =>
        report.HasMoney
            ? AssessmentText.Money(point.LossCut, currency)
            : $"{point.LossCut.Value:0.##} ({point.LossCut.Low:0.##} to {point.LossCut.High:0.##}) goals per attack";

    private string EffectOf(GoalEffect effect) =>
        $"{words.TitleOf(effect.Goal.Node)} {AssessmentText.Percent(effect.Before.Value)} to "
        + (
            effect.IsCutOff ? "never"
            : effect.After.Value <= 0 ? "no run"
            : AssessmentText.Percent(effect.After.Value)
        );
}
