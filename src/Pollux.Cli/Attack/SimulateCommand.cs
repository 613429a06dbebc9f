using System.CommandLine;
using System.Reflection;
using Pollux.Formats.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Cli.Attack;

/// <summary><c>pollux attack simulate</c>: rehearses attacks and writes how probable and how fast every step is.</summary>
internal sealed class SimulateCommand
{
    private readonly ScenarioOptions options = new();

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        SimulateCommand self = new();
        Command command = new("simulate", "Rehearse attacks: how probable and how fast is every step?");
        self.options.AddTo(command, defaultSamples: 1_000, needsGoals: false);
        self.options.AddPrecisionTo(command);
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

        SimulationResult result = MonteCarloRun.Run(
            loaded.Scenario.Graph,
            loaded.Scenario.Request,
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
