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

    private static double Probability(string entry, string step, params string[] on)
    {
        AttackGraph graph = WorstCase.Build(CorePack.Get().Graph, CaseFiles.PlantOf("noConduitToOperations"));
        SimulationResult result = MonteCarloRun.Run(
            graph,
            new SimulationRequest
            {
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
