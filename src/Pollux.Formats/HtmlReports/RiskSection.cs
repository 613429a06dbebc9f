using System.Globalization;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Risk;
using Pollux.Simulation.Uncertainty;

namespace Pollux.Formats.HtmlReports;

/// <summary>What a year costs: three numbers for a board, the loss exceedance curve, what contributes, and what the answer rests on.</summary>
internal static class RiskSection
{
    public static void AddYear(HtmlBuilder body, Assessment assessment)
    {
        body.Add($"<h2>What does a year cost?</h2>");
        if (assessment.Risk is not { } risk)
        {
            body.Add(
                $"""<p class="card empty">No crown jewel has a loss in money, so nothing can be said of money. Give each a <code>loss</code> in the site description and assess again.</p>"""
            );
            return;
        }

        body.Add($"""<div class="stats three">""");
        foreach ((string label, string figure) in RiskText.Numbers(risk, assessment.Currency))
        {
            int detail = figure.IndexOf(" (", StringComparison.Ordinal);
            string interval = detail < 0 ? "" : $"95 % interval {figure[(detail + 2)..^1]}";
            body.Add(
                $"""<div class="card stat"><span class="dim">{label}</span><b>{(detail < 0 ? figure : figure[..detail])}</b><span class="sm dim">{interval}</span></div>"""
            );
        }

        body.Add($"</div>");
        body.Add(
            $"""<div class="two"><div class="card"><h3>How likely a year loses more than a sum</h3>{ExceedancePicture.Draw(risk, assessment.Currency)}<p class="sm dim">The band is the 95 % interval of the simulation: {AssessmentText.Count(risk.Years)} years of {AssessmentText.Count(assessment.Manifest.Samples)} simulated attacks.</p></div>"""
        );
        AddParts(body, assessment, risk);
        body.Add(
            $"""</div><p class="note">{RiskText.Meaning(risk, assessment.Currency)} A year sees {RiskText.Of(risk.Frequency)}.</p>"""
        );
    }

    public static void AddSensitivity(HtmlBuilder body, Assessment assessment)
    {
        if (assessment.Sensitivity is not { Bars.IsEmpty: false } sensitivity)
        {
            return;
        }

        string Words(double answer) =>
            assessment.Risk is null
                ? answer.ToString("0.###", CultureInfo.InvariantCulture)
                : AssessmentText.Money(answer, assessment.Currency);
        body.Add($"<h2>Which assumptions decide the answer?</h2>");
        body.Add(
            $"""<div class="card long"><h3>{Capital(sensitivity.Answer)}, with one assumption at either end of its range</h3>{TornadoPicture.Draw(sensitivity, Words)}"""
        );
        body.Add(
            $"""<table><thead><tr><th>Assumption</th><th>Its range</th><th class="num">At the low end</th><th class="num">At the high end</th><th>What it rests on</th></tr></thead><tbody>"""
        );
        foreach (SensitivityBar bar in sensitivity.Bars)
        {
            body.Add(
                $"""<tr><td class="b">{bar.Words}</td><td>{bar.Low} to {bar.High}</td><td class="num">{Words(bar.AtLow)}</td><td class="num">{Words(bar.AtHigh)}</td><td class="sm dim">{bar.Basis}</td></tr>"""
            );
        }

        body.Add(
            $"""</tbody></table><p class="sm dim">{sensitivity.Assumptions} assumptions were moved, each alone and with the same chance as the assessment; those that move the answer most are listed. Finding out what an upper one really is tells more than anything else that could be found out.</p></div>"""
        );
    }

    /// <summary>How far the answer moves when all assumptions are drawn anew.</summary>
    public static void AddUncertainty(HtmlBuilder body, Assessment assessment)
    {
        if (assessment.Uncertainty is not { } uncertainty)
        {
            return;
        }

        string Words(double answer) =>
            assessment.Risk is null
                ? answer.ToString("0.###", CultureInfo.InvariantCulture)
                : AssessmentText.Money(answer, assessment.Currency);
        string what = assessment.Risk is null ? "Crown jewels that fall in an attack" : "Expected annual loss";
        body.Add(
            $"""<div class="card"><h3>With all judgements drawn anew</h3><p>{what}: {Words(uncertainty.Answer.Low)} to {Words(uncertainty.Answer.High)} in 90 % of {uncertainty.Draws} draws of {uncertainty.Parameters} judgements, half of them above {Words(uncertainty.Answer.Median)}.</p>"""
        );
        body.Add(
            $"""<table><thead><tr><th>Crown jewel</th><th class="num">As it is, {uncertainty.Samples} attacks</th><th class="num">5 % of draws below</th><th class="num">Half below</th><th class="num">95 % below</th></tr></thead><tbody>"""
        );
        foreach ((JewelResult jewel, UncertaintyBand band) in assessment.Jewels.Zip(uncertainty.Goals))
        {
            body.Add(
                $"""<tr><td class="b">{jewel.Title}</td><td class="num">{AssessmentText.Percent(band.AsWritten)}</td><td class="num">{AssessmentText.Percent(band.Low)}</td><td class="num">{AssessmentText.Percent(band.Median)}</td><td class="num">{AssessmentText.Percent(band.High)}</td></tr>"""
            );
        }

        body.Add(
            $"""</tbody></table><p class="sm dim">{uncertainty.Samples} attacks with each set of judgements, always the same attacks. A defence of which nobody says whether it is there is not drawn; the table above moves it.</p></div>"""
        );
    }

    private static void AddParts(HtmlBuilder body, Assessment assessment, RiskResult risk)
    {
        body.Add(
            $"""<div class="card"><h3>Which loss contributes what</h3><table><thead><tr><th>Loss</th><th class="num">In an attack</th><th class="num">In a year</th><th class="num">Share</th><th class="num">Of bad years</th></tr></thead><tbody>"""
        );
        foreach (LossContribution part in risk.Contributions)
        {
            body.Add(
                $"""<tr><td><span class="b">{part.Name}</span><br><span class="sm dim">{string.Join("; ", part.Jewels)}</span></td><td class="num">{AssessmentText.Percent(part.PerAttack.Value)}</td><td class="num">{AssessmentText.Money(part.ExpectedAnnualLoss.Value, assessment.Currency)}</td><td class="num">{AssessmentText.Percent(part.Share)}</td><td class="num">{AssessmentText.Percent(part.ShareInBadYears)}</td></tr>"""
            );
        }

        body.Add(
            $"""</tbody></table><p class="sm dim">Bad years are the tenth of all years that loses most.</p></div>"""
        );
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
