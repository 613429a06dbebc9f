using System.Collections.Immutable;
using Pollux.Cli.Output;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Campaigns;
using Spectre.Console;

namespace Pollux.Cli.Attack;

/// <summary>Replays for people, in 100 columns.</summary>
internal sealed class CampaignTables(TextWriter writer, CampaignWords words)
{
    private const int ObstaclesShown = 5;
    private const int DetectorsShown = 5;

    /// <summary>What the files hold.</summary>
    public static void WriteList(TextWriter writer, ImmutableArray<Campaign> campaigns)
    {
        Table table = Tables.Create("Id", "Name", "Kind", "Techniques", "Source").AlignRight(3);
        foreach (Campaign campaign in campaigns)
        {
            table.AddTexts(
                campaign.Id,
                campaign.Name,
                campaign.Kind.ToString().ToLowerInvariant(),
                $"{campaign.Techniques.Length}",
                campaign.Source
            );
        }

        writer.WriteTable(table);
    }

    /// <summary>A line for each campaign.</summary>
    public void WriteSummaries(ImmutableArray<ReplayResult> results)
    {
        Table table = Tables
            .Create("Id", "Campaign", "Done", "Gets through (95 %)", "Half by", "Seen", "Stops at")
            .AlignRight(2);
        foreach (ReplayResult result in results)
        {
            int done = result.Techniques.Count(technique => technique.State == TechniqueState.Done);
            table.AddTexts(
                result.Campaign.Id,
                result.Campaign.Name,
                $"{done} of {result.Techniques.Length}",
                CampaignWords.Share(result.Last?.InOrder),
                words.HalfBy(result.Last?.Times),
                CampaignWords.Short(result.Detection.Seen),
                result.Stop is { } stop ? result.Campaign.Phases[stop.Phase].Name
                    : result.Last is null ? "?"
                    : "-"
            );
        }

        writer.WriteTable(table);
        writer.WriteParagraph(
            " ",
            "Done: techniques that at least one attack got to do. Gets through: share of the attacks that pass every phase, each after the one "
                + "before. Half by: over all attacks. Seen: share of the attacks in which a step is reported, if the logs are watched. "
                + "?: the language knows none of its techniques, so nothing is known."
        );
    }

    /// <summary>All about one campaign.</summary>
    public void Write(ReplayResult result)
    {
        WriteHead(result);
        WritePhases(result);
        WriteStop(result);
        WriteTechniques(result, _ => true);
        WriteDetection(result);
        WriteNotes(result);
    }

    /// <summary>What of ATT&amp;CK is covered.</summary>
    public void WriteCoverage(ReplayResult result)
    {
        Table table = Tables
            .Create("ATT&CK", "Version", "Techniques", "Modelled", "Only related", "Twin has something", "Done")
            .AlignRight(2, 3, 4, 5, 6);
        foreach (TechniqueCoverage domain in TechniqueCoverage.Of(result))
        {
            table.AddTexts(
                domain.Domain.Length == 0 ? "?" : domain.Domain,
                domain.Version.Length == 0 ? "?" : domain.Version,
                $"{domain.Known}",
                $"{domain.Modelled}",
                $"{domain.Related}",
                $"{domain.Applicable}",
                $"{domain.Exposed}"
            );
        }

        writer.WriteTable(table);
        writer.WriteParagraph(
            " ",
            "Modelled: a step of the language carries it. Only related: its parent or sub-techniques alone are modelled. The last two count those "
                + "that are modelled. Below, without those of which the language knows nothing; --json and --layer have all."
        );
        writer.WriteLine();
        WriteTechniques(result, technique => technique.State != TechniqueState.NotModelled);
    }

    private void WriteHead(ReplayResult result)
    {
        Campaign campaign = result.Campaign;
        string[] facts =
        [
            .. new[] { campaign.Id == campaign.Name ? "" : campaign.Id, campaign.Source, campaign.Seen }.Where(text =>
                text.Length > 0
            ),
        ];
        string about = facts.Length == 0 ? "" : $" ({string.Join("; ", facts)})";
        writer.WriteParagraph("", $"{campaign.Name}{about} on {result.Scenario.Graph.Model.Name}. {Lead(result)}");
        writer.WriteLine();
        writer.WriteParagraph("", $"{Order(campaign)} {Mode(result.Options.Mode)}");
        writer.WriteLine();
    }

    private static string Lead(ReplayResult result)
    {
        string attacks = AssessmentText.Count(result.Scenario.Request.Samples);
        if (result.Last?.InOrder is not { } through)
        {
            return "The language knows none of its techniques, so nothing can be said.";
        }

        if (result.Stop is { } stop)
        {
            Estimate passed = result.Phases[stop.Phase].InOrder!;
            string share =
                passed.Value <= 0
                    ? $"no attack of {attacks} ({AssessmentText.Percent(passed.High)} at most) passes"
                    : $"{CampaignWords.Share(passed)} of {attacks} simulated attacks pass";
            return $"It stops at \"{result.Campaign.Phases[stop.Phase].Name}\": {share} that with every phase before it.";
        }

        return $"It gets through in {CampaignWords.Share(through)} of {attacks} simulated attacks, {CampaignWords.HalfOfAll(result.Last.Times!)}.";
    }

    private static string Order(Campaign campaign) =>
        campaign.Order == CampaignOrder.AsGiven
            ? "Order: as given."
            : "Order: by tactic. The source holds a set of techniques, no sequence; the kill chain's order need not be what happened, so "
                + "each phase is shown alone too.";

