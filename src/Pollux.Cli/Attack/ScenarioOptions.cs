using System.Collections.Immutable;
using System.CommandLine;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.Scenarios;
using Pollux.Simulation.Attackers;
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

    private readonly Option<string?> scenario = new("--scenario")
    {
        Description = "A scenario file: attacker, entries, goals, defences; options given beside it win",
        HelpName = "FILE",
    };

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

    private readonly Option<double?> precision = new("--precision")
    {
        Description =
            "Stop when every probability is this exact (half its 95 % interval, such as 0.01); --samples is the most",
        HelpName = "HALF-WIDTH",
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

    /// <summary>Adds the option to stop early, which only makes sense for a single run.</summary>
    public void AddPrecisionTo(Command command) => command.Add(precision);

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="defaultSamples">How many attacks it rehearses when nobody says.</param>
    /// <param name="needsGoals">Whether the command asks about goals.</param>
    public void AddTo(Command command, int defaultSamples, bool needsGoals)
    {
        samples.DefaultValueFactory = _ => defaultSamples;
        files.AddTo(command);
        command.Add(scenario);
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
        ScenarioDocument? file = ReadFile(parsed, problems, cancellationToken);
        SimulationRequest request = ReadNumbers(parsed, file, problems);
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

        ImmutableArray<StepOverride> standing = ReadStanding(attack.Graph, file, problems);
        ImmutableArray<StepOverride> changes = ReadChanges(parsed, attack.Graph, problems);
        request = request with
        {
            Attacker = ReadAttacker(environment, parsed, attack, file, problems),
            Entries = ReadEntries(parsed, attack, file, needs, problems),
            // The last word on a node counts, so that a result's manifest has one for each.
            Overrides = [.. standing.Concat(changes).Reverse().DistinctBy(change => change.Node).Reverse()],
        };
        ImmutableArray<CrownJewel> goals =
            needs.Goals || needs.GoalsIfAny ? ReadGoals(parsed, attack, file, needs, problems) : [];
        environment.WriteDiagnostics(problems.ToImmutable(), asJson);
        return problems.HasErrors
            ? null
            : new LoadedScenario(
                attack,
                new Scenario(attack.Graph, request, goals)
                {
                    Currency = attack.Site is { } site ? Scenario.CurrencyOf(site.Input.Revision) : "",
                }
            )
            {
                Standing = standing,
                Changes = changes,
            };
    }

    private ScenarioDocument? ReadFile(ParseResult parsed, DiagnosticBag problems, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(scenario) is not { } path)
        {
            return null;
        }

        Diagnosed<ScenarioDocument> read = ScenarioReader.Read(
            new InputFile(path, () => OrdinaryFile.Open(path)),
            InputLimits.Default,
            cancellationToken
        );
        problems.AddRange(read.Diagnostics);
        return read.Value;
    }

    // An option that somebody gave wins over the file, and the file over the default.
    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    private SimulationRequest ReadNumbers(ParseResult parsed, ScenarioDocument? file, DiagnosticBag problems)
    {
        SimulationRequest request = new()
        {
            Samples = IsGiven(parsed, samples) ? parsed.GetValue(samples) : file?.Samples ?? parsed.GetValue(samples),
            Seed = IsGiven(parsed, seed) ? parsed.GetValue(seed) : file?.Seed ?? parsed.GetValue(seed),
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

        request = request with { Precision = ReadPrecision(parsed, problems) };
        if ((parsed.GetValue(horizon) ?? file?.Horizon) is not { } text)
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

    private Precision? ReadPrecision(ParseResult parsed, DiagnosticBag problems)
    {
        if (parsed.GetResult(precision) is null || parsed.GetValue(precision) is not { } halfWidth)
        {
            return null;
        }

        if (halfWidth is > 0 and < 0.5)
        {
            return new Precision(halfWidth, []);
        }

        problems.Add(AttackRules.BadOption, $"--precision {halfWidth} is not above 0 and below 0.5.");
        return null;
    }

    private AttackerProfile ReadAttacker(
        CommandEnvironment environment,
        ParseResult parsed,
        AttackInput attack,
        ScenarioDocument? file,
        DiagnosticBag problems
    ) =>
        parsed.GetValue(attacker) is null && file?.Profile is { } own
            ? new AttackerProfile("of the scenario", file.Title, own.TimeFactor, own.Capabilities)
            : AttackerChoice.Find(environment, attack.Pack, parsed.GetValue(attacker) ?? file?.Attacker, problems);

    private static ImmutableArray<StepOverride> ReadStanding(
        AttackGraph graph,
        ScenarioDocument? file,
        DiagnosticBag problems
    ) =>
        [
            .. (file?.Defenses ?? []).SelectMany(defense =>
                ScenarioNames.Overrides(
                    graph,
                    [defense.Name],
                    defense.IsOn ? OverrideKind.DefenseOn : OverrideKind.DefenseOff,
                    problems
                )
            ),
            .. ScenarioNames.Overrides(graph, [.. file?.Removed ?? []], OverrideKind.Remove, problems),
        ];

    private ImmutableArray<StepOverride> ReadChanges(ParseResult parsed, AttackGraph graph, DiagnosticBag problems) =>
        [
            .. ScenarioNames.Overrides(graph, parsed.GetValue(off), OverrideKind.DefenseOff, problems),
            .. ScenarioNames.Overrides(graph, parsed.GetValue(on), OverrideKind.DefenseOn, problems),
            .. ScenarioNames.Overrides(graph, parsed.GetValue(remove), OverrideKind.Remove, problems),
        ];

    // What the user names, else what the model names, else, where an attacker is needed, every Internet.
    private ImmutableArray<int> ReadEntries(
        ParseResult parsed,
        AttackInput attack,
        ScenarioDocument? file,
        ScenarioNeeds needs,
        DiagnosticBag problems
    )
    {
        string[] given = IsGiven(parsed, entry) ? parsed.GetValue(entry)! : [.. file?.Entries ?? []];
        Diagnosed<NodeSet> entries = StepReferences.FindEntries(
            attack.Graph,
            given.Length > 0 ? given : attack.EntryPoints,
            IsGiven(parsed, entry) ? "--entry"
                : given.Length > 0 ? parsed.GetValue(scenario)!
                : files.Model(parsed)
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

    private ImmutableArray<CrownJewel> ReadGoals(
        ParseResult parsed,
        AttackInput attack,
        ScenarioDocument? file,
        ScenarioNeeds needs,
        DiagnosticBag problems
    )
    {
        string[] given = IsGiven(parsed, goal) ? parsed.GetValue(goal)! : [.. file?.Goals ?? []];
        if (given.Length == 0)
        {
            ImmutableArray<CrownJewel> jewels = ScenarioNames.JewelsOf(attack, problems);
            if (jewels.IsEmpty && needs.Goals)
            {
                problems.Add(ScenarioRules.NoGoal, "No goal is given, and the model names no crown jewel.");
            }

            return jewels;
        }

        return ScenarioNames.Goals(
            attack,
            given,
            IsGiven(parsed, goal) ? "--goal" : parsed.GetValue(scenario)!,
            problems
        );
    }
}

/// <summary>What a command cannot do without.</summary>
/// <param name="Attacker">An entry: without one given, every Internet is taken, and none at all is an error.</param>
/// <param name="Goals">A goal: without one given, the twin's crown jewels are taken, and none at all is an error.</param>
internal readonly record struct ScenarioNeeds(bool Attacker, bool Goals)
{
    /// <summary>The same goals, where having none is no error.</summary>
    public bool GoalsIfAny { get; init; }
}

/// <summary>What a command of <c>pollux attack</c> works on.</summary>
/// <param name="Input">What was read.</param>
/// <param name="Scenario">What is rehearsed.</param>
internal sealed record LoadedScenario(AttackInput Input, Scenario Scenario)
{
    /// <summary>What the scenario file sets: how things are. The scenario holds both.</summary>
    public ImmutableArray<StepOverride> Standing { get; init; } = [];

    /// <summary>What the options set: what is changed.</summary>
    public ImmutableArray<StepOverride> Changes { get; init; } = [];
}
