using System.CommandLine;
using Pollux.Cli.Attack;
using Pollux.Cli.Modelling;
using Pollux.Cli.Output;
using Pollux.Cli.Twin;
using Pollux.Diagnostics;
using Pollux.Formats.HtmlReports;
using Pollux.Language.Packs;
using Pollux.Simulation.Assessments;
using Pollux.Simulation.Assessments.Explanations;
using Pollux.Simulation.Attackers;
using Pollux.Twin.Files;

namespace Pollux.Cli.Assess;

/// <summary><c>pollux assess SITE.twin</c>: how exposed a site is, how an attacker would do it, and what to change first.</summary>
public static class AssessCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        AssessArguments arguments = new();
        Command command = new("assess", "Attack the twin; say what falls, how, how soon, and what to change first");
        arguments.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) => RunAsync(environment, arguments.Read(parsed), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandEnvironment environment,
        AssessRequest request,
        CancellationToken cancellationToken
    )
    {
        if (request.Problem is { } problem)
        {
            await environment.Error.WriteLineAsync($"pollux: {problem}");
            return ExitCode.InputUnusable;
        }

        Diagnosed<LanguagePack> read = CorePack.Load(environment);
        environment.WriteDiagnostics(read.Diagnostics, request.Json);
        if (read.Value is not { } pack)
        {
            return ExitCode.Failure;
        }

        Diagnosed<SiteModel> loaded = await SiteModel.LoadAsync(
            environment,
            pack.Graph,
            request.File,
            cancellationToken
        );
        environment.WriteDiagnostics(loaded.Diagnostics, request.Json);
        if (loaded.Value is not { } site)
        {
            return ExitCode.InputUnusable;
        }

        DiagnosticBag choice = new("pollux assess");
        AttackerProfile attacker = AttackerChoice.Find(environment, pack, request.Attacker, choice);
        environment.WriteDiagnostics(choice.ToImmutable(), request.Json);
        if (choice.HasErrors)
        {
            return ExitCode.InputUnusable;
        }

        request = request with { Options = request.Options with { Attacker = attacker } };
        AssessmentInput input = InputOf(pack, site);
        Diagnosed<Assessment> assessed = AssessProgress.Run(
            environment,
            request.Json,
            progress => Assessor.Assess(input, request.Options, progress, cancellationToken)
        );
        environment.WriteDiagnostics(assessed.Diagnostics, request.Json);
        if (assessed.Value is not { } assessment)
        {
            return ExitCode.InputUnusable;
        }

        try
        {
            WriteFiles(assessment, request);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await environment.Error.WriteLineAsync($"pollux: {failure.Message}");
            return ExitCode.Failure;
        }

        if (request.IsExplaining)
        {
            Explainer explainer = new(assessment, input, ExplanationOutput.CommandOf(request));
            return ExplanationOutput.Write(environment, explainer, request);
        }

        if (request.Json)
        {
            environment.Out.WriteJson(json => AssessmentJson.Write(json, assessment));
        }
        else
        {
            new AssessmentTables(environment.Out, assessment, request.All).Write();
            WriteNames(environment.Out, request);
        }

        return await ExitCodeOfAsync(environment, request, assessment);
    }

    // A threshold that cannot be held against anything must not look like one that is kept.
    private static async Task<int> ExitCodeOfAsync(
        CommandEnvironment environment,
        AssessRequest request,
        Assessment assessment
    )
    {
        switch (request.FailOn?.IsPassed(assessment))
        {
            case true:
                return ExitCode.ThresholdPassed;
            case null when request.FailOn is { Figure: { } figure }:
                await environment.Error.WriteLineAsync(
                    $"pollux: --fail-on '{figure}': the site description does not say what it takes: "
                        + (figure == "appetite" ? "risk: {appetite: 2M} and losses." : "losses of the crown jewels.")
                );
                return ExitCode.InputUnusable;
            default:
                return ExitCode.Done;
        }
    }

    private static AssessmentInput InputOf(LanguagePack pack, SiteModel site) =>
        new(site.Input.Revision, site.Modelled, pack, typeof(Assessor).Assembly.GetName().Version!.ToString(3))
        {
            NeedsMapping = site.Matches.NeedsMapping,
        };

    private static void WriteFiles(Assessment assessment, AssessRequest request)
    {
        if (request.Output is { } output)
        {
            string text = JsonOutput.ToText(json => AssessmentJson.Write(json, assessment));
            AtomicFile.Write(output, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
        }

        if (request.Html is { } html)
        {
            AtomicFile.Write(
                html,
                stream =>
                {
                    using StreamWriter writer = new(stream, leaveOpen: true);
                    AssessmentReport.Write(assessment, writer);
                }
            );
        }

        if (request.Sarif is { } sarif)
        {
            DiagnosticOutput.WriteSarif(sarif, FindingDiagnostics.Of(assessment, request.File));
        }
    }

    private static void WriteNames(TextWriter writer, AssessRequest request)
    {
        foreach (
            (string what, string? file) in (ReadOnlySpan<(string, string?)>)
                [("Report", request.Html), ("SARIF", request.Sarif), ("Result", request.Output)]
        )
        {
            if (file is not null)
            {
                writer.WriteLine($"{what}: {file}");
            }
        }
    }
}
