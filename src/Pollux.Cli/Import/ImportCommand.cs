using System.Collections.Immutable;
using System.CommandLine;
using Pollux.Cli.Twin;
using Pollux.Diagnostics;
using Pollux.Formats.DeviceList;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Twin.Changes;
using Pollux.Twin.Files;
using Pollux.Twin.Resolution;

namespace Pollux.Cli.Import;

/// <summary>
/// <c>pollux import FILE... --into SITE.twin [--site NAME] [--map M.yaml] [--report R.json] [--json] [--fail-on THRESHOLD]</c>: reads files of any format
/// that Pollux knows and merges what they say into a twin.
/// </summary>
public static class ImportCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> files = new("FILE")
        {
            Description = "Files, folders or patterns such as 'scans/**/*.xml'; .gz and .zip are opened",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> into = new("--into") { Description = "The twin file to build or update", Required = true };
        Option<string?> site = new("--site") { Description = "The site's name, for a new twin" };
        Option<string?> map = new("--map")
        {
            Description =
                "What the columns of lists (CSV) mean: a YAML file; kept beside the twin, so that the next import needs no --map",
        };
        Option<string?> report = new("--report") { Description = "Write what became of each file and record as JSON" };
        Option<bool> json = new("--json") { Description = "Print the report and the diagnostics as JSON" };
        Option<string?> failOn = new("--fail-on")
        {
            Description = "Exit 1 when passed: info, warning, error, or a figure such as 'refused>0'",
        };
        Command command = new("import", "Read scans, bills of materials, advisories and site descriptions into a twin")
        {
            files,
            into,
            site,
            map,
            report,
            json,
            failOn,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    environment,
                    new ImportRequest(
                        parsed.GetValue(files) ?? [],
                        parsed.GetValue(into)!,
                        parsed.GetValue(site),
                        parsed.GetValue(report),
                        parsed.GetValue(json),
                        parsed.GetValue(failOn),
                        parsed.GetValue(map)
                    ),
                    cancellationToken
                )
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandEnvironment environment,
        ImportRequest request,
        CancellationToken cancellationToken
    )
    {
        ImportOutput output = new(environment, request.Json);
        try
        {
            return await ImportAsync(environment, request, output, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            output.Failure($"The twin or the report cannot be written: {exception.Message}");
            return ExitCode.Failure;
        }
    }

    private static async Task<int> ImportAsync(
        CommandEnvironment environment,
        ImportRequest request,
        ImportOutput output,
        CancellationToken cancellationToken
    )
    {
        ImportThreshold? threshold = request.FailOn is null ? null : ImportThreshold.Parse(request.FailOn);
        if (request.FailOn is not null && threshold is null)
        {
            output.Show([new(ImportRules.BadThreshold, $"'{request.FailOn}' is not a threshold.")]);
            return ExitCode.InputUnusable;
        }

        Diagnosed<SiteTwin> present = ReadTwin(request.Into);
        if (present.HasErrors)
        {
            output.Show(present.Diagnostics);
            return ExitCode.InputUnusable;
        }

        Diagnosed<ColumnMappings> mappings = KeptMappings.Read(request.Map, request.Into, cancellationToken);
        if (mappings.Value is null)
        {
            output.Show(mappings.Diagnostics);
            return ExitCode.InputUnusable;
        }

        ImportProgress progress = new(environment);
        ImmutableArray<ReadFile> files = await ImportRun.ReadAsync(
            request.Files,
            mappings.Value,
            InputLimits.Default,
            progress.Report,
            cancellationToken
        );
        progress.Finish();
        string? describedSite = SiteOf(files);
        if (
            present.Value is { } twin
            && request.Site is { } wanted
            && !string.Equals(wanted, twin.Site, StringComparison.Ordinal)
        )
        {
            string message = $"'{request.Into}' is the twin of '{twin.Site}', not of '{wanted}'.";
            output.Show([new(ImportRules.OtherSite, message, new SourceLocation(request.Into))]);
            return ExitCode.InputUnusable;
        }

        string site = request.Site ?? describedSite ?? Path.GetFileNameWithoutExtension(request.Into);
        Diagnosed<TypeHierarchy> types = LanguageTypes.Load(environment);
        output.Show(types.Diagnostics);
        if (request.Map is not null && files.Any(file => file.Document is not null))
        {
            KeptMappings.Write(mappings.Value, request.Into);
        }

        return Finish(
            request,
            output,
            threshold,
            ImportRun.Merge(files, present.Value ?? SiteTwin.Empty(site), types.Value!)
        );
    }

    private static int Finish(
        ImportRequest request,
        ImportOutput output,
        ImportThreshold? threshold,
        ImportResult result
    )
    {
        bool allRefused = result.Report.Files.All(file => file.IsRefused);
        ImportReport report =
            allRefused && !File.Exists(request.Into) ? result.Report with { Twin = null } : result.Report;
        if (!allRefused && (report.Twin!.Changed || !File.Exists(request.Into)))
        {
            TwinFile.Save(result.Twin, request.Into);
        }

        if (request.Report is { } path)
        {
            AtomicFile.Write(path, stream => ImportReportJson.Write(report, stream));
        }

        output.Show(report, result.Diagnostics, request.Into);
        return allRefused ? ExitCode.InputUnusable
            : threshold?.IsPassedBy(report) == true ? ExitCode.ThresholdPassed
            : ExitCode.Done;
    }

    private static Diagnosed<SiteTwin> ReadTwin(string path)
    {
        if (!File.Exists(path))
        {
            return new(null, []);
        }

        using Stream stream = OrdinaryFile.Open(path);
        Diagnosed<SiteTwin> read = TwinFile.Read(stream, path);
        return read.HasErrors
            ? read with
            {
                Diagnostics =
                [
                    .. read.Diagnostics,
                    new(
                        ImportRules.DamagedTwin,
                        "Writing this twin again would lose what cannot be read.",
                        new SourceLocation(path)
                    ),
                ],
            }
            : read;
    }

    // A site description names the site.
    private static string? SiteOf(ImmutableArray<ReadFile> files) =>
        files.FirstOrDefault(file => file.Document?.Source.Format is "site")?.Document!.Source.Document;
}

/// <summary>What a user asked for.</summary>
/// <param name="Files">Paths, folders and patterns.</param>
/// <param name="Into">The twin file.</param>
/// <param name="Site">The site's name; null to take it from a site description or the file's name.</param>
/// <param name="Report">Where to write the report; null for nowhere.</param>
/// <param name="Json">Print as JSON.</param>
/// <param name="FailOn">The threshold as written; null for none.</param>
/// <param name="Map">The mapping of columns; null for those kept beside the twin alone.</param>
internal sealed record ImportRequest(
    string[] Files,
    string Into,
    string? Site,
    string? Report,
    bool Json,
    string? FailOn,
    string? Map
);
