using FsCheck;
using FsCheck.Fluent;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.ChokePoints;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Paths;
using Pollux.Simulation.Scenarios;
using Pollux.Simulation.Tests.MonteCarlo;
using Pollux.Simulation.Tests.Paths;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.ChokePoints;

public sealed class ChokePointTests
{
    // Two ways to a bridge, one bridge to the goal.
    private static readonly AttackGraph OneBridge = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("left"), To("right")),
            Or("left", Ttc("Exponential", 1), To("bridge")),
            Or("right", Ttc("Exponential", 1), To("bridge")),
            Or("bridge", Ttc("Exponential", 5), To("over")),
            Or("over", null, To("goal")),
            Or("goal")
        )
        .Unfold("h : Host");

    // The same with two bridges that fail in half of the samples each.
    private static readonly AttackGraph TwoBridges = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("first"), To("second")),
            Or("first", Ttc("Bernoulli", 0.5), To("goal")),
            Or("second", Ttc("Bernoulli", 0.5), To("goal")),
            Or("goal")
        )
        .Unfold("h : Host");

    private static readonly TestLanguage Network = new TestLanguage()
        .Asset("Host", Or("reached", null, To("control")), Or("control", Ttc("Exponential", 1), To("next.reached")))
        .Link("Host", "before", "next", "Host");

    [Fact]
    public void A_single_bridge_cuts_the_goal_off_and_a_way_to_it_does_not()
    {
        ChokePointReport report = Find(Rehearsed.From(OneBridge, "h:start", "h:goal"));
        ChokePoint bridge = report.Steps[0];
        OneBridge.NameOf(bridge.Node).ShouldBe("h:bridge");
        bridge.Together.Select(OneBridge.NameOf).ShouldBe(["h:over"]);
        bridge.Share.ShouldBe(1);
        bridge.GoalsCutOff.ShouldBe(1);
        bridge.Ways.ShouldBe(2);
        report.Ways.ShouldBe(2);
        bridge.Effects[0].After.ShouldBe(new Estimate(0, 0, 0));
        bridge.Effects[0].Cut.Value.ShouldBe(1);
        bridge.Effects[0].MedianAfter.ShouldBeNull();
        bridge.LossCut.Value.ShouldBe(1);

        ChokePoint left = report.Steps.Single(point => point.Node == OneBridge.FindNode("h:left"));
        left.GoalsCutOff.ShouldBe(0);
        left.Share.ShouldBe(0.5, 0.03);
        left.Ways.ShouldBe(1);
        left.Effects[0].Cut.Value.ShouldBe(0);
        left.Effects[0].MedianAfter!.Value.ShouldBeGreaterThan(left.Effects[0].MedianBefore!.Value);
    }

    [Fact]
    public void One_of_two_bridges_cuts_what_the_other_does_not_carry()
    {
        ChokePointReport report = Find(Rehearsed.From(TwoBridges, "h:start", "h:goal"));
        GoalEffect effect = report.Steps[0].Effects[0];
        effect.IsCutOff.ShouldBeFalse();
        effect.Before.Value.ShouldBe(0.75, 0.025);
        effect.After.Value.ShouldBe(0.5, 0.025);
        effect.Cut.Value.ShouldBe(effect.Before.Value - effect.After.Value, 1e-12);
        // Paired: the interval of 0.25 of 4 000, far narrower than that of a difference of two independent runs.
        (effect.Cut.High - effect.Cut.Low).ShouldBe(2 * 1.96 * Math.Sqrt(0.25 * 0.75 / 4_000), 0.002);
        effect.Cut.Low.ShouldBeLessThan(0.25);
        effect.Cut.High.ShouldBeGreaterThan(0.25);
    }

    [Fact]
    public void Entries_and_goals_are_not_tried_nor_the_assets_that_hold_them()
    {
        AttackGraph graph = Network.Unfold("a : Host", "b : Host", "c : Host", "a.next = b", "b.next = c");
        ChokePointReport report = Find(Rehearsed.From(graph, "a:reached", "c:control"));
        report.ExcludedAssets.Select(asset => graph.Model.Assets[asset].Name).ShouldBe(["a", "c"]);
        ChokePoint b = report.Assets.ShouldHaveSingleItem();
        graph.Model.Assets[b.Asset].Name.ShouldBe("b");
        b.GoalsCutOff.ShouldBe(1);
        report.Steps.SelectMany(point => point.Together.Add(point.Node)).ShouldNotContain(graph.FindNode("a:reached"));
        report.Steps.SelectMany(point => point.Together.Add(point.Node)).ShouldNotContain(graph.FindNode("c:control"));
        report.Steps.SelectMany(point => point.Together.Add(point.Node)).ShouldContain(graph.FindNode("a:control"));
    }

    [Fact]
    public void What_is_not_tried_is_counted()
    {
        Scenario scenario = Rehearsed.From(OneBridge, "h:start", "h:goal");
        ChokePointReport report = Find(scenario, new ChokePointOptions { Steps = 1, Assets = 0 });
        report.Steps.Length.ShouldBe(1);
        report.StepCandidates.ShouldBe(3);
        report.Assets.ShouldBeEmpty();
        Should.Throw<ArgumentOutOfRangeException>(() => Find(scenario, new ChokePointOptions { Steps = -1 }));
    }

    [Fact]
    public void Money_decides_the_order()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("cheap"), To("dear")),
                Or("cheap", Ttc("Bernoulli", 0.9), To("smallLoss")),
                Or("dear", Ttc("Bernoulli", 0.1), To("largeLoss")),
                Or("smallLoss"),
                Or("largeLoss")
            )
            .Unfold("h : Host");
        Scenario plain = Rehearsed.From(graph, "h:start", "h:smallLoss", "h:largeLoss");
        Scenario priced = plain with
        {
            Goals =
            [
                plain.Goals[0] with
                {
                    Loss = new LossRange(1, 1, 1),
                },
                plain.Goals[1] with
                {
                    Loss = new LossRange(100, 100, 100),
                },
            ],
        };
        graph.StepOf(Find(plain).Steps[0].Node).Name.ShouldBe("cheap");
        graph.StepOf(Find(priced).Steps[0].Node).Name.ShouldBe("dear");
        Find(priced).Steps[0].LossCut.Value.ShouldBe(10, 2);
        Find(priced).HasMoney.ShouldBeTrue();
        Find(plain).HasMoney.ShouldBeFalse();
    }

    [Fact]
    public void A_removal_is_what_a_whole_new_run_with_the_step_removed_finds() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200),
            Prop.ForAll(
                RandomGraph.Any(),
                random =>
                {
                    int[] steps =
                    [
                        .. Enumerable
                            .Range(0, random.Graph.NodeCount)
                            .Where(node => random.Graph.StepOf(node).IsAttackStep),
                    ];
                    // Half of the steps are goals, so that the others can be taken out.
                    Scenario scenario = new(
                        random.Graph,
                        random.Request,
                        Rehearsed.Goals(random.Graph, steps.Where((_, i) => i % 2 == 0))
                    );
                    ChokePointReport report = ChokePointFinder.Find(
                        scenario,
                        new ChokePointOptions(),
                        CancellationToken.None
                    );
                    SimulationResult before = MonteCarloRun.Run(random.Graph, random.Request);
                    foreach (ChokePoint point in report.Steps)
                    {
                        SimulationResult after = MonteCarloRun.Run(random.Graph, Without(random.Request, point.Node));
                        foreach (GoalEffect effect in point.Effects)
                        {
                            (effect.Before.Value * 20).ShouldBe(before[effect.Goal.Node].Reached, 1e-9);
                            (effect.After.Value * 20).ShouldBe(
                                after[effect.Goal.Node].Reached,
                                1e-9,
                                $"{random} {point.Node}"
                            );
                            effect.IsCutOff.ShouldBe(
                                !Reaches(random.Graph, Without(random.Request, point.Node), effect.Goal.Node)
                            );
                        }
                    }
                }
            )
        );

    [Fact]
    public void Threads_change_nothing()
    {
        Scenario scenario = Rehearsed.From(TwoBridges, "h:start", "h:goal");
        string one = Describe(Find(scenario with { Request = scenario.Request with { Threads = 1 } }));
        string three = Describe(Find(scenario with { Request = scenario.Request with { Threads = 3 } }));
        three.ShouldBe(one);
    }

    private static string Describe(ChokePointReport report) =>
        string.Join(
            '\n',
            report.Steps.Select(point =>
                $"{point.Node} {point.Share} {point.LossCut} {string.Join(' ', point.Effects)}"
            )
        );

    private static bool Reaches(AttackGraph graph, SimulationRequest request, int node)
    {
        Reachability reachability = new(graph, request);
        reachability.Search([]);
        return reachability.Reached[node];
    }

    private static SimulationRequest Without(SimulationRequest request, int node) =>
        request with
        {
            Overrides =
            [
                .. request.Overrides.Where(change => change.Node != node),
                new StepOverride(node, OverrideKind.Remove),
            ],
        };

    private static ChokePointReport Find(Scenario scenario, ChokePointOptions? options = null) =>
        ChokePointFinder.Find(scenario, options ?? new ChokePointOptions(), TestContext.Current.CancellationToken);
}
