using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.MalModels;
using Pollux.Language;
using Pollux.Language.Graph;
using Pollux.Modelling.Instances;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Benchmarks;

/// <summary>Reading a model, unfolding it, planning and sampling, one line of a table for each size.</summary>
internal static class AttackBenchmark
{
    /// <summary>Loads a language, and writes the head of the table that follows.</summary>
    /// <param name="path">Its main file.</param>
    /// <param name="withTable">This class's table; else that of <see cref="EpisodeBenchmark"/>.</param>
    public static LanguageGraph Load(string path, bool withTable)
    {
        (Cost cost, Diagnosed<CompiledLanguage> compiled) = Measure.Median(() =>
            LanguageFile.Load(path, CompilerOptions.Default)
        );
        LanguageGraph graph = LanguageGraph.Build(compiled.Value!.Specification, path).Value!;
        Console.WriteLine(
            $"\n{graph.Specification.Id} {graph.Specification.Version}: compiled in {cost.Processor:F0} ms ({cost.Wall:F0} ms on the clock)\n"
        );
        if (!withTable)
        {
            EpisodeBenchmark.WriteHead();
            return graph;
        }

        Console.WriteLine(
            "| assets | nodes | edges | reached | active | model read ms | graph ms | graph MB | plan ms | ms a sample | bytes a sample | 1 000 samples s (clock s) |"
        );
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        return graph;
    }

    /// <summary>Measures one model.</summary>
    /// <param name="language">Its language.</param>
    /// <param name="model">The model.</param>
    /// <param name="entries">Full names of the entry points.</param>
    public static void Run(LanguageGraph language, InstanceModel model, IEnumerable<string> entries)
    {
        byte[] file = MalModelWriter.ToJson(model);
        (Cost read, _) = Measure.Median(() =>
            MalModelReader.Read(
                InputFile.FromBytes("model.json", file),
                language,
                InputLimits.Default,
                CancellationToken.None
            )
        );
        (Cost built, Diagnosed<AttackGraph> built2) = Measure.Median(() => AttackGraph.Build(language, model));
        AttackGraph graph = built2.Value!;
        SimulationRequest request = new() { Entries = [.. entries.Select(graph.FindNode)], Samples = 1_000 };
        (Cost planned, SimulationPlan plan) = Measure.Median(() => SimulationPlan.Create(graph, request));
        SampleWorker worker = new(plan, request);
        int samples = Math.Max(50, 200_000 / model.Assets.Length);
        (Cost sampled, int _) = Measure.Median(() => Sample(worker, samples));
        (Cost whole, SimulationResult result) = Measure.Once(() => MonteCarloRun.Run(graph, request));
        double reached = Enumerable
            .Range(0, graph.NodeCount)
            .Sum(node => graph.StepOf(node).IsAttackStep ? result[node].Probability : 0);
        Console.WriteLine(
            $"| {model.Assets.Length} | {graph.NodeCount} | {graph.EdgeCount} | {reached:F0} | {plan.Active.Length} | {read.Processor:F1} | {built.Processor:F1} | {built.Bytes / 1e6:F1} | {planned.Processor:F1} | {sampled.Processor / samples:F4} | {sampled.Bytes / samples} | {whole.Processor / 1000:F2} ({whole.Wall / 1000:F2}) |"
        );
    }

    private static int Sample(SampleWorker worker, int samples)
    {
        for (uint sample = 0; sample < samples; sample++)
        {
            worker.Run(sample, []);
        }

        return worker.Reached;
    }
}
