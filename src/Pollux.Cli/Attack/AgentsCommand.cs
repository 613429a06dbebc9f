using System.CommandLine;
using System.Reflection;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.AgentEpisodes;
using Pollux.Simulation.Agents;

namespace Pollux.Cli.Attack;

/// <summary><c>pollux attack agents</c>: attackers and defenders play on an attack graph, turn by turn.</summary>
internal sealed class AgentsCommand
{
    private readonly AgentOptions options = new();

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        AgentsCommand self = new();
        Command command = new("agents", "Let attackers and defenders play, turn by turn: who gets how far, and when?");
        self.options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => self.RunAsync(environment, parsed, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(
        CommandEnvironment environment,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        bool asJson = parsed.GetValue(options.Json);
        AgentInput? input = await AgentInput
            .LoadAsync(environment, options, parsed, cancellationToken)
            .ConfigureAwait(false);
        if (input is null)
        {
            return ExitCode.InputUnusable;
        }

        int episodes = parsed.GetValue(options.Episodes);
        if (AgentRun.FiguresOf(input.Scenario, episodes) > AgentRun.MaximumFigures)
        {
            environment.WriteDiagnostics(
                [
                    new Diagnostic(
                        AttackRules.TooManyEpisodes,
                        $"{episodes} episodes need more than {AgentRun.MaximumFigures} figures."
                    ),
                ],
                asJson
            );
            return ExitCode.InputUnusable;
        }

        AgentManifest manifest = new(Engine, input.ModelSha256, input.ScenarioSha256, episodes);
        AgentRunResult? result = null;
        if (parsed.GetValue(options.Output) is { } path)
        {
            int written = AttackCommand.WriteResult(
                environment,
                path,
                asJson,
                writer =>
                {
                    using EpisodeJsonLines lines = new(input.Scenario, writer);
                    lines.WriteManifest(manifest);
                    result = Play(lines.Write);
                }
            );
            if (written != ExitCode.Done)
            {
                return written;
            }
        }

        result ??= Play(null);
        if (asJson)
        {
            AttackCommand.WriteJson(environment.Out, json => AgentRunJson.Write(result, manifest, json));
        }
        else
        {
            new AgentTables(environment.Out, result).Write();
        }

        return ExitCode.Done;

        AgentRunResult Play(Action<EpisodeTrace>? traced) =>
            AgentRun.Run(
                input.Scenario,
                episodes,
                parsed.GetValue(options.Threads),
                traced,
                cancellationToken: cancellationToken
            );
    }

    private static string Engine =>
        $"Pollux {typeof(AgentRun).Assembly.GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version}";
}
