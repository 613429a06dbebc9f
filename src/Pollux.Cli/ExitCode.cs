namespace Pollux.Cli;

/// <summary>What the process returns; the same for every command.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Done, and a threshold given by <c>--fail-on</c> is passed.</summary>
    public const int ThresholdPassed = 1;

    /// <summary>The input as a whole could not be used: a usage error, or every file refused.</summary>
    public const int InputUnusable = 2;

    /// <summary>A failure that is not the input's: disk, store, a bug.</summary>
    public const int Failure = 3;
}
