using System.Collections.Immutable;
using Pollux.Language.Specification;
using Pollux.Simulation.Agents;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Distributions;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Agents;

public sealed class EpisodeTests
{
    // A defence acts on the goal through an or-step, so whether it is on is a matter of necessity.
    private static readonly AttackGraph Indirect = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("next")),
            Or("next", null, To("goal")),
            Defense("guard", null, To("unguarded")),
            Or("unguarded", null, To("goal")),
            And("goal")
        )
        .Unfold("h : Host");

    private static readonly AttackGraph Slow = new TestLanguage()
        .Asset("Host", Or("start", null, To("slow")), Or("slow", new TtcNumber(5)))
        .Unfold("h : Host");

    [Fact]
    public void A_defence_switched_on_during_the_run_acts_through_an_or_step()
    {
        AgentScenario free = Game.Of(Indirect, Game.Attacker(Indirect, new BreadthFirstPolicy(), "start"));
        AgentScenario guarded = free with { Defenders = [new DefenderAgent("defender", new OneByOneDefense())] };
        Game.Story(free).ShouldBe(["0 Entered start", "1 Performed next", "2 Performed goal"]);
        Game.Story(guarded, EpisodeEventKind.SwitchedOn, EpisodeEventKind.Performed)
            .ShouldBe(["1 SwitchedOn guard", "1 Performed next"]);
        Game.Play(guarded).Result.Attackers[0].Outcomes.ShouldBe([AttackerOutcome.NothingLeft]);
    }

    [Fact]
    public void An_attempt_at_a_step_that_is_blocked_in_the_same_turn_comes_to_nothing()
    {
        AgentScenario scenario = Game.Of(
            Indirect,
            Game.Attacker(Indirect, new BreadthFirstPolicy(), "start", "next"),
            new DefenderAgent("defender", new OneByOneDefense())
        );
        Game.Story(scenario, EpisodeEventKind.SwitchedOn, EpisodeEventKind.Blocked, EpisodeEventKind.Performed)
            .ShouldBe(["1 SwitchedOn guard", "1 Blocked goal"]);
    }

    [Theory]
    [InlineData(false, 5)]
    [InlineData(true, 4)]
    public void A_time_of_five_takes_five_attempts_and_four_as_MAL_Simulator_counts(bool oneEarly, int turns)
    {
        foreach (TtcMode mode in (TtcMode[])[TtcMode.PreSample, TtcMode.ExpectedValue])
        {
            AgentScenario scenario = Game.Of(Slow, Game.Attacker(Slow, new BreadthFirstPolicy(), "start"));
            AgentRunResult result = Game.Play(
                scenario with
                {
                    Settings = scenario.Settings with { TtcMode = mode, OneAttemptEarly = oneEarly },
                }
            ).Result;
            result.Turns.ShouldBe([turns]);
            result.Attackers[0].Failures.ShouldBe([turns - 1]);
        }
    }

    [Fact]
    public void Without_times_every_attempt_succeeds() =>
        Game.Play(Game.Of(Slow, Game.Attacker(Slow, new BreadthFirstPolicy(), "start"))).Result.Turns.ShouldBe([1]);

    [Theory]
    [InlineData(TtcMode.PerStepSample)]
    [InlineData(TtcMode.EffortBasedPerStepSample)]
    public void The_first_attempt_succeeds_with_the_probability_that_the_time_is_at_most_one(TtcMode mode)
    {
        AttackGraph graph = new TestLanguage()
            .Asset("Host", Or("start", null, To("try")), Or("try", Ttc("Exponential", 0.5)))
            .Unfold("h : Host");
        AgentScenario scenario = Game.Of(graph, Game.Attacker(graph, new BreadthFirstPolicy(), "start"));
        AgentRunResult result = AgentRun.Run(
            scenario with
            {
                Settings = scenario.Settings with { TtcMode = mode },
            },
            20_000,
            cancellationToken: TestContext.Current.CancellationToken
        );
        double first = result.Turns.Count(turns => turns == 1) / 20_000.0;
        double second = result.Turns.Count(turns => turns == 2) / 20_000.0;
        first.ShouldBe(1 - Math.Exp(-0.5), 0.015);
        second.ShouldBe(Math.Exp(-0.5) * (1 - Math.Exp(mode == TtcMode.PerStepSample ? -0.5 : -1)), 0.015);
    }

    [Fact]
    public void A_gate_is_drawn_once_an_episode_for_the_whole_expression()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("gated")),
                Or(
                    "gated",
                    new TtcBinary(
                        TtcOperator.Addition,
                        new TtcBinary(TtcOperator.Multiplication, Ttc("Exponential", 1), Ttc("Bernoulli", 0.25)),
                        Ttc("Exponential", 1)
                    )
                )
            )
            .Unfold("h : Host");
        AgentScenario scenario = Game.Of(graph, Game.Attacker(graph, new BreadthFirstPolicy(), "start"));
        int gated = Game.Find(graph, "gated");
        Reached(scenario).ShouldBe(0.25, 0.02);
        Reached(scenario with { Settings = scenario.Settings with { DrawGates = false } }).ShouldBe(1);

        double Reached(AgentScenario played) =>
            AgentRun.Run(played, 4_000, cancellationToken: TestContext.Current.CancellationToken).Compromised[gated]
            / 4_000.0;
    }

    [Fact]
    public void An_attackers_own_times_hold_for_it_alone_gates_too()
    {
        AttackerAgent able = Game.Attacker(Slow, new BreadthFirstPolicy(), "start");
        int slow = Game.Find(Slow, "slow");
        AttackerAgent unable = able with
        {
            Name = "unable",
            Times = [KeyValuePair.Create(slow, TtcCompiler.Compile(Ttc("Bernoulli", 0), out _))],
        };
        AttackerAgent quick = able with
        {
            Name = "quick",
            Times =
            [
                KeyValuePair.Create(
                    slow,
                    TtcCompiler.Compile(new TtcBinary(TtcOperator.Addition, new TtcNumber(1), new TtcNumber(1)), out _)
                ),
            ],
        };
        AgentScenario scenario = Game.Of(Slow, able) with
        {
            Attackers = [able, unable, quick],
            Settings = new EpisodeSettings { TtcMode = TtcMode.ExpectedValue },
        };
        AgentRunResult result = Game.Play(scenario).Result;
        result.Attackers.Select(attacker => attacker.Performed[0]).ShouldBe([2, 1, 2]);
        result.Attackers.Select(attacker => attacker.Failures[0]).ShouldBe([4, 0, 1]);
    }

    [Fact]
    public void A_profile_makes_slower_and_keeps_out_what_it_cannot_do()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("slow"), To("skilled")),
                Or("slow", new TtcNumber(2)),
                Or("skilled") with
                {
                    Tags = ["skill"],
                }
            )
            .Unfold("h : Host");
        AttackerAgent plain = Game.Attacker(graph, new BreadthFirstPolicy(), "start");
        AgentScenario scenario = Game.Of(graph, plain);
        scenario = scenario with { Settings = scenario.Settings with { TtcMode = TtcMode.ExpectedValue } };
        Game.Play(scenario).Result.Turns.ShouldBe([3]);
        AttackerProfile slow = AttackerProfile.Unlimited with
        {
            TimeFactor = 3,
            Capabilities = AttackerProfile.Unlimited.Capabilities.Add("skill", 0),
        };
        AgentRunResult result = Game.Play(scenario with { Attackers = [plain with { Profile = slow }] }).Result;
        result.Turns.ShouldBe([6]);
        result.Compromised[Game.Find(graph, "skilled")].ShouldBe(0);
    }

    [Fact]
    public void Effects_happen_at_once_and_are_never_chosen()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("act"), To("fire")),
                Or("act", null, To("alarm"), To("both")),
                Effect("alarm", StepType.Or, To("noise"), To("both")),
                Effect("noise", StepType.Or),
                Effect("both", StepType.And),
                Effect("fire", StepType.Or)
            )
            .Unfold("h : Host");
        string[] story = Game.Story(Game.Of(graph, Game.Attacker(graph, new BreadthFirstPolicy(), "start")));
        story[..3].ShouldBe(["0 Entered start", "0 Effect fire", "1 Performed act"]);
        story[3..].Order().ShouldBe(["1 Effect alarm", "1 Effect both", "1 Effect noise"]);
    }

    [Fact]
    public void Entry_points_that_are_not_given_are_attempted_first_whatever_they_need()
    {
        AgentScenario scenario = Game.Of(Indirect, Game.Attacker(Indirect, new BreadthFirstPolicy(), "goal"));
        Game.Story(scenario).ShouldBe(["0 Entered goal"]);
        AgentScenario later = scenario with { Settings = scenario.Settings with { CompromiseEntriesAtStart = false } };
        Game.Story(later).ShouldBe(["1 Performed goal"]);
    }

    [Fact]
    public void Of_several_entry_sets_each_episode_draws_one()
    {
        AttackerAgent attacker = Game.Attacker(Indirect, new PassivePolicy(), "start") with
        {
            EntrySets =
            [
                [Game.Find(Indirect, "start")],
                [Game.Find(Indirect, "next")],
            ],
        };
        AgentRunResult result = AgentRun.Run(
            Game.Of(Indirect, attacker),
            2_000,
            cancellationToken: TestContext.Current.CancellationToken
        );
        result.Compromised[Game.Find(Indirect, "start")].ShouldBeAbout(1_000, 100);
        result
            .Compromised[Game.Find(Indirect, "next")]
            .ShouldBe(2_000 - result.Compromised[Game.Find(Indirect, "start")]);
    }

    [Fact]
    public void An_attacker_stops_at_its_goals_and_the_run_with_the_last_attacker()
    {
        AttackerAgent attacker = Game.Attacker(Indirect, new BreadthFirstPolicy(), "start") with
        {
            Goals = [Game.Find(Indirect, "next")],
        };
        AgentRunResult result = Game.Play(
            Game.Of(Indirect, attacker, new DefenderAgent("defender", new PassiveDefense()))
        ).Result;
        result.Turns.ShouldBe([1]);
        result.Attackers[0].Outcomes.ShouldBe([AttackerOutcome.GoalsReached]);
        result.Attackers[0].GoalTurns[0].ShouldBe([1]);
        Game.Play(Game.Of(Indirect, attacker with { Policy = new PassivePolicy() }))
            .Result.Attackers[0]
            .Outcomes.ShouldBe([AttackerOutcome.GaveUp]);
    }

    [Fact]
    public void An_episode_ends_at_its_longest()
    {
        AgentScenario scenario = Game.Of(Slow, Game.Attacker(Slow, new BreadthFirstPolicy(), "start"));
        AgentRunResult result = Game.Play(
            scenario with
            {
                Settings = scenario.Settings with { TtcMode = TtcMode.ExpectedValue, MaximumTurns = 3 },
            }
        ).Result;
        result.Turns.ShouldBe([3]);
        result.Attackers[0].Outcomes.ShouldBe([AttackerOutcome.OutOfTurns]);
    }

    [Fact]
    public void A_step_that_an_agent_is_not_able_to_choose_is_not_offered_to_it()
    {
        AttackerAgent attacker = Game.Attacker(Indirect, new BreadthFirstPolicy(), "start");
        Game.Order(Game.Of(Indirect, attacker with { Actionable = Game.Steps(Indirect, "goal") })).ShouldBeEmpty();
        Game.Order(Game.Of(Indirect, attacker with { Actionable = Game.Steps(Indirect, "next") })).ShouldBe(["next"]);
    }

    [Fact]
    public void The_same_seed_gives_the_same_episodes_on_any_number_of_threads_and_another_seed_others()
    {
        RandomPolicy[] policies = [new RandomPolicy(0.2)];
        AttackGraph graph = Race();
        AgentScenario scenario = Game.Of(
            graph,
            Game.Attacker(graph, policies[0], "start"),
            new DefenderAgent("defender", new RandomDefense(0.5))
        );
        scenario = scenario with { Settings = scenario.Settings with { TtcMode = TtcMode.PreSample } };
        string one = Tell(scenario, 1);
        Tell(scenario, 3).ShouldBe(one);
        Tell(scenario, 1).ShouldBe(one);
        Tell(scenario with { Settings = scenario.Settings with { Seed = 2 } }, 1).ShouldNotBe(one);

        static string Tell(AgentScenario played, int threads)
        {
            (AgentRunResult result, ImmutableArray<EpisodeTrace> traces) = Game.Play(played, 100, threads);
            return string.Join(
                    '\n',
                    traces.Select(trace =>
                        $"{trace.Episode}: {string.Join(',', trace.Events.Select(e => $"{e.Turn}{e.Kind}{e.Node}.{e.Number}"))}"
                    )
                )
                + string.Join(',', result.Turns)
                + string.Join(',', result.Attackers[0].Rewards)
                + string.Join(',', result.Compromised);
        }
    }

    [Fact]
    public void A_run_that_is_not_traced_gives_the_same_result()
    {
        AttackGraph graph = Race();
        AgentScenario scenario = Game.Of(graph, Game.Attacker(graph, new RandomPolicy(), "start"));
        AgentRunResult traced = Game.Play(scenario, 50).Result;
        AgentRunResult plain = AgentRun.Run(scenario, 50, cancellationToken: TestContext.Current.CancellationToken);
        plain.Turns.ShouldBe(traced.Turns);
        plain.Compromised.ShouldBe(traced.Compromised);
    }

    [Fact]
    public void The_rewards_of_the_turns_add_up_to_those_of_the_episode()
    {
        AttackGraph graph = Race();
        AgentScenario scenario = Game.Of(
            graph,
            Game.Attacker(graph, new RandomPolicy(), "start") with
            {
                Rewards = StepNumbers.Create(graph, node => node),
                RewardMode = RewardMode.Cumulative,
            },
            new DefenderAgent("defender", new RandomDefense(0.5)) { Costs = StepNumbers.Create(graph, _ => 1) }
        );
        (AgentRunResult result, ImmutableArray<EpisodeTrace> traces) = Game.Play(
            scenario with
            {
                Settings = scenario.Settings with { TtcMode = TtcMode.PreSample },
            },
            50
        );
        result.Attackers[0].Failures.Sum().ShouldBeGreaterThan(0);
        foreach (EpisodeTrace trace in traces)
        {
            Sum(trace, 0).ShouldBe(result.Attackers[0].Rewards[trace.Episode], 1e-9);
            Sum(trace, 1).ShouldBe(result.Defenders[0].Rewards[trace.Episode], 1e-9);
        }

        static double Sum(EpisodeTrace trace, int agent) => trace.TurnRewards.Where((_, i) => i % 2 == agent).Sum();
    }

    private static AttackGraph Race() =>
        new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("left"), To("right")),
                Or("left", Ttc("Exponential", 0.3), To("goal")),
                Or("right", Ttc("HardAndUncertain"), To("goal")),
                Defense("guard", Ttc("Bernoulli", 0.5), To("goal")),
                Defense("lock", null, To("goal")),
                And("goal", Ttc("Exponential", 0.5))
            )
            .Unfold("h : Host");

    private static StepSpecification Effect(string name, StepType type, params StepExpression[] reaches) =>
        Step(name, type, null, true, reaches) with
        {
            CausalMode = CausalMode.Effect,
        };
}
