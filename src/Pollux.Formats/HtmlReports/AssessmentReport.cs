using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Pollux.Modelling.Findings;
using Pollux.Simulation.Assessments;

namespace Pollux.Formats.HtmlReports;

/// <summary>
/// Writes an assessment as one self-contained HTML file: no script, no network, prints on A4, light and dark as the reader's system
/// says. A strict content-security policy inside the file forbids everything but its own style sheet.
/// </summary>
public static class AssessmentReport
{
    private const int MaximumFindings = 200;

    private static readonly string Style = ReadStyle();

    /// <summary>Writes the report; the same assessment gives the same bytes.</summary>
    public static void Write(Assessment assessment, TextWriter output)
    {
        HtmlBuilder page = new();
        string policy =
            $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";
        page.Add(
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="referrer" content="no-referrer">
            <title>How exposed is {assessment.Site}? · Pollux</title>
            """
        );
        // The style sheet is our own file and holds no imported text; its hash in the policy is over exactly these bytes.
        output.Write(page);
        output.Write($"<style>{Style}</style>\n</head>\n<body>\n");
        output.Write(Body(assessment));
        output.Write("</body>\n</html>\n");
    }

    private static HtmlBuilder Body(Assessment assessment)
    {
        HtmlBuilder body = new();
        body.Add(
            $"""<div class="brand"><svg viewBox="0 0 30 30" aria-hidden="true"><circle cx="11" cy="12" r="7" fill="none" stroke="currentColor" stroke-width="2"/><circle cx="19" cy="18" r="7" fill="currentColor"/></svg>Pollux assessment · handle as confidential: it shows how to attack the site</div>"""
        );
        body.Add(
            $"""<h1>How exposed is {assessment.Site}?</h1><p class="lead">{AssessmentText.Lead(assessment)}</p>"""
        );
        AddStats(body, assessment);
        AddJewelTable(body, assessment);
        RiskSection.AddYear(body, assessment);
        MitigationSection.Add(body, assessment);
        RiskSection.AddSensitivity(body, assessment);
        RiskSection.AddUncertainty(body, assessment);
        AddZones(body, assessment);
        foreach (JewelResult jewel in assessment.Jewels)
        {
            JewelSection.Add(body, assessment, jewel);
        }

        AddFindings(body, assessment);
        AddManifest(body, assessment);
        return body;
    }

    private static void AddStats(HtmlBuilder body, Assessment assessment)
    {
        JewelResult? worst = assessment.Jewels.MaxBy(jewel => jewel.Probability.Value);
        string horizon = AssessmentText.Time(assessment.Manifest.HorizonDays);
        body.Add($"""<div class="stats">""");
        if (assessment.ExpectedLoss is { } loss)
        {
            AddStat(
                body,
                $"Expected loss in {horizon}",
                AssessmentText.Money(loss.Value, assessment.Currency),
                $"95 % interval {AssessmentText.Money(loss.Low, "")} to {AssessmentText.Money(loss.High, "")}"
            );
        }
        else
        {
            AddStat(body, "Expected loss", "unknown", "no crown jewel has a loss in money");
        }

        AddStat(
            body,
            "Most exposed crown jewel",
            worst is null ? "none declared" : AssessmentText.Percent(worst.Probability.Value),
            worst is null ? "name one in the site description" : worst.Title
        );
        AddStat(
            body,
            "Its median time",
            worst is null ? "unknown" : AssessmentText.Time(worst.Ttc.P50, assessment.Manifest.HorizonDays),
            worst is null ? "" : $"5 % by {AssessmentText.Time(worst.Ttc.P05, assessment.Manifest.HorizonDays)}"
        );
        int grave = assessment.Findings.Count(finding => finding.Severity >= FindingSeverity.High);
        AddStat(body, "Findings", AssessmentText.Count(assessment.Findings.Length), $"{grave} high or critical");
        body.Add($"</div>");
    }

    private static void AddStat(HtmlBuilder body, string label, string value, string detail) =>
        body.Add(
            $"""<div class="card stat"><span class="dim">{label}</span><b>{value}</b><span class="sm dim">{detail}</span></div>"""
        );

    private static void AddJewelTable(HtmlBuilder body, Assessment assessment)
    {
        body.Add($"<h2>Could a crown jewel be lost, how likely and how fast?</h2>");
        if (assessment.Jewels.IsEmpty)
        {
            body.Add(
                $"""<p class="card empty">No crown jewel is declared. Name at least one under <code>crownJewels</code> in the site description, with its loss, and assess again.</p>"""
            );
            return;
        }

        double horizon = assessment.Manifest.HorizonDays;
        body.Add(
            $"""<div class="card"><table><thead><tr><th>Crown jewel</th><th class="num">Probability</th><th>95 % interval</th><th class="num">5 % by</th><th class="num">Half by</th><th class="num">95 % by</th><th class="num">Expected loss</th></tr></thead><tbody>"""
        );
        foreach (JewelResult jewel in assessment.Jewels)
        {
            string loss = jewel.ExpectedLoss is { } expected
                ? AssessmentText.Money(expected.Value, assessment.Currency)
                : "unknown";
            body.Add(
                $"""<tr><td><a class="b" href="#{Anchor(jewel)}">{jewel.Title}</a><br><span class="sm dim">{jewel.AssetType} {jewel.Asset}</span></td><td class="num b">{(jewel.Probability.Value > 0 ? AssessmentText.Percent(jewel.Probability.Value) : "no run")}</td>"""
            );
            body.Add(
                $"""<td>{IntervalPictures.Interval(jewel.Probability, 1)}<span class="sm dim">{AssessmentText.Percent(jewel.Probability.Low)} to {AssessmentText.Percent(jewel.Probability.High)}</span></td>"""
            );
            body.Add(
                $"""<td class="num">{AssessmentText.Time(jewel.Ttc.P05, horizon)}</td><td class="num">{AssessmentText.Time(jewel.Ttc.P50, horizon)}</td><td class="num">{AssessmentText.Time(jewel.Ttc.P95, horizon)}</td><td class="num">{loss}</td></tr>"""
            );
        }

        body.Add(
            $"""</tbody></table><p class="sm dim">Times count all simulated attacks: "> {AssessmentText.Time(horizon)}" means that fewer than that share got there within {AssessmentText.Time(horizon)}. Attack time is working time of a capable team, not calendar time.</p></div>"""
        );
    }

    private static void AddZones(HtmlBuilder body, Assessment assessment)
    {
        if (assessment.Zones.IsEmpty)
        {
            return;
        }

        body.Add(
            $"""<h2>Where does the risk lie?</h2><div class="card"><h3>Probability that the attacker gets into each zone within {AssessmentText.Time(assessment.Manifest.HorizonDays)}</h3>{IntervalPictures.Zones(assessment.Zones, assessment.Currency, assessment.Manifest.HorizonDays)}</div>"""
        );
    }

    private static void AddFindings(HtmlBuilder body, Assessment assessment)
    {
        body.Add($"""<h2>What is wrong, gravest first?</h2>""");
        if (assessment.Findings.IsEmpty)
        {
            body.Add(
                $"""<p class="card empty">Nothing was found. With few sources that says little: the more a twin is fed, the more it can find.</p>"""
            );
            return;
        }

        body.Add(
            $"""<div class="card long"><table><thead><tr><th>Severity</th><th>Finding</th><th>Next step</th></tr></thead><tbody>"""
        );
        foreach (Finding finding in assessment.Findings.Take(MaximumFindings))
        {
            string severity = finding.Severity.ToString();
            body.Add(
                $"""<tr><td><span class="sev sev-{severity.ToLowerInvariant()}">{severity}</span></td><td><span class="b">{finding.Title}</span><br><span class="sm">{finding.Reason}</span> <span class="sm dim mono">{finding.Rule.Code}</span></td><td class="sm">{finding.NextStep}</td></tr>"""
            );
        }

        body.Add($"</tbody></table>");
        if (assessment.Findings.Length > MaximumFindings)
        {
            body.Add(
                $"""<p class="sm dim">{AssessmentText.Count(assessment.Findings.Length - MaximumFindings)} more of lower severity are in the JSON result.</p>"""
            );
        }

        body.Add($"</div>");
    }

    private static void AddManifest(HtmlBuilder body, Assessment assessment)
    {
        AssessmentManifest manifest = assessment.Manifest;
        TwinSummary twin = assessment.Twin;
        string age = (twin.OldestSource, twin.NewestSource) switch
        {
            ({ } oldest, { } newest) => $"{oldest:yyyy-MM-dd} to {newest:yyyy-MM-dd}",
            _ => "unknown: no source says its time",
        };
        body.Add(
            $"""<h2>What does this rest on?</h2><div class="card"><dl class="manifest"><dt>Attacker</dt><dd>{manifest.Attacker}</dd><dt>Begins at</dt><dd>{string.Join(", ", assessment.Entries)}</dd>"""
        );
        body.Add(
            $"""<dt>Twin</dt><dd>{AssessmentText.Count(twin.Assets)} assets, {AssessmentText.Count(twin.Devices)} of them devices, from {AssessmentText.Count(twin.Sources)} sources of {age}</dd>"""
        );
        body.Add(
            $"""<dt>Model</dt><dd>{AssessmentText.Count(twin.ModelAssets)} assets, {AssessmentText.Count(twin.Steps)} attack steps</dd><dt>Revision</dt><dd><code>{manifest.RevisionId}</code></dd>"""
        );
        body.Add(
            $"""<dt>Language</dt><dd>{manifest.LanguageId} {manifest.LanguageVersion}, techniques of MITRE ATT&amp;CK {manifest.AttackVersion}</dd>"""
        );
        body.Add(
            $"""<dt>Run</dt><dd>{AssessmentText.Count(manifest.Samples)} simulated attacks, seed {manifest.Seed.ToString()}, horizon {AssessmentText.Time(manifest.HorizonDays)}, Pollux {manifest.EngineVersion}; the same inputs give this report again, to the byte</dd></dl>"""
        );
        foreach (string note in assessment.Notes)
        {
            body.Add($"""<p class="note">{note}</p>""");
        }

        body.Add(
            $"""</div><footer>MITRE ATT&amp;CK is a registered trademark of The MITRE Corporation. IEC 62443 requirements are named by number only.</footer>"""
        );
    }

    /// <summary>The anchor of a jewel's section: a hash, so that no imported text stands in an id.</summary>
    internal static string Anchor(JewelResult jewel) =>
        "j" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{jewel.Asset}:{jewel.Step}")), 0, 6);

    private static string ReadStyle()
    {
        using Stream stream = Assembly
            .GetExecutingAssembly()
            .GetManifestResourceStream("Pollux.Formats.HtmlReports.report.css")!;
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
