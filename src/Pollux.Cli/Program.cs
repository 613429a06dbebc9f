namespace Pollux.Cli;

/// <summary>The <c>pollux</c> command.</summary>
public static class Program
{
    /// <summary>Runs one command.</summary>
    /// <returns>0 done; 1 a <c>--fail-on</c> threshold is passed; 2 the input could not be used; 3 another failure.</returns>
    public static Task<int> Main(string[] args) => Commands.RunAsync(args, CommandEnvironment.Process());
}
