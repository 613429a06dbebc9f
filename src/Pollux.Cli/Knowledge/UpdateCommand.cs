using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using Pollux.Cli.Import;
using Pollux.Cli.Output;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Formats.KnowledgeStores;

namespace Pollux.Cli.Knowledge;

/// <summary><c>pollux knowledge update --from FILE...</c>: fills the store from files that were carried here.</summary>
internal sealed class UpdateCommand
{
    private readonly StoreOption store = new();

    private readonly Option<string[]> from = new("--from")
    {
        Description =
            "Files, folders or patterns: KEV, EPSS, CVE, NVD, CSAF, ATT&CK (STIX), D3FEND (Turtle); .gz and .zip are opened",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string?> attackVersion = new("--attack-version")
    {
        Description = "The version of ATT&CK, such as 18.1, for bundles that do not say theirs",
        HelpName = "VERSION",
    };

    private readonly Option<bool> json = new("--json")
    {
        Description = "Print what became of each file, and the feeds, as JSON",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        UpdateCommand self = new();
        Command command = new("update", "Fill the knowledge store from files; no network is needed")
        {
            self.from,
            self.attackVersion,
            self.json,
        };
        self.store.AddTo(command);
        command.SetAction((parsed, cancellationToken) => self.RunAsync(environment, parsed, cancellationToken));
        return command;
    }

    private async Task<int> RunAsync(
        CommandEnvironment environment,
        ParseResult parsed,
        CancellationToken cancellationToken
    )
    {
        bool asJson = parsed.GetValue(json);
        KnowledgeStore before = store.Open(environment, parsed, asJson, cancellationToken);
        ImportProgress progress = new(environment);
        (KnowledgeStore after, ImmutableArray<FileReport> files) = await new KnowledgeUpdate(
            InputLimits.Default,
            parsed.GetValue(attackVersion)
        )
            .RunAsync(parsed.GetValue(from) ?? [], before, progress.Report, cancellationToken)
            .ConfigureAwait(false);
        progress.Finish();
        bool isUsed = files.Any(file => !file.IsRefused);
        string folder = store.Folder(parsed);
        if (isUsed)
        {
            after.Save(folder);
        }

        ImportOutput output = new(environment, asJson);
        output.Show([.. files.SelectMany(file => file.Diagnostics)]);
        DateTimeOffset now = environment.Clock.GetUtcNow();
        if (asJson)
        {
            environment.Out.WriteJson(writer => Write(writer, files, after, now));
        }
        else
        {
            output.ShowTable(files);
            environment.Out.WriteLine(
                isUsed ? $"The store is in {folder}." : "No file could be used; the store stays as it was."
            );
            FeedTables.Write(environment.Out, after.Feeds(), now);
        }

        return isUsed ? ExitCode.Done : ExitCode.InputUnusable;
    }

    private static void Write(
        Utf8JsonWriter writer,
        ImmutableArray<FileReport> files,
        KnowledgeStore store,
        DateTimeOffset now
    )
    {
        writer.WriteStartObject();
        writer.WriteStartArray("files");
        foreach (FileReport file in files)
        {
            ImportReportJson.Write(writer, file);
        }

        writer.WriteEndArray();
        FeedTables.Write(writer, store.Feeds(), now);
        writer.WriteEndObject();
    }
}
