using Pollux.Diagnostics;
using Pollux.Formats.Input;
using Pollux.Language.Syntax;

namespace Pollux.Cli.Mal;

/// <summary>The files that a command line means: paths, and patterns such as <c>languages/**/main.mal</c>.</summary>
internal static class MalFiles
{
    /// <summary>Expands arguments. A folder is refused: which of its files is a language's main file, only the user knows.</summary>
    public static IEnumerable<InputPath> Expand(IEnumerable<string> arguments) =>
        arguments.SelectMany(argument =>
            Directory.Exists(argument) ? [Refuse(argument)]
            : argument.AsSpan().ContainsAny('*', '?') ? InputPaths.Expand([argument], InputLimits.Default, default)
            : (IEnumerable<InputPath>)[new InputPath(argument, null)]
        );

    private static InputPath Refuse(string folder) =>
        new(
            folder,
            new Diagnostic(
                SyntaxRules.SourceNotReadable,
                $"'{folder}' is a folder.",
                new SourceLocation(folder),
                $"Name files of it, such as {Path.Combine(folder, "main.mal")} or '{Path.Combine(folder, "*.mal")}'."
            )
        );
}
