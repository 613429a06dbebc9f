using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Tests.CoreLanguage;

/// <summary>Probabilities of the language as shipped, where they can be worked out by hand.</summary>
public class LikelihoodTests
{
    private const int Samples = 4_000;

    // The owner stops the plant unless it runs on manual (0.5); nothing else stands between the server and the basin.
    [Fact]
    public void A_taken_server_stops_the_plant_in_half_of_the_cases() =>
        Probability("erp:control", "basin:halted").ShouldBe(0.5, 0.035);

    // No endpoint protection (0.5), or it is switched off (0.5 of the rest).
    [Fact]
    public void A_taken_server_is_encrypted_in_three_of_four_cases() =>
        Probability("erp:control", "erp:encrypted").ShouldBe(0.75, 0.03);

    [Fact]
    public void With_endpoint_protection_on_it_is_encrypted_in_half_of_the_cases() =>
        Probability("erp:control", "erp:encrypted", "erp:edr").ShouldBe(0.5, 0.035);

    [Fact]
    public void With_allow_listing_it_is_never_encrypted() =>
        Probability("erp:control", "erp:encrypted", "erp:allowlisted").ShouldBe(0);

    // Three routes race: a ready exploit works with 0.8, an adapted one with 0.7, own development with LogNormal(5, 0.8).
    // Within a year adapting is as good as certain (LogNormal(1.1, 1)), developing has 0.870.
    [Theory]
    [InlineData(0, 0, 0.992)] // known to be exploited
    [InlineData(0.81, 0.05, 0.963)] // EPSS 0.10 and a proof of concept
    [InlineData(0.99, 0.97, 0.874)] // EPSS 0.005, no proof of concept known
    [InlineData(1, 1, 0.870)]
    public void A_flaw_within_reach_is_exploited_within_a_year(double noWeapon, double noConcept, double expected)
    {
        Plant plant = CaseFiles.PlantOf("controllerFlaw");
        PlantAsset flaw = plant.Assets["v1"];
        flaw = flaw with { Defenses = flaw.Defenses.SetItem("noWeapon", noWeapon).SetItem("noConcept", noConcept) };
        Probability(new Plant(plant.Assets.SetItem("v1", flaw)), "v1:reached", "v1:exploited", 365)
            .ShouldBe(expected, 0.025);
    }

    private static double Probability(string entry, string step, params string[] on) =>
        Probability(CaseFiles.PlantOf("noConduitToOperations"), entry, step, null, on);

    private static double Probability(Plant plant, string entry, string step, double? horizonDays, params string[] on)
    {
        AttackGraph graph = WorstCase.Build(CorePack.Get().Graph, plant);
        SimulationResult result = MonteCarloRun.Run(
            graph,
            new SimulationRequest
            {
                HorizonDays = horizonDays,
                Entries = [WorstCase.NodeOf(graph, entry)],
                Overrides =
                [
                    .. on.Select(name => new StepOverride(WorstCase.NodeOf(graph, name), OverrideKind.DefenseOn)),
                ],
                Samples = Samples,
                Percentiles = false,
            }
        );
        return result[WorstCase.NodeOf(graph, step)].Probability;
    }
}
