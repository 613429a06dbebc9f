using System.Collections.Immutable;
using System.CommandLine;
using Pollux.Diagnostics.Rendering;

namespace Pollux.Cli.Explain;

/// <summary><c>pollux explain [CODE]</c>: what a diagnostic's code means and what to do about it.</summary>
public static class ExplainCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string?> code = new("CODE")
        {
            Description = "A diagnostic's code, such as PLX2003; without it all are listed",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<bool> markdown = new("--markdown") { Description = "Print the page docs/diagnostics.md" };
        Command command = new("explain", "Explain a diagnostic's code") { code, markdown };
        command.SetAction(parsed => Run(environment, parsed.GetValue(code), parsed.GetValue(markdown)));
        return command;
    }

    private static int Run(CommandEnvironment environment, string? code, bool markdown)
    {
        if (markdown)
        {
            environment.Out.Write(RuleCatalogue.ToMarkdown());
            return ExitCode.Done;
        }

        ImmutableArray<CataloguedRule> matching =
        [
            .. RuleCatalogue.All.Where(entry =>
                code is null || entry.Rule.Code.Equals(code, StringComparison.OrdinalIgnoreCase)
            ),
        ];
        if (matching.IsEmpty)
        {
            environment.Error.WriteLine(
                $"pollux: there is no diagnostic '{TextRenderer.Printable(code ?? "")}'; 'pollux explain' lists all."
            );
            return ExitCode.InputUnusable;
        }

        foreach (CataloguedRule entry in matching)
        {
            environment.Out.WriteLine(
                code is null
                    ? $"{entry.Rule.Code}  {entry.Rule.Severity.ToString().ToLowerInvariant(), -7}  {entry.Rule.Title}"
                    : $"{entry.Rule.Code} ({entry.Rule.Severity.ToString().ToLowerInvariant()}): {entry.Rule.Title}\n"
                        + $"  next: {entry.Rule.Hint}\n  part: {entry.Area}"
            );
        }

        return ExitCode.Done;
    }
}
