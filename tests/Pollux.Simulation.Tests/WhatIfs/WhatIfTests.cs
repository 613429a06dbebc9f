using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Tests.MonteCarlo;
using Pollux.Simulation.WhatIfs;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.WhatIfs;

public sealed class WhatIfTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(3_000);

    [Fact]
    public void Any_change_gives_what_a_run_from_the_start_gives() =>
        FsCheck.Check.One(
            Runs,
            Prop.ForAll(
                RandomGraph.Any(),
                Arb.From(Gen.ArrayOf(Gen.Choose(0, 1_000), 6)),
                (random, numbers) =>
                {
                    WhatIf whatIf = WhatIf.Prepare(
                        random.Graph,
                        random.Request,
                        cancellationToken: TestContext.Current.CancellationToken
                    );
                    whatIf.IsIncremental.ShouldBeTrue();
                    // Several questions of one run, so that nothing of the one before shows.
                    foreach (int[] pair in numbers.Chunk(2))
                    {
                        ImmutableArray<StepOverride> changes =
                        [
                            .. pair.Select(number => new StepOverride(
                                    number % random.Graph.NodeCount,
                                    (OverrideKind)(number / 7 % 3)
                                ))
                                .DistinctBy(change => change.Node),
                        ];
                        ShouldAgree(random, whatIf, changes);
                    }
                }
            )
        );

    [Fact]
    public void A_run_that_is_too_large_to_keep_gives_the_same_answers() =>
        FsCheck.Check.One(
            Runs.WithMaxTest(100),
            Prop.ForAll(
                RandomGraph.Any(),
                random =>
                {
                    WhatIf whatIf = WhatIf.Prepare(
                        random.Graph,
                        random.Request,
                        budgetBytes: -1,
                        TestContext.Current.CancellationToken
                    );
                    whatIf.IsIncremental.ShouldBeFalse();
                    ShouldAgree(random, whatIf, [new StepOverride(0, OverrideKind.Remove)]);
                }
            )
        );

    [Fact]
    public void Only_what_a_defence_can_affect_is_said_to_change()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("left"), To("right")),
                And("left", Ttc("Exponential", 1), To("leftEnd")),
                Or("leftEnd", Ttc("Exponential", 1)),
                Or("right", Ttc("Exponential", 1), To("rightEnd")),
                Or("rightEnd", Ttc("Exponential", 1)),
                Defense("guard", Ttc("Bernoulli", 0.5), To("left"))
            )
            .Unfold("h : Host");
        WhatIf whatIf = WhatIf.Prepare(
            graph,
            new SimulationRequest { Entries = [graph.FindNode("h:start")], Samples = 1_000 },
            cancellationToken: TestContext.Current.CancellationToken
        );

        WhatIfResult on = whatIf.Ask(
            [new StepOverride(graph.FindNode("h:guard"), OverrideKind.DefenseOn)],
            TestContext.Current.CancellationToken
        );
        WhatIfResult off = whatIf.Ask(
            [new StepOverride(graph.FindNode("h:guard"), OverrideKind.DefenseOff)],
            TestContext.Current.CancellationToken
        );

        string[] affected = ["h:left", "h:leftEnd", "h:guard"];
        on.Changed.Select(change => graph.NameOf(change.Node)).Order().ShouldBe(affected.Order());
        off.Changed.Select(change => graph.NameOf(change.Node)).Order().ShouldBe(affected.Order());
        on.Changed.ShouldAllBe(change => change.Before > 400 && change.After == 0);
        off.Changed.ShouldAllBe(change => change.Before < 600 && change.After == 1_000);
    }

    [Fact]
    public void A_step_that_stands_on_a_new_leg_when_its_old_one_goes_keeps_its_time()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Defense("first", null, To("gone")),
                Defense("second", Ttc("Enabled"), To("gone")),
                Or("gone", null, To("next")),
                Or("next", Ttc("Exponential", 1))
            )
            .Unfold("h : Host");
        int next = graph.FindNode("h:next");
        WhatIf whatIf = WhatIf.Prepare(
            graph,
            new SimulationRequest { Samples = 50, Watched = [next] },
            cancellationToken: TestContext.Current.CancellationToken
        );
        StepOverride on = new(graph.FindNode("h:first"), OverrideKind.DefenseOn);
        StepOverride off = new(graph.FindNode("h:second"), OverrideKind.DefenseOff);

        whatIf.Ask([on, off], TestContext.Current.CancellationToken).Times[0].ShouldBe(whatIf.Times[0]);
        whatIf.Ask([on], TestContext.Current.CancellationToken).Times[0].ShouldAllBe(time => double.IsInfinity(time));
    }

    [Fact]
    public void A_sample_of_a_what_if_allocates_nothing()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("left")),
                And("left", Ttc("Exponential", 1), To("end")),
                Or("end", Ttc("Gamma", 2, 1)),
                Defense("guard", Ttc("Bernoulli", 0.5), To("left"))
            )
            .Unfold("h : Host");
        SimulationRequest request = new()
        {
            Entries = [graph.FindNode("h:start")],
            Samples = 100,
            Threads = 1,
        };
        SimulationPlan plan = SimulationPlan.Create(graph, request);
        BaseRun run = new(plan, request, TestContext.Current.CancellationToken);
        Fork fork = Fork.Create(
            graph,
            plan,
            request,
            [new StepOverride(graph.FindNode("h:guard"), OverrideKind.DefenseOff)]
        );
        ForkWorker worker = new(graph, run, ForkWorker.KindsOf(graph), fork);
        worker.Run(0);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int sample = 0; sample < 100; sample++)
        {
            worker.Run(sample);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        worker.Different[graph.FindNode("h:end")].ShouldBeGreaterThan(0);
    }

    private static void ShouldAgree(RandomGraph random, WhatIf whatIf, ImmutableArray<StepOverride> changes)
    {
        SimulationRequest changed = random.Request with { Overrides = [.. random.Request.Overrides, .. changes] };
        SimulationResult was = MonteCarloRun.Run(
            random.Graph,
            random.Request,
            cancellationToken: TestContext.Current.CancellationToken
        );
        SimulationResult expected = MonteCarloRun.Run(
            random.Graph,
            changed,
            cancellationToken: TestContext.Current.CancellationToken
        );
        WhatIfResult answer = whatIf.Ask(changes, TestContext.Current.CancellationToken);

        string what = $"{random} changes {string.Join(',', changes)}";
        for (int i = 0; i < random.Request.Watched.Length; i++)
        {
            whatIf.Times[i].ShouldBe(was.Watched[i].Times, what);
            answer.Times[i].ShouldBe(expected.Watched[i].Times, what);
        }

        answer
            .Changed.Select(change => (change.Node, change.Before, change.After))
            .ShouldBe(
                Enumerable
                    .Range(0, random.Graph.NodeCount)
                    .Where(node => !was.Watched[node].Times.SequenceEqual(expected.Watched[node].Times))
                    .Select(node => (node, was[node].Reached, expected[node].Reached)),
                what
            );
    }
}
