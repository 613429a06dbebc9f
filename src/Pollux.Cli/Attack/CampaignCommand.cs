using System.Collections.Immutable;
using System.CommandLine;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.AttackNavigator;
using Pollux.Formats.Campaigns;
using Pollux.Formats.Input;
using Pollux.Language.Packs;
using Pollux.Simulation.Campaigns;

namespace Pollux.Cli.Attack;

/// <summary><c>pollux attack campaign</c>: replays known attacks, and shows what of ATT&amp;CK is covered.</summary>
internal sealed class CampaignCommand
{
    private readonly ScenarioOptions scenario = new();
    private readonly CampaignOptions options = new();

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        CampaignCommand self = new();
        Command command = new(
            "campaign",
            "Replay a known attack: how far does it get here, where does it stop and why, what would be seen?"
        );
        self.scenario.AddTo(command, defaultSamples: 1_000, needsGoals: false);
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
        bool asJson = scenario.Json(parsed);
        DiagnosticBag problems = new("pollux attack campaign");
        options.Check(parsed, problems);
        if (problems.HasErrors)
        {
            environment.WriteDiagnostics(problems.ToImmutable(), asJson);
            return ExitCode.InputUnusable;
        }

        Diagnosed<CampaignLibrary> read = CampaignReader.ReadAll(
            options.Files(parsed),
            InputLimits.Default,
            cancellationToken
        );
        environment.WriteDiagnostics(read.Diagnostics, asJson);
        if (read.Value is null && !options.Files(parsed).IsEmpty)
        {
            return ExitCode.InputUnusable;
        }

        ImmutableArray<Campaign> campaigns = Choose(parsed, read.Value, problems);
        if (options.IsList(parsed) && !problems.HasErrors)
        {
            return AttackCommand.WriteResult(
                environment,
                scenario.Output(parsed),
                asJson,
                writer => WriteList(campaigns, asJson, writer)
            );
        }

        LoadedScenario? loaded = problems.HasErrors
            ? null
            : await scenario
                .LoadAsync(environment, parsed, new ScenarioNeeds(Attacker: true, Goals: false), cancellationToken)
                .ConfigureAwait(false);
        PackTables tables = loaded?.Input.Pack?.Tables ?? PackTables.Empty;
        ReplayOptions replay = new()
        {
            Mode = options.Mode(parsed),
            WatchedSources = loaded is null ? null : options.Watched(parsed, tables, problems),
        };
        if (loaded is null || problems.HasErrors)
        {
            environment.WriteDiagnostics(problems.ToImmutable(), asJson);
            return ExitCode.InputUnusable;
        }

        CampaignReplay run = new(loaded.Scenario, tables, replay);
        if (options.IsCoverage(parsed))
        {
            campaigns = [TechniqueCoverage.CampaignOf(run.Map, read.Value?.Techniques ?? [])];
        }

        VersionCheck.Report(campaigns, run.Map, problems);
        environment.WriteDiagnostics(problems.ToImmutable(), asJson);
        return Write(environment, parsed, loaded, run.Run(campaigns, cancellationToken));
    }

    private ImmutableArray<Campaign> Choose(ParseResult parsed, CampaignLibrary? library, DiagnosticBag problems)
    {
        if (options.IsCoverage(parsed))
        {
            return [];
        }

        ImmutableArray<Campaign> all = library!.Campaigns;
        if (options.Name(parsed) is { } name)
        {
            return CampaignChoice.Find(all, name, problems) is { } one ? [one] : [];
        }

        ImmutableArray<Campaign> wanted = [.. all.Where(campaign => options.Wants(parsed, campaign.Kind))];
        if (wanted.IsEmpty)
        {
            problems.Add(
                CampaignFileRules.NoCampaign,
                all.IsEmpty
                    ? "The files hold no campaign."
                    : $"The files hold {all.Length} sets of techniques, none of the kind '{options.KindText(parsed)}'; see --kind."
            );
        }

        return wanted;
    }

    private static void WriteList(ImmutableArray<Campaign> campaigns, bool asJson, TextWriter writer)
    {
        if (asJson)
        {
            AttackCommand.WriteJson(writer, json => CampaignJson.WriteList(campaigns, json));
            return;
        }

        CampaignTables.WriteList(writer, campaigns);
    }

    private int Write(
        CommandEnvironment environment,
        ParseResult parsed,
        LoadedScenario loaded,
        ImmutableArray<ReplayResult> results
    )
    {
        bool asJson = scenario.Json(parsed);
        CampaignWords words = new(loaded.Scenario.Graph, loaded.Input.Pack, loaded.Scenario.Request.HorizonDays);
        int layers = WriteLayers(environment, parsed, results[0], words);
        return layers != ExitCode.Done
            ? layers
            : AttackCommand.WriteResult(
                environment,
                scenario.Output(parsed),
                asJson,
                writer =>
                {
                    if (asJson)
                    {
                        WriteJson(parsed, loaded, results, writer);
                    }
                    else
                    {
                        WriteText(parsed, results, new CampaignTables(writer, words));
                    }
                }
            );
    }

    private void WriteText(ParseResult parsed, ImmutableArray<ReplayResult> results, CampaignTables tables)
    {
        if (options.IsCoverage(parsed))
        {
            tables.WriteCoverage(results[0]);
        }
        else if (results.Length == 1)
        {
            tables.Write(results[0]);
        }
        else
        {
            tables.WriteSummaries(results);
        }
    }

    private void WriteJson(
        ParseResult parsed,
        LoadedScenario loaded,
        ImmutableArray<ReplayResult> results,
        TextWriter writer
    ) =>
        AttackCommand.WriteJson(
            writer,
            json =>
            {
                if (results.Length > 1)
                {
                    CampaignJson.WriteSummaries(results, json);
                    return;
                }

                json.WriteStartObject();
                if (options.IsCoverage(parsed))
                {
                    json.WritePropertyName("coverage");
                    CampaignJson.WriteCoverage(TechniqueCoverage.Of(results[0]), json);
                }

                json.WritePropertyName("replay");
                CampaignJson.Write(results[0], SimulateCommand.Engine, loaded.Input.ModelSha256, json);
                json.WriteEndObject();
            }
        );

    private int WriteLayers(
        CommandEnvironment environment,
        ParseResult parsed,
        ReplayResult result,
        CampaignWords words
    )
    {
        if (options.Layer(parsed) is not { } path)
        {
            return ExitCode.Done;
        }

        bool asJson = scenario.Json(parsed);
        ImmutableArray<string> domains = NavigatorLayer.DomainsOf(result);
        if (domains.IsEmpty)
        {
            environment.WriteDiagnostics(
                [
                    new Diagnostic(
                        CampaignCommandRules.BadCombination,
                        "No technique says its domain (ics, enterprise), and a layer shows one; the language has no table of its techniques."
                    ),
                ],
                asJson
            );
            return ExitCode.InputUnusable;
        }

        foreach (string domain in domains)
        {
            int written = AttackCommand.WriteResult(
                environment,
                domains.Length == 1 ? path : FileOf(path, domain),
                asJson,
                writer =>
                    AttackCommand.WriteJson(
                        writer,
                        json => NavigatorLayer.Write(result, options.LayerKind(parsed), domain, words.Comment, json)
                    )
            );
            if (written != ExitCode.Done)
            {
                return written;
            }
        }

        return ExitCode.Done;
    }

    private static string FileOf(string path, string domain)
    {
        string extension = Path.GetExtension(path);
        return $"{path[..^extension.Length]}-{domain}{(extension.Length == 0 ? ".json" : extension)}";
    }
}
