using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Campaigns;
using Pollux.Simulation.MonteCarlo;
using static Pollux.Simulation.Tests.Campaigns.Replays;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Campaigns;

public sealed class DetectionTests
{
    private static readonly AttackGraph Plant = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("scan"), To("aside")),
            Or("scan", Ttc("Exponential", 1), To("move")).Tagged("T0846").Seen("sweep", 0.5),
            Or("move", null, To("own")).Seen("odd", 0.5),
            Or("own", Ttc("Exponential", 1)).Tagged("T0831").Seen("silent", null),
            Or("aside").Tagged("T0826").Seen("loud", 1)
        )
        .Unfold("h : Host");

    [Fact]
    public void What_is_on_the_way_is_seen_by_the_rates_of_its_detectors()
    {
        ReplayResult result = Replay(Plant, Sequence("T0831"), From(Plant, "h:start") with { Samples = 20_000 });
        result.Detection.Seen.Value.ShouldBe(0.75, 0.012);
        result.Detection.SeenBeforeThrough!.Value.ShouldBe(result.Detection.Seen.Value);
        result.Detection.Detectors.Select(detector => detector.Name).ShouldBe(["odd", "sweep"], ignoreOrder: true);
        result.Detection.Detectors.ShouldAllBe(detector => Math.Abs(detector.Share - 0.5) < 0.012);
        // Three quarters are seen at the time of the scan: half of all by its median among them, 1 - exp(-t) = 2/3.
        result.Detection.Times.P50!.Value.ShouldBe(Math.Log(3), 0.05);
        result.Detection.Times.P95.ShouldBeNull();
    }

    [Fact]
    public void What_the_attacker_could_do_but_the_campaign_does_not_is_not_seen()
    {
        Replay(Plant, Sequence("T0831")).Detection.Detectors.ShouldNotContain(detector => detector.Name == "loud");
        Replay(Plant, Sequence("T0826")).Detection.Seen.Value.ShouldBe(1);
    }

    [Fact]
    public void A_technique_is_seen_by_the_detectors_of_its_own_step_and_scored_by_that()
    {
        ReplayResult result = Replay(
            Plant,
            Sequence("T0846", "T0831"),
            From(Plant, "h:start") with
            {
                Samples = 20_000,
            }
        );
        result.Techniques[0].Seen!.Value.ShouldBe(0.5, 0.012);
        result.Techniques[0].Score!.Value.ShouldBe(0.8 * result.Techniques[0].Seen!.Value, 1e-9);
        result.Techniques[0].Detectors.ShouldHaveSingleItem().HighRate.ShouldBe(0.5);
        result.Techniques[1].Seen!.Value.ShouldBe(0);
        result.Techniques[1].Score.ShouldBe(0);
    }

    [Fact]
    public void A_technique_that_is_done_in_some_attacks_only_counts_as_prevented_in_the_others()
    {
        SimulationRequest request = From(Plant, "h:start") with { HorizonDays = 1 };
        TechniqueResult scan = Replay(Plant, Sequence("T0846"), request).Techniques[0];
        scan.Score!.Value.ShouldBe(1 - scan.Done!.Value + (0.8 * scan.Done.Value * scan.Seen!.Value), 1e-9);
        scan.Done.Value.ShouldBe(1 - Math.Exp(-1), 0.03);
    }

    [Fact]
    public void Without_a_watched_log_nothing_is_seen()
    {
        ReplayResult result = Replay(Plant, Sequence("T0831"), options: new ReplayOptions { WatchedSources = [] });
        result.Detection.Seen.Value.ShouldBe(0);
        result.Detection.Seen.High.ShouldBeGreaterThan(0);
        result.Techniques[0].Detectors.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_seen_before_the_end_when_it_never_comes()
    {
        SimulationRequest request = From(Plant, "h:start") with
        {
            Overrides = [new StepOverride(Plant.FindNode("h:own"), OverrideKind.Remove)],
        };
        ReplayResult result = Replay(Plant, Sequence("T0846", "T0831"), request);
        result.Detection.SeenBeforeThrough.ShouldBeNull();
        result.Detection.Seen.Value.ShouldBe(0.5, 0.03);
        result.Stop!.Obstacles.ShouldHaveSingleItem().Kind.ShouldBe(ObstacleKind.Removed);
    }
}
