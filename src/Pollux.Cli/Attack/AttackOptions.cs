using System.Collections.Immutable;
using System.CommandLine;

namespace Pollux.Cli.Attack;

/// <summary>The options that <c>attack graph</c> and <c>attack simulate</c> share.</summary>
internal sealed class AttackOptions
{
    private readonly Option<string> language = new("--language")
    {
        Description = "The attack language: its main .mal file, a .mar or a langspec .json",
        Required = true,
    };

    private readonly Option<string> model = new("--model")
    {
        Description = "The instance model of MAL-Toolbox, JSON or YAML",
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

    public string Language(ParseResult parsed) => parsed.GetValue(language)!;

    public string Model(ParseResult parsed) => parsed.GetValue(model)!;

    public ImmutableArray<string> Include(ParseResult parsed) => [.. parsed.GetValue(include) ?? []];

    public string? Output(ParseResult parsed) => parsed.GetValue(output);

    public bool Json(ParseResult parsed) => parsed.GetValue(json);
}
