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
    [InlineData("annual>1", ExitCode.ThresholdPassed)]
    [InlineData("annual>1e12", ExitCode.Done)]
    [InlineData("p90>1", ExitCode.ThresholdPassed)]
    [InlineData("p90>1e12", ExitCode.Done)]
    public async Task A_threshold_that_is_passed_shows_in_the_exit_code(string threshold, int expected)
    {
        (int exitCode, _, _) = await RunAsync("assess", Pump, "--samples", "200", "--fail-on", threshold);

        exitCode.ShouldBe(expected);
    }

    [Fact]
    public async Task A_threshold_that_cannot_be_held_against_anything_is_not_kept()
    {
        (int exitCode, _, string error) = await RunAsync([
            "assess",
            Pump,
            "--samples",
            "100",
            "--fail-on",
            "appetite>0.1",
        ]);

        exitCode.ShouldBe(ExitCode.InputUnusable);
        error.ShouldContain("risk: {appetite: 2M}");
    }

    [Fact]
    public async Task Another_attacker_gives_another_answer_and_an_unknown_one_is_named_with_the_nearest()
    {
        (_, string able, _) = await RunAsync("assess", Pump, "--samples", "100", "--json");
        (_, string state, _) = await RunAsync("assess", Pump, "--samples", "100", "--json", "--attacker", "state");
        (int exitCode, _, string error) = await RunAsync("assess", Pump, "--samples", "100", "--attacker", "stat");

        using JsonDocument result = JsonDocument.Parse(state);
        result.RootElement.GetProperty("manifest").GetProperty("attacker").GetString()!.ShouldStartWith("state: ");
        state.ShouldNotBe(able);
        exitCode.ShouldBe(ExitCode.InputUnusable);
        error.ShouldContain("PLX7251");
        error.ShouldContain("'state'");
    }

    [Fact]
    public async Task A_figure_opens_to_how_it_was_made_and_can_be_made_again_by_the_command_that_it_names()
    {
        string[] run = ["assess", Pump, "--samples", "150", "--seed", "3", "--attacker", "criminal", "--horizon", "2w"];
        (int exitCode, string output, string error) = await RunAsync([.. run, "--explain", "jewel:1.probability"]);

        exitCode.ShouldBe(ExitCode.Done);
        error.ShouldBeEmpty();
        output.Split('\n').ShouldAllBe(line => line.Length <= 100);
        foreach (
            string part in (string[])["How it is computed", "of 150 =", "What it rests on", "What would change it"]
        )
        {
            output.ShouldContain(part);
        }

        string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .ShouldContain("--samples 150 --seed 3 --horizon 14d --attacker criminal");
        (_, string again, _) = await RunAsync([
            "assess",
            Pump,
            "--samples",
            "150",
            "--seed",
            "3",
            "--horizon",
            "14d",
            "--attacker",
            "criminal",
            "--explain",
            "jewel:1.probability",
        ]);
        again.ShouldBe(output);
    }

    [Fact]
    public async Task Without_a_figure_all_are_listed_and_one_that_is_not_there_is_named_with_the_nearest()
    {
        (int listed, string output, _) = await RunAsync("assess", Pump, "--samples", "60", "--explain");
        (int missing, string nothing, string error) = await RunAsync([
            "assess",
            Pump,
            "--samples",
            "60",
            "--explain",
            "jewel:1.probabilty",
        ]);

        listed.ShouldBe(ExitCode.Done);
        output.ShouldContain("jewel:1.probability");
        output.ShouldContain("mitigation:1.removes");
        missing.ShouldBe(ExitCode.InputUnusable);
        nothing.ShouldBeEmpty();
        error.ShouldContain("PLX7120");
        error.ShouldContain("'jewel:1.probability'");
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
