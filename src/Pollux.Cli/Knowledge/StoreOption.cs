using System.CommandLine;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Formats.KnowledgeStores;

namespace Pollux.Cli.Knowledge;

/// <summary>Where the knowledge store is: <c>--store DIR</c>, else <c>POLLUX_KNOWLEDGE</c>, else the user's data folder.</summary>
internal sealed class StoreOption
{
    private readonly Option<string?> option = new("--store")
    {
        Description = "The knowledge store; else POLLUX_KNOWLEDGE, else the user's data folder",
        HelpName = "DIR",
    };

    /// <summary>Adds the option to a command.</summary>
    public void AddTo(Command command) => command.Add(option);

    /// <summary>The folder.</summary>
    public string Folder(ParseResult parsed) =>
        parsed.GetValue(option) is { Length: > 0 } given ? given
        : Environment.GetEnvironmentVariable("POLLUX_KNOWLEDGE") is { Length: > 0 } set ? set
        : Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify
            ),
            "pollux",
            "knowledge"
        );

    /// <summary>Reads the store, and prints what is wrong with it.</summary>
    public KnowledgeStore Open(
        CommandEnvironment environment,
        ParseResult parsed,
        bool asJson,
        CancellationToken cancellationToken
    )
    {
        Diagnosed<KnowledgeStore> opened = KnowledgeStore.Open(Folder(parsed), cancellationToken);
        environment.WriteDiagnostics(opened.Diagnostics, asJson);
        return opened.Value!;
    }
}
