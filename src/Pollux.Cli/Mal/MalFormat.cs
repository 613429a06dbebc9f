using System.CommandLine;
using Pollux.Cli.Output;
using Pollux.Diagnostics;
using Pollux.Language.Formatting;
using Pollux.Language.Packaging;
using Pollux.Language.Syntax;

namespace Pollux.Cli.Mal;

/// <summary><c>pollux mal format FILE... [--check] [--write]</c>.</summary>
internal static class MalFormat
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> files = new("FILE") { Description = "MAL source files", Arity = ArgumentArity.OneOrMore };
        Option<bool> check = new("--check")
        {
            Description =
                "Write nothing; name the files that are laid out otherwise, and exit with 1 when there are any",
        };
        Option<bool> write = new("--write") { Description = "Write the files instead of standard output" };
        Option<bool> json = MalCommand.JsonOption();
        Command command = new("format", "Lay out MAL source; comments and meaning stay") { files, check, write, json };
        command.SetAction(parsed =>
        {
            bool onlyCheck = parsed.GetValue(check);
            bool intoFile = parsed.GetValue(write);
            Outcome[] outcomes =
            [
                .. MalFiles
                    .Expand(parsed.GetValue(files)!)
                    .Select(file =>
                    {
                        Diagnosed<FormattedSource> formatted = file.Problem is { } problem
                            ? new(null, [problem])
                            : Format(file.Path);
                        environment.WriteDiagnostics(formatted.Diagnostics, parsed.GetValue(json));
                        return formatted.Value is { } source
                            ? Deliver(environment, file.Path, source, onlyCheck, intoFile)
                            : Outcome.Refused;
                    }),
            ];
            return outcomes.All(outcome => outcome == Outcome.Refused) ? ExitCode.InputUnusable
                : onlyCheck && outcomes.Contains(Outcome.Changed) ? ExitCode.ThresholdPassed
                : ExitCode.Done;
        });
        return command;
    }

    private static Diagnosed<FormattedSource> Format(string file)
    {
        try
        {
            return MalFormatter.Format(file, OrdinaryFile.ReadAll(file, LanguageArchive.MaximumLangspecBytes));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(
                null,
                [new Diagnostic(SyntaxRules.SourceNotReadable, exception.Message, new SourceLocation(file))]
            );
        }
    }

    private static Outcome Deliver(
        CommandEnvironment environment,
        string file,
        FormattedSource source,
        bool onlyCheck,
        bool intoFile
    )
    {
        if (onlyCheck)
        {
            if (source.IsChanged)
            {
                environment.Out.WriteLine($"{file}: not formatted");
            }
        }
        else if (!intoFile)
        {
            environment.Out.Write(source.Text);
        }
        else if (source.IsChanged)
        {
            File.WriteAllText(file, source.Text);
            environment.Out.WriteLine($"{file}: formatted");
        }

        return source.IsChanged ? Outcome.Changed : Outcome.Same;
    }

    private enum Outcome
    {
        Same,
        Changed,
        Refused,
    }
}
