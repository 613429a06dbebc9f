using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Attack;

public sealed class AttackCommandTests
{
    private static readonly string Language = File("plant.mal");
    private static readonly string Model = File("plant.yml");

    [Fact]
    public async Task The_graph_is_a_sorted_list_of_edges()
    {
        AttackRun run = await AttackRun.OfAsync("attack", "graph", "--language", Language, "--model", Model);
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Error.ShouldBeEmpty();
        Approval.ShouldMatchApproved(run.Output, "tests", "Pollux.Cli.Tests", "Attack", "testdata", "plant.edges.txt");
        string[] lines = run.Output.TrimEnd('\n').Split('\n');
        lines.ShouldBe(lines.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_graph_as_json_names_children_parents_and_times()
    {
        AttackRun run = await AttackRun.OfAsync("attack", "graph", "--language", Language, "--model", Model, "--json");
        Approval.ShouldMatchApproved(run.Output, "tests", "Pollux.Cli.Tests", "Attack", "testdata", "plant.graph.json");
    }

    [Fact]
    public async Task A_simulation_gives_probability_and_time_of_every_attack_step()
    {
        AttackRun run = await SimulateAsync("--entry", "office:access", "--horizon", "36h", "--seed", "5");
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Error.ShouldBeEmpty();
        Approval.ShouldMatchApproved(
            run.Output,
            "tests",
            "Pollux.Cli.Tests",
            "Attack",
            "testdata",
            "plant.result.json"
        );
        using JsonDocument result = JsonDocument.Parse(run.Output);
        result.RootElement.GetProperty("horizonDays").GetDouble().ShouldBe(1.5);
        result.RootElement.GetProperty("steps").TryGetProperty("station:lockout", out _).ShouldBeFalse();
        result
            .RootElement.GetProperty("steps")
            .GetProperty("station:control")
            .GetProperty("ttcP95")
            .GetDouble()
            .ShouldBeLessThan(1.5);
    }

    [Fact]
    public async Task One_or_two_threads_write_the_same_bytes_and_another_seed_others()
    {
        string[] common = ["--entry", "office:access", "--samples", "3000"];
        string one = (await SimulateAsync([.. common, "--threads", "1"])).Output;
        string two = (await SimulateAsync([.. common, "--threads", "2"])).Output;
        string other = (await SimulateAsync([.. common, "--seed", "2"])).Output;
        two.ShouldBe(one);
        other.ShouldNotBe(one);
    }

    [Fact]
    public async Task Without_an_entry_only_what_needs_no_attacker_is_reached_and_marked()
    {
        AttackRun run = await SimulateAsync("--samples", "10");
        run.Error.ShouldContain("PLX6012");
        using JsonDocument result = JsonDocument.Parse(run.Output);
        JsonElement steps = result.RootElement.GetProperty("steps");
        steps.GetProperty("station:banner").GetProperty("probability").GetDouble().ShouldBe(1);
        steps.GetProperty("station:banner").GetProperty("withoutAttacker").GetBoolean().ShouldBeTrue();
        steps.GetProperty("office:access").GetProperty("probability").GetDouble().ShouldBe(0);
        steps.GetProperty("office:access").TryGetProperty("withoutAttacker", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task With_an_entry_nothing_is_marked_as_reached_without_an_attacker() =>
        (await SimulateAsync("--samples", "10", "--entry", "office:access")).Output.ShouldNotContain("withoutAttacker");

    [Fact]
    public async Task A_defence_that_is_switched_on_changes_only_what_depends_on_it()
    {
        string[] common = ["--entry", "office:access"];
        using JsonDocument before = JsonDocument.Parse((await SimulateAsync(common)).Output);
        using JsonDocument after = JsonDocument.Parse(
            (await SimulateAsync([.. common, "--on", "dosing:interlock"])).Output
        );
        Probability(before, "dosing:manipulate").ShouldBeGreaterThan(0.3);
        Probability(after, "dosing:manipulate").ShouldBe(0);
        Step(after, "station:control").ShouldBe(Step(before, "station:control"));

        static double Probability(JsonDocument result, string step) =>
            result.RootElement.GetProperty("steps").GetProperty(step).GetProperty("probability").GetDouble();
        static string Step(JsonDocument result, string step) =>
            result.RootElement.GetProperty("steps").GetProperty(step).GetRawText();
    }

    [Theory]
    [InlineData("PLX6010", "Did you mean 'office:access'?", "--entry", "ofice:access")]
    [InlineData("PLX6010", "'@office'", "--entry", "@office:access")]
    [InlineData("PLX6011", "--entry", "--entry", "station:lockout")]
    [InlineData("PLX6050", "--horizon", "--horizon", "soon")]
    [InlineData("PLX6050", "--samples", "--samples", "0")]
    [InlineData("PLX6050", "no defence", "--on", "station:control")]
    public async Task What_cannot_be_rehearsed_is_a_usage_error(string code, string part, params string[] options)
    {
        AttackRun run = await SimulateAsync(options);
        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain(code);
        run.Error.ShouldContain(part);
    }

    [Fact]
    public async Task A_twin_is_attacked_in_Pollux_own_language()
    {
        string twin = RepositoryPaths.Of("tests", "Pollux.Cli.Tests", "Twin", "testdata", "small.twin");
        AttackRun run = await AttackRun.OfAsync("attack", "graph", "--model", twin);
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.Split('\n').ShouldContain(line => line.StartsWith("defense\t", StringComparison.Ordinal));
        AttackRun other = await AttackRun.OfAsync("attack", "graph", "--model", twin, "--language", Language);
        other.ExitCode.ShouldBe(ExitCode.InputUnusable);
        other.Error.ShouldContain("A twin is modelled in");
    }

    [Fact]
    public async Task A_model_that_cannot_be_read_is_named()
    {
        AttackRun run = await AttackRun.OfAsync(
            "attack",
            "graph",
            "--language",
            Language,
            "--model",
            File("none.json")
        );
        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Error.ShouldContain("none.json");
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_a_failure_of_the_disk()
    {
        string output = Path.Combine(Path.GetTempPath(), "no-such-folder-of-pollux", "x.txt");
        AttackRun run = await AttackRun.OfAsync(
            "attack",
            "graph",
            "--language",
            Language,
            "--model",
            Model,
            "-o",
            output
        );
        run.ExitCode.ShouldBe(ExitCode.Failure);
        run.Error.ShouldContain("PLX6051");
    }

    private static Task<AttackRun> SimulateAsync(params string[] options) =>
        AttackRun.OfAsync(["attack", "simulate", "--language", Language, "--model", Model, .. options]);

    private static string File(string name) =>
        RepositoryPaths.Of("tests", "Pollux.Cli.Tests", "Attack", "testdata", name);
}
