using Pollux.Language.Specification;
using Pollux.Simulation.Agents;
using Pollux.Simulation.AttackGraphs;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Agents;

public sealed class DetectorTests
{
    [Theory]
    [InlineData(null, 1.0)]
    [InlineData(1.0, 1.0)]
    [InlineData(0.0, 0.0)]
    [InlineData(0.3, 0.3)]
    public void A_performance_is_logged_with_the_true_positive_rate_and_always_without_one(double? rate, double share)
    {
        AttackGraph graph = Watched(rate, null);
        AgentRunResult result = Game.Play(Scenario(graph), 1_000).Result;
        result.Detectors[0].Logged.ShouldBeAbout((long)(share * 1_000), 50);
        (result.Detectors[0].Logged + result.Detectors[0].Missed).ShouldBe(1_000);
        if (share is 0 or 1)
        {
            result.Detectors[0].Logged.ShouldBe((long)(share * 1_000));
        }
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData(0.0, 0)]
    [InlineData(0.25, 1_000)]
    public void Each_turn_a_detector_logs_without_cause_with_the_false_positive_rate(double? rate, int logs)
    {
        AttackGraph graph = Watched(1, rate);
        AgentRunResult result = Game.Play(Scenario(graph), 1_000).Result;
        // The start and three turns in each of 1 000 episodes.
        result.Turns.Sum().ShouldBe(3_000);
        result.Detectors[0].FalseLogs.ShouldBeAbout(logs, logs / 10);
    }

    // Short and long episodes are drawn in two ways.
    [Theory]
    [InlineData(9, 0.02)]
    [InlineData(9, 0.5)]
    [InlineData(399, 0.02)]
    [InlineData(399, 0.5)]
    [InlineData(399, 1.0)]
    public void False_alarms_have_their_rate_in_each_turn_of_short_and_long_episodes(int turns, double rate)
    {
        FalseAlarms alarms = new(RareEvents.GroupsOf([0, rate, rate]));
        const int episodes = 4_000;
        long[] counts = new long[3];
        long[] again = new long[3];
        int[] byTurn = new int[turns + 1];
        double squares = 0;
        for (uint episode = 0; episode < episodes; episode++)
        {
            long before = counts[1];
            alarms.Draw(5, episode, turns, counts, null);
            squares += (counts[1] - before) * (counts[1] - before);
            HashSet<int> seen = [];
            alarms.Draw(
                5,
                episode,
                turns,
                again,
                (detector, turn) =>
                {
                    byTurn[turn]++;
                    seen.Add((turn * 3) + detector).ShouldBeTrue();
                }
            );
        }

        again.ShouldBe(counts);
        double trials = turns + 1.0;
        double variance = trials * rate * (1 - rate);
        counts[0].ShouldBe(0);
        foreach (int detector in (int[])[1, 2])
        {
            (counts[detector] / (double)episodes).ShouldBe(trials * rate, (5 * Math.Sqrt(variance / episodes)) + 1e-12);
        }

        double mean = counts[1] / (double)episodes;
        ((squares / episodes) - (mean * mean)).ShouldBe(variance, (0.15 * variance) + 1e-6);
        byTurn.ShouldAllBe(count =>
            Math.Abs(count - (2 * episodes * rate)) <= (6 * Math.Sqrt(2 * episodes * rate * (1 - rate))) + 1e-9
        );
    }

    [Fact]
    public void A_log_names_what_was_performed_before_and_leaves_out_what_was_not()
    {
        AttackGraph graph = Watched(1, null);
        EpisodeEvent log = Game.Play(Scenario(graph))
            .Traces[0]
            .Events.Single(happened => happened.Kind == EpisodeEventKind.Logged);
        log.Node.ShouldBe(Game.Find(graph, "watched"));
        log.Turn.ShouldBe(2);
        log.Context.ShouldBe([Game.Find(graph, "before"), -1]);
    }

    private static AgentScenario Scenario(AttackGraph graph) =>
        Game.Of(graph, Game.Attacker(graph, new BreadthFirstPolicy(), "start"));

    private static AttackGraph Watched(double? truePositives, double? falsePositives) =>
        new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("before")),
                Or("before", null, To("watched")),
                Or("watched", null, To("after")) with
                {
                    Detectors =
                    [
                        new DetectorSpecification(
                            "log",
                            [KeyValuePair.Create("from", To("before")), KeyValuePair.Create("with", To("after"))],
                            null,
                            truePositives,
                            falsePositives
                        ),
                    ],
                },
                Or("after")
            )
            .Unfold("h : Host");
}
