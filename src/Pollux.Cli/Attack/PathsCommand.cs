using System.CommandLine;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.AttackPaths;
using Pollux.Simulation.Paths;

namespace Pollux.Cli.Attack;

/// <summary><c>pollux attack paths</c>: by which ways do the goals fall, how likely is each, and how fast?</summary>
internal sealed class PathsCommand
{
    private readonly ScenarioOptions options = new();

    private readonly Option<int> top = new("--top")
    {
        Description = $"How many distinct paths of each goal, 1 to {PathOptions.MaximumPaths}",
        DefaultValueFactory = _ => new PathOptions().Paths,
    };

    private readonly Option<double> similarity = new("--similarity")
    {
        Description = "From which share of common hops on two ways count as one path, above 0 to 1",
        DefaultValueFactory = _ => new PathOptions().Similarity,
    };

    private readonly Option<string?> graph = new("--graph")
    {
        Description = "Write the critical graph too: Graphviz into a file that ends in .dot, else JSON",
        HelpName = "FILE",
    };

    private readonly Option<double> threshold = new("--graph-threshold")
    {
        Description = "Leave out of it what fewer than this share of the attacks needed, 0 to 1",
        DefaultValueFactory = _ => new PathOptions().GraphThreshold,
    };

    private readonly Option<bool> all = new("--all")
    {
        Description = "Show all hops and all techniques, those too that merely follow from others",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        PathsCommand self = new();
        Command command = new(
            "paths",
            "Find the distinct attack paths to each goal, with probability and time of each hop"
        );
        self.options.AddTo(command, defaultSamples: 2_000, needsGoals: true);
        foreach (
            Option option in (ReadOnlySpan<Option>)[self.top, self.similarity, self.graph, self.threshold, self.all]
        )
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => self.RunAsync(environment, parsed, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(
        CommandEnvironment environment,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        bool asJson = options.Json(parsed);
        PathOptions asked = Read(parsed);
        DiagnosticBag problems = Check(asked);
        environment.WriteDiagnostics(problems.ToImmutable(), asJson);
        if (problems.HasErrors)
        {
            return ExitCode.InputUnusable;
        }

        LoadedScenario? loaded = await options
            .LoadAsync(environment, parsed, new ScenarioNeeds(Attacker: true, Goals: true), cancellationToken)
            .ConfigureAwait(false);
        if (loaded is null)
        {
            return ExitCode.InputUnusable;
        }

        AttackPaths paths = PathFinder.Find(loaded.Scenario, asked, cancellationToken);
        StepWording words = new(loaded.Scenario.Graph, loaded.Input.Pack);
        int written = WriteGraph(environment, parsed.GetValue(graph), asJson, paths, words);
        string? output = options.Output(parsed);
        bool pathsAsJson = asJson || output?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true;
        int result = AttackCommand.WriteResult(
            environment,
            output,
            asJson,
            writer =>
            {
                if (pathsAsJson)
                {
                    AttackCommand.WriteJson(
                        writer,
                        json =>
                            AttackPathsJson.Write(paths, words, SimulateCommand.Engine, loaded.Input.ModelSha256, json)
                    );
                }
                else
                {
                    new PathsText(writer, paths, words, parsed.GetValue(all)).Write();
                }
            }
        );
        return Math.Max(written, result);
    }

    private static int WriteGraph(
        CommandEnvironment environment,
        string? path,
        bool asJson,
        AttackPaths paths,
        StepWording words
    ) =>
        path is null
            ? ExitCode.Done
            : AttackCommand.WriteResult(
                environment,
                path,
                asJson,
                writer =>
                {
                    if (path.EndsWith(".dot", StringComparison.OrdinalIgnoreCase))
                    {
                        CriticalGraphDot.Write(paths, words, writer);
                    }
                    else
                    {
                        AttackCommand.WriteJson(writer, json => CriticalGraphJson.Write(paths, words, json));
                    }
                }
            );

    private PathOptions Read(ParseResult parsed) =>
        new()
        {
            Paths = parsed.GetValue(top),
            Similarity = parsed.GetValue(similarity),
            GraphThreshold = parsed.GetValue(threshold),
        };

    private static DiagnosticBag Check(PathOptions asked)
    {
        DiagnosticBag problems = new("pollux attack paths");
        if (asked.Paths is < 1 or > PathOptions.MaximumPaths)
        {
            problems.Add(AttackRules.BadOption, $"--top {asked.Paths} is not from 1 to {PathOptions.MaximumPaths}.");
        }

        if (asked.Similarity is not (> 0 and <= 1))
        {
            problems.Add(AttackRules.BadOption, $"--similarity {asked.Similarity} is not above 0 and at most 1.");
        }

        if (asked.GraphThreshold is not (>= 0 and <= 1))
        {
            problems.Add(AttackRules.BadOption, $"--graph-threshold {asked.GraphThreshold} is not from 0 to 1.");
        }

        return problems;
    }
}
