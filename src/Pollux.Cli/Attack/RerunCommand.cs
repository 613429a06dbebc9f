using System.Collections.Immutable;
using System.CommandLine;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.AttackGraphs;
using Pollux.Formats.Input;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Cli.Attack;

/// <summary><c>pollux attack rerun</c>: makes a result of <c>attack simulate</c> again by its manifest and compares every byte.</summary>
internal sealed class RerunCommand
{
    private readonly Argument<string> result = new("RESULT.json")
    {
        Description = "A result that 'attack simulate' wrote",
    };

    private readonly AttackOptions files = new();

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        RerunCommand self = new();
        Command command = new(
            "rerun",
            "Make a result again by its manifest, and say whether it is the same to the byte"
        )
        {
            self.result,
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
        string path = parsed.GetValue(result)!;
        Diagnosed<SimulationManifest> read = SimulationManifest.Read(
            new InputFile(path, () => OrdinaryFile.Open(path)),
            InputLimits.Default,
            cancellationToken
        );
        environment.WriteDiagnostics(read.Diagnostics, asJson);
        if (read.Value is not { } manifest)
        {
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

        DiagnosticBag problems = new(path);
        SimulationRequest request = Resolve(manifest, attack.Graph, problems);
        environment.WriteDiagnostics(problems.ToImmutable(), asJson);
        if (problems.HasErrors)
        {
            return ExitCode.InputUnusable;
        }

        SimulationResult again = MonteCarloRun.Run(attack.Graph, request, null, cancellationToken);
        using StringWriter text = new() { NewLine = "\n" };
        AttackCommand.WriteJson(
            text,
            json => SimulationJson.Write(again, SimulateCommand.Engine, attack.ModelSha256, json)
        );
        bool isSame = string.Equals(
            text.ToString(),
            await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false),
            StringComparison.Ordinal
        );
        if (!isSame)
        {
            environment.WriteDiagnostics(
                [
                    new Diagnostic(
                        ManifestRules.Differs,
                        $"{request.Samples} attacks again, and the result is another one.",
                        new SourceLocation(path)
                    ),
                ],
                asJson
            );
            return ExitCode.ThresholdPassed;
        }

        await environment
            .Out.WriteLineAsync($"{path}: {request.Samples} attacks again, the same to the last byte.")
            .ConfigureAwait(false);
        return ExitCode.Done;
    }

    private static SimulationRequest Resolve(SimulationManifest manifest, AttackGraph graph, DiagnosticBag problems)
    {
        string digest = GraphDigest.Of(graph);
        if (!string.Equals(digest, manifest.GraphSha256, StringComparison.Ordinal))
        {
            problems.Add(
                ManifestRules.OtherGraph,
                $"The graph's fingerprint is {digest[..12]}, that of the result {Tables.Printable(manifest.GraphSha256)}."
            );
            return manifest.Request;
        }

        if (!string.Equals(manifest.Engine, SimulateCommand.Engine, StringComparison.Ordinal))
        {
            problems.Add(
                ManifestRules.OtherEngine,
                $"The result was made by {Tables.Printable(manifest.Engine)}, this is {SimulateCommand.Engine}."
            );
        }

        return manifest.Request with
        {
            Entries = [.. manifest.Entries.Select(name => StepReferences.Find(graph, name, problems)).OfType<int>()],
            Overrides =
            [
                .. Changes(manifest.Off, OverrideKind.DefenseOff),
                .. Changes(manifest.On, OverrideKind.DefenseOn),
                .. Changes(manifest.Removed, OverrideKind.Remove),
            ],
            WatchedSets =
            [
                .. manifest
                    .Curves.Select(name => StepReferences.Find(graph, name, problems))
                    .OfType<int>()
                    .Select(node => ImmutableArray.Create(node)),
            ],
        };

        IEnumerable<StepOverride> Changes(ImmutableArray<string> names, OverrideKind kind) =>
            names
                .Select(name => StepReferences.Find(graph, name, problems))
                .OfType<int>()
                .Select(node => new StepOverride(node, kind));
    }
}
