using System.Diagnostics;
using Pollux.Benchmarks;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.MalModels;
using Pollux.Language.Graph;
using Pollux.Modelling.Instances;

// Eight forms, the first two each with --agents to measure turn-based episodes instead of graphs and samples:
//   Pollux.Benchmarks                                      coreLang 1.0.0, from a checkout named by POLLUX_CORELANG
//   Pollux.Benchmarks LANGUAGE MODEL ENTRY [COPIES]...     any language: many copies of a model, the attacker in each
//   Pollux.Benchmarks import FILE...                       how fast files are imported; --make nmap|nessus MEGABYTES FILE writes one
//   Pollux.Benchmarks evidence PACK MODEL ENTRY CASES HISTORIES [MOVES [WORLDS]]   how well answers of 'attack evidence' are calibrated
//   Pollux.Benchmarks directory FOLDER USERS...            how fast a collection of a directory is read
//   Pollux.Benchmarks zeek [LINES]...                      how fast logs of connections are read
//   Pollux.Benchmarks pcap [PACKETS]...                    how fast captures of packets are read
//   Pollux.Benchmarks matching COMPONENTS FILE...          a bill of materials against all that the files know of vulnerabilities
if (args is ["pcap", ..])
{
    return PcapBenchmark.Run(args.AsSpan(1));
}

if (args is ["zeek", ..])
{
    return ZeekBenchmark.Run(args.AsSpan(1));
}

if (args is ["matching", _, _, ..])
{
    return MatchingBenchmark.Run(args[1..]);
}

if (args is ["evidence", ..])
{
    return EvidenceBenchmark.Run(args.AsSpan(1));
}

if (args is ["directory", ..])
{
    return DirectoryBenchmark.Run(args.AsSpan(1));
}

if (args is ["import", ..])
{
    return ImportBenchmark.Run(args.AsSpan(1));
}

bool agents = args.Contains("--agents");
args = [.. args.Where(argument => argument != "--agents")];
Action<LanguageGraph, InstanceModel, IEnumerable<string>> run = agents ? EpisodeBenchmark.Run : AttackBenchmark.Run;
string? coreLang = Environment.GetEnvironmentVariable("POLLUX_CORELANG");
if (args.Length >= 3)
{
    LanguageGraph language = AttackBenchmark.Load(args[0], !agents);
    Diagnosed<MalModelDocument> read = MalModelReader.Read(
        new InputFile(args[1], () => File.OpenRead(args[1])),
        language,
        InputLimits.Default,
        CancellationToken.None
    );
    if (read.Value is null)
    {
        Console.Error.WriteLine(string.Join('\n', read.Diagnostics));
        return 2;
    }

    InstanceModel model = read.Value.Model;
    int colon = args[2].LastIndexOf(':');
    foreach (int copies in args.Length > 3 ? args[3..].Select(int.Parse) : [1, 10, 100])
    {
        IEnumerable<string> entries = Enumerable
            .Range(0, copies)
            .Select(copy => $"{args[2][..colon]}#{copy}{args[2][colon..]}");
        run(language, Copies.Of(model, copies), entries);
    }
}
else if (string.IsNullOrEmpty(coreLang))
{
    Console.Error.WriteLine(
        "Set POLLUX_CORELANG to a checkout of mal-lang/coreLang (1.0.0), or name LANGUAGE MODEL ENTRY."
    );
    return 2;
}
else
{
    LanguageGraph language = AttackBenchmark.Load(Path.Combine(coreLang, "src", "main", "mal", "main.mal"), !agents);
    foreach (int segments in agents ? new[] { 1, 10, 100 } : [1, 10, 100, 1_000])
    {
        run(language, SegmentModel.Create(language, segments), ["net0:accessUninspected"]);
    }

    if (!agents)
    {
        WhatIfBenchmark.Run(language);
    }
}

Console.WriteLine($"\nPeak memory of the whole process: {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:F0} MB");
return 0;
