using System.Collections.Immutable;
using System.Globalization;
using Pollux.Cli.Output;
using Pollux.Language.Packs;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Evidence;
using Spectre.Console;

namespace Pollux.Cli.Attack;

/// <summary>What evidence says, for people, in 100 columns.</summary>
internal sealed class EvidenceText(
    TextWriter writer,
    LanguagePack? pack,
    EvidenceResult result,
    EvidencePicture picture
)
{
    private const int AlarmsShown = 20;
    private const int PlacesShown = 10;
    private const int NextShown = 6;
    private const int MissingShown = 5;

    private readonly AttackGraph graph = result.Request.Scenario.Graph;

    public void Write(AskedEvidence asked)
    {
        WriteLead(asked);
        WriteFit();
        WriteAlarms(asked.Mapping);
        WritePlaces("Where the attacker is", picture.Assets, "No attack that fits the evidence is at any asset yet.");
        WritePlaces("In which zones", picture.Zones, "");
        WriteNext();
        WriteGoals();
        WriteLooks();
        WriteMissing();
        writer.WriteParagraph(
            "",
            "Ranges are those of the simulation (95 %). What the evidence is weighed by is in docs/evidence.md; --json has every step."
        );
    }

    private void WriteLead(AskedEvidence asked)
    {
        AlarmMapping mapping = asked.Mapping;
        int used = mapping.Count(AlarmFate.Used);
        int unknown = mapping.Count(AlarmFate.Unknown);
        writer.WriteParagraph(
            "",
            $"Is somebody in, at {Time(asked.Now)}? {Percent(result.UnderAttack)}; before the alarms "
                + $"{AssessmentText.Percent(result.Request.Assumptions.AttackProbability)}. "
                + $"{mapping.Fates.Length + asked.Refused} alarms: {used} used, "
                + $"{mapping.Fates.Length - used - unknown} ignored, {asked.Refused + unknown} refused. "
                + $"{AssessmentText.Count(result.After.Count)} histories of an attack were weighed."
        );
        writer.WriteLine();
    }

    private void WriteFit()
    {
        FitDoubt[] doubts = [.. result.Fit.Doubts.Where(doubt => doubt.Verdict != FitVerdict.Fits)];
        string verdict = result.Fit.Verdict switch
        {
            FitVerdict.Fits => "The evidence fits what is assumed.",
            FitVerdict.FitsPoorly => "The evidence fits poorly: read the figures with care.",
            _ =>
                "The evidence does not fit what is assumed: do not rest a decision on the figures before this is cleared up.",
        };
        writer.WriteParagraph("", verdict);
        foreach (FitDoubt doubt in doubts)
        {
            writer.WriteParagraph("  - ", EvidenceWords.Doubt(doubt, pack));
        }

        writer.WriteLine();
    }

    private void WriteAlarms(AlarmMapping mapping)
    {
        MappedAlarm[] used = [.. mapping.Fates.Where(mapped => mapped.Index >= 0)];
        if (used.Length == 0)
        {
            return;
        }

        writer.WriteLine("Alarms, the most telling first");
        Table table = Tables.Create("Time", "Asset", "What it says", "True").AlignRight(3);
        foreach (
            MappedAlarm mapped in used.OrderByDescending(mapped => result.Caused[mapped.Index])
                .ThenBy(mapped => mapped.Alarm.Time)
                .Take(AlarmsShown)
        )
        {
            SiteDetector detector = mapping.Detectors[mapping.Alarms[mapped.Index].Detector];
            table.AddTexts(
                Time(mapped.Alarm.Time),
                graph.Model.Assets[detector.Asset].Name,
                EvidenceWords.Detector(detector, graph, pack),
                result.Caused[mapped.Index] > 0 ? AssessmentText.Percent(result.Caused[mapped.Index]) : "no history"
            );
        }

        writer.WriteTable(table);
        if (used.Length > AlarmsShown)
        {
            writer.WriteLine($"  ({used.Length - AlarmsShown} more; --json has all)");
        }

        writer.WriteLine();
    }

    private void WritePlaces(string title, ImmutableArray<PlaceBelief> places, string otherwise)
    {
        PlaceBelief[] shown =
        [
            .. places.Where(place => Math.Max(place.Now.Value, place.Tomorrow) >= 0.01).Take(PlacesShown),
        ];
        if (shown.Length == 0)
        {
            if (otherwise.Length > 0)
            {
                writer.WriteParagraph("", otherwise);
                writer.WriteLine();
            }

            return;
        }

        writer.WriteLine(title);
        Table table = Tables.Create("", "Now", "In a day", "Before the alarms");
        foreach (PlaceBelief place in shown)
        {
            table.AddTexts(
                graph.Model.Assets[place.Asset].Name,
                Percent(place.Now),
                AssessmentText.Percent(place.Tomorrow),
                AssessmentText.Percent(place.Before)
            );
        }

        writer.WriteTable(table);
        writer.WriteLine();
    }

    private void WriteNext()
    {
        if (picture.Next.IsEmpty)
        {
            writer.WriteParagraph("", "No attack that fits the evidence has anything left to do within the forecast.");
            writer.WriteLine();
            return;
        }

        writer.WriteLine("What comes next, if there is an attack");
        Table table = Tables.Create("Asset", "Step", "It is next", "Half by", "95 % by");
        foreach (NextStep step in picture.Next.Take(NextShown))
        {
            table.AddTexts(
                graph.AssetOf(step.Node).Name,
                EvidenceWords.Step(graph, step.Node, pack),
                AssessmentText.Percent(step.Share.Value),
                AssessmentText.Time(step.Middle),
                AssessmentText.Time(step.Late)
            );
        }

        writer.WriteTable(table);
        writer.WriteLine();
    }

    private void WriteGoals()
    {
        if (picture.Goals.IsEmpty)
        {
            writer.WriteParagraph("", "No crown jewel is named; --goal ASSET:STEP asks for one.");
            writer.WriteLine();
            return;
        }

        writer.WriteLine("Crown jewels: probability that they have fallen");
        Table table = Tables.Create("", "Now", "1 h", "8 h", "1 d", "7 d", "7 d, before", "Half by");
        foreach (GoalForecast goal in picture.Goals)
        {
            table.AddTexts([
                $"{graph.AssetOf(goal.Node).Name}: {EvidenceWords.Step(graph, goal.Node, pack)}",
                Short(goal.Now),
                .. goal.By.Select(Short),
                AssessmentText.Percent(goal.ByBefore[^1]),
                goal.Middle is { } middle
                    ? middle <= 0
                        ? "now"
                        : AssessmentText.Time(middle)
                    : AssessmentText.Time(null, result.Request.ForecastDays),
            ]);
        }

        writer.WriteTable(table);
        writer.WriteParagraph("  ", "\"Half by\" is given an attack; the other columns are not.");
        writer.WriteLine();
    }

    private void WriteLooks()
    {
        if (picture.Looks.IsEmpty)
        {
            return;
        }

        writer.WriteLine("Where to look first: the answer that tells most, then what tells most beyond it");
        Table table = Tables.Create("", "Asset", "Attacker there", "Tells").AlignRight(0, 3);
        int rank = 0;
        foreach (LookFirst look in picture.Looks)
        {
            table.AddTexts(
                $"{++rank}",
                graph.Model.Assets[look.Asset].Name,
                AssessmentText.Percent(look.Probability),
                $"{look.Bits.ToString("F2", CultureInfo.InvariantCulture)} bit"
            );
        }

        writer.WriteTable(table);
        writer.WriteLine();
    }

    private void WriteMissing()
    {
        int[] missing =
        [
            .. Enumerable
                .Range(0, result.Missing.Length)
                .Where(i => result.Missing[i] >= 0.2)
                .OrderByDescending(i => result.Missing[i])
                .Take(MissingShown),
        ];
        if (missing.Length == 0)
        {
            return;
        }

        writer.WriteLine("Alarms that such an attack would lead one to expect, and that are missing");
        Table table = Tables.Create("Asset", "What it would say", "Expected").AlignRight(2);
        foreach (int i in missing)
        {
            SiteDetector detector = result.Request.Detectors[i];
            table.AddTexts(
                graph.Model.Assets[detector.Asset].Name,
                EvidenceWords.Detector(detector, graph, pack),
                AssessmentText.Percent(Math.Min(1, result.Missing[i]))
            );
        }

        writer.WriteTable(table);
        writer.WriteLine();
    }

    // That no history did it shows only how rare it is at most.
    private static string Short(Estimate estimate) =>
        estimate.Value > 0 ? AssessmentText.Percent(estimate.Value) : $"< {AssessmentText.Percent(estimate.High)}";

    private static string Percent(Estimate estimate) => AssessmentText.Percent(estimate);

    private static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
