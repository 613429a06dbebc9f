using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;
using Pollux.Simulation.Uncertainty;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Uncertainty;

public sealed class SecondOrderTests
{
    // One step of known time, one of an assumed class, one behind a gate of an attacker's capability.
    private static readonly AttackGraph Graph = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("certain"), To("timed"), To("skilled")),
            Or("certain"),
            Or("timed", Ttc("Exponential", 1)),
            Or("skilled") with
            {
                Tags = ["capAdapt"],
            }
        )
        .Unfold("h : Host");

    [Fact]
    public void A_goal_that_rests_on_no_assumption_has_no_band() =>
        Band("certain").ShouldBe(new UncertaintyBand(1, 1, 1, 1, 1));

    [Fact]
    public void The_band_of_a_time_is_that_of_its_factor()
    {
        // P(reached within a day) = 1 - exp(-1 / f) with f lognormal, 5 % below 1 / 3 and 5 % above 3.
        UncertaintyBand band = Band("timed");
        band.AsWritten.ShouldBe(1 - Math.Exp(-1), 0.03);
        band.Low.ShouldBe(1 - Math.Exp(-1.0 / 3), 0.06);
        band.Median.ShouldBe(1 - Math.Exp(-1), 0.05);
        band.High.ShouldBe(1 - Math.Exp(-3), 0.06);
    }

    [Fact]
    public void What_an_attacker_can_is_uncertain_too_but_not_what_it_never_or_always_can()
    {
        UncertaintyBand band = Band("skilled");
        // Beta(4, 6): 5 % below 0.169, 5 % above 0.655.
        band.Low.ShouldBe(0.169, 0.05);
        band.High.ShouldBe(0.655, 0.05);
        Band("skilled", capability: 1).ShouldBe(new UncertaintyBand(1, 1, 1, 1, 1));
        Band("skilled", capability: 0).ShouldBe(new UncertaintyBand(0, 0, 0, 0, 0));
    }

    [Fact]
    public void Threads_change_nothing_and_another_seed_does()
    {
        SecondOrderResult one = Run("timed", threads: 1);
        Run("timed", threads: 3).Answer.ShouldBe(one.Answer);
        Run("timed", seed: 2).Answer.ShouldNotBe(one.Answer);
    }

    private static UncertaintyBand Band(string goal, double capability = 0.4)
    {
        SecondOrderResult result = Run(goal, capability);
        result.Goals.ShouldHaveSingleItem().ShouldBe(result.Answer);
        return result.Answer;
    }

    private static SecondOrderResult Run(string goal, double capability = 0.4, int threads = 0, ulong seed = 1)
    {
        Scenario scenario = new(
            Graph,
            new SimulationRequest
            {
                Entries = [Graph.FindNode("h:start")],
                HorizonDays = 1,
                Samples = 2_000,
                Seed = seed,
                Threads = threads,
                Attacker = AttackerProfile.Unlimited with
                {
                    Capabilities = AttackerProfile.Unlimited.Capabilities.Add("capAdapt", capability),
                },
            },
            [CrownJewel.Named(Graph, Graph.FindNode($"h:{goal}"))]
        );
        return SecondOrder.Run(
            scenario,
            UncertainParameters.Of(Graph),
            50,
            times => (double)times[0].Count(double.IsFinite) / times[0].Length,
            cancellationToken: TestContext.Current.CancellationToken
        );
    }
}
