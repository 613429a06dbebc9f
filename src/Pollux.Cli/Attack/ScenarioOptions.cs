using System.Collections.Immutable;
using System.CommandLine;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Scenarios;

namespace Pollux.Cli.Attack;

/// <summary>
/// The options by which every command of <c>pollux attack</c> that rehearses something is told what: the model, where the attacker
/// begins and who it is, what must not fall, and which defences are changed.
/// </summary>
internal sealed class ScenarioOptions
{
    private readonly AttackOptions files = new();

    private readonly Option<string[]> entry = new("--entry")
    {
        Description = "An attack step that the attacker starts with, ASSET:STEP; may be repeated, or a comma list",
        HelpName = "ASSET:STEP",
    };

    private readonly Option<string[]> goal = new("--goal")
    {
        Description = "A step that must not fall, ASSET:STEP; may be repeated (a twin's crown jewels without it)",
        HelpName = "ASSET:STEP",
    };

    private readonly Option<string?> attacker = new("--attacker")
    {
        Description = "Who attacks: opportunist, criminal, hacktivist, insider, state; one that can do all without it",
        HelpName = "PROFILE",
    };

    private readonly Option<int> samples = new("--samples") { Description = "How many attacks to rehearse" };

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

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="defaultSamples">How many attacks it rehearses when nobody says.</param>
    /// <param name="needsGoals">Whether the command asks about goals.</param>
    public void AddTo(Command command, int defaultSamples, bool needsGoals)
    {
        samples.DefaultValueFactory = _ => defaultSamples;
        files.AddTo(command);
        command.Add(entry);
        if (needsGoals)
        {
            command.Add(goal);
        }

        foreach (Option option in (ReadOnlySpan<Option>)[attacker, samples, seed, horizon, threads, on, off, remove])
        {
            command.Add(option);
        }
    }

    /// <summary>The file to write, or null for standard output.</summary>
    public string? Output(ParseResult parsed) => files.Output(parsed);

    /// <summary>Whether programs read the output.</summary>
    public bool Json(ParseResult parsed) => files.Json(parsed);

    /// <summary>Reads everything that is named, and reports what is wrong with any of it.</summary>
    /// <returns>Null when there is nothing to rehearse.</returns>
    public async Task<LoadedScenario?> LoadAsync(
        CommandEnvironment environment,
        ParseResult parsed,
        ScenarioNeeds needs,
        CancellationToken cancellationToken
    )
    {
        bool asJson = Json(parsed);
        DiagnosticBag problems = new($"pollux attack {parsed.CommandResult.Command.Name}");
        SimulationRequest request = ReadNumbers(parsed, problems);
        if (problems.HasErrors)
        {
            environment.WriteDiagnostics(problems.ToImmutable(), asJson);
            return null;
        }

        Diagnosed<AttackInput> input = await files
            .LoadAsync(environment, parsed, cancellationToken)
            .ConfigureAwait(false);
        environment.WriteDiagnostics(input.Diagnostics, asJson);
        if (input.Value is not { } attack)
        {
            return null;
        }

        request = ReadSteps(parsed, attack, request, needs, problems) with
        {
            Attacker = AttackerChoice.Find(environment, attack.Pack, parsed.GetValue(attacker), problems),
        };
        ImmutableArray<CrownJewel> goals = needs.Goals ? ReadGoals(parsed, attack, problems) : [];
        environment.WriteDiagnostics(problems.ToImmutable(), asJson);
        return problems.HasErrors ? null : new LoadedScenario(attack, new Scenario(attack.Graph, request, goals));
    }

    /// <summary>The scenario with the goals that are named, or the twin's crown jewels; having none is no error.</summary>
    public LoadedScenario WithGoalsIfAny(ParseResult parsed, LoadedScenario loaded, DiagnosticBag problems)
    {
        DiagnosticBag found = new(problems.File);
        ImmutableArray<CrownJewel> goals = ReadGoals(parsed, loaded.Input, found);
        problems.AddRange(found.ToImmutable().Where(problem => problem.Rule != ScenarioRules.NoGoal));
        return loaded with { Scenario = loaded.Scenario with { Goals = goals } };
    }

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
        ScenarioNeeds needs,
        DiagnosticBag problems
    ) =>
        request with
        {
            Entries = ReadEntries(parsed, attack, needs, problems),
            Overrides =
            [
                .. Overrides(attack.Graph, parsed.GetValue(off), OverrideKind.DefenseOff, problems),
                .. Overrides(attack.Graph, parsed.GetValue(on), OverrideKind.DefenseOn, problems),
                .. Overrides(attack.Graph, parsed.GetValue(remove), OverrideKind.Remove, problems),
            ],
        };

    // What the user names, else what the model names, else, where an attacker is needed, every Internet.
    private ImmutableArray<int> ReadEntries(
        ParseResult parsed,
        AttackInput attack,
        ScenarioNeeds needs,
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
        ImmutableArray<int> nodes = entries.Value!.Nodes;
        if (!nodes.IsEmpty || problems.HasErrors)
        {
            return nodes;
        }

        if (needs.Attacker)
        {
            return EntryPoints.Find(attack.Graph, [], problems);
        }

        problems.Add(
            AttackGraphRules.NoEntry,
            "There is no entry point, so this shows only what is reached without an attacker."
        );
        return nodes;
    }

    private ImmutableArray<CrownJewel> ReadGoals(ParseResult parsed, AttackInput attack, DiagnosticBag problems)
    {
        string[] given = parsed.GetValue(goal) ?? [];
        if (given.Length == 0)
        {
            ImmutableArray<CrownJewel> jewels = attack.Site is { } site
                ? CrownJewel.Of(site.Input.Revision, site.Modelled, attack.Graph, problems)
                : [];
            if (jewels.IsEmpty)
            {
                problems.Add(ScenarioRules.NoGoal, "No goal is given, and the model names no crown jewel.");
            }

            return jewels;
        }

        Diagnosed<NodeSet> goals = StepReferences.FindEntries(attack.Graph, given, "--goal");
        problems.AddRange(goals.Diagnostics);
        ILookup<int, CrownJewel> known = (
            attack.Site is { } owner
                ? CrownJewel.Of(owner.Input.Revision, owner.Modelled, attack.Graph, new DiagnosticBag(""))
                : []
        ).ToLookup(jewel => jewel.Node);
        return
        [
            .. goals
                .Value!.Nodes.Order()
                .Select(node => known[node].FirstOrDefault(CrownJewel.Named(attack.Graph, node))),
        ];
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

            if (kind != OverrideKind.Remove && graph.StepOf(node).Type != StepType.Defense)
            {
                problems.Add(AttackRules.BadOption, $"'{name}' is no defence, so it cannot be switched.");
                continue;
            }

            changes.Add(new StepOverride(node, kind));
        }

        return changes.ToImmutable();
    }
}

/// <summary>What a command cannot do without.</summary>
/// <param name="Attacker">An entry: without one given, every Internet is taken, and none at all is an error.</param>
/// <param name="Goals">A goal: without one given, the twin's crown jewels are taken, and none at all is an error.</param>
internal readonly record struct ScenarioNeeds(bool Attacker, bool Goals);

/// <summary>What a command of <c>pollux attack</c> works on.</summary>
/// <param name="Input">What was read.</param>
/// <param name="Scenario">What is rehearsed.</param>
internal sealed record LoadedScenario(AttackInput Input, Scenario Scenario);
