using System.CommandLine;
using System.Text;
using Pollux.Cli.Attack;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.MalModels;
using Pollux.Modelling;

namespace Pollux.Cli.Modelling;

/// <summary><c>pollux twin export</c>: a twin in other people's formats.</summary>
public static class TwinExport
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> file = new("SITE.twin") { Description = "The twin file" };
        Option<string?> output = new("--output", "-o")
        {
            Description = "The file; a MAL model is YAML when it ends in .yml or .yaml. Standard output without it",
        };
        Option<ExportForm> form = new("--as")
        {
            Description = "mal (instance model), cyclonedx, vex (CycloneDX), openvex, ngsi-ld, dtdl, csv (devices)",
            HelpName = "FORMAT",
            CustomParser = ExportForms.Read,
            DefaultValueFactory = _ => ExportForm.Mal,
        };
        Option<bool> json = new("--json") { Description = "Diagnostics as JSON, for programs" };
        Command command = new(
            "export",
            "Write a twin in another format: attack model, bill of materials, VEX, entities, table"
        )
        {
            file,
            form,
            output,
            json,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                parsed.GetValue(form) is var asked and not ExportForm.Mal
                    ? Task.FromResult(
                        ExportForms.Run(
                            environment,
                            parsed.GetValue(file)!,
                            asked,
                            parsed.GetValue(output),
                            parsed.GetValue(json),
                            cancellationToken
                        )
                    )
                    : RunAsync(
                        environment,
                        parsed.GetValue(file)!,
                        parsed.GetValue(output),
                        parsed.GetValue(json),
                        cancellationToken
                    )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandEnvironment environment,
        string path,
        string? output,
        bool asJson,
        CancellationToken cancellationToken
    )
    {
        Diagnosed<SiteModel> site = await SiteModel.LoadAsync(environment, path, cancellationToken);
        environment.WriteDiagnostics(site.Diagnostics, asJson);
        if (site.Value is not { } model)
        {
            return ExitCode.InputUnusable;
        }

        ModelledTwin twin = model.Modelled;
        int code = AttackCommand.WriteResult(environment, output, asJson, writer => writer.Write(Text(twin, output)));
        if (code == ExitCode.Done && output is not null && !asJson)
        {
            await environment.Error.WriteLineAsync(
                $"{output}: {twin.Model.Assets.Length} assets, {twin.Model.Links.Length} links; "
                    + $"{twin.Findings.Length} findings"
            );
        }

        return code;
    }

    private static string Text(ModelledTwin twin, string? output) =>
        Path.GetExtension(output)?.ToUpperInvariant() is ".YML" or ".YAML"
            ? MalModelWriter.ToYaml(twin.Model)
            : Encoding.UTF8.GetString(MalModelWriter.ToJson(twin.Model));
}
