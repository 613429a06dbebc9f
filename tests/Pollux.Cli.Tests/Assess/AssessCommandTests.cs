using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Assess;

public sealed class AssessCommandTests
{
    private static readonly string Pump = Data("pump.twin");

    [Fact]
    public async Task The_answer_fits_a_terminal_and_says_what_falls_how_and_what_to_change()
    {
        (int exitCode, string output, string error) = await RunAsync("assess", Pump, "--samples", "400");

        exitCode.ShouldBe(ExitCode.Done);
        error.ShouldBeEmpty();
        output.Split('\n').ShouldAllBe(line => line.Length <= 100);
        string[] parts =
        [
            "Pump house. 1 of 1 crown jewels can be reached",
            "pumping: process disturbed",
            "Most likely path to pumping: process disturbed",
            "T0855 Unauthorized Command Message",
            "stopped by: Writes blocked (off, assumed)",
            "What to change first",
            "Connection closed, if",
            "How far the attacker gets",
            "Findings:",
            "To repeat: revision ",
        ];
        foreach (string part in parts)
        {
            output.ShouldContain(part);
        }
    }

    [Fact]
    public async Task One_thread_and_two_give_the_same_bytes()
    {
        (_, string one, _) = await RunAsync("assess", Pump, "--samples", "300", "--json", "--threads", "1");
        (_, string two, _) = await RunAsync("assess", Pump, "--samples", "300", "--json", "--threads", "2");

        two.ShouldBe(one);
    }

    [Fact]
    public async Task For_programs_the_result_is_one_document_with_its_manifest()
    {
        (int exitCode, string output, _) = await RunAsync(
            "assess",
            Pump,
            "--samples",
            "100",
            "--seed",
            "7",
            "--horizon",
            "2w",
            "--json"
        );

        exitCode.ShouldBe(ExitCode.Done);
        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement manifest = document.RootElement.GetProperty("manifest");
        manifest.GetProperty("samples").GetInt32().ShouldBe(100);
        manifest.GetProperty("seed").GetInt32().ShouldBe(7);
        manifest.GetProperty("horizonDays").GetDouble().ShouldBe(14);
        document.RootElement.GetProperty("jewels").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Report_SARIF_and_result_are_written_where_asked()
    {
        string folder = Directory.CreateTempSubdirectory("pollux-assess-").FullName;
        try
        {
            string html = Path.Combine(folder, "r.html");
            string sarif = Path.Combine(folder, "r.sarif");
            string json = Path.Combine(folder, "r.json");

            (int exitCode, string output, _) = await RunAsync([
                "assess",
                Pump,
                "--samples",
                "50",
                "--html",
                html,
                "--sarif",
                sarif,
                "-o",
                json,
            ]);

            exitCode.ShouldBe(ExitCode.Done);
            output.ShouldContain(html);
            File.ReadAllText(html).ShouldStartWith("<!doctype html>");
            using JsonDocument log = JsonDocument.Parse(File.ReadAllBytes(sarif));
            log.RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
            using JsonDocument result = JsonDocument.Parse(File.ReadAllBytes(json));
            result.RootElement.GetProperty("site").GetString().ShouldBe("Pump house");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("risk>1", ExitCode.ThresholdPassed)]
    [InlineData("risk>1e12", ExitCode.Done)]
    [InlineData("probability>0.001", ExitCode.ThresholdPassed)]
    [InlineData("probability>1", ExitCode.Done)]
    [InlineData("info", ExitCode.ThresholdPassed)]
    public async Task A_threshold_that_is_passed_shows_in_the_exit_code(string threshold, int expected)
    {
        (int exitCode, _, _) = await RunAsync("assess", Pump, "--samples", "200", "--fail-on", threshold);

        exitCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("--fail-on", "sometimes")]
    [InlineData("--horizon", "0d")]
    [InlineData("--horizon", "soon")]
    [InlineData("--samples", "0")]
    public async Task An_argument_that_makes_no_sense_is_named(string option, string value)
    {
        (int exitCode, string output, string error) = await RunAsync("assess", Pump, option, value);

        exitCode.ShouldBe(ExitCode.InputUnusable);
        output.ShouldBeEmpty();
        error.ShouldContain(option);
    }

    [Fact]
    public async Task A_site_without_an_internet_is_told_what_to_add()
    {
        (int exitCode, _, string error) = await RunAsync("assess", Data("island.twin"));

        exitCode.ShouldBe(ExitCode.InputUnusable);
        error.ShouldContain("PLX7002");
        error.ShouldContain("internet: {type: internet}");
    }

    [Fact]
    public async Task A_site_without_an_internet_is_assessed_from_an_entry_that_is_given()
    {
        (int exitCode, string output, _) = await RunAsync([
            "assess",
            Data("island.twin"),
            "--samples",
            "100",
            "--entry",
            "cell:reached",
        ]);

        exitCode.ShouldBe(ExitCode.Done);
        output.ShouldContain("from cell:reached");
    }

    private static string Data(string name) =>
        RepositoryPaths.Of("tests", "Pollux.Cli.Tests", "Assess", "testdata", name);

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        CommandEnvironment environment = new(output, error, TimeProvider.System, RepositoryPaths.Root, false);
        int exitCode = await Commands.RunAsync(args, environment, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }
}
