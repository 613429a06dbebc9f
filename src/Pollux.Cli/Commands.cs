using System.Collections.Immutable;
using System.CommandLine;
using Pollux.Cli.Assess;
using Pollux.Cli.Attack;
using Pollux.Cli.Demo;
using Pollux.Cli.Explain;
using Pollux.Cli.Import;
using Pollux.Cli.Knowledge;
using Pollux.Cli.Mal;
using Pollux.Cli.Twin;
using Pollux.Diagnostics.Rendering;

namespace Pollux.Cli;

/// <summary>The one list of commands. Each lives in the folder of its capability.</summary>
public static class Commands
{
    /// <summary>Parses the arguments and runs the command they name.</summary>
    /// <param name="args">The arguments, without the program's name.</param>
    /// <param name="environment">The outside world.</param>
    /// <param name="cancellationToken">Cancels the command; Ctrl-C does so too.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        string[] args,
        CommandEnvironment environment,
        CancellationToken cancellationToken = default
    )
    {
        RootCommand root = new("Pollux: the digital twin of your IT and OT, for security. Start with: pollux demo")
        {
            AssessCommand.Create(environment),
            DemoCommand.Create(environment),
            ExplainCommand.Create(environment),
            MalCommand.Create(environment),
            TwinCommand.Create(environment),
            ImportCommand.Create(environment),
            KnowledgeCommand.Create(environment),
            AttackCommand.Create(environment),
        };
        ParseResult parsed = root.Parse(
            args,
            // '@' begins names of assets too; a file of arguments would be read unasked.
            new ParserConfiguration { ResponseFileTokenReplacer = null }
        );
        ImmutableArray<string> problems =
        [
            .. parsed.Errors.Select(problem => problem.Message),
            .. args.Any(string.IsNullOrWhiteSpace)
                ? ["An argument is empty; a variable of the shell is perhaps not set."]
                : (string[])[],
        ];
        if (problems.Length > 0)
        {
            foreach (string problem in problems)
            {
                await environment
                    .Error.WriteLineAsync($"pollux: {TextRenderer.Printable(problem)}")
                    .ConfigureAwait(false);
            }

            await environment.Error.WriteLineAsync("Run 'pollux --help' for the commands.").ConfigureAwait(false);
            return ExitCode.InputUnusable;
        }

        InvocationConfiguration configuration = new()
        {
            Output = environment.Out,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The world: a disk that is full, a folder that may not be written to. Bugs go on.
            await environment
                .Error.WriteLineAsync($"pollux: {TextRenderer.Printable(exception.Message)}")
                .ConfigureAwait(false);
            return ExitCode.Failure;
        }
    }
}
