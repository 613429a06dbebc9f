namespace Pollux.Cli;

/// <summary>The <c>pollux</c> command.</summary>
public static class Program
{
    /// <summary>Runs one command.</summary>
    /// <returns>0 done; 1 a <c>--fail-on</c> threshold is passed; 2 the input could not be used; 3 another failure.</returns>
    public static async Task<int> Main(string[] args)
    {
        CommandEnvironment environment = CommandEnvironment.Process();
        try
        {
            return await Commands.RunAsync(args, environment).ConfigureAwait(false);
        }
        catch (Exception fault)
        {
            // The last resort: whoever runs the command learns that it is not the input's fault, and what to report.
            await environment
                .Error.WriteLineAsync(
                    $"pollux: a fault of Pollux itself, not of your input; please report it with the command that you ran: {fault}"
                )
                .ConfigureAwait(false);
            return ExitCode.Failure;
        }
    }
}
