using System.Globalization;
using Pollux.Cli.Output;
using Pollux.Formats.AgentEpisodes;
using Pollux.Simulation.Agents;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Spectre.Console;

namespace Pollux.Cli.Attack;

/// <summary>What came of a run of agents, for people, in 100 columns.</summary>
internal sealed class AgentTables(TextWriter writer, AgentRunResult result)
{
    private const int Shown = 15;

    private AttackGraph Graph => result.Scenario.Graph;

    public void Write()
    {
        writer.WriteParagraph("", Lead());
        writer.WriteLine();
        WriteAttackers();
        WriteGoals();
        WriteDefenders();
        WriteSwitched();
        WriteDetectors();
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Of(Spread? spread) =>
        spread is { } known ? $"{Number(known.Median)} ({Number(known.P05)} - {Number(known.P95)})" : "-";

    private static string Of(ProportionInterval interval) => $"{Percent(interval.Low)} - {Percent(interval.High)}";

    private static string Of(Mean mean) =>
        mean is { Low: { } low, High: { } high }
            ? $"{Number(mean.Value)} ({Number(low)} - {Number(high)})"
            : Number(mean.Value);

    private static string Words(AttackerOutcome outcome) =>
        outcome switch
        {
            AttackerOutcome.GoalsReached => "has its goals",
            AttackerOutcome.NothingLeft => "nothing left to do",
            AttackerOutcome.GaveUp => "gave up",
            _ => "out of turns",
        };

    private string Lead()
    {
        EpisodeSettings settings = result.Scenario.Settings;
        Spread turns = RunStatistics.SpreadOf(result.Turns.Select(count => (double)count))!.Value;
        string times =
            settings.TtcMode == TtcMode.Disabled
                ? "every attempt succeeds"
                : $"times {AgentWords.Of(settings.TtcMode)}";
        return $"{result.Episodes} episodes on {Graph.Model.Assets.Length} assets, seed {settings.Seed}, {times}. "
            + $"An episode took {Number(turns.Median)} turns (median; 5 % took at most {Number(turns.P05)}, 95 % at most {Number(turns.P95)}).";
    }

    private void WriteAttackers()
    {
        Table table = Tables.Create("Attacker", "Policy", "How it ended", "Steps", "Failed", "Reward (95 %)");
        foreach (AttackerResult attacker in result.Attackers)
        {
            IEnumerable<string> endings = Enum.GetValues<AttackerOutcome>()
                .Select(outcome => (outcome, count: attacker.Outcomes.Count(ended => ended == outcome)))
                .Where(pair => pair.count > 0)
                .Select(pair => $"{Words(pair.outcome)} {Percent((double)pair.count / result.Episodes)}");
            table.AddTexts(
                attacker.Agent.Name,
                AgentWords.Of(attacker.Agent.Policy),
                string.Join(", ", endings),
                Of(RunStatistics.SpreadOf(attacker.Performed.Select(count => (double)count))),
                Of(RunStatistics.SpreadOf(attacker.Failures.Select(count => (double)count))),
                Of(RunStatistics.MeanOf(attacker.Rewards))
            );
        }

        writer.WriteTable(table);
        writer.WriteLine();
    }

    private void WriteGoals()
    {
        Table table = Tables.Create("Goal", "Attacker", "Reached", "95 % interval", "Turn (5 % - 95 %)");
        foreach (AttackerResult attacker in result.Attackers)
        {
            for (int i = 0; i < attacker.Agent.Goals.Length; i++)
            {
                Occurrence goal = RunStatistics.GoalOf(attacker.GoalTurns[i]);
                table.AddTexts(
                    Graph.NameOf(attacker.Agent.Goals[i]),
                    attacker.Agent.Name,
                    Percent(goal.Share),
                    Of(goal.Interval),
                    Of(goal.Turns)
                );
            }
        }

        WriteUnlessEmpty(table, "Turns are the median over the episodes in which the goal fell.");
    }

    private void WriteDefenders()
    {
        Table table = Tables
            .Create("Defender", "Policy", "Switched on", "Seen", "Missed", "In error", "Reward (95 %)")
            .AlignRight(3, 4, 5);
        foreach (DefenderResult defender in result.Defenders)
        {
            table.AddTexts(
                defender.Agent.Name,
                AgentWords.Of(defender.Agent.Policy),
                Of(RunStatistics.SpreadOf(defender.SwitchedOn.Select(count => (double)count))),
                defender.Seen.ToString(CultureInfo.InvariantCulture),
                defender.Missed.ToString(CultureInfo.InvariantCulture),
                defender.Imagined.ToString(CultureInfo.InvariantCulture),
                Of(RunStatistics.MeanOf(defender.Rewards))
            );
        }

        WriteUnlessEmpty(table, null);
    }

    private void WriteSwitched()
    {
        int[] switched =
        [
            .. Enumerable
                .Range(0, Graph.NodeCount)
                .Where(node => result.SwitchedOn[node].Count > 0)
                .OrderByDescending(node => result.SwitchedOn[node].Count)
                .ThenBy(node => node),
        ];
        Table table = Tables.Create("Defence switched on", "In", "95 % interval", "Mean turn").AlignRight(3);
        foreach (int node in switched.Take(Shown))
        {
            SwitchCount count = result.SwitchedOn[node];
            table.AddTexts(
                Graph.NameOf(node),
                Percent((double)count.Count / result.Episodes),
                Of(ProportionInterval.Wilson(count.Count, result.Episodes)),
                Number((double)count.TurnSum / count.Count)
            );
        }

        WriteUnlessEmpty(table, Rest(switched.Length, "defences"));
    }

    private void WriteDetectors()
    {
        DetectorResult[] active =
        [
            .. result
                .Detectors.Where(detector => detector.Logged + detector.Missed > 0)
                .OrderByDescending(detector => detector.Logged + detector.Missed)
                .ThenBy(detector => detector.Detector.Node)
                .ThenBy(detector => detector.Detector.Name, StringComparer.Ordinal),
        ];
        Table table = Tables.Create("Detector", "Step", "Logged", "Missed", "False logs").AlignRight(2, 3, 4);
        foreach (DetectorResult detector in active.Take(Shown))
        {
            table.AddTexts(
                detector.Detector.Name,
                Graph.NameOf(detector.Detector.Node),
                detector.Logged.ToString(CultureInfo.InvariantCulture),
                detector.Missed.ToString(CultureInfo.InvariantCulture),
                detector.FalseLogs.ToString(CultureInfo.InvariantCulture)
            );
        }

        WriteUnlessEmpty(table, Rest(active.Length, "detectors"));
        long elsewhere =
            result.Detectors.Sum(detector => detector.FalseLogs) - active.Sum(detector => detector.FalseLogs);
        if (elsewhere > 0)
        {
            writer.WriteParagraph(
                " ",
                $"Detectors of steps that nobody performed logged {elsewhere} times without cause."
            );
        }
    }

    private static string? Rest(int count, string what) =>
        count > Shown ? $"The first {Shown} of {count} {what}; --json has them all." : null;

    private void WriteUnlessEmpty(Table table, string? note)
    {
        if (table.Rows.Count == 0)
        {
            return;
        }

        writer.WriteTable(table);
        if (note is not null)
        {
            writer.WriteParagraph(" ", note);
        }

        writer.WriteLine();
    }
}
