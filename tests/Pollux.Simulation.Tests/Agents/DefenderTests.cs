using Pollux.Language.Specification;
using Pollux.Simulation.Agents;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Chance;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Agents;

public sealed class DefenderTests
{
    // start -> first -> second -> third, each behind a defence of its own; the second has a dear one besides.
    private static readonly AttackGraph Chain = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("first")),
            Defense("guard1", null, To("first")),
            And("first", null, To("second")),
            Defense("dear2", null, To("second")),
            Defense("guard2", null, To("second")),
            And("second", null, To("third")),
            Defense("guard3", null, To("third")),
            And("third"),
            Defense("unrelated")
        )
        .Unfold("h : Host");

    private static readonly StepNumbers Costs = Game.Numbers(
        Chain,
        ("guard1", 1),
        ("dear2", 5),
        ("guard2", 2),
        ("guard3", 1),
        ("third", 10)
    );

    [Fact]
    public void A_passive_defender_does_nothing_and_the_others_do()
    {
        SwitchedOn(new PassiveDefense()).ShouldBeEmpty();
        SwitchedOn(new OneByOneDefense()).ShouldBe(["guard1"]);
        SwitchedOn(new OneByOneDefense(LastFirst: true)).ShouldBe(["unrelated", "guard3"]);
        SwitchedOn(new RandomDefense(1)).ShouldBeEmpty();
        SwitchedOn(new RandomDefense()).Length.ShouldBeGreaterThan(0);
    }

    // It bolts the door through which the attacker has come.
    [Fact]
    public void A_reactive_defender_switches_on_the_cheapest_defence_of_what_it_has_seen() =>
        SwitchedOn(new ReactiveDefense()).ShouldBe(["guard1", "guard2"]);

    [Fact]
    public void A_foresighted_defender_switches_on_the_cheapest_defence_of_what_comes_next()
    {
        SwitchedOn(new ForesightedDefense()).ShouldBe(["guard1"]);
        Result(Defender(new ForesightedDefense()) with { Actionable = Game.Steps(Chain, "dear2", "guard2", "guard3") })
            .Compromised[Game.Find(Chain, "second")]
            .ShouldBe(0);
    }

    [Fact]
    public void What_was_seen_performed_does_not_come_next()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("other")),
                Or("other", null, To("target"), To("more")),
                Or("more"),
                Defense("guard", null, To("target")),
                And("target")
            )
            .Unfold("h : Host");
        DefenderAgent defender = new("defender", new ForesightedDefense());
        AttackerAgent attacker = Game.Attacker(graph, new BreadthFirstPolicy(), "start", "target");
        SwitchedOn(Game.Steps(graph, "other", "target")).ShouldBeEmpty();
        SwitchedOn(Game.Steps(graph, "other")).ShouldBe(["2 SwitchedOn guard"]);

        string[] SwitchedOn(StepSet seen) =>
            Game.Story(Game.Of(graph, attacker, defender with { Observable = seen }), EpisodeEventKind.SwitchedOn);
    }

    [Fact]
    public void A_cost_aware_defender_switches_on_what_avoids_more_than_it_costs_within_its_budget()
    {
        SwitchedOn(new CostAwareDefense()).ShouldBe(["guard1"]);
        SwitchedOn(new CostAwareDefense(0.5)).ShouldBeEmpty();
        DefenderAgent stingy = Defender(new CostAwareDefense()) with
        {
            Costs = Game.Numbers(Chain, ("guard1", 11), ("dear2", 11), ("guard2", 11), ("guard3", 11), ("third", 10)),
        };
        SwitchedOn(stingy).ShouldBeEmpty();
        SwitchedOn(stingy with { Costs = null }).ShouldBe(["guard1"]);
    }

    [Fact]
    public void A_cost_aware_defender_does_not_pay_for_a_door_beside_an_open_one()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("locked"), To("open")),
                Defense("lock", null, To("locked")),
                And("locked", null, To("goal")),
                Or("open", null, To("goal")),
                Or("goal")
            )
            .Unfold("h : Host");
        DefenderAgent careful = new("defender", new CostAwareDefense())
        {
            Costs = Game.Numbers(graph, ("lock", 1), ("goal", 100)),
        };
        AgentScenario scenario = Game.Of(graph, Game.Attacker(graph, new BreadthFirstPolicy(), "start"), careful);
        Game.Story(scenario, EpisodeEventKind.SwitchedOn).ShouldBeEmpty();
        Game.Story(
                scenario with
                {
                    Defenders = [careful with { Policy = new ForesightedDefense() }],
                },
                EpisodeEventKind.SwitchedOn
            )
            .ShouldBe(["1 SwitchedOn lock"]);
    }

    [Fact]
    public void What_a_defender_does_not_see_it_does_not_act_on()
    {
        DefenderAgent defender = Defender(new ForesightedDefense());
        SwitchedOn(defender with { Observable = Game.Steps(Chain, "third") }).ShouldBeEmpty();
        SwitchedOn(defender with { Observable = Game.Steps(Chain, "first") }).ShouldBe(["guard2"]);
        SwitchedOn(defender with { FalseNegatives = StepNumbers.Create(Chain, _ => 1) }).ShouldBeEmpty();
        AgentRunResult half = Game.Play(
            Scenario(Defender(new PassiveDefense()) with { FalseNegatives = StepNumbers.Create(Chain, _ => 0.5) }),
            1_000
        ).Result;
        (half.Defenders[0].Seen + half.Defenders[0].Missed).ShouldBe(4_000);
        half.Defenders[0].Missed.ShouldBeAbout(2_000, 150);
    }

    [Fact]
    public void A_defender_acts_on_what_it_sees_in_error()
    {
        DefenderAgent blind = Defender(new ForesightedDefense()) with
        {
            Observable = Game.Steps(Chain),
            FalsePositives = Game.Numbers(Chain, ("second", 1)),
        };
        SwitchedOn(blind).ShouldBe(["guard3"]);
        Result(blind).Defenders[0].Imagined.ShouldBe(3);
        SwitchedOn(blind with { FalsePositives = null }).ShouldBeEmpty();
    }

    [Fact]
    public void A_suppressed_defence_is_never_switched_on()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("goal")),
                Defense("lock", null, To("goal")) with
                {
                    Tags = ["suppress"],
                },
                And("goal")
            )
            .Unfold("h : Host");
        AgentScenario scenario = Game.Of(
            graph,
            Game.Attacker(graph, new BreadthFirstPolicy(), "start"),
            new DefenderAgent("defender", new OneByOneDefense())
        );
        Game.Story(scenario, EpisodeEventKind.SwitchedOn).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(RewardMode.OneOff, 1 + 2 + 10, -10)]
    [InlineData(RewardMode.Cumulative, (100 + 1) + (100 + 1 + 2) + (100 + 1 + 2 + 10), -10)]
    public void Rewards_are_those_of_each_turn_or_of_all_so_far(RewardMode mode, double attacker, double defender)
    {
        AgentScenario scenario = Scenario(Defender(new PassiveDefense()) with { RewardMode = mode });
        scenario = scenario with
        {
            Attackers =
            [
                scenario.Attackers[0] with
                {
                    Rewards = Game.Numbers(Chain, ("start", 100), ("first", 1), ("second", 2), ("third", 10)),
                    RewardMode = mode,
                },
            ],
        };
        AgentRunResult result = Game.Play(scenario).Result;
        result.Attackers[0].Rewards.ShouldBe([attacker]);
        result.Defenders[0].Rewards.ShouldBe([defender]);
        Result(Defender(new OneByOneDefense()) with { RewardMode = mode, Actionable = Game.Steps(Chain, "guard3") })
            .Defenders[0]
            .Rewards.ShouldBe([mode == RewardMode.OneOff ? -1 : -2]);
    }

    [Fact]
    public void An_attacker_pays_for_failed_attempts_when_times_count_and_for_times_when_it_is_told_to()
    {
        AttackGraph graph = new TestLanguage()
            .Asset("Host", Or("start", null, To("slow")), Or("slow", new TtcNumber(4)))
            .Unfold("h : Host");
        AttackerAgent attacker = Game.Attacker(graph, new BreadthFirstPolicy(), "start") with
        {
            Rewards = Game.Numbers(graph, ("slow", 10)),
        };
        AgentScenario scenario = Game.Of(graph, attacker);
        Reward(scenario).ShouldBe(10);
        Reward(scenario with { Settings = scenario.Settings with { TtcMode = TtcMode.PreSample } }).ShouldBe(7);
        Reward(scenario with { Attackers = [attacker with { RewardMode = RewardMode.ExpectedTtc }] }).ShouldBe(6);
        Reward(scenario with { Attackers = [attacker with { RewardMode = RewardMode.SampleTtc }] }).ShouldBe(6);

        static double Reward(AgentScenario played) => Game.Play(played).Result.Attackers[0].Rewards[0];
    }

    [Fact]
    public void Rare_events_happen_independently_with_their_rate_in_each_turn()
    {
        RareEvents events = new(RareEvents.GroupsOf([0, 0.02, 0.02, 0.3, 1]));
        events.Begin(new StepChance(7, 0, 1));
        const int turns = 200_000;
        int[] counts = new int[5];
        int both = 0;
        int[] happened = new int[5];
        for (int turn = 0; turn < turns; turn++)
        {
            int count = events.Turn(happened);
            foreach (int thing in happened.AsSpan(0, count))
            {
                counts[thing]++;
            }

            both += happened.AsSpan(0, count).Contains(1) && happened.AsSpan(0, count).Contains(3) ? 1 : 0;
        }

        counts[0].ShouldBe(0);
        counts[1].ShouldBeAbout(4_000, 300);
        counts[2].ShouldBeAbout(4_000, 300);
        counts[3].ShouldBeAbout(60_000, 1_000);
        counts[4].ShouldBe(turns);
        both.ShouldBeAbout(1_200, 150);
    }

    private static DefenderAgent Defender(DefenderPolicy policy) => new("defender", policy) { Costs = Costs };

    private static AgentScenario Scenario(DefenderAgent defender) =>
        Game.Of(Chain, Game.Attacker(Chain, new BreadthFirstPolicy(), "start"), defender);

    private static AgentRunResult Result(DefenderAgent defender) => Game.Play(Scenario(defender)).Result;

    private static string[] SwitchedOn(DefenderPolicy policy) => SwitchedOn(Defender(policy));

    private static string[] SwitchedOn(DefenderAgent defender) =>
        [.. Game.Story(Scenario(defender), EpisodeEventKind.SwitchedOn).Select(line => line.Split(' ')[2])];
}
