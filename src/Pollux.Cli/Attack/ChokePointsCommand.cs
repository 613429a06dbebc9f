using System.Collections.Immutable;
using System.CommandLine;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.AttackPaths;
using Pollux.Language.Packs;
using Pollux.Language.Specification;
using Pollux.Modelling.Vulnerabilities;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.ChokePoints;
using Pollux.Simulation.CutSets;
using Pollux.Simulation.Paths;
using Pollux.Simulation.Scenarios;

namespace Pollux.Cli.Attack;

/// <summary><c>pollux attack chokepoints</c>: what can attackers not do without, and what cuts them off altogether?</summary>
internal sealed class ChokePointsCommand
{
    private const int MostSets = 100;

    private readonly ScenarioOptions options = new();

    private readonly Option<int> steps = new("--steps")
    {
        Description = "How many steps to take out one by one, those that most risk goes through first",
        DefaultValueFactory = _ => new ChokePointOptions().Steps,
    };

    private readonly Option<int> assets = new("--assets")
    {
        Description = "How many assets to take out one by one, likewise",
        DefaultValueFactory = _ => new ChokePointOptions().Assets,
    };

    private readonly Option<string[]> by = new("--by")
    {
        Description = "What cut sets are made of: steps, assets, defences; may be repeated (all three without it)",
    };

    private readonly Option<int> sets = new("--cut-sets")
    {
        Description = $"How many cut sets of each kind to list, 0 to {MostSets}; 0 looks for none",
        DefaultValueFactory = _ => new CutSetOptions().Sets,
    };

    private readonly Option<bool> all = new("--all") { Description = "Show all that was tried, and all equivalents" };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        ChokePointsCommand self = new();
        Command command = new(
            "chokepoints",
            "Find the steps and assets that attackers cannot do without, each proven by taking it out"
        );
        self.options.AddTo(command, defaultSamples: 2_000, needsGoals: true);
        foreach (Option option in (ReadOnlySpan<Option>)[self.steps, self.assets, self.by, self.sets, self.all])
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
        DiagnosticBag problems = new("pollux attack chokepoints");
        ImmutableArray<CutBy> kinds = ReadKinds(parsed, problems);
        CheckCount(parsed.GetValue(steps), "--steps", ChokePointOptions.MaximumTries, problems);
        CheckCount(parsed.GetValue(assets), "--assets", ChokePointOptions.MaximumTries, problems);
        CheckCount(parsed.GetValue(sets), "--cut-sets", MostSets, problems);
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

        ChokePointReport report = ChokePointFinder.Find(
            loaded.Scenario,
            new ChokePointOptions { Steps = parsed.GetValue(steps), Assets = parsed.GetValue(assets) },
            cancellationToken
        );
        ImmutableArray<CutSetResult> cuts = FindCuts(loaded, kinds, parsed.GetValue(sets), cancellationToken);
        return Write(environment, parsed, loaded, report, cuts);
    }

    private int Write(
        CommandEnvironment environment,
        ParseResult parsed,
        LoadedScenario loaded,
        ChokePointReport report,
        ImmutableArray<CutSetResult> cuts
    )
    {
        bool asJson = options.Json(parsed);
        string? output = options.Output(parsed);
        StepWording words = new(loaded.Scenario.Graph, loaded.Input.Pack);
        return AttackCommand.WriteResult(
            environment,
            output,
            asJson,
            writer =>
            {
                if (asJson || output?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true)
                {
                    AttackCommand.WriteJson(
                        writer,
                        json =>
                            ChokePointsJson.Write(
                                report,
                                cuts,
                                words,
                                SimulateCommand.Engine,
                                loaded.Input.ModelSha256,
                                json
                            )
                    );
                }
                else
                {
                    new ChokePointsText(writer, report, words, parsed.GetValue(all)).Write();
                    new CutSetsText(writer, report.Scenario, words, parsed.GetValue(all)).Write(cuts);
                }
            }
        );
    }

    // Each goal by itself and, when there are several, all together.
    private static ImmutableArray<CutSetResult> FindCuts(
        LoadedScenario loaded,
        ImmutableArray<CutBy> kinds,
        int count,
        CancellationToken cancellationToken
    )
    {
        if (count == 0)
        {
            return [];
        }

        Scenario scenario = loaded.Scenario;
        CutSetOptions asked = new() { Sets = count, Unchangeable = Unchangeable(loaded.Input) };
        ImmutableArray<CrownJewel>[] targets =
        [
            .. scenario.Goals.Length > 1 ? (ReadOnlySpan<ImmutableArray<CrownJewel>>)[scenario.Goals] : [],
            .. scenario.Goals.Select(goal => ImmutableArray.Create(goal)),
        ];
        return
        [
            .. from kind in kinds
            from target in targets
            select CutSetFinder.Find(scenario with { Goals = target }, kind, asked, cancellationToken),
        ];
    }

    // Facts that nobody can choose, and what would repair a flaw that nobody knows yet.
    private static ImmutableHashSet<int> Unchangeable(AttackInput input)
    {
        AttackGraph graph = input.Graph;
        return
        [
            .. Enumerable
                .Range(0, graph.NodeCount)
                .Where(node => graph.StepOf(node).Type == StepType.Defense && (IsFact(node) || IsOfUnknownFlaw(node))),
        ];
        bool IsFact(int node) =>
            input.Pack?.WordsOfDefense(graph.AssetOf(node).Type, graph.StepOf(node).Name)?.Cost == CostClass.None;
        bool IsOfUnknownFlaw(int node) =>
            input.Site is { } site
            && string.Equals(
                site.Modelled.AssetGrounds[graph.AssetIndexOf(node)].Existence.Rule,
                UnknownFlaws.Rule,
                StringComparison.Ordinal
            );
    }

    private ImmutableArray<CutBy> ReadKinds(ParseResult parsed, DiagnosticBag problems)
    {
        string[] given = parsed.GetValue(by) ?? [];
        if (given.Length == 0)
        {
            return [CutBy.Steps, CutBy.Assets, CutBy.Defenses];
        }

        ImmutableArray<CutBy>.Builder kinds = ImmutableArray.CreateBuilder<CutBy>();
        foreach (string name in given)
        {
            switch (name)
            {
                case "steps":
                    kinds.Add(CutBy.Steps);
                    break;
                case "assets":
                    kinds.Add(CutBy.Assets);
                    break;
                case "defences" or "defenses":
                    kinds.Add(CutBy.Defenses);
                    break;
                default:
                    problems.Add(AttackRules.BadOption, $"--by '{name}' is none of steps, assets and defences.");
                    break;
            }
        }

        return [.. kinds.Distinct()];
    }

    private static void CheckCount(int count, string option, int most, DiagnosticBag problems)
    {
        if (count < 0 || count > most)
        {
            problems.Add(AttackRules.BadOption, $"{option} {count} is not from 0 to {most}.");
        }
    }
}
