using Pollux.Simulation.Assessments;
using Pollux.Simulation.Mitigations;

namespace Pollux.Formats.HtmlReports;

/// <summary>What to change first: each mitigation with what it cuts, what it costs and what it does to each crown jewel.</summary>
internal static class MitigationSection
{
    private const int MaximumRows = 15;

    public static void Add(HtmlBuilder body, Assessment assessment)
    {
        body.Add($"<h2>Which changes help most for their cost?</h2>");
        if (assessment.Mitigations.IsEmpty)
        {
            body.Add(
                $"""<p class="card empty">No single change on a critical path lowers the risk by more than chance. Either nothing is reached, or several ways lead there: look at the paths below.</p>"""
            );
            return;
        }

        bool isMoney = assessment.ExpectedLoss is not null;
        double scale = assessment.Mitigations.Max(mitigation => mitigation.RiskCut.High);
        body.Add(
            $"""<div class="card long"><table><thead><tr><th>Change</th><th class="num">{(isMoney ? "Loss avoided" : "Probability removed")}</th><th>95 % interval</th><th class="num">Cost</th><th>Effect on the crown jewels</th></tr></thead><tbody>"""
        );
        foreach (MitigationResult mitigation in assessment.Mitigations.Take(MaximumRows))
        {
            string cut = isMoney
                ? AssessmentText.Money(mitigation.RiskCut.Value, assessment.Currency)
                : AssessmentText.Percent(mitigation.RiskCut.Value);
            string cost = mitigation.Cost is { } money ? AssessmentText.Money(money, assessment.Currency) : "";
            string standards = string.Join(", ", [.. mitigation.Mitigations, .. mitigation.Requirements]);
            body.Add(
                $"""<tr><td><span class="b">{mitigation.Title}</span><br><span class="sm dim">{standards}</span></td><td class="num b good">{cut}</td><td>{IntervalPictures.Interval(mitigation.RiskCut, scale)}</td><td class="num">{cost}<br><span class="sm dim">{mitigation.CostClass}</span></td><td class="sm">"""
            );
            foreach (JewelEffect effect in mitigation.Effects.Take(3))
            {
                body.Add(
                    $"""<span class="nw">{AssessmentText.Percent(effect.Before)} → <b>{AssessmentText.Percent(effect.After)}</b></span> {Title(assessment, effect)}<br>"""
                );
            }

            body.Add($"</td></tr>");
        }

        body.Add($"</tbody></table>");
        body.Add(
            $"""<p class="sm dim">Each change was simulated alone, with the same chance as the assessment; changes do not simply add up. Ordered by what is avoided for each unit of cost.</p></div>"""
        );
    }

    private static string Title(Assessment assessment, JewelEffect effect) =>
        assessment.Jewels.FirstOrDefault(effect.Concerns)?.Title ?? $"{effect.Asset}:{effect.Step}";
}
