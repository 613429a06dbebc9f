namespace Pollux.Cli;

/// <summary>The outside world as a command sees it, so that tests can run commands in the same process.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Diagnostics and progress.</param>
/// <param name="Clock">The time.</param>
/// <param name="HomeDirectory">The folder that holds <c>packs/</c> and <c>samples/</c>.</param>
/// <param name="IsInteractive">True when <paramref name="Error"/> is a terminal: progress bars and colours are welcome.</param>
public sealed record CommandEnvironment(
    TextWriter Out,
    TextWriter Error,
    TimeProvider Clock,
    string HomeDirectory,
    bool IsInteractive
)
{
    /// <summary>The environment of this process.</summary>
    public static CommandEnvironment Process() =>
        new(
            Console.Out,
            Console.Error,
            TimeProvider.System,
            FindHome(AppContext.BaseDirectory),
            !Console.IsErrorRedirected
        );

    // The launcher sets POLLUX_HOME; without it the folder is looked for upwards from the program.
    private static string FindHome(string start)
    {
        if (Environment.GetEnvironmentVariable("POLLUX_HOME") is { Length: > 0 } home)
        {
            return home;
        }

        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "packs")))
            {
                return folder.FullName;
            }
        }

        return start;
    }
}
