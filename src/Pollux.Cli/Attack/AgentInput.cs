using System.Collections.Immutable;
using System.CommandLine;
using System.Security.Cryptography;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Formats.MalModels;
using Pollux.Formats.MalScenarios;
using Pollux.Language.Graph;
using Pollux.Language.Packs;
using Pollux.Language.Specification;
using Pollux.Modelling.Vulnerabilities;
using Pollux.Simulation.Agents;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Scenarios;

namespace Pollux.Cli.Attack;

/// <summary>Who plays on what, and what it was read from.</summary>
/// <param name="Scenario">Who plays, and by which rules.</param>
/// <param name="ModelSha256">The SHA-256 of the model's file, in hexadecimal; of the scenario's when the model stands in it.</param>
/// <param name="ScenarioSha256">The SHA-256 of the scenario's file; null when there is none.</param>
internal sealed record AgentInput(AgentScenario Scenario, string ModelSha256, string? ScenarioSha256)
{
    /// <summary>Reads what the options name, and reports what is wrong with it.</summary>
    /// <returns>Null when nobody can play.</returns>
    public static async Task<AgentInput?> LoadAsync(
        CommandEnvironment environment,
        AgentOptions options,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        DiagnosticBag problems = new("pollux attack agents");
        options.Check(parsed, problems);
        AgentInput? input = null;
        if (!problems.HasErrors)
        {
            input = parsed.GetValue(options.Scenario) is { } path
                ? await LoadScenarioAsync(environment, options, parsed, path, problems, cancellationToken)
                    .ConfigureAwait(false)
                : await LoadModelAsync(environment, options, parsed, problems, cancellationToken).ConfigureAwait(false);
        }

        environment.WriteDiagnostics(problems.ToImmutable(), parsed.GetValue(options.Json));
        return input;
    }

    private static async Task<AgentInput?> LoadScenarioAsync(
        CommandEnvironment environment,
        AgentOptions options,
        ParseResult parsed,
        string path,
        DiagnosticBag problems,
        CancellationToken cancellationToken
    )
    {
        string? language = parsed.GetValue(options.Language);
        Diagnosed<MalScenarioDocument> read = MalScenarioReader.Read(
            path,
            name => new InputFile(name, () => OrdinaryFile.Open(name)),
            InputLimits.Default,
            needsLanguage: language is null,
            cancellationToken
        );
        problems.AddRange(read.Diagnostics);
        if (read.Value is not { } document)
        {
            return null;
        }

        ImmutableArray<string> include = [.. parsed.GetValue(options.Include) ?? []];
        (AttackGraph? graph, string digest) = document.ModelPath is { } modelPath
            ? await LoadGraphAsync(
                    environment,
                    language ?? document.LanguagePath,
                    modelPath,
                    include,
                    problems,
                    cancellationToken
                )
                .ConfigureAwait(false)
            : LoadInlineGraph(document, (language ?? document.LanguagePath)!, include, problems, cancellationToken);
        if (graph is null)
        {
            return null;
        }

        Diagnosed<AgentScenario> bound = document.Bind(graph);
        problems.AddRange(bound.Diagnostics);
        if (bound.Value is not { } scenario)
        {
            return null;
        }

        bool wasRight = problems.HasErrors;
        EpisodeSettings settings = options.Apply(parsed, scenario.Settings, problems);
        return problems.HasErrors && !wasRight
            ? null
            : new AgentInput(scenario with { Settings = settings }, digest, DigestOf(path));
    }

    private static async Task<(AttackGraph? Graph, string Digest)> LoadGraphAsync(
        CommandEnvironment environment,
        string? language,
        string modelPath,
        ImmutableArray<string> include,
        DiagnosticBag problems,
        CancellationToken cancellationToken
    )
    {
        Diagnosed<AttackInput> input = await AttackInput
            .LoadAsync(environment, language, modelPath, include, cancellationToken)
            .ConfigureAwait(false);
        problems.AddRange(input.Diagnostics);
        return (input.Value?.Graph, input.Value?.ModelSha256 ?? "");
    }

    private static (AttackGraph? Graph, string Digest) LoadInlineGraph(
        MalScenarioDocument document,
        string languagePath,
        ImmutableArray<string> include,
        DiagnosticBag problems,
        CancellationToken cancellationToken
    )
    {
        ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        LanguageGraph? language = AttackInput.LoadLanguage(languagePath, include, diagnostics);
        problems.AddRange(diagnostics);
        if (language is null)
        {
            return (null, "");
        }

        Diagnosed<MalModelDocument> model = document.ReadModel(language);
        problems.AddRange(model.Diagnostics);
        if (model.Value is not { } found)
        {
            return (null, "");
        }

        Diagnosed<AttackGraph> graph = AttackGraph.Build(language, found.Model, cancellationToken);
        problems.AddRange(graph.Diagnostics);
        return (graph.Value, DigestOf(document.Name));
    }

