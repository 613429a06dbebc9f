using System.CommandLine;
using Pollux.Language;

namespace Pollux.Cli.Mal;

/// <summary><c>pollux mal check|compile|format</c>: work on attack languages.</summary>
public static class MalCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment) =>
        new("mal", "Check, compile and format attack languages (MAL)")
        {
            MalCheck.Create(environment),
            MalCompile.Create(environment),
            MalFormat.Create(environment),
        };

    /// <summary>The option <c>--include DIR</c>, which may be repeated.</summary>
    internal static Option<string[]> IncludeOption() =>
        new("--include")
        {
            Description = "A folder where included files are looked for; may be given several times",
            HelpName = "DIR",
            AllowMultipleArgumentsPerToken = false,
            DefaultValueFactory = _ => [],
        };

    /// <summary>The option <c>--json</c>.</summary>
    internal static Option<bool> JsonOption() => new("--json") { Description = "Write JSON for programs" };

    /// <summary>The compiler's options as a command line gives them.</summary>
    internal static CompilerOptions OptionsOf(ParseResult parsed, Option<string[]> include) =>
        CompilerOptions.Default with
        {
            IncludePath = [.. parsed.GetValue(include) ?? []],
        };
}
