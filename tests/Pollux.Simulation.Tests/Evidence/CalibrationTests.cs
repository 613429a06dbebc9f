using Pollux.Language.Packs;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Evidence;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;
using Pollux.Simulation.Tests.CoreLanguage;

namespace Pollux.Simulation.Tests.Evidence;

/// <summary>
/// Answers against what is known to have happened, on the plant of the language. Few cases, so that it takes seconds; the same for a thousand
/// attacks is kept in <c>bench/results/evidence.md</c>.
/// </summary>
public sealed class CalibrationTests
{
    private const int Cases = 100;
    private const int CasesElsewhere = 60;

    private static readonly Lazy<CalibrationResult> Assumed = new(() => Run(CalibrationWorld.AsAssumed));

    [Fact]
    public void Answers_hold_what_they_promise_in_the_world_that_they_assume()
    {
        CalibrationResult result = Assumed.Value;
        result.Predictions.Length.ShouldBeGreaterThan(Cases * 20);
        foreach (ReliabilityBin bin in result.Reliability.Bins)
        {
            bin.Difference.ShouldBeLessThan(0.05 + (2 * bin.StandardError));
        }

        result.Reliability.MeanDifference.ShouldBeLessThan(0.04);
        result.Skill.ShouldBeGreaterThan(0.3);
    }

    [Fact]
    public void They_degrade_gracefully_where_everything_takes_three_times_as_long() =>
        ShouldDegradeGracefully(Run(new CalibrationWorld("slow") { TimeFactor = 3 }));

    [Fact]
    public void They_degrade_gracefully_where_detectors_are_half_as_good_and_say_so()
    {
        CalibrationResult result = Run(
            new CalibrationWorld("blind") { TruePositiveFactor = 0.5, FalsePositiveFactor = 2 }
        );
        ShouldDegradeGracefully(result);
        result.Flagged.ShouldBeGreaterThan(Assumed.Value.Flagged + 0.5);
    }

    [Fact]
    public void They_degrade_gracefully_where_the_most_telling_detector_is_dead_and_say_so()
    {
        string dead = EvidenceCalibration.MostInformativeKind(Request())!;
        CalibrationResult result = Run(new CalibrationWorld("dead") { DeadKind = dead });
        ShouldDegradeGracefully(result);
        result.Flagged.ShouldBeGreaterThan(Assumed.Value.Flagged + 0.1);
    }

    [Fact]
    public void They_degrade_gracefully_where_somebody_else_attacks() =>
        ShouldDegradeGracefully(Run(new CalibrationWorld("state") { Attacker = Attacker("state") }));

    [Fact]
    public void Whether_there_is_an_attack_is_told_better_than_by_guessing()
    {
        CalibrationResult result = Assumed.Value;
        double attacked = result.Cases.Where(one => one.IsAttacked).Average(one => one.UnderAttack);
        double quiet = result.Cases.Where(one => !one.IsAttacked).Average(one => one.UnderAttack);
        attacked.ShouldBeGreaterThan(quiet + 0.08);
    }

    internal static AttackGraph Plant() =>
        AttackGraph.Build(CorePack.Get().Graph, CaseFiles.PlantOf(null).ToModel(CorePack.Get().Graph)).Value!;

    private static void ShouldDegradeGracefully(CalibrationResult result)
    {
        result.Reliability.LargestDifference.ShouldBeLessThan(0.15);
        result.Brier.ShouldBeLessThan(0.97 * result.PriorBrier);
    }

    private static CalibrationResult Run(CalibrationWorld world) =>
        EvidenceCalibration.Run(
            Request(),
            world,
            world == CalibrationWorld.AsAssumed ? Cases : CasesElsewhere,
            questions: 40,
            seed: 7,
            TestContext.Current.CancellationToken
        );

    private static EvidenceRequest Request()
    {
        AttackGraph graph = Plant();
        SimulationRequest simulation = new()
        {
            Entries = [graph.FindNode("inet:reached")],
            Attacker = Attacker("criminal"),
        };
        return new EvidenceRequest(new Scenario(graph, simulation, []), DetectorSet.Of(graph, _ => 0.95), [])
        {
            Histories = 300,
            Groups = 2,
            Assumptions = new EvidenceAssumptions
            {
                AttackProbability = 0.75,
                OtherAttackers =
                [
                    .. CorePack.Get().Tables.Attackers.Keys.Where(name => name != "criminal").Select(Attacker),
                ],
            },
        };
    }

    private static AttackerProfile Attacker(string name)
    {
        AttackerEntry entry = CorePack.Get().Tables.Attackers[name];
        return AttackerProfile.Of(entry);
    }
}
