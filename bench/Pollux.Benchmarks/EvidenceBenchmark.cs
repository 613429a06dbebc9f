using System.Collections.Immutable;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.MalModels;
using Pollux.Language.Packs;
using Pollux.Simulation.Attackers;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Evidence;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Benchmarks;

/// <summary>How well answers of <c>attack evidence</c> are calibrated, in the world that they assume and in others.</summary>
internal static class EvidenceBenchmark
{
    private const double Coverage = 0.95;
    private const int QuestionsPerCase = 40;
    private const ulong Seed = 99;

    /// <summary>Prints a table for one model.</summary>
    /// <param name="arguments">The folder of Pollux's own pack, the model, the entry, attacks for each world, histories for
    /// each answer; then, at will, changes at each stage and how many of the worlds.</param>
    public static int Run(ReadOnlySpan<string> arguments)
    {
        if (arguments is not [var packFolder, var modelPath, var entry, var cases, var histories, .. var more])
        {
            Console.Error.WriteLine("Give: evidence PACK MODEL ENTRY CASES HISTORIES [MOVES [WORLDS]]");
            return 2;
        }

        LanguagePack pack = LanguagePack.Load(packFolder).Value!;
        Diagnosed<MalModelDocument> model = MalModelReader.Read(
            new InputFile(modelPath, () => File.OpenRead(modelPath)),
            pack.Graph,
            InputLimits.Default,
            CancellationToken.None
        );
        AttackGraph graph = AttackGraph.Build(pack.Graph, model.Value!.Model).Value!;
        EvidenceRequest request = Request(pack, graph, entry, int.Parse(histories));
        request = more.Length > 0 ? request with { Moves = int.Parse(more[0]) } : request;
        int worlds = more.Length > 1 ? int.Parse(more[1]) : int.MaxValue;
        Console.WriteLine(
            $"{graph.Model.Name}: {graph.Model.Assets.Length} assets, {request.Detectors.Length} detectors, {cases} attacks a world, {histories} histories an answer, {request.Moves} changes a stage.\n"
        );
        Console.WriteLine(
            "| world | alarms | largest difference | mean difference | Brier | prior's Brier | error removed | said to fit badly | P(attack), attacks | P(attack), none |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        List<string> curves = [];
        List<CalibrationResult> results = [];
        ImmutableArray<AttackerProfile> others = [Profile(pack, "state"), Profile(pack, "insider")];
        foreach (CalibrationWorld world in EvidenceCalibration.Worlds(request, others).Take(worlds))
        {
            CalibrationResult result = EvidenceCalibration.Run(
                request,
                world,
                int.Parse(cases),
                QuestionsPerCase,
                Seed
            );
            Print(result);
            results.Add(result);
            curves.Add(
                $"| {world.Name} | "
                    + string.Join(
                        ", ",
                        result.Reliability.Bins.Select(bin =>
                            $"{bin.Predicted:F2}: {bin.Observed:F2} ± {bin.StandardError:F3}"
                        )
                    )
                    + " |"
            );
        }

        Console.WriteLine("\n| world | predicted: observed ± standard error over cases, bin by bin |\n|---|---|");
        curves.ForEach(Console.WriteLine);
        PrintSignals(results);
        return 0;
    }

    private static EvidenceRequest Request(LanguagePack pack, AttackGraph graph, string entry, int histories)
    {
        SimulationRequest simulation = new()
        {
            Entries = [graph.FindNode(entry)],
            Attacker = Profile(pack, "criminal"),
        };
        return new EvidenceRequest(new Scenario(graph, simulation, []), DetectorSet.Of(graph, _ => Coverage), [])
        {
            Histories = histories,
            Groups = 2,
            Assumptions = new EvidenceAssumptions
            {
                AttackProbability = 0.75,
                OtherAttackers =
                [
                    .. pack.Tables.Attackers.Keys.Where(name => name != "criminal").Select(name => Profile(pack, name)),
                    AttackerProfile.Unlimited,
                ],
            },
        };
    }

    private static AttackerProfile Profile(LanguagePack pack, string name)
    {
        AttackerEntry entry = pack.Tables.Attackers[name];
        return AttackerProfile.Of(entry);
    }

    private static void PrintSignals(List<CalibrationResult> results)
    {
        Console.WriteLine(
            "\n| world | signal | area | mean, as assumed | over the limit, as assumed | of 10 attacks | of 30 |\n|---|---|---|---|---|---|---|"
        );
        foreach (CalibrationResult result in results.Skip(1))
        {
            foreach (SignalPower power in FitComparison.Of(result, results[0]))
            {
                bool isDoubt = power.Signal is not (FitSignal.MeanSpeed or FitSignal.Surprise);
                string warned = isDoubt ? $"{100 * power.Warned:F1} %, {100 * power.WarnedAssumed:F1} %" : "";
                Console.WriteLine(
                    $"| {result.World.Name} | {power.Signal} | {power.Area:F3} ± {power.StandardError:F3} | {power.Mean:F2}, {power.MeanAssumed:F2} | {warned} | {string.Join(" | ", power.Pooled.Select(share => $"{100 * share:F0} %"))} |"
                );
            }
        }
    }

    private static void Print(CalibrationResult result)
    {
        ReliabilityCurve curve = result.Reliability;
        double attacked = result.Cases.Where(one => one.IsAttacked).Average(one => one.UnderAttack);
        double quiet = result.Cases.Where(one => !one.IsAttacked).Average(one => one.UnderAttack);
        Console.WriteLine(
            $"| {result.World.Name} | {result.Cases.Average(one => one.Alarms):F0} | {curve.LargestDifference:F3} | {curve.MeanDifference:F3} | {result.Brier:F4} | {result.PriorBrier:F4} | {100 * result.Skill:F0} % | {100 * result.Flagged:F0} % | {attacked:F2} | {quiet:F2} |"
        );
    }
}
