using Pollux.Simulation.Assessments;
using Pollux.Simulation.Mitigations;

namespace Pollux.Formats.HtmlReports;

/// <summary>One crown jewel: the answer, the most likely path as picture and as text, the curve over time.</summary>
internal static class JewelSection
{
    private const int MaximumDefenses = 4;
    private const int MaximumHelp = 6;

    public static void Add(HtmlBuilder body, Assessment assessment, JewelResult jewel)
    {
        double horizon = assessment.Manifest.HorizonDays;
        body.Add(
            $"""<section class="jewel"><h2 id="{AssessmentReport.Anchor(jewel)}">Could this happen: {jewel.Title}?</h2>"""
        );
        if (jewel.Path is not { Hops.Length: > 0 } path)
        {
            body.Add(
                $"""<p class="lead">Not in any of {AssessmentText.Count(assessment.Manifest.Samples)} simulated attacks within {AssessmentText.Time(horizon)}: at most {AssessmentText.Percent(jewel.Probability.High)} at 95 % confidence. That holds for what the twin knows; it is not proof.</p></section>"""
            );
            return;
        }

        string loss = jewel.Loss is { } range
            ? $" It would cost {AssessmentText.Money(range.Likely, assessment.Currency)} ({AssessmentText.Money(range.Low, "")} to {AssessmentText.Money(range.High, "")})."
            : "";
        body.Add(
            $"""<p class="lead">Yes, in {AssessmentText.Percent(jewel.Probability)} of {AssessmentText.Count(assessment.Manifest.Samples)} simulated attacks within {AssessmentText.Time(horizon)}; half of all attacks by {AssessmentText.Time(jewel.Ttc.P50, horizon)}.{loss}</p>"""
        );
        body.Add(
            $"""<div class="card"><h3>Most likely path <span class="dim">{path.Hops.Length} steps; {AssessmentText.Percent(path.Share)} of the attacks that succeed take exactly this one</span></h3>{PathPicture.Draw(path, jewel)}</div>"""
        );
        body.Add(
            $"""<div class="two"><div class="card"><h3>Time to compromise <span class="dim">share of all attacks that got there</span></h3>{TtcCurvePicture.Draw(jewel, horizon)}</div>"""
        );
        AddHelp(body, assessment, jewel);
        body.Add(
            $"""</div><div class="card long"><h3>Step by step <span class="dim">each with the time that it adds, and the time since the start</span></h3>"""
        );
        AddHops(body, path);
        body.Add($"</div></section>");
    }

    // The changes of the list that cut this jewel most, so that a reader of one section need not search the other.
    private static void AddHelp(HtmlBuilder body, Assessment assessment, JewelResult jewel)
    {
        (MitigationResult Mitigation, JewelEffect Effect)[] helpful =
        [
            .. assessment
                .Mitigations.SelectMany(mitigation =>
                    mitigation.Effects.Where(effect => effect.Concerns(jewel)).Select(effect => (mitigation, effect))
                )
                .OrderBy(pair => pair.effect.After)
                .ThenBy(pair => pair.mitigation.Title, StringComparer.Ordinal)
                .Take(MaximumHelp),
        ];
        body.Add($"""<div class="card"><h3>What would help most here</h3>""");
        if (helpful.Length == 0)
        {
            body.Add(
                $"""<p class="empty">No single change of those tried cuts it: several ways lead here.</p></div>"""
            );
            return;
        }

        body.Add(
            $"""<table><thead><tr><th>Change</th><th class="num">Probability</th><th class="num">Half by</th></tr></thead><tbody>"""
        );
        double horizon = assessment.Manifest.HorizonDays;
        foreach ((MitigationResult mitigation, JewelEffect effect) in helpful)
        {
            body.Add(
                $"""<tr><td>{mitigation.Title}</td><td class="num">{AssessmentText.Percent(effect.Before)} → <b class="good">{AssessmentText.Percent(effect.After)}</b></td><td class="num">{AssessmentText.Time(effect.MedianAfter, horizon)}</td></tr>"""
            );
        }

        body.Add($"</tbody></table></div>");
    }

    // Technical steps are folded away from the reading, and kept whole below it.
    private static void AddHops(HtmlBuilder body, AttackPath path)
    {
        PathHop[] told = [.. path.Hops.Where((hop, index) => !hop.IsTechnical || index == path.Hops.Length - 1)];
        body.Add($"""<ol class="hops">""");
        for (int index = 0; index < told.Length; index++)
        {
            double before = index == 0 ? 0 : told[index - 1].Days;
            AddHop(body, told[index], before, isGoal: index == told.Length - 1);
        }

        body.Add(
            $"""</ol><details><summary>All {path.Hops.Length} steps, technical ones included</summary><table><thead><tr><th>Step</th><th class="num">Since the start</th></tr></thead><tbody>"""
        );
        foreach (PathHop hop in path.Hops)
        {
            body.Add(
                $"""<tr><td class="mono">{hop.FullName}</td><td class="num">{AssessmentText.Time(hop.Days)}</td></tr>"""
            );
        }

        body.Add($"</tbody></table></details>");
    }

    private static void AddHop(HtmlBuilder body, PathHop hop, double daysBefore, bool isGoal)
    {
        body.Add(
            $"""<li class="{(isGoal ? "goal" : "step")}"><div class="hop"><span><span class="b">{hop.Asset}</span>{(hop.Zone is { } zone ? $" · {zone}" : "")}</span><span class="sp"></span><span class="nw"><b>{Added(hop.Days - daysBefore)}</b> <span class="dim sm">{AssessmentText.Time(hop.Days)}</span></span></div><p>{hop.Words}</p>"""
        );
        if (!hop.Techniques.IsEmpty)
        {
            body.Add($"""<p class="sm">""");
            foreach (Technique technique in hop.Techniques.Take(3))
            {
                body.Add($"""<span class="tech"><code>{technique.Id}</code>{technique.Name}</span>""");
            }

            body.Add($"</p>");
        }

        foreach (string reason in hop.Because)
        {
            body.Add($"""<p class="sm dim">also needed: {reason}</p>""");
        }

        foreach (HopDefense defense in hop.Defenses.Take(MaximumDefenses))
        {
            string standards = string.Join(
                ", ",
                [
                    .. defense.Mitigations,
                    .. (defense.Requirement is { Length: > 1 } requirement ? (string[])[requirement] : []),
                ]
            );
            body.Add(
                $"""<p class="stop sm">{defense.Words}: <span class="b">{AssessmentText.State(defense)}</span> <span class="dim">{defense.Reason}{(standards.Length > 0 ? $" · {standards}" : "")}</span></p>"""
            );
        }

        body.Add($"</li>");
    }

    private static string Added(double days) => days < 1.0 / (24 * 60) ? "at once" : $"+{AssessmentText.Time(days)}";
}
