using System.Globalization;
using Pollux.Cli.Output;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Risk;
using Pollux.Simulation.Uncertainty;
using Spectre.Console;

namespace Pollux.Cli.Assess;

/// <summary>The losses of a year and what they rest on, for people, in 100 columns.</summary>
internal sealed class RiskTables(TextWriter writer, Assessment assessment, bool all)
{
    private const int BarsShown = 8;
    private const int CurveRows = 6;
    private const int BarWidth = 24;

    public void Write()
    {
        if (assessment.Risk is { } risk)
        {
            writer.WriteLine($"Losses of a year ({RiskText.Of(risk.Frequency)})");
            foreach ((string label, string figure) in RiskText.Numbers(risk, assessment.Currency))
            {
                writer.WriteParagraph($"  {label}: ", figure);
            }

            writer.WriteParagraph("  ", RiskText.Meaning(risk, assessment.Currency));
            writer.WriteLine();
            WriteCurve(risk);
            WriteContributions(risk);
        }
    }

    /// <summary>Which assumptions move the answer most.</summary>
    public void WriteSensitivity()
    {
        if (assessment.Sensitivity is not { } sensitivity)
        {
            return;
        }

        writer.WriteParagraph(
            "",
            $"What the answer rests on: {sensitivity.Answer} with one assumption moved, else {Answer(sensitivity.Base)}"
        );
        if (sensitivity.Bars.IsEmpty)
        {
            writer.WriteParagraph(
                "  ",
                $"None of {sensitivity.Assumptions} assumptions moves it: what decides is what sources say."
            );
            writer.WriteLine();
            return;
        }

        double widest = sensitivity.Bars.Max(bar => Math.Abs(bar.Swing.Value));
        Table table = Tables.Create("", "Assumption", "Low to high", "At low", "At high", "Swing").AlignRight(0);
        int rank = 0;
        foreach (SensitivityBar bar in sensitivity.Bars.Take(all ? int.MaxValue : BarsShown))
        {
            int width = (int)Math.Max(1, Math.Round(12 * Math.Abs(bar.Swing.Value) / widest));
            table.AddTexts(
                $"{++rank}",
                bar.Words,
                $"{bar.Low} to {bar.High}",
                Answer(bar.AtLow),
                Answer(bar.AtHigh),
                new string('█', width)
            );
        }

        writer.WriteTable(table);
        writer.WriteLine();
    }

    /// <summary>How far the answer moves when all assumptions are drawn anew.</summary>
    public void WriteUncertainty()
    {
        if (assessment.Uncertainty is not { } uncertainty)
        {
            return;
        }

        UncertaintyBand answer = uncertainty.Answer;
        writer.WriteParagraph(
            "",
            $"With all {uncertainty.Parameters} judgements drawn anew, {uncertainty.Draws} times, the first {uncertainty.Samples} attacks each: {AnswerWord} between "
                + $"{Answer(answer.Low)} and {Answer(answer.High)} in 90 % of the draws, half of them above {Answer(answer.Median)}."
        );
        Table table = Tables.Create(
            "Crown jewel",
            $"As it is, {uncertainty.Samples} attacks",
            "5 % of draws below",
            "Half below",
            "95 % below"
        );
        foreach ((JewelResult jewel, UncertaintyBand band) in assessment.Jewels.Zip(uncertainty.Goals))
        {
            table.AddTexts(
                jewel.Title,
                AssessmentText.Percent(band.AsWritten),
                AssessmentText.Percent(band.Low),
                AssessmentText.Percent(band.Median),
                AssessmentText.Percent(band.High)
            );
        }

        writer.WriteTable(table);
        writer.WriteLine();
    }

    private string AnswerWord =>
        assessment.Risk is null ? "crown jewels that fall in an attack" : "expected annual loss";

    private string Answer(double value) =>
        assessment.Risk is null
            ? value.ToString("0.###", CultureInfo.InvariantCulture)
            : AssessmentText.Money(value, assessment.Currency);

    private void WriteCurve(RiskResult risk)
    {
        if (risk.AnyLoss.Value <= 0)
        {
            return;
        }

        Table table = Tables.Create("A year loses more than", "Probability (95 %)", "");
        foreach (ExceedancePoint point in Shown(risk))
        {
            bool isAppetite = point.Loss.Equals(risk.Appetite);
            table.AddTexts(
                AssessmentText.Money(point.Loss, assessment.Currency) + (isAppetite ? " (appetite)" : ""),
                AssessmentText.Percent(new Estimate(point.Probability, point.Low, point.High)),
                new string('█', (int)Math.Round(BarWidth * point.Probability))
            );
        }

        writer.WriteTable(table);
        writer.WriteLine();
    }

    private static IEnumerable<ExceedancePoint> Shown(RiskResult risk)
    {
        int step = Math.Max(1, risk.Curve.Length / CurveRows);
        return risk.Curve.Where(
            (point, index) => index % step == 0 || index == risk.Curve.Length - 1 || point.Loss.Equals(risk.Appetite)
        );
    }

    private void WriteContributions(RiskResult risk)
    {
        Table table = Tables
            .Create("Loss", "In an attack", "In a year (mean)", "Share", "Of bad years")
            .AlignRight(3, 4);
        foreach (LossContribution part in risk.Contributions)
        {
            table.AddTexts(
                part.Name,
                AssessmentText.Percent(part.PerAttack),
                AssessmentText.Money(part.ExpectedAnnualLoss, assessment.Currency),
                AssessmentText.Percent(part.Share),
                AssessmentText.Percent(part.ShareInBadYears)
            );
        }

        writer.WriteTable(table);
        writer.WriteParagraph(" ", "Bad years are the tenth that loses most.");
        writer.WriteLine();
    }
}
