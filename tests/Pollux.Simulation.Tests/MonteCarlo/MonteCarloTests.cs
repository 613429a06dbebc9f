using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Paths;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.MonteCarlo;

public sealed class MonteCarloTests
{
    private static readonly AttackGraph Race = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("left"), To("right")),
            Or("left", Ttc("Exponential", 1), To("either"), To("both")),
            Or("right", Ttc("Exponential", 1), To("either"), To("both")),
            Or("either"),
            And("both", null, To("goal")),
            Defense("guard", Ttc("Bernoulli", 0.25), To("goal")),
            And("goal")
        )
        .Unfold("h : Host");

    [Fact]
    public void Times_of_a_race_are_those_of_the_closed_forms()
    {
        SimulationResult result = Run(Race, Request(Race, 20_000));
        result[Race.FindNode("h:either")].Mean!.Value.ShouldBe(0.5, 0.015);
        result[Race.FindNode("h:both")].Mean!.Value.ShouldBe(1.5, 0.03);
        result[Race.FindNode("h:either")].P50!.Value.ShouldBe(Math.Log(2) / 2, 0.015);
        result[Race.FindNode("h:either")].P95!.Value.ShouldBe(Math.Log(20) / 2, 0.06);
        result[Race.FindNode("h:goal")].Probability.ShouldBe(0.75, 0.015);
        result[Race.FindNode("h:guard")].Probability.ShouldBe(0.75, 0.015);
        result[Race.FindNode("h:start")].ShouldBe(new StepResult(20_000, 20_000, 0, 0, 0, 0));
    }

    [Fact]
    public void A_horizon_cuts_what_takes_longer()
    {
        SimulationResult result = Run(Race, Request(Race, 20_000) with { HorizonDays = 1 });
        StepResult left = result[Race.FindNode("h:left")];
        left.Probability.ShouldBe(1 - Math.Exp(-1), 0.015);
        left.P95!.Value.ShouldBeLessThanOrEqualTo(1);
        left.Interval.Low.ShouldBeLessThan(left.Probability);
    }

    [Fact]
    public void Threads_change_nothing_at_all()
    {
        SimulationResult one = Run(Race, Request(Race, 1_000) with { Threads = 1 });
        SimulationResult three = Run(Race, Request(Race, 1_000) with { Threads = 3 });
        for (int node = 0; node < Race.NodeCount; node++)
        {
            three[node].ShouldBe(one[node]);
        }

        foreach ((WatchedStep first, WatchedStep second) in one.Watched.Zip(three.Watched))
        {
            second.Times.ShouldBe(first.Times);
            second
                .Path!.Hops.Select(hop => (hop.Node, hop.MedianDays, hop.Share))
                .ShouldBe(first.Path!.Hops.Select(hop => (hop.Node, hop.MedianDays, hop.Share)));
        }
    }

    [Fact]
    public void Forcing_a_defence_leaves_every_other_draw_as_it_was()
    {
        SimulationRequest free = Request(Race, 500);
        int guard = Race.FindNode("h:guard");
        SimulationResult before = Run(Race, free);
        SimulationResult on = Run(Race, free with { Overrides = [new StepOverride(guard, OverrideKind.DefenseOn)] });
        SimulationResult off = Run(Race, free with { Overrides = [new StepOverride(guard, OverrideKind.DefenseOff)] });
        before.Watched[0].Times.ShouldBe(on.Watched[0].Times);
        on.Watched[1].Times.ShouldAllBe(time => double.IsPositiveInfinity(time));
        off.Watched[1].Times.ShouldBe(off.Watched[0].Times);
        before
            .Watched[1]
            .Times.Zip(off.Watched[1].Times)
            .ShouldAllBe(pair => pair.First == pair.Second || double.IsInfinity(pair.First));
    }

    [Fact]
    public void A_run_stops_when_its_intervals_are_as_narrow_as_asked_on_any_number_of_threads()
    {
        SimulationRequest request = Request(Race, 100_000) with { Precision = new Precision(0.02, []) };
        SimulationResult one = Run(Race, request with { Threads = 1 });
        SimulationResult three = Run(Race, request with { Threads = 3 });

        int samples = one.Request.Samples;
        samples.ShouldBeInRange(1_000, 4_000);
        three.Request.Samples.ShouldBe(samples);
        for (int node = 0; node < Race.NodeCount; node++)
        {
            three[node].ShouldBe(one[node]);
            one[node].Samples.ShouldBe(samples);
            (one[node].Interval.High - one[node].Interval.Low).ShouldBeLessThanOrEqualTo(0.04);
        }

        one.Watched.ShouldAllBe(step => step.Times.Length == samples);
        SimulationResult again = Run(Race, request with { Samples = samples, Precision = null });
        again[Race.FindNode("h:goal")].ShouldBe(one[Race.FindNode("h:goal")]);
        again.Watched[1].Times.ShouldBe(one.Watched[1].Times);
    }

    [Fact]
    public void A_precision_that_is_out_of_reach_takes_all_samples() =>
        Run(Race, Request(Race, 1_001) with { Precision = new Precision(0.0001, []) }).Request.Samples.ShouldBe(1_001);

    [Fact]
    public void A_removed_step_is_not_reached_nor_what_needs_it()
    {
        SimulationResult result = Run(
            Race,
            Request(Race, 100) with
            {
                Overrides = [new StepOverride(Race.FindNode("h:left"), OverrideKind.Remove)],
            }
        );
        result[Race.FindNode("h:left")].Reached.ShouldBe(0);
        result[Race.FindNode("h:both")].Reached.ShouldBe(0);
        result[Race.FindNode("h:either")].Reached.ShouldBe(100);
    }

    [Fact]
    public void Another_asset_in_the_model_leaves_the_chance_of_the_others_as_it_was()
    {
        TestLanguage language = new TestLanguage().Asset(
            "Host",
            Or("start", null, To("end")),
            Or("end", Ttc("Exponential", 1))
        );
        AttackGraph small = language.Unfold("h : Host");
        AttackGraph large = language.Unfold("new : Host", "h : Host");
        Times(large).ShouldBe(Times(small));

        double[] Times(AttackGraph graph) =>
            [
                .. Run(
                    graph,
                    new SimulationRequest
                    {
                        Entries = [graph.FindNode("h:start")],
                        Watched = [graph.FindNode("h:end")],
                        Samples = 50,
                    }
                )
                    .Watched[0]
                    .Times,
            ];
    }

    [Fact]
    public void The_critical_path_names_the_parent_that_was_waited_for_and_the_others()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("quick"), To("slow")),
                Or("quick", Ttc("Uniform", 1, 2), To("goal")),
                Or("slow", Ttc("Uniform", 5, 6), To("goal")),
                Defense("guard", null, To("goal")),
                And("goal")
            )
            .Unfold("h : Host");
        SimulationResult result = Run(
            graph,
            new SimulationRequest { Entries = [graph.FindNode("h:start")], Watched = [graph.FindNode("h:goal")] }
        );
        CriticalPath path = result.Watched[0].Path!;
        path.Hops.Select(hop => graph.NameOf(hop.Node)).ShouldBe(["h:start", "h:slow", "h:goal"]);
        path.Share.ShouldBe(1);
        path.DistinctPaths.ShouldBe(1);
        path.Hops[2].AlsoNeeded.Select(graph.NameOf).ShouldBe(["h:quick", "h:guard"]);
        path.Hops[2].MedianDays.ShouldBe(5.5, 0.05);
    }

    [Fact]
    public void Where_all_parents_are_there_from_the_start_the_path_follows_the_attacker()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("goal")),
                Defense("guard", null, To("goal")),
                And("goal", Ttc("Exponential", 1))
            )
            .Unfold("h : Host");
        CriticalPath path = Run(
            graph,
            new SimulationRequest { Entries = [graph.FindNode("h:start")], Watched = [graph.FindNode("h:goal")] }
        )
            .Watched[0]
            .Path!;
        path.Hops.Select(hop => graph.NameOf(hop.Node)).ShouldBe(["h:start", "h:goal"]);
        path.Hops[1].AlsoNeeded.Select(graph.NameOf).ShouldBe(["h:guard"]);
    }

    [Fact]
    public void Of_two_ways_the_more_frequent_is_the_critical_path()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("rare"), To("usual")),
                Or("rare", Ttc("Exponential", 1), To("goal")),
                Or("usual", Ttc("Exponential", 3), To("goal")),
                Or("goal")
            )
            .Unfold("h : Host");
        CriticalPath path = Run(
            graph,
            new SimulationRequest
            {
                Entries = [graph.FindNode("h:start")],
                Watched = [graph.FindNode("h:goal")],
                Samples = 8_000,
            }
        )
            .Watched[0]
            .Path!;
        graph.NameOf(path.Hops[1].Node).ShouldBe("h:usual");
        path.Share.ShouldBe(0.75, 0.02);
        path.Hops[1].Share.ShouldBe(path.Share);
        path.Hops[0].Share.ShouldBe(1);
        path.DistinctPaths.ShouldBe(2);
    }

    [Fact]
    public void Progress_ends_at_the_number_of_samples()
    {
        Recorder recorder = new();
        MonteCarloRun.Run(
            Race,
            Request(Race, 100) with
            {
                Threads = 2,
            },
            recorder,
            TestContext.Current.CancellationToken
        );
        recorder.Seen.Select(progress => progress.Done).ShouldBeInOrder();
        recorder.Seen[^1].ShouldBe(new SimulationProgress(100, 100));
    }

    [Fact]
    public void A_cancelled_run_stops()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Should.Throw<OperationCanceledException>(() => MonteCarloRun.Run(Race, Request(Race, 100), null, source.Token));
    }

    [Fact]
    public void Samples_allocate_nothing()
    {
        SimulationRequest request = Request(Race, 1);
        SampleWorker worker = new(SimulationPlan.Create(Race, request), request);
        float[] row = new float[Race.NodeCount];
        worker.Run(0, row);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (uint sample = 1; sample < 1_000; sample++)
        {
            worker.Run(sample, row);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_000_001)]
    public void A_number_of_samples_out_of_range_is_a_bug_of_the_caller(int samples) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Run(Race, Request(Race, samples)));

    [Theory]
    [InlineData(0, 10, 0, 0.27753279)]
    [InlineData(5, 10, 0.23659309, 0.76340691)]
    [InlineData(10, 10, 0.72246721, 1)]
    public void The_interval_of_a_probability_is_that_of_Wilson(int successes, int trials, double low, double high)
    {
        ProportionInterval interval = ProportionInterval.Wilson(successes, trials);
        interval.Low.ShouldBe(low, 1e-7);
        interval.High.ShouldBe(high, 1e-7);
    }

    [Fact]
    public void A_sum_does_not_depend_on_the_order_of_adding()
    {
        double[] times = [1e-6, 3.25, 1e18, 0.1, 7e30, 12];
        FixedSum forward = default;
        FixedSum backward = default;
        foreach ((double first, double last) in times.Zip(times.Reverse()))
        {
            forward.Add(first);
            backward.Add(last);
        }

        backward.Mean(6).ShouldBe(forward.Mean(6));
        FixedSum small = default;
        small.Add(0.1);
        small.Add(0.2);
        small.Mean(2).ShouldBe(0.15, 1e-9);
        FixedSum large = default;
        large.Add(1L << 31);
        large.Add(1L << 31);
        large.Add(1L << 31);
        large.Mean(3).ShouldBe(1L << 31);
    }

    [Fact]
    public void A_quantile_is_the_value_at_its_rank()
    {
        float[] values = [.. Enumerable.Range(1, 101).Select(value => (float)(value * 37 % 101))];
        float[] sorted = [.. values.Order()];
        foreach (double share in new[] { 0.001, 0.05, 0.5, 0.95, 1 })
        {
            OrderStatistic.Quantile([.. values], share).ShouldBe(sorted[(int)Math.Ceiling(share * 101) - 1]);
        }

        OrderStatistic.Quantile([2, 2, 2], 0.5).ShouldBe(2);
    }

    private static SimulationRequest Request(AttackGraph graph, int samples) =>
        new()
        {
            Entries = [graph.FindNode("h:start")],
            Watched = [graph.FindNode("h:both"), graph.FindNode("h:goal")],
            Samples = samples,
        };

    private static SimulationResult Run(AttackGraph graph, SimulationRequest request) =>
        MonteCarloRun.Run(graph, request, cancellationToken: TestContext.Current.CancellationToken);

    private sealed class Recorder : IProgress<SimulationProgress>
    {
        public List<SimulationProgress> Seen { get; } = [];

        public void Report(SimulationProgress value) => Seen.Add(value);
    }
}
