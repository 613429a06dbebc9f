using Pollux.Testing;

namespace Pollux.Cli.Tests.Attack;

/// <summary>A command run in this process.</summary>
internal sealed record AttackRun(int ExitCode, string Output, string Error)
{
    public static async Task<AttackRun> OfAsync(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        CommandEnvironment environment = new(output, error, TimeProvider.System, RepositoryPaths.Root, false);
        int exitCode = await Commands.RunAsync(args, environment, TestContext.Current.CancellationToken);
        return new AttackRun(exitCode, output.ToString(), error.ToString());
    }
}
