using System.CommandLine;
using System.Globalization;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.Evidence;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Evidence;

namespace Pollux.Cli.Attack;

/// <summary><c>pollux attack evidence</c>: is somebody in, where, and what comes next? From alarms, by weighting simulated attacks.</summary>
internal sealed class EvidenceCommand
{
    private const double FewestEffective = 0.25;

    private readonly ScenarioOptions scenario = new();
    private readonly EvidenceRequestOptions options = new();

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        EvidenceCommand self = new();
        Command command = new("evidence", "Weigh alarms: is somebody in, where, and what comes next?");
        self.options.AddTo(command);
        self.scenario.AddTo(command, defaultSamples: 2_000, needsGoals: true);
        command.SetAction((parsed, cancellationToken) => self.RunAsync(environment, parsed, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(
        CommandEnvironment environment,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        LoadedScenario? loaded = await scenario
            .LoadAsync(
                environment,
                parsed,
                new ScenarioNeeds(Attacker: true, Goals: false) { GoalsIfAny = true },
                cancellationToken
            )
            .ConfigureAwait(false);
        if (loaded is null)
        {
            return ExitCode.InputUnusable;
        }

        bool asJson = scenario.Json(parsed);
        DiagnosticBag problems = new("pollux attack evidence");
        AskedEvidence? asked = options.Read(environment, parsed, loaded, problems, cancellationToken);
        if (asked is null)
        {
            environment.WriteDiagnostics(problems.ToImmutable(), asJson);
            return ExitCode.InputUnusable;
        }

        EvidenceResult result = EvidenceRun.Run(asked.Request, cancellationToken);
        Warn(asked, result, problems);
        environment.WriteDiagnostics(problems.ToImmutable(), asJson);
        EvidencePicture picture = EvidencePictureBuilder.Build(result);
        string? output = scenario.Output(parsed);
        bool writesJson = asJson || output?.EndsWith(".json", StringComparison.OrdinalIgnoreCase) == true;
        return AttackCommand.WriteResult(
            environment,
            output,
            asJson,
            writer =>
            {
                if (writesJson)
                {
                    EvidenceJson json = new(result, picture, asked.Mapping, asked.Now);
                    AttackCommand.WriteJson(writer, to => json.Write(asked.Refused, to));
                }
                else
                {
                    new EvidenceText(writer, loaded.Input.Pack, result, picture).Write(asked);
                }
            }
        );
    }

    private static void Warn(AskedEvidence asked, EvidenceResult result, DiagnosticBag problems)
    {
        AttackGraph graph = asked.Request.Scenario.Graph;
        if (asked.Mapping.Alarms.IsEmpty)
        {
            problems.Add(EvidenceRules.NoAlarm, "None of the alarms is evidence for the time that is asked for.");
        }

        if (result.Request.Histories < asked.Request.Histories)
        {
            problems.Add(
                EvidenceRules.FewerHistories,
                $"{result.Request.Histories} of the {asked.Request.Histories} histories asked for fit into memory."
            );
        }

        if (result.After.Effective < FewestEffective * result.After.Count)
        {
            problems.Add(
                EvidenceRules.FewHistories,
                $"The {result.After.Count} histories count for about {result.After.Effective.ToString("F0", CultureInfo.InvariantCulture)}: their groups disagree on how probable the alarms are."
            );
        }

        foreach (MappedAlarm mapped in asked.Mapping.Fates.Where(mapped => mapped.Index >= 0))
        {
            SiteDetector detector = asked.Mapping.Detectors[asked.Mapping.Alarms[mapped.Index].Detector];
            if (detector.Nodes.All(node => !result.IsPossible(node)))
            {
                problems.Add(
                    EvidenceRules.Unreachable,
                    $"No attack comes to '{graph.NameOf(detector.Nodes[0])}', so this alarm counts as false.",
                    mapped.Alarm.Line
                );
            }
        }
    }
}
