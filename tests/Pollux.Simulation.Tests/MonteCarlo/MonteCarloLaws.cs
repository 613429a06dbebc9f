using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Tests.MonteCarlo;

public sealed class MonteCarloLaws
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(400);

    [Fact]
    public void Every_sample_agrees_with_the_slow_simple_version() =>
        Check(random =>
        {
            SimulationResult result = Run(random.Graph, random.Request);
            for (int sample = 0; sample < random.Request.Samples; sample++)
            {
                double[] expected = ShortestTimeOracle.Times(random.Graph, random.Request, (uint)sample);
                foreach (WatchedStep step in result.Watched)
                {
                    step.Times[sample].ShouldBe(expected[step.Node], $"{random} step {step.Node} sample {sample}");
                }
            }

            foreach (WatchedStep step in result.Watched)
            {
                StepResult summary = result[step.Node];
                double[] reached = [.. step.Times.Where(double.IsFinite).Order()];
                summary.Reached.ShouldBe(reached.Length);
                if (reached.Length > 0)
                {
                    summary.Mean!.Value.ShouldBe(reached.Average(), 1e-9);
                    ((float)summary.P50!.Value).ShouldBe((float)reached[((reached.Length + 1) / 2) - 1]);
                }
            }
        });

    [Fact]
    public void Switching_a_defence_on_never_makes_an_attack_faster() =>
        Check(random =>
        {
            int defense = Enumerable
                .Range(0, random.Graph.NodeCount)
                .FirstOrDefault(node => random.Graph.StepOf(node).Type == StepType.Defense, -1);
            if (defense >= 0)
            {
                SimulationRequest free = random.Request with { Overrides = [] };
                SimulationRequest defended = free with
                {
                    Overrides = [new StepOverride(defense, OverrideKind.DefenseOn)],
                };
                ShouldNotBeFaster(random.Graph, free, defended);
            }
        });

    [Fact]
    public void Adding_an_entry_never_makes_an_attack_slower() =>
        Check(random =>
        {
            if (!random.Request.Entries.IsEmpty)
            {
                ShouldNotBeFaster(
                    random.Graph,
                    random.Request,
                    random.Request with
                    {
                        Entries = random.Request.Entries.RemoveAt(0),
                    }
                );
            }
        });

    [Fact]
    public void Paths_lead_from_a_start_to_the_step_in_time_along_edges() =>
        Check(random =>
        {
            SimulationResult result = Run(random.Graph, random.Request with { Overrides = [] });
            foreach (WatchedStep step in result.Watched)
            {
                (step.Path is not null).ShouldBe(result[step.Node].Reached > 0);
                if (step.Path is not { } path)
                {
                    continue;
                }

                path.Hops[^1].Node.ShouldBe(step.Node);
                path.Hops[^1].Share.ShouldBe(1);
                path.Hops[0].MedianDays.ShouldBe(0);
                LanguageStartOrEntry(random, path.Hops[0].Node).ShouldBeTrue();
                foreach (
                    (Simulation.Paths.PathHop from, Simulation.Paths.PathHop to) in path.Hops.Zip(path.Hops.Skip(1))
                )
                {
                    random.Graph.ChildrenOf(from.Node).Contains(to.Node).ShouldBeTrue();
                    to.MedianDays.ShouldBeGreaterThanOrEqualTo(from.MedianDays);
                }
            }
        });

    private static bool LanguageStartOrEntry(RandomGraph random, int node) =>
        random.Request.Entries.Contains(node) || !random.Graph.StepOf(node).IsAttackStep;

    private static void ShouldNotBeFaster(AttackGraph graph, SimulationRequest free, SimulationRequest hindered)
    {
        ImmutableArray<WatchedStep> before = Run(graph, free).Watched;
        ImmutableArray<WatchedStep> after = Run(graph, hindered).Watched;
        foreach ((WatchedStep first, WatchedStep second) in before.Zip(after))
        {
            foreach ((double early, double late) in first.Times.Zip(second.Times))
            {
                late.ShouldBeGreaterThanOrEqualTo(early);
            }
        }
    }

    private static SimulationResult Run(AttackGraph graph, SimulationRequest request) =>
        MonteCarloRun.Run(graph, request, cancellationToken: TestContext.Current.CancellationToken);

    private static void Check(Action<RandomGraph> property) =>
        FsCheck.Check.One(Runs, Prop.ForAll(RandomGraph.Any(), property));
}
