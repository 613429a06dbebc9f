using System.CommandLine;
using Pollux.Diagnostics;

namespace Pollux.Cli.Attack;

/// <summary>The options that <c>attack graph</c> and <c>attack simulate</c> share.</summary>
internal sealed class AttackOptions
{
    private readonly Option<string?> language = new("--language")
    {
        Description = "The attack language: its main .mal file, a .mar or a langspec .json; Pollux's own without it",
    };

    private readonly Option<string> model = new("--model")
    {
        Description = "An instance model of MAL-Toolbox, JSON or YAML, or a SITE.twin",
        Required = true,
    };

    private readonly Option<string[]> include = new("--include")
    {
        Description = "A folder in which included languages are looked for; may be repeated",
    };

    private readonly Option<string?> output = new("--output", "-o")
    {
        Description = "The file to write; standard output without it",
    };

    private readonly Option<bool> json = new("--json")
    {
        Description = "Diagnostics (and the graph) as JSON, for programs",
    };

    public void AddTo(Command command)
    {
        command.Add(language);
        command.Add(model);
        command.Add(include);
        command.Add(output);
        command.Add(json);
    }

    public string Model(ParseResult parsed) => parsed.GetValue(model)!;

    /// <summary>Reads what the options name.</summary>
    public Task<Diagnosed<AttackInput>> LoadAsync(
        CommandEnvironment environment,
        ParseResult parsed,
        CancellationToken cancellationToken
    ) =>
        AttackInput.LoadAsync(
            environment,
            parsed.GetValue(language),
            Model(parsed),
            [.. parsed.GetValue(include) ?? []],
            cancellationToken
        );

    public string? Output(ParseResult parsed) => parsed.GetValue(output);

    public bool Json(ParseResult parsed) => parsed.GetValue(json);
}
