namespace Pollux.Cli.Import;

/// <summary>Says on standard error how far a long import is: at once on a terminal, every ten seconds elsewhere.</summary>
internal sealed class ImportProgress(CommandEnvironment environment)
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Elsewhere = TimeSpan.FromSeconds(10);

    private long last = environment.Clock.GetTimestamp();
    private bool isShown;

    /// <summary>Called after each file.</summary>
    public void Report(int done, int all)
    {
        TimeSpan pause = environment.IsInteractive ? OnTerminal : Elsewhere;
        if (environment.Clock.GetElapsedTime(last) < pause)
        {
            return;
        }

        last = environment.Clock.GetTimestamp();
        isShown = true;
        environment.Error.Write(
            environment.IsInteractive
                ? $"\rpollux: read {done} of {all} files "
                : $"pollux: read {done} of {all} files\n"
        );
    }

    /// <summary>Clears the line.</summary>
    public void Finish()
    {
        if (isShown && environment.IsInteractive)
        {
            environment.Error.Write("\r" + new string(' ', 60) + "\r");
        }
    }
}
