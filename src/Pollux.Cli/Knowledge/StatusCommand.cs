using System.CommandLine;
using Pollux.Cli.Output;
using Pollux.Formats.KnowledgeStores;

namespace Pollux.Cli.Knowledge;

/// <summary><c>pollux knowledge status</c>: what the store holds, and how old it is.</summary>
internal sealed class StatusCommand
{
    private readonly StoreOption store = new();
    private readonly Option<bool> json = new("--json") { Description = "Write JSON for programs" };

    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        StatusCommand self = new();
        Command command = new("status", "Show what the knowledge store holds, and how old each feed is") { self.json };
        self.store.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) => Task.FromResult(self.Run(environment, parsed, cancellationToken))
        );
        return command;
    }

    private int Run(CommandEnvironment environment, ParseResult parsed, CancellationToken cancellationToken)
    {
        bool asJson = parsed.GetValue(json);
        KnowledgeStore opened = store.Open(environment, parsed, asJson, cancellationToken);
        DateTimeOffset now = environment.Clock.GetUtcNow();
        if (asJson)
        {
            environment.Out.WriteJson(writer =>
            {
                writer.WriteStartObject();
                FeedTables.Write(writer, opened.Feeds(), now);
                writer.WriteEndObject();
            });
        }
        else
        {
            environment.Out.WriteLine($"The store is in {store.Folder(parsed)}.");
            FeedTables.Write(environment.Out, opened.Feeds(), now);
        }

        return ExitCode.Done;
    }
}
