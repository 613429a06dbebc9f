using System.Diagnostics;
using Pollux.Benchmarks;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.MalModels;
using Pollux.Language;
using Pollux.Language.Graph;
using Pollux.Modelling.Instances;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

string? coreLang = Environment.GetEnvironmentVariable("POLLUX_CORELANG");
if (string.IsNullOrEmpty(coreLang))
{
    Console.Error.WriteLine("Set POLLUX_CORELANG to a checkout of mal-lang/coreLang (1.0.0) and run again.");
    return 2;
}

int[] sizes = args.Length > 0 ? [.. args.Select(int.Parse)] : [1, 10, 100];
Stopwatch watch = Stopwatch.StartNew();
string path = Path.Combine(coreLang, "src", "main", "mal", "main.mal");
Diagnosed<CompiledLanguage> compiled = LanguageFile.Load(path, CompilerOptions.Default);
LanguageGraph language = LanguageGraph.Build(compiled.Value!.Specification, path).Value!;
Console.WriteLine($"language: {watch.Elapsed.TotalMilliseconds:F0} ms (cold)");
Console.WriteLine(
    "| assets | nodes | edges | model read ms | graph ms | graph MB | plan ms | active | ms a sample | bytes a sample |"
);
Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
foreach (int segments in sizes)
{
    InstanceModel model = SegmentModel.Create(language, segments);
    byte[] file = MalModelWriter.ToJson(model);
    (double read, _, _) = Measure.Median(() =>
        MalModelReader.Read(
            InputFile.FromBytes("model.json", file),
            language,
            InputLimits.Default,
            CancellationToken.None
        )
    );
    (double built, long bytes, Diagnosed<AttackGraph> graph) = Measure.Median(() => AttackGraph.Build(language, model));
    AttackGraph attack = graph.Value!;
    SimulationRequest request = new() { Entries = [attack.FindNode("net0:accessUninspected")], Samples = 1 };
    (double planned, _, SimulationPlan plan) = Measure.Median(() => SimulationPlan.Create(attack, request));
    SampleWorker worker = new(plan, request);
    int samples = Math.Max(20, 2000 / segments);
    for (uint sample = 0; sample < samples; sample++)
    {
        worker.Run(sample, []);
    }

    long before = GC.GetAllocatedBytesForCurrentThread();
    watch.Restart();
    for (uint sample = 0; sample < samples; sample++)
    {
        worker.Run(sample, []);
    }

    double each = watch.Elapsed.TotalMilliseconds / samples;
    long allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / samples;
    Console.WriteLine(
        $"| {model.Assets.Length} | {attack.NodeCount} | {attack.EdgeCount} | {read:F1} | {built:F1} | {bytes / 1e6:F1} | {planned:F1} | {plan.Active.Length} | {each:F3} | {allocated} |"
    );
}

return 0;
