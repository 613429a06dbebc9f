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
    private const int MostCurves = 1_000;

    private readonly ScenarioOptions options = new();

    private readonly Option<string[]> curve = new("--curve")
    {
        Description = "A step whose whole time-to-compromise curve is wanted, with bands; may be repeated",
        HelpName = "ASSET:STEP",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        SimulateCommand self = new();
        Command command = new("simulate", "Rehearse attacks: how probable and how fast is every step?");
        self.options.AddTo(command, defaultSamples: 1_000, needsGoals: false);
        self.options.AddPrecisionTo(command);
        command.Add(self.curve);
        command.SetAction((parsed, cancellationToken) => self.RunAsync(environment, parsed, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(
        CommandEnvironment environment,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        LoadedScenario? loaded = await options
            .LoadAsync(environment, parsed, new ScenarioNeeds(Attacker: false, Goals: false), cancellationToken)
            .ConfigureAwait(false);
        if (loaded is null)
        {
            return ExitCode.InputUnusable;
        }

        if (ReadCurves(environment, parsed, loaded.Scenario.Graph) is not { } curves)
        {
            return ExitCode.InputUnusable;
        }

        SimulationResult result = MonteCarloRun.Run(
            loaded.Scenario.Graph,
            loaded.Scenario.Request with
            {
                WatchedSets = curves,
            },
            environment.IsInteractive ? new ProgressLine(environment.Error) : null,
            cancellationToken
        );
        return AttackCommand.WriteResult(
            environment,
            options.Output(parsed),
            options.Json(parsed),
            writer =>
                AttackCommand.WriteJson(
                    writer,
                    json => SimulationJson.Write(result, Engine, loaded.Input.ModelSha256, json)
                )
        );
    }

    /// <summary>The program that makes results, with its version.</summary>
    internal static string Engine =>
        $"Pollux {typeof(SimulationResult).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version}";

    // Each step as a set of one; null when one of them cannot be used.
    private ImmutableArray<ImmutableArray<int>>? ReadCurves(
        CommandEnvironment environment,
        ParseResult parsed,
        AttackGraph graph
    )
    {
        DiagnosticBag problems = new("--curve");
        string[] names = [.. (parsed.GetValue(curve) ?? []).Distinct(StringComparer.Ordinal)];
        if (names.Length > MostCurves)
        {
            problems.Add(
                AttackRules.BadOption,
                $"There are {names.Length} curves; at most {MostCurves} can be asked for."
            );
        }

        ImmutableArray<ImmutableArray<int>>.Builder curves = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        foreach (string name in names.Take(MostCurves))
        {
            if (StepReferences.Find(graph, name, problems) is not { } node)
            {
                continue;
            }

            if (!graph.StepOf(node).IsAttackStep)
            {
                problems.Add(AttackRules.BadOption, $"'{name}' is no attack step, so nobody takes time for it.");
                continue;
            }

            curves.Add([node]);
        }

        environment.WriteDiagnostics(problems.ToImmutable(), options.Json(parsed));
        return problems.HasErrors ? null : curves.ToImmutable();
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
