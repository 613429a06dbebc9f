using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Campaigns;
using Pollux.Simulation.MonteCarlo;
using static Pollux.Simulation.Tests.Campaigns.Replays;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Campaigns;

public sealed class CampaignReplayTests
{
    // start -> scan -> login (guarded) -> own, and start -> spoil beside it.
    private static readonly AttackGraph Plant = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("scan"), To("spoil")),
            Or("scan", Ttc("Exponential", 1), To("login")).Tagged("T0846").Seen("sweep", 0.5),
            Defense("guard", null, To("login")),
            And("login", Ttc("Exponential", 1), To("own")).Tagged("T0812").Seen("logon", 0.5),
            Or("own").Tagged("T0831"),
            Or("spoil", Ttc("Exponential", 1)).Tagged("T0826")
        )
        .Asset("Valve", Or("shut").Tagged("T0855"))
        .Unfold("h : Host");

    private static readonly Campaign Chain = Sequence("T0846", "T0812", "T0831");

    [Fact]
    public void Shares_and_times_are_those_of_the_closed_forms()
    {
        ReplayResult result = Replay(Plant, Chain, From(Plant, "h:start") with { HorizonDays = 1, Samples = 20_000 });
        double one = 1 - Math.Exp(-1);
        double two = 1 - (2 * Math.Exp(-1));
        result.Phases[0].InOrder!.Value.ShouldBe(one, 0.012);
        result.Phases[1].InOrder!.Value.ShouldBe(two, 0.012);
        result.Phases[2].InOrder!.Value.ShouldBe(result.Phases[1].InOrder!.Value);
        result.Last!.InOrder!.Low.ShouldBeLessThan(two);
        result.Last.InOrder.High.ShouldBeGreaterThan(two);
        result.Phases[0].Times!.P50!.Value.ShouldBe(Math.Log(2), 0.02);
        result.Phases[1].Times!.P50.ShouldBeNull();
        result.Stop.ShouldBeNull();
    }

    [Fact]
    public void Techniques_side_by_side_in_two_phases_wait_for_the_later_one()
    {
        SimulationRequest request = From(Plant, "h:start") with { HorizonDays = 1, Samples = 20_000 };
        ReplayResult result = Replay(Plant, Sequence("T0846", "T0826"), request);
        double one = 1 - Math.Exp(-1);
        result.Phases[1].Alone!.Value.ShouldBe(one, 0.012);
        result.Phases[1].InOrder!.Value.ShouldBe(one * one, 0.012);
        result.Techniques[1].Done!.Value.ShouldBe(one, 0.012);
        result.Techniques[1].DoneInOrder!.Value.ShouldBe(one * one, 0.012);
        ReplayResult either = Replay(Plant, Sequence("any T0846 T0826"), request);
        either.Last!.InOrder!.Value.ShouldBe(1 - Math.Exp(-2), 0.012);
        ReplayResult both = Replay(Plant, Sequence("T0846 T0826"), request);
        both.Last!.InOrder!.Value.ShouldBe(one * one, 0.012);
    }

    [Fact]
    public void A_defence_that_is_on_stops_the_chain_and_is_named_as_enough()
    {
        SimulationRequest request = From(Plant, "h:start");
        int guard = Plant.FindNode("h:guard");
        ReplayResult result = Replay(
            Plant,
            Chain,
            request with
            {
                Overrides = [new StepOverride(guard, OverrideKind.DefenseOn)],
            }
        );
        result.Stop!.Phase.ShouldBe(1);
        Obstacle obstacle = result.Stop.Obstacles.ShouldHaveSingleItem();
        obstacle.Kind.ShouldBe(ObstacleKind.Defense);
        obstacle.Node.ShouldBe(guard);
        obstacle.HoldsBack.ShouldBe(Plant.FindNode("h:login"));
        obstacle.IsDecisive.ShouldBe(true);
        result.Techniques[1].State.ShouldBe(TechniqueState.Prevented);
        result.Techniques[1].Score.ShouldBe(1);
        result.Techniques[1].Mitigated.ShouldBe(1);
        result.Techniques[2].Obstacles.ShouldHaveSingleItem().Node.ShouldBe(guard);

        ReplayResult open = Replay(Plant, Chain, request);
        open.Stop.ShouldBeNull();
        open.Last!.InOrder!.Value.ShouldBe(1);
        open.Techniques[1].Mitigated.ShouldBe(0);
    }

    [Fact]
    public void Of_two_defences_in_a_row_neither_is_enough_and_both_are_named()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("enter")),
                Defense("outer", null, To("enter")),
                And("enter", null, To("own")),
                Defense("inner", null, To("own")),
                And("own").Tagged("T0831")
            )
            .Unfold("h : Host outer=1 inner=1");
        ReplayResult result = Replay(graph, Sequence("T0831"));
        result
            .Stop!.Obstacles.Select(obstacle => (obstacle.Name, obstacle.IsDecisive))
            .ShouldBe([("outer", false), ("inner", false)], ignoreOrder: true);
        AttackGraph half = new TestLanguage()
            .Asset("Host", Or("start", null, To("own")), Defense("inner", null, To("own")), And("own").Tagged("T0831"))
            .Unfold("h : Host inner=1");
        Replay(half, Sequence("T0831")).Stop!.Obstacles.ShouldHaveSingleItem().IsDecisive.ShouldBe(true);
    }

    [Fact]
    public void What_is_rare_but_possible_proves_no_defence_decisive()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("own"), To("luck")),
                Defense("guard", Ttc("Bernoulli", 0.99), To("own")),
                And("own").Tagged("T0831"),
                Or("luck", Ttc("Bernoulli", 0.01)).Tagged("T0826")
            )
            .Unfold("h : Host");
        ReplayResult guarded = Replay(graph, Sequence("T0831"));
        guarded.Techniques[0].State.ShouldBe(TechniqueState.Done);
        guarded.Stop!.Obstacles.ShouldHaveSingleItem().Kind.ShouldBe(ObstacleKind.Defense);
        guarded.Stop.Obstacles[0].IsDecisive.ShouldBeNull();
        ReplayResult lucky = Replay(graph, Sequence("T0826"));
        lucky.Stop!.Obstacles.ShouldHaveSingleItem().Kind.ShouldBe(ObstacleKind.Rare);
    }

    [Fact]
    public void A_campaign_held_to_its_own_techniques_stops_where_it_lists_none_that_leads_on()
    {
        Campaign gaps = Sequence("T0846", "T0831");
        ReplayResult strict = Replay(Plant, gaps, options: Strict);
        strict.Stop!.Phase.ShouldBe(1);
        Obstacle obstacle = strict.Stop.Obstacles.ShouldHaveSingleItem();
        obstacle.Kind.ShouldBe(ObstacleKind.OtherTechnique);
        obstacle.Node.ShouldBe(Plant.FindNode("h:login"));
        obstacle.IsDecisive.ShouldBe(true);
        Replay(Plant, gaps).Stop.ShouldBeNull();
        Replay(Plant, Chain, options: Strict).Stop.ShouldBeNull();
    }

    [Fact]
    public void An_entry_is_allowed_whatever_technique_it_carries()
    {
        AttackGraph graph = new TestLanguage()
            .Asset("Host", Or("start", null, To("own")).Tagged("T1595"), Or("own").Tagged("T0831"))
            .Unfold("h : Host");
        Replay(graph, Sequence("T0831"), options: Strict).Stop.ShouldBeNull();
    }

    [Fact]
    public void What_the_language_does_not_know_is_unknown_and_stops_nothing()
    {
        ReplayResult result = Replay(Plant, Sequence("T0846", "T0999", "T0831 T0998"));
        result.Phases[1].InOrder.ShouldBeNull();
        result.Phases[1].Known.ShouldBe(0);
        result.Phases[2].Known.ShouldBe(1);
        result.Last!.InOrder!.Value.ShouldBe(1);
        result.Stop.ShouldBeNull();
        result.Techniques[1].State.ShouldBe(TechniqueState.NotModelled);
        result.Techniques[1].Score.ShouldBeNull();
        result.Techniques[1].Done.ShouldBeNull();
        ReplayResult nothing = Replay(Plant, Sequence("T0999"));
        nothing.Last.ShouldBeNull();
        nothing.Stop.ShouldBeNull();
    }

    [Fact]
    public void What_the_twin_has_nothing_for_stops_a_sequence_that_needs_it()
    {
        ReplayResult result = Replay(Plant, Sequence("T0846", "T0855"));
        result.Techniques[1].State.ShouldBe(TechniqueState.NotApplicable);
        result.Techniques[1].Score.ShouldBeNull();
        result.Stop!.Phase.ShouldBe(1);
        Obstacle obstacle = result.Stop.Obstacles.ShouldHaveSingleItem();
        obstacle.Kind.ShouldBe(ObstacleKind.NoAsset);
        obstacle.Types.ShouldBe(["Valve"]);
        Replay(Plant, Sequence("T0846", "any T0855 T0826")).Stop.ShouldBeNull();
    }

    [Fact]
    public void What_comes_true_without_an_attacker_is_nobody_s_deed()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("own")),
                Defense("hidden", null, To("banner")),
                Or("banner").Tagged("T0831"),
                Or("own").Tagged("T0826")
            )
            .Unfold("h : Host");
        ReplayResult result = Replay(graph, Sequence("any T0831 T0826"));
        result.Techniques[0].State.ShouldBe(TechniqueState.NotApplicable);
        result.Techniques[1].State.ShouldBe(TechniqueState.Done);
    }

    [Fact]
    public void Threads_change_nothing_and_other_campaigns_neither()
    {
        SimulationRequest request = From(Plant, "h:start") with { HorizonDays = 1 };
        ReplayResult one = Replay(Plant, Chain, request);
        ReplayResult three = Replay(Plant, Chain, request with { Threads = 3 });
        Same(three, one);
        CampaignReplay replay = new(
            new(Plant, request, []),
            Pollux.Language.Packs.PackTables.Empty,
            new ReplayOptions()
        );
        Same(replay.Run([Sequence("T0826"), Chain], TestContext.Current.CancellationToken)[1], one);

        static void Same(ReplayResult left, ReplayResult right)
        {
            left.Phases.Select(phase => (phase.Alone, phase.InOrder, phase.Times))
                .ShouldBe(right.Phases.Select(phase => (phase.Alone, phase.InOrder, phase.Times)));
            left.Techniques.Select(technique => (technique.Done, technique.Times, technique.Seen, technique.Score))
                .ShouldBe(
                    right.Techniques.Select(technique =>
                        (technique.Done, technique.Times, technique.Seen, technique.Score)
                    )
                );
            left.Detection.Seen.ShouldBe(right.Detection.Seen);
            left.Detection.Times.ShouldBe(right.Detection.Times);
            left.Detection.Detectors.ShouldBe(right.Detection.Detectors);
        }
    }

    [Fact]
    public void A_technique_is_done_as_often_as_the_simulation_reaches_its_step()
    {
        SimulationRequest request = From(Plant, "h:start") with { HorizonDays = 1 };
        SimulationResult simulated = MonteCarloRun.Run(Plant, request, null, TestContext.Current.CancellationToken);
        ReplayResult replayed = Replay(Plant, Chain, request);
        replayed.Techniques[1].Done!.Value.ShouldBe(simulated[Plant.FindNode("h:login")].Probability);
        replayed.Techniques[1].Places.ShouldHaveSingleItem().Share.ShouldBe(replayed.Techniques[1].Done!.Value);
    }
}
