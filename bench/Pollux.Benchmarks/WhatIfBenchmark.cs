using Pollux.Language.Graph;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.WhatIfs;

namespace Pollux.Benchmarks;

/// <summary>How long it takes to know what a switched defence does, over many defences of a graph.</summary>
internal static class WhatIfBenchmark
{
    private const int Samples = 1_000;
    private const int MostDefenses = 400;

    /// <summary>Measures models of coreLang of three sizes, one line of a table for each.</summary>
    public static void Run(LanguageGraph coreLang)
    {
        Console.WriteLine(
            "\n| assets | defences switched | from the start ms | kept once ms | what-if p50 ms | p95 ms | max ms | nodes changed |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (int segments in new[] { 1, 10, 100 })
        {
            AttackGraph graph = AttackGraph.Build(coreLang, SegmentModel.Create(coreLang, segments)).Value!;
            Run(graph, ["net0:accessUninspected"]);
        }
    }

    /// <summary>Writes one line of a table.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="entries">Full names of the entry points.</param>
    private static void Run(AttackGraph graph, IEnumerable<string> entries)
    {
        int[] defenses =
        [
            .. Enumerable.Range(0, graph.NodeCount).Where(node => graph.StepOf(node).Type == StepType.Defense),
        ];
        int stride = Math.Max(1, defenses.Length / MostDefenses);
        SimulationRequest request = new() { Entries = [.. entries.Select(graph.FindNode)], Samples = Samples };
        (Cost start, SimulationResult _) = Measure.Once(() =>
            MonteCarloRun.Run(graph, request with { Percentiles = false })
        );
        (Cost prepared, WhatIf whatIf) = Measure.Once(() => WhatIf.Prepare(graph, request));
        List<double> clock = [];
        long affected = 0;
        for (int i = 0; i < defenses.Length; i += stride)
        {
            int defense = defenses[i];
            OverrideKind kind =
                graph.DefenseProbabilityOf(defense) < 1 ? OverrideKind.DefenseOn : OverrideKind.DefenseOff;
            (Cost cost, WhatIfResult answer) = Measure.Once(() => whatIf.Ask([new StepOverride(defense, kind)]));
            clock.Add(cost.Wall);
            affected += answer.Changed.Length;
        }

        clock.Sort();
        Console.WriteLine(
            $"| {graph.Model.Assets.Length} | {clock.Count} of {defenses.Length} | {start.Wall:F0} | {prepared.Wall:F0} | {At(0.5):F1} | {At(0.95):F1} | {clock[^1]:F1} | {(double)affected / clock.Count:F0} |"
        );

        double At(double share) => clock[(int)Math.Ceiling(share * clock.Count) - 1];
    }
}