    private static string Mode(ReplayMode mode) =>
        mode == ReplayMode.Strict
            ? "Mode: strict. The attacker does the campaign's techniques and steps without a technique, nothing else."
            : "Mode: free. Between the campaign's techniques the attacker may do anything that the language knows.";

    private void WritePhases(ReplayResult result)
    {
        Table table = Tables.Create("Phase", "Techniques", "Passed alone", "Passed in order (95 %)", "Half by");
        foreach (PhaseResult phase in result.Phases)
        {
            int count = phase.Phase.Techniques.Length;
            string known = phase.Known == count ? $"{count}" : $"{count}, {phase.Known} modelled";
            table.AddTexts(
                phase.Phase.Name,
                count > 1 ? $"{(phase.Phase.Needs == PhaseNeeds.All ? "all" : "any")} of {known}" : known,
                CampaignWords.Short(phase.Alone),
                CampaignWords.Share(phase.InOrder),
                words.HalfBy(phase.Times)
            );
        }

        writer.WriteTable(table);
        writer.WriteLine();
    }

    private void WriteStop(ReplayResult result)
    {
        if (result.Stop is not { } stop)
        {
            return;
        }

        writer.WriteLine(
            $"Why it stops at \"{Tables.Printable(result.Campaign.Phases[stop.Phase].Name)}\", nearest first"
        );
        if (stop.Obstacles.IsEmpty)
        {
            writer.WriteParagraph(
                "  ",
                "Each technique is possible here, but rarely, or too rarely together with the phases before."
            );
        }

        foreach (Obstacle obstacle in stop.Obstacles.Take(ObstaclesShown))
        {
            writer.WriteParagraph("  - ", words.Why(obstacle));
        }

        if (stop.Obstacles.Length > ObstaclesShown)
        {
            writer.WriteLine($"  and {stop.Obstacles.Length - ObstaclesShown} more kinds; --json shows them");
        }

        writer.WriteLine();
    }

    private void WriteTechniques(ReplayResult result, Func<TechniqueResult, bool> isShown)
    {
        Table table = Tables.Create("Technique", "Done", "Half by", "Seen", "Score", "Where, or why not");
        foreach (TechniqueResult technique in result.Techniques.Where(isShown))
        {
            bool isDone = technique.State == TechniqueState.Done;
            table.AddTexts(
                CampaignWords.Of(technique),
                CampaignWords.Short(technique.Done),
                isDone ? words.HalfBy(technique.Times) : "-",
                isDone ? CampaignWords.Short(technique.Seen) : "-",
                technique.Score is { } score ? $"{score:0.00}" : "?",
                words.Where(technique)
            );
        }

        writer.WriteTable(table);
        writer.WriteParagraph(
            " ",
            "Done: share of the attacks, whatever came before. Seen: of these, the share in which the step itself is reported. Score: 1 "
                + "prevented, 0.8 detected, 0 missed, weighted by how often each."
        );
        writer.WriteLine();
    }

    private void WriteDetection(ReplayResult result)
    {
        DetectionResult detection = result.Detection;
        string logs = result.Options.WatchedSources is { } watched
            ? watched.IsEmpty
                ? "no log is watched"
                : $"only these logs are watched ({string.Join(", ", watched)})"
            : "every log that a detector needs is watched";
        string before = detection.SeenBeforeThrough is { } seen
            ? $" Of the attacks that get through, {CampaignWords.Share(seen)} are reported before they do."
            : "";
        if (detection.Seen.Value <= 0)
        {
            writer.WriteParagraph(
                "",
                $"What would be seen if {logs}: nothing, in any of the attacks ({AssessmentText.Percent(detection.Seen.High)} at most)."
            );
            writer.WriteLine();
            return;
        }

        writer.WriteParagraph(
            "",
            $"What would be seen if {logs}: at least one step in {CampaignWords.Share(detection.Seen)} of the attacks, the first {CampaignWords.HalfOfAll(detection.Times)}.{before}"
        );
        foreach (DetectorShare detector in detection.Detectors.Take(DetectorsShown))
        {
            string source = detector.Source.Length == 0 ? "" : $" ({detector.Source})";
            writer.WriteParagraph(
                "  - ",
                $"{AssessmentText.Percent(detector.Share)}  {(detector.Text.Length == 0 ? detector.Name : detector.Text)}{source}"
            );
        }

        writer.WriteLine();
    }

    private void WriteNotes(ReplayResult result)
    {
        foreach ((TechniqueMatchKind kind, string text) in Broader)
        {
            TechniqueResult[] found = [.. result.Techniques.Where(technique => technique.Match.Kind == kind)];
            if (found.Length > 0)
            {
                writer.WriteParagraph(
                    "",
                    $"{text}: {string.Join(", ", found.Select(technique => $"{technique.Technique.Key.Id} ({string.Join(", ", technique.Match.Techniques.Select(known => known.Key.Id))})"))}."
                );
            }
        }

        if (!result.Campaign.Software.IsEmpty)
        {
            writer.WriteParagraph(
                "",
                $"Software that it used, whose own techniques are not counted here: {string.Join(", ", result.Campaign.Software)}."
            );
        }
    }

    private static (TechniqueMatchKind Kind, string Text)[] Broader =>
        [
            (TechniqueMatchKind.Successor, "Found by what replaced them"),
            (TechniqueMatchKind.Parent, "Found by their parent only, which is broader"),
            (TechniqueMatchKind.SubTechniques, "Found by their sub-techniques only"),
        ];
}
