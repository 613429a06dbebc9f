using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Pollux.Language.Specification;
using Pollux.Simulation.Agents;
using Pollux.Simulation.AttackGraphs;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Agents;

public sealed class PolicyTests
{
    private static readonly AttackGraph Tree = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("a"), To("b")),
            Or("a", null, To("a1"), To("a2")),
            Or("b", null, To("b1")),
            Or("a1"),
            Or("a2"),
            Or("b1")
        )
        .Unfold("h : Host");

    // Two ways to the goal: a short one that a defence can close, and a long one; and a dead end.
    private static readonly AttackGraph Ways = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("dead"), To("long1"), To("short")),
            Or("dead", null, To("deader")),
            Or("deader"),
            Or("short", null, To("door")),
            Defense("lock", null, To("door")),
            And("door", null, To("goal")),
            Or("long1", null, To("long2")),
            Or("long2", null, To("long3")),
            Or("long3", null, To("goal")),
            Or("goal")
        )
        .Unfold("h : Host");

    [Fact]
    public void Breadth_first_takes_what_was_offered_first_and_depth_first_what_was_offered_last()
    {
        Order(Tree, new BreadthFirstPolicy()).ShouldBe(["a", "b", "a1", "a2", "b1"]);
        Order(Tree, new DepthFirstPolicy()).ShouldBe(["b", "b1", "a", "a2", "a1"]);
    }

    [Fact]
    public void Shuffled_offers_still_come_level_by_level()
    {
        HashSet<string> orders = [];
        AgentScenario scenario = Game.Of(
            Tree,
            Game.Attacker(Tree, new BreadthFirstPolicy(OfferOrder.Shuffled), "start")
        );
        foreach (EpisodeTrace trace in Game.Play(scenario, 50).Traces)
        {
            string[] order =
            [
                .. trace
                    .Events.Where(happened => happened.Kind == EpisodeEventKind.Performed)
                    .Select(happened => Tree.StepOf(happened.Node).Name),
            ];
            order[..2].Order().ShouldBe(["a", "b"]);
            orders.Add(string.Join(' ', order));
        }

        orders.Count.ShouldBe(4);
    }

    [Fact]
    public void A_first_attacker_stays_with_a_step_until_it_succeeds()
    {
        AttackGraph graph = new TestLanguage()
            .Asset("Host", Or("start", null, To("slow"), To("other")), Or("slow", new TtcNumber(3)), Or("other"))
            .Unfold("h : Host");
        AgentScenario scenario = Game.Of(graph, Game.Attacker(graph, new BreadthFirstPolicy(), "start"));
        scenario = scenario with { Settings = scenario.Settings with { TtcMode = TtcMode.ExpectedValue } };
        Game.Story(scenario, EpisodeEventKind.Failed, EpisodeEventKind.Performed)
            .ShouldBe(["1 Failed slow", "2 Failed slow", "3 Performed slow", "4 Performed other"]);
    }

    [Fact]
    public void Random_takes_all_alike_and_waits_as_often_as_it_is_told()
    {
        AgentScenario scenario = Game.Of(Tree, Game.Attacker(Tree, new RandomPolicy(0.25), "start"));
        ImmutableArray<EpisodeTrace> traces = Game.Play(scenario, 4_000).Traces;
        string[] firsts = [.. traces.Select(trace => First(trace))];
        firsts.Count(first => first == "").ShouldBeAbout(1_000, 100);
        firsts.Count(first => first == "a").ShouldBeAbout(1_500, 120);

        static string First(EpisodeTrace trace) =>
            trace
                .Events.Where(happened => happened.Turn == 1)
                .Select(happened => Tree.StepOf(happened.Node).Name)
                .FirstOrDefault("");
    }

    [Fact]
    public void Soft_min_weighs_steps_by_the_exponential_of_the_time_left()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("one"), To("two"), To("four")),
                Or("one", new TtcNumber(1)),
                Or("two", new TtcNumber(2)),
                Or("four", new TtcNumber(4))
            )
            .Unfold("h : Host");
        AgentScenario scenario = Game.Of(graph, Game.Attacker(graph, new TtcSoftMinPolicy(0.7), "start"));
        scenario = scenario with
        {
            Settings = scenario.Settings with { TtcMode = TtcMode.ExpectedValue, MaximumTurns = 2 },
        };
        ImmutableArray<EpisodeTrace> traces = Game.Play(scenario, 8_000).Traces;
        double[] weights = [Math.Exp(-0.7), Math.Exp(-1.4), Math.Exp(-2.8)];
        string[] names = ["one", "two", "four"];
        for (int i = 0; i < 3; i++)
        {
            Share(traces, 1, names[i]).ShouldBe(weights[i] / weights.Sum(), 0.02);
        }

        // After one attempt a step has one less to go.
        EpisodeTrace[] tried = [.. traces.Where(trace => Chosen(trace, 1) == "four")];
        double again = Math.Exp(-0.7 * 3);
        Share(tried, 2, "four").ShouldBe(again / (again + weights[0] + weights[1]), 0.06);

        double Share(IReadOnlyCollection<EpisodeTrace> among, int turn, string name) =>
            (double)among.Count(trace => Chosen(trace, turn) == name) / among.Count;

        string Chosen(EpisodeTrace trace, int turn) =>
            graph.StepOf(trace.Events.First(happened => happened.Turn == turn).Node).Name;
    }

    [Fact]
    public void Goal_seeking_takes_the_shortest_way_and_nothing_else()
    {
        AttackerAgent attacker = Game.Attacker(Ways, new GoalSeekingPolicy(), "start") with
        {
            Goals = [Game.Find(Ways, "goal")],
        };
        Game.Order(Game.Of(Ways, attacker)).ShouldBe(["short", "door", "goal"]);
    }

    [Fact]
    public void Goal_seeking_goes_the_other_way_when_a_defence_closes_the_first_and_gives_up_when_there_is_none()
    {
        AttackerAgent attacker = Game.Attacker(Ways, new GoalSeekingPolicy(), "start") with
        {
            Goals = [Game.Find(Ways, "goal")],
        };
        DefenderAgent defender = new("defender", new ForesightedDefense());
        Game.Order(Game.Of(Ways, attacker, defender)).ShouldBe(["short", "long1", "long2", "long3", "goal"]);
        AttackerAgent limited = attacker with
        {
            Actionable = Game.Steps(Ways, "short", "door", "goal", "dead", "deader"),
        };
        AgentRunResult result = Game.Play(Game.Of(Ways, limited, defender)).Result;
        result.Attackers[0].Outcomes.ShouldBe([AttackerOutcome.GaveUp]);
        result.Compromised[Game.Find(Ways, "dead")].ShouldBe(0);
    }

    [Fact]
    public void Goal_seeking_turns_round_at_once_when_a_defence_closes_what_lies_further_on()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("near1"), To("far1")),
                Or("near1", null, To("near2")),
                Or("near2", null, To("door")),
                Defense("lock", null, To("door")),
                And("door", null, To("goal")),
                Or("far1", null, To("far2")),
                Or("far2", null, To("far3")),
                Or("far3", null, To("far4")),
                Or("far4", null, To("goal")),
                Or("goal")
            )
            .Unfold("h : Host");
        AttackerAgent attacker = Game.Attacker(graph, new GoalSeekingPolicy(), "start") with
        {
            Goals = [Game.Find(graph, "goal")],
        };
        Game.Order(Game.Of(graph, attacker)).ShouldBe(["near1", "near2", "door", "goal"]);
        Game.Order(Game.Of(graph, attacker, new DefenderAgent("defender", new OneByOneDefense())))
            .ShouldBe(["near1", "far1", "far2", "far3", "far4", "goal"]);
    }

    [Fact]
    public void Goal_seeking_collects_everything_that_an_and_step_needs_by_the_cheaper_ways()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("cheap"), To("dear"), To("other")),
                Or("cheap", new TtcNumber(2), To("key")),
                Or("dear", new TtcNumber(9), To("key")),
                Or("key", null, To("goal")),
                Or("other", null, To("badge")),
                Or("badge", null, To("goal")),
                And("goal")
            )
            .Unfold("h : Host");
        AttackerAgent attacker = Game.Attacker(graph, new GoalSeekingPolicy(), "start") with
        {
            Goals = [Game.Find(graph, "goal")],
        };
        AgentScenario scenario = Game.Of(graph, attacker);
        scenario = scenario with { Settings = scenario.Settings with { TtcMode = TtcMode.ExpectedValue } };
        string[] order = Game.Order(scenario);
        order.Order().ShouldBe(["badge", "cheap", "goal", "key", "other"]);
        order[^1].ShouldBe("goal");
        Game.Play(scenario).Result.Turns.ShouldBe([6]);
    }

    [Fact]
    public void Goal_seeking_reaches_exactly_what_breadth_first_reaches() =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(400),
            Prop.ForAll(
                RandomGame.Any(),
                game =>
                {
                    AgentScenario broad = WithPolicy(game.Scenario, new BreadthFirstPolicy(), []);
                    ImmutableArray<int> reached = AgentRun.Run(broad, 1, 1).Compromised;
                    for (int goal = 0; goal < reached.Length; goal++)
                    {
                        if (game.Scenario.Graph.StepOf(goal).IsAttackStep)
                        {
                            AgentScenario seeking = WithPolicy(game.Scenario, new GoalSeekingPolicy(), [goal]);
                            AgentRun.Run(seeking, 1, 1).Compromised[goal].ShouldBe(reached[goal], $"{goal} {game}");
                        }
                    }
                }
            )
        );

    private static AgentScenario WithPolicy(AgentScenario scenario, AttackerPolicy policy, ImmutableArray<int> goals) =>
        scenario with
        {
            Attackers = [scenario.Attackers[0] with { Policy = policy, Goals = goals }],
            Settings = scenario.Settings with { TtcMode = TtcMode.Disabled },
        };

    private static string[] Order(AttackGraph graph, AttackerPolicy policy) =>
        Game.Order(Game.Of(graph, Game.Attacker(graph, policy, "start")));
}
