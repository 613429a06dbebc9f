using System.Collections.Immutable;
using System.CommandLine;
using System.Reflection;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.AttackGraphs;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Cli.Attack;

/// <summary><c>pollux attack simulate</c>: rehearses attacks and writes how probable and how fast every step is.</summary>
internal sealed class SimulateCommand
{
    private readonly AttackOptions files = new();

    private readonly Option<string[]> entry = new("--entry")
    {
        Description = "An attack step that the attacker starts with, ASSET:STEP; may be repeated, or a comma list",
    };

    private readonly Option<int> samples = new("--samples")
    {
        Description = "How many attacks to rehearse",
        DefaultValueFactory = _ => 1_000,
    };

    private readonly Option<ulong> seed = new("--seed")
    {
        Description = "Decides every random number",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string?> horizon = new("--horizon")
    {
        Description = "How long the attacker has: 365d, 36h, 2w, 1y; no limit without it",
    };

    private readonly Option<int> threads = new("--threads")
    {
        Description = "How many threads, 0 for one per processor; the result does not depend on it",
    };

    private readonly Option<string[]> on = new("--on") { Description = "A defence that is on, ASSET:DEFENCE" };

    private readonly Option<string[]> off = new("--off") { Description = "A defence that is off, ASSET:DEFENCE" };

    private readonly Option<string[]> remove = new("--remove")
    {
        Description = "A step that can never be reached, ASSET:STEP",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        SimulateCommand self = new();
        Command command = new("simulate", "Rehearse attacks: how probable and how fast is every step?")
        {
            self.entry,
            self.samples,
            self.seed,
            self.horizon,
            self.threads,
            self.on,
            self.off,
            self.remove,
        };
        self.files.AddTo(command);
        command.SetAction((parsed, cancellationToken) => self.RunAsync(environment, parsed, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(
        CommandEnvironment environment,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        bool asJson = files.Json(parsed);
        DiagnosticBag problems = new("pollux attack simulate");
        SimulationRequest request = ReadNumbers(parsed, problems);
        if (problems.HasErrors)
        {
            environment.WriteDiagnostics(problems.ToImmutable(), asJson);
            return ExitCode.InputUnusable;
        }

        Diagnosed<AttackInput> input = await files
            .LoadAsync(environment, parsed, cancellationToken)
            .ConfigureAwait(false);
        environment.WriteDiagnostics(input.Diagnostics, asJson);
        if (input.Value is not { } attack)
        {
            return ExitCode.InputUnusable;
        }

        request = ReadSteps(parsed, attack, request, problems);
        environment.WriteDiagnostics(problems.ToImmutable(), asJson);
        if (problems.HasErrors)
        {
            return ExitCode.InputUnusable;
        }

        SimulationResult result = MonteCarloRun.Run(
            attack.Graph,
            request,
            environment.IsInteractive ? new ProgressLine(environment.Error) : null,
            cancellationToken
        );
        return AttackCommand.WriteResult(
            environment,
            files.Output(parsed),
            asJson,
            writer =>
                AttackCommand.WriteJson(writer, json => SimulationJson.Write(result, Engine, attack.ModelSha256, json))
        );
    }

    private static string Engine =>
        $"Pollux {typeof(SimulationResult).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version}";

    private SimulationRequest ReadNumbers(ParseResult parsed, DiagnosticBag problems)
    {
        SimulationRequest request = new()
        {
            Samples = parsed.GetValue(samples),
            Seed = parsed.GetValue(seed),
            Threads = parsed.GetValue(threads),
        };
        if (request.Samples is < 1 or > SimulationRequest.MaximumSamples)
        {
            problems.Add(
                AttackRules.BadOption,
                $"--samples {request.Samples} is not from 1 to {SimulationRequest.MaximumSamples}."
            );
        }

        if (request.Threads is < 0 or > 1024)
        {
            problems.Add(AttackRules.BadOption, $"--threads {request.Threads} is not from 0 to 1024.");
        }

        if (parsed.GetValue(horizon) is not { } text)
        {
            return request;
        }

        double? days = Duration.ParseDays(text);
        if (days is null)
        {
            problems.Add(AttackRules.BadOption, $"--horizon '{text}' is no duration such as 365d, 36h, 2w or 1y.");
        }

        return request with
        {
            HorizonDays = days,
        };
    }

    private SimulationRequest ReadSteps(
        ParseResult parsed,
        AttackInput attack,
        SimulationRequest request,
        DiagnosticBag problems
    )
    {
        string[] given = parsed.GetValue(entry) ?? [];
        Diagnosed<NodeSet> entries = StepReferences.FindEntries(
            attack.Graph,
            given.Length > 0 ? given : attack.EntryPoints,
            given.Length > 0 ? "--entry" : files.Model(parsed)
        );
        problems.AddRange(entries.Diagnostics);
        if (entries.Value!.Nodes.IsEmpty && !problems.HasErrors)
        {
            problems.Add(
                AttackGraphRules.NoEntry,
                "There is no entry point, so this shows only what is reached without an attacker."
            );
        }

        return request with
        {
            Entries = entries.Value.Nodes,
            Overrides =
            [
                .. Overrides(attack.Graph, parsed.GetValue(off), OverrideKind.DefenseOff, problems),
                .. Overrides(attack.Graph, parsed.GetValue(on), OverrideKind.DefenseOn, problems),
                .. Overrides(attack.Graph, parsed.GetValue(remove), OverrideKind.Remove, problems),
            ],
        };
    }

    private static ImmutableArray<StepOverride> Overrides(
        AttackGraph graph,
        string[]? names,
        OverrideKind kind,
        DiagnosticBag problems
    )
    {
        ImmutableArray<StepOverride>.Builder changes = ImmutableArray.CreateBuilder<StepOverride>();
        foreach (string name in names ?? [])
        {
            if (StepReferences.Find(graph, name, problems) is not { } node)
            {
                continue;
            }

            if (kind != OverrideKind.Remove && graph.StepOf(node).Type != Language.Specification.StepType.Defense)
            {
                problems.Add(AttackRules.BadOption, $"'{name}' is no defence, so it cannot be switched.");
                continue;
            }

            changes.Add(new StepOverride(node, kind));
        }

        return changes.ToImmutable();
    }

    /// <summary>One line that shows how far a run is, rewritten at each percent.</summary>
    private sealed class ProgressLine(TextWriter writer) : IProgress<SimulationProgress>
    {
        private int percent = -1;

        public void Report(SimulationProgress value)
        {
            int now = (int)(100L * value.Done / value.Total);
            if (now == percent)
            {
                return;
            }

            percent = now;
            writer.Write($"\rrehearsing {value.Done} of {value.Total} attacks ({now} %)");
            if (value.Done == value.Total)
            {
                writer.WriteLine();
            }
        }
    }
}