    private static async Task<AgentInput?> LoadModelAsync(
        CommandEnvironment environment,
        AgentOptions options,
        ParseResult parsed,
        DiagnosticBag problems,
        CancellationToken cancellationToken
    )
    {
        AttackerPolicy? policy = AgentPolicies.ParseAttacker(
            parsed.GetValue(options.Policy) ?? "goal-seeking",
            problems
        );
        DefenderPolicy? defense = parsed.GetValue(options.Defender) is { } text
            ? AgentPolicies.ParseDefender(text, problems)
            : null;
        EpisodeSettings settings = options.Apply(parsed, new EpisodeSettings { TtcMode = TtcMode.PreSample }, problems);
        if (problems.HasErrors)
        {
            return null;
        }

        Diagnosed<AttackInput> input = await AttackInput
            .LoadAsync(
                environment,
                parsed.GetValue(options.Language),
                parsed.GetValue(options.Model)!,
                [.. parsed.GetValue(options.Include) ?? []],
                cancellationToken
            )
            .ConfigureAwait(false);
        problems.AddRange(input.Diagnostics);
        if (input.Value is not { } attack)
        {
            return null;
        }

        DiagnosticBag steps = new("pollux attack agents");
        AttackerAgent attacker = Attacker(environment, options, parsed, attack, policy!, steps);
        problems.AddRange(steps.ToImmutable());
        return steps.HasErrors
            ? null
            : new AgentInput(
                new AgentScenario(
                    attack.Graph,
                    [attacker],
                    defense is null ? [] : [Defender(attack, defense)],
                    settings
                ),
                attack.ModelSha256,
                null
            );
    }

    // Where the pack of the language says so, a fact that nobody can choose is not switched on, nor is a flaw repaired that nobody
    // knows; each defence and each step that falls
    // costs 1, as nobody says otherwise.
    private static DefenderAgent Defender(AttackInput attack, DefenderPolicy policy)
    {
        AttackGraph graph = attack.Graph;
        return new DefenderAgent("defender", policy)
        {
            Costs = StepNumbers.Create(
                graph,
                node => graph.StepOf(node) is { IsAttackStep: true } or { Type: StepType.Defense } ? 1 : 0
            ),
            Actionable = attack.Pack is { } pack ? StepSet.Create(graph, node => IsMeasure(attack, pack, node)) : null,
        };
    }

    private static bool IsMeasure(AttackInput attack, LanguagePack pack, int node)
    {
        AttackGraph graph = attack.Graph;
        bool isUnknownFlaw =
            attack.Site is { } site
            && site.Modelled.AssetGrounds[graph.AssetIndexOf(node)].Existence.Rule == UnknownFlaws.Rule;
        return !isUnknownFlaw
            && pack.WordsOfDefense(graph.AssetOf(node).Type, graph.StepOf(node).Name) is { Cost: not CostClass.None };
    }

    private static AttackerAgent Attacker(
        CommandEnvironment environment,
        AgentOptions options,
        ParseResult parsed,
        AttackInput attack,
        AttackerPolicy policy,
        DiagnosticBag problems
    )
    {
        ImmutableArray<int> goals = Goals(options, parsed, attack, problems);
        return new AttackerAgent("attacker", policy)
        {
            EntrySets = [Entries(options, parsed, attack, problems)],
            Goals = goals,
            Rewards = StepNumbers.Create(attack.Graph, node => goals.Contains(node) ? 1 : 0),
            Profile = AttackerChoice.Find(environment, attack.Pack, parsed.GetValue(options.Attacker), problems),
        };
    }

    private static ImmutableArray<int> Entries(
        AgentOptions options,
        ParseResult parsed,
        AttackInput attack,
        DiagnosticBag problems
    )
    {
        string[] given = parsed.GetValue(options.Entry) ?? [];
        Diagnosed<NodeSet> entries = StepReferences.FindEntries(
            attack.Graph,
            given.Length > 0 ? given : attack.EntryPoints,
            given.Length > 0 ? "--entry" : parsed.GetValue(options.Model)!
        );
        problems.AddRange(entries.Diagnostics);
        return entries.Value!.Nodes.IsEmpty && !entries.HasErrors
            ? EntryPoints.Find(attack.Graph, [], problems)
            : entries.Value.Nodes;
    }

    // What the user names, else the crown jewels of the twin, else none: then the attacker takes all that it can.
    private static ImmutableArray<int> Goals(
        AgentOptions options,
        ParseResult parsed,
        AttackInput attack,
        DiagnosticBag problems
    )
    {
        string[] given = parsed.GetValue(options.Goal) ?? [];
        if (given.Length == 0)
        {
            return attack.Site is { } site
                ?
                [
                    .. CrownJewel
                        .Of(site.Input.Revision, site.Modelled, attack.Graph, problems)
                        .Select(jewel => jewel.Node),
                ]
                : [];
        }

        Diagnosed<NodeSet> goals = StepReferences.FindEntries(attack.Graph, given, "--goal");
        problems.AddRange(goals.Diagnostics);
        return goals.Value!.Nodes;
    }

    private static string DigestOf(string path)
    {
        using Stream file = OrdinaryFile.Open(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
