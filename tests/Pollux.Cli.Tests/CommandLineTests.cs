using System.Diagnostics;
using Pollux.Testing;

namespace Pollux.Cli.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pollux-line-").FullName;

    [Theory]
    [InlineData("twin", "show", "")]
    [InlineData("twin", "export", "site.twin", "-o", "")]
    [InlineData("import", "scan.xml", "--into", "")]
    [InlineData("assess", " ")]
    public async Task An_empty_argument_is_a_usage_error(params string[] args)
    {
        (int exitCode, string error) = await RunAsync(args);

        exitCode.ShouldBe(ExitCode.InputUnusable);
        error.ShouldContain("An argument is empty");
    }

    [Theory]
    [InlineData("explain", "\u001b[31mred")]
    [InlineData("\u001b]0;title\u0007")]
    public async Task An_argument_that_is_shown_cannot_steer_the_terminal(params string[] args)
    {
        (int exitCode, string error) = await RunAsync(args);

        exitCode.ShouldBe(ExitCode.InputUnusable);
        error.ShouldContain('·');
        error.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task No_command_waits_for_a_pipe_or_reads_a_device_without_end()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Pipes and devices have names on Unix only.");
        string pipe = Path.Combine(folder, "pipe.twin");
        using (Process made = Process.Start("mkfifo", [pipe]))
        {
            await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        foreach (string path in (string[])[pipe, "/dev/zero"])
        {
            (await RunAsync("twin", "validate", path)).ExitCode.ShouldBe(ExitCode.InputUnusable);
            (await RunAsync("import", path, "--into", Path.Combine(folder, "new.twin"))).Error.ShouldContain("PLX2903");
            (await RunAsync("attack", "graph", "--model", path)).ExitCode.ShouldBe(ExitCode.InputUnusable);
            (await RunAsync("mal", "check", path)).ExitCode.ShouldBeInRange(ExitCode.Done, ExitCode.InputUnusable);
            (await RunAsync("mal", "format", path)).ExitCode.ShouldBeInRange(ExitCode.Done, ExitCode.InputUnusable);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<(int ExitCode, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        CommandEnvironment environment = new(output, error, TimeProvider.System, RepositoryPaths.Root, false);
        int exitCode = await Commands.RunAsync(args, environment, TestContext.Current.CancellationToken);
        return (exitCode, error.ToString());
    }
}
