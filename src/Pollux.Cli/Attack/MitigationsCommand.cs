using System.Collections.Immutable;
using System.CommandLine;
using Pollux.Cli.Assess;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.Mitigations;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Mitigations;

namespace Pollux.Cli.Attack;

/// <summary><c>pollux attack mitigations</c>: which changes leave least risk for a budget, and what more or less money would do.</summary>
internal sealed class MitigationsCommand
{
    private readonly ScenarioOptions options = new();

    private readonly Option<string?> budget = new("--budget")
    {
        Description =
            "What all changes may cost: 50000, 50k or 1.5M where the site gives costs in money, else person-days, 30d",
        HelpName = "AMOUNT",
    };

    private readonly Option<string[]> except = new("--except")
    {
        Description = "A defence that cannot be switched on here, ASSET:DEFENCE; may be repeated",
        HelpName = "ASSET:DEFENCE",
    };

    private readonly Option<int> evaluations = new("--evaluations")
    {
        Description = "How many sets of changes the search attacks, at most",
        DefaultValueFactory = _ => MitigationOptions.DefaultEvaluations,
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        MitigationsCommand self = new();
        Command command = new(
            "mitigations",
            "What to change: the best set for a budget, and the curve of cost against risk"
        );
        self.options.AddTo(command, defaultSamples: 2_000, needsGoals: true);
        command.Add(self.budget);
        command.Add(self.except);
        command.Add(self.evaluations);
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
            .LoadAsync(environment, parsed, new ScenarioNeeds(Attacker: true, Goals: true), cancellationToken)
            .ConfigureAwait(false);
        if (loaded is null)
        {
            return ExitCode.InputUnusable;
        }

        bool asJson = options.Json(parsed);
        AttackInput input = loaded.Input;
        MitigationCatalogue catalogue = MitigationCatalogue.Of(
            input.Graph,
            input.Pack,
            input.Site?.Input.Revision,
            input.Site?.Modelled
        );
        DiagnosticBag problems = new("pollux attack mitigations");
        MitigationOptions asked = ReadOptions(parsed, input.Graph, catalogue, problems);
        environment.WriteDiagnostics(problems.ToImmutable(), asJson);
        if (problems.HasErrors)
        {
            return ExitCode.InputUnusable;
        }

        MitigationPlan plan = AssessProgress.Run(
            environment,
            asJson,
            progress => MitigationPlanner.Plan(loaded.Scenario, catalogue, asked, progress, cancellationToken)
        );
        return AttackCommand.WriteResult(
            environment,
            options.Output(parsed),
            asJson,
            writer => Write(writer, plan, loaded, asJson || IsJson(options.Output(parsed)))
        );
    }

    private static bool IsJson(string? path) => path?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true;

    private static void Write(TextWriter writer, MitigationPlan plan, LoadedScenario loaded, bool asJson)
    {
        if (asJson)
        {
            AttackCommand.WriteJson(
                writer,
                json =>
                    MitigationPlanJson.Write(
                        plan,
                        loaded.Scenario,
                        SimulateCommand.Engine,
                        loaded.Input.ModelSha256,
                        json
                    )
            );
        }
        else
        {
            new MitigationTables(writer, plan, loaded.Scenario, loaded.Input.Pack).Write();
        }
    }

    private MitigationOptions ReadOptions(
        ParseResult parsed,
        AttackGraph graph,
        MitigationCatalogue catalogue,
        DiagnosticBag problems
    )
    {
        int sets = parsed.GetValue(evaluations);
        if (sets is < 1 or > 1_000_000)
        {
            problems.Add(AttackRules.BadOption, $"--evaluations {sets} is not from 1 to 1000000.");
        }

        return new MitigationOptions
        {
            Budget = parsed.GetValue(budget) is { } text
                ? Budget.Read(text, catalogue.CostsAreMoney, catalogue.Currency, problems)
                : null,
            MaximumEvaluations = sets,
            Excluded = ReadExcluded(parsed, graph, problems),
        };
    }

    private ImmutableArray<int> ReadExcluded(ParseResult parsed, AttackGraph graph, DiagnosticBag problems)
    {
        ImmutableArray<int>.Builder excluded = ImmutableArray.CreateBuilder<int>();
        foreach (string name in parsed.GetValue(except) ?? [])
        {
            if (StepReferences.Find(graph, name, problems) is not { } node)
            {
                continue;
            }

            if (graph.StepOf(node).Type != StepType.Defense)
            {
                problems.Add(AttackRules.BadOption, $"'{name}' is no defence, so it is no candidate anyway.");
                continue;
            }

            excluded.Add(node);
        }

        return excluded.ToImmutable();
    }
}
