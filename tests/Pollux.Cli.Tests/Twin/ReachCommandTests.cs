using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Twin;

public sealed class ReachCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-reach-");

    private static readonly string Configuration = RepositoryPaths.Of(
        "tests",
        "Pollux.Formats.Tests",
        "CiscoAsa",
        "testdata",
        "plant-fw.cfg"
    );

    [Fact]
    public async Task The_answer_names_the_line_that_decides_and_that_it_is_partial()
    {
        (int exitCode, string output) = await AskAsync("--from", "10.1.7.7", "--to", "10.2.0.10", "--port", "502/tcp");

        exitCode.ShouldBe(ExitCode.Done);
        output.ShouldContain("Permitted: 502/tcp from 10.1.7.7 to 10.2.0.10, as far as is known.");
        output.ShouldContain("'office_in' line 35: access-list office_in extended permit tcp");
        output.ShouldContain("2 line(s) of device plant-fw were not understood");
    }

    [Fact]
    public async Task For_programs_it_says_the_same()
    {
        (int exitCode, string output) = await AskAsync(
            "--from",
            "office",
            "--to",
            "plant",
            "--port",
            "22/tcp",
            "--json"
        );

        exitCode.ShouldBe(ExitCode.Done);
        using JsonDocument document = JsonDocument.Parse(output);
        document.RootElement.GetProperty("verdict").GetString().ShouldBe("denied");
        JsonElement device = document.RootElement.GetProperty("parts")[0].GetProperty("devices")[0];
        device.GetProperty("linesNotUnderstood").GetInt32().ShouldBe(2);
        device.GetProperty("passages")[0].GetProperty("by")[0].GetProperty("line").GetInt32().ShouldBe(39);
    }

    [Theory]
    [InlineData("nowhere", "10.2.0.10", "502/tcp")]
    [InlineData("office", "10.2.0.10", "502")]
    [InlineData("office", "10.2.0.300", "502/tcp")]
    public async Task A_question_that_means_nothing_is_refused(string from, string to, string port)
    {
        (int exitCode, string output) = await AskAsync("--from", from, "--to", to, "--port", port);

        exitCode.ShouldBe(ExitCode.InputUnusable);
        output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Show_names_the_filter_and_the_lines_that_were_not_understood()
    {
        string twin = await ImportAsync();

        (int exitCode, string output) = await RunAsync("twin", "show", twin);

        exitCode.ShouldBe(ExitCode.Done);
        output.ShouldContain("95.5 %");
        output.ShouldContain("line 52: frobnicate the packets");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<(int ExitCode, string Output)> AskAsync(params string[] question) =>
        await RunAsync(["twin", "reach", await ImportAsync(), .. question]);

    private async Task<string> ImportAsync()
    {
        string twin = Path.Combine(folder.FullName, "plant.twin");
        (int exitCode, _) = await RunAsync("import", Configuration, "--into", twin);
        exitCode.ShouldBe(ExitCode.Done);
        return twin;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        CommandEnvironment environment = new(output, error, TimeProvider.System, RepositoryPaths.Root, false);
        int exitCode = await Commands.RunAsync(args, environment, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString());
    }
}
