using Pollux.Diagnostics;

namespace Pollux.Cli.Output;

/// <summary>What can be wrong with a file that a command is given.</summary>
public static class FileRules
{
    /// <summary>A file cannot be opened.</summary>
    public static readonly DiagnosticRule Unreadable = new(
        "PLX0001",
        Severity.Error,
        "A file that cannot be read",
        "Check the path and the permissions."
    );
}
