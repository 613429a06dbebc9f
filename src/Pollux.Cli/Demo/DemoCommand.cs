using System.CommandLine;

namespace Pollux.Cli.Demo;

/// <summary>
/// <c>pollux demo</c>: the main job on the sample site, by the same commands that a user would type, each shown before it runs.
/// </summary>
public static class DemoCommand
{
    private const string SampleName = "riverside-water";

    // The site description first, as a team would: it names the site and its zones.
    private static readonly string[] SampleFiles = ["site.yaml", "scans", "sboms", "advisories", "kev.json"];

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        Option<DirectoryInfo> into = new("--into")
        {
            Description = "The folder for the twin and the report",
            DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("out", "demo")),
        };
        Command command = new("demo", "Import the sample site Riverside Water, assess it and write the report")
        {
            into,
        };
        command.SetAction(
            (parsed, cancellationToken) => RunAsync(environment, parsed.GetValue(into)!.ToString(), cancellationToken)
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandEnvironment environment,
        string folder,
        CancellationToken cancellationToken
    )
    {
        string sample = Path.Combine(environment.HomeDirectory, "samples", SampleName);
        if (!Directory.Exists(sample))
        {
            await environment.Error.WriteLineAsync(
                $"pollux: the sample {sample} is missing; get the whole repository."
            );
            return ExitCode.Failure;
        }

        Directory.CreateDirectory(folder);
        string twin = Path.Combine(folder, $"{SampleName}.twin");
        string report = Path.Combine(folder, $"{SampleName}.html");
        // A fresh twin each time, so that the demo shows the same answer each time.
        File.Delete(twin);
        string shown = Path.GetRelativePath(Directory.GetCurrentDirectory(), sample);
        string[] files = [.. SampleFiles.Select(file => Path.Combine(shown, file))];
        string[][] steps =
        [
            ["import", .. files, "--into", twin, "--report", Path.Combine(folder, "import.json")],
            ["assess", twin, "--html", report],
        ];
        foreach (string[] step in steps)
        {
            await environment.Out.WriteLineAsync($"\n$ pollux {string.Join(' ', step.Select(Quote))}");
            await environment.Out.FlushAsync(cancellationToken);
            int exitCode = await Commands.RunAsync(step, environment, cancellationToken);
            if (exitCode != ExitCode.Done)
            {
                return exitCode;
            }
        }

        await environment.Out.WriteLineAsync($"\nThe report: {Path.GetFullPath(report)}");
        await environment.Out.WriteLineAsync($"The twin:   {Path.GetFullPath(twin)}");
        await environment.Out.WriteLineAsync(
            "Next: look at the twin with 'pollux twin show', or give your own scans to 'pollux import'."
        );
        return ExitCode.Done;
    }

    private static string Quote(string argument) => argument.Contains(' ') ? $"\"{argument}\"" : argument;
}
