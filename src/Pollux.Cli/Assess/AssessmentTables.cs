using Pollux.Cli.Output;
using Pollux.Modelling.Findings;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Mitigations;
using Spectre.Console;

namespace Pollux.Cli.Assess;

/// <summary>An assessment for people, in 100 columns.</summary>
internal sealed class AssessmentTables(TextWriter writer, Assessment assessment, bool all)
{
    private const int FindingsShown = 12;
    private const int AlikeShown = 6;
    private const int ZonesShown = 20;

    private double Horizon => assessment.Manifest.HorizonDays;

    public void Write()
    {
        writer.WriteParagraph("", $"{assessment.Site}. {AssessmentText.Lead(assessment)}");
        writer.WriteLine();
        WriteJewels();
        RiskTables risk = new(writer, assessment, all);
        risk.Write();
        foreach (JewelResult jewel in assessment.Jewels)
        {
            new PathText(writer, Horizon, all).Write(jewel);
        }

        WriteMitigations();
        risk.WriteSensitivity();
        risk.WriteUncertainty();
        WriteZones();
        WriteFindings();
        WriteNotes();
    }

    private void WriteJewels()
    {
        if (assessment.Jewels.IsEmpty)
        {
            writer.WriteParagraph(
                "",
                "Crown jewels are declared in the site description: crownJewels: {chlorine dosing: {when: manipulated, loss: 350k}}."
            );
            writer.WriteLine();
            return;
        }

        Table table = Tables.Create(
            "Crown jewel",
            "Probability (95 %)",
            "5 % by",
            "Half by",
            "95 % by",
            "Expected loss"
        );
        foreach (JewelResult jewel in assessment.Jewels)
        {
            table.AddTexts(
                jewel.Title,
                AssessmentText.Percent(jewel.Probability),
                AssessmentText.Time(jewel.Ttc.P05, Horizon),
                AssessmentText.Time(jewel.Ttc.P50, Horizon),
                AssessmentText.Time(jewel.Ttc.P95, Horizon),
                jewel.ExpectedLoss is { } loss ? AssessmentText.Money(loss, assessment.Currency) : "-"
            );
        }

        writer.WriteTable(table);
        writer.WriteParagraph(
            " ",
            "Times are over all simulated attacks, those that never came there included; "
                + $"\"{AssessmentText.Time(null, Horizon)}\" means beyond the horizon or never."
        );
        writer.WriteLine();
    }

    private void WriteMitigations()
    {
        if (assessment.Jewels.All(jewel => jewel.Probability.Value <= 0))
        {
            return;
        }

        writer.WriteLine("What to change first");
        if (assessment.Mitigations.IsEmpty)
        {
            writer.WriteParagraph(
                "  ",
                "No single change on the most likely paths lowers the risk: other ways lead to the same end. "
                    + "Look at the paths above for changes to combine."
            );
            writer.WriteLine();
            return;
        }

        Table table = Tables.Create("", "Change", "Cost", "Removes (95 %)", "Largest effect").AlignRight(0);
        int rank = 0;
        foreach (MitigationResult mitigation in assessment.Mitigations)
        {
            table.AddTexts(
                $"{++rank}",
                mitigation.Title,
                mitigation.Cost is { } cost
                    ? $"{AssessmentText.Money(cost, assessment.Currency)} ({mitigation.CostClass})"
                    : mitigation.CostClass,
                RiskCut(mitigation.RiskCut),
                mitigation.Effects is [var effect, ..]
                    ? $"{effect.Asset}:{effect.Step} {AssessmentText.Percent(effect.Before)} -> {AssessmentText.Percent(effect.After)}"
                    : "-"
            );
        }

        writer.WriteTable(table);
        writer.WriteLine();
    }

    private string RiskCut(Estimate cut) =>
        assessment.ExpectedLoss is null
            ? $"{AssessmentText.Percent(cut.Value)} points"
            : AssessmentText.Money(cut, assessment.Currency);

    private void WriteZones()
    {
        if (assessment.Zones.IsEmpty)
        {
            return;
        }

        writer.WriteLine("How far the attacker gets");
        Table table = Tables.Create("Zone", "Level", "Devices", "Foothold (95 %)", "Half by").AlignRight(1, 2);
        foreach (ZoneResult zone in assessment.Zones.Take(all ? int.MaxValue : ZonesShown))
        {
            table.AddTexts(
                zone.Name,
                zone.Level is { } level ? $"{level:0.#}" : "-",
                $"{zone.Devices}",
                AssessmentText.Percent(zone.Reached),
                AssessmentText.Time(zone.MedianDays, Horizon)
            );
        }

        writer.WriteTable(table);
        writer.WriteLine();
    }

    private void WriteFindings()
    {
        writer.WriteLine($"Findings: {assessment.Findings.Length}");
        IGrouping<(FindingSeverity, string), Finding>[] kinds =
        [
            .. assessment.Findings.GroupBy(finding => (finding.Severity, finding.Rule.Code)),
        ];
        foreach (IGrouping<(FindingSeverity, string), Finding> kind in kinds.Take(all ? int.MaxValue : FindingsShown))
        {
            Finding[] findings = [.. kind];
            foreach (Finding finding in findings.Take(all ? int.MaxValue : 1))
            {
                WriteFinding(finding);
            }

            if (!all && findings.Length > 1)
            {
                WriteAlike(findings[1..]);
            }
        }

        if (!all && kinds.Length > FindingsShown)
        {
            writer.WriteLine($"  ... and {kinds.Length - FindingsShown} more kinds; --all lists everything.");
        }

        writer.WriteLine();
    }

    private void WriteFinding(Finding finding)
    {
        writer.WriteParagraph(
            $"  {AssessmentJson.Word(finding.Severity), -8} ",
            $"{finding.Title} [{finding.Rule.Code}]"
        );
        writer.WriteParagraph("           ", finding.Reason);
        writer.WriteParagraph("           next: ", finding.NextStep);
    }

    private void WriteAlike(Finding[] findings)
    {
        string[] assets =
        [
            .. findings
                .Select(finding => finding.Asset)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Take(AlikeShown),
        ];
        string names = assets.Length == 0 ? "" : $": {string.Join(", ", assets)}";
        string rest = findings.Length > assets.Length && assets.Length > 0 ? ", ..." : "";
        writer.WriteParagraph("           ", $"and {findings.Length} more like this{names}{rest}");
    }

    private void WriteNotes()
    {
        writer.WriteLine("To know");
        foreach (string note in assessment.Notes)
        {
            writer.WriteParagraph("  - ", note);
        }

        AssessmentManifest manifest = assessment.Manifest;
        writer.WriteParagraph(
            "  - ",
            $"To repeat: revision {manifest.RevisionId}, {manifest.LanguageId} {manifest.LanguageVersion}, "
                + $"ATT&CK {manifest.AttackVersion}, Pollux {manifest.EngineVersion}, {manifest.Samples} samples, "
                + $"seed {manifest.Seed}, horizon {AssessmentText.Time(Horizon)}, from {string.Join(", ", assessment.Entries)}."
        );
    }
}
