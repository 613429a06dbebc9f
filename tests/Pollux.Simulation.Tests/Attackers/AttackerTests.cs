using System.Collections.Immutable;
using Pollux.Language.Specification;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Attackers;

public sealed class AttackerTests
{
    private static readonly AttackGraph Graph = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("adapt"), To("adaptToo"), To("develop"), To("plain")),
            Tagged(Or("adapt", Ttc("Exponential", 1), To("both")), "capAdapt"),
            Tagged(Or("adaptToo", Ttc("Gamma", 2, 1), To("both")), "capAdapt", "T1190"),
            Tagged(Or("develop"), "capDevelop"),
            Or("plain", Ttc("Uniform", 1, 2)),
            And("both")
        )
        .Unfold("h : Host");

    [Fact]
    public void A_capability_is_drawn_once_for_all_steps_that_need_it()
    {
        SimulationResult result = Run(Attacker(1, ("capAdapt", 0.4), ("capDevelop", 0.5)), 20_000);
        Probability(result, "adapt").ShouldBe(0.4, 0.015);
        Probability(result, "adaptToo").ShouldBe(0.4, 0.015);
        Probability(result, "both").ShouldBe(Probability(result, "adapt"));
        Probability(result, "develop").ShouldBe(0.5, 0.015);
        Probability(result, "plain").ShouldBe(1);
    }

    [Fact]
    public void What_the_attacker_never_can_is_never_done_and_what_it_always_can_is()
    {
        SimulationResult result = Run(Attacker(1, ("capAdapt", 1), ("capDevelop", 0)), 500);
        Probability(result, "both").ShouldBe(1);
        Probability(result, "develop").ShouldBe(0);
    }

    [Fact]
    public void A_capability_that_the_profile_does_not_name_holds_nothing_back() =>
        Probability(Run(Attacker(1), 200), "develop").ShouldBe(1);

    [Fact]
    public void The_factor_multiplies_every_time_in_every_sample()
    {
        ImmutableArray<WatchedStep> quick = Run(Attacker(1), 300).Watched;
        ImmutableArray<WatchedStep> slow = Run(Attacker(3), 300).Watched;
        for (int node = 0; node < Graph.NodeCount; node++)
        {
            foreach ((double first, double second) in quick[node].Times.Zip(slow[node].Times))
            {
                second.ShouldBe(3 * first, 1e-12 * (1 + first));
            }
        }
    }

    [Fact]
    public void A_better_attacker_is_never_slower_in_any_sample()
    {
        ImmutableArray<WatchedStep> better = Run(Attacker(1, ("capAdapt", 0.8)), 500).Watched;
        ImmutableArray<WatchedStep> worse = Run(Attacker(1, ("capAdapt", 0.3)), 500).Watched;
        better.SelectMany((step, i) => step.Times.Zip(worse[i].Times)).ShouldAllBe(pair => pair.First <= pair.Second);
    }

    [Fact]
    public void A_profile_has_a_limit_of_capabilities() =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            Run(Attacker(1, [.. Enumerable.Range(0, 65).Select(i => ($"cap{i}", 0.5))]), 1)
        );

    private static StepSpecification Tagged(StepSpecification step, params string[] tags) =>
        step with
        {
            Tags = [.. tags],
        };

    private static AttackerProfile Attacker(double factor, params (string Tag, double Probability)[] capabilities) =>
        new(
            "test",
            "",
            factor,
            capabilities.ToImmutableSortedDictionary(pair => pair.Tag, pair => pair.Probability, StringComparer.Ordinal)
        );

    private static SimulationResult Run(AttackerProfile attacker, int samples) =>
        MonteCarloRun.Run(
            Graph,
            new SimulationRequest
            {
                Entries = [Graph.FindNode("h:start")],
                Attacker = attacker,
                Samples = samples,
                Watched = [.. Enumerable.Range(0, Graph.NodeCount)],
            },
            cancellationToken: TestContext.Current.CancellationToken
        );

    private static double Probability(SimulationResult result, string step) =>
        result[Graph.FindNode($"h:{step}")].Probability;
}
