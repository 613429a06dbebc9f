using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Attack;

public sealed class PathsCommandTests
{
    private static readonly string[] Plant =
    [
        "--language",
        File("plant.mal"),
        "--model",
        File("plant.yml"),
        "--entry",
        "office:access",
        "--goal",
        "dosing:manipulate",
        "--off",
        "controller:lockout",
        "--samples",
        "500",
        "--horizon",
        "30d",
    ];

    [Fact]
    public async Task Paths_are_shown_hop_by_hop()
    {
        AttackRun run = await AttackRun.OfAsync(["attack", "paths", .. Plant, "--similarity", "0.8"]);
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Error.ShouldBeEmpty();
        Approve(run.Output, "plant.paths.txt");
        run.Output.Split('\n').ShouldAllBe(line => line.Length <= 100);
    }

    [Fact]
    public async Task Programs_get_curve_paths_and_what_each_hop_needed()
    {
        AttackRun run = await AttackRun.OfAsync(["attack", "paths", .. Plant, "--json", "--similarity", "0.8"]);
        Approve(run.Output, "plant.paths.json");
        using JsonDocument result = JsonDocument.Parse(run.Output);
        JsonElement goal = result.RootElement.GetProperty("goals")[0];
        JsonElement path = goal.GetProperty("paths")[goal.GetProperty("mostLikelyPath").GetInt32()];
        path.GetProperty("hops")[0].GetProperty("step").GetString().ShouldBe("office:access");
        path.GetProperty("hops").EnumerateArray().Last().GetProperty("step").GetString().ShouldBe("dosing:manipulate");
        goal.GetProperty("curve")
            .GetProperty("points")
            .EnumerateArray()
            .Last()
            .GetProperty("days")
            .GetDouble()
            .ShouldBe(30);
    }

    [Fact]
    public async Task One_or_two_threads_write_the_same_bytes_and_another_seed_others()
    {
        string one = (await AttackRun.OfAsync(["attack", "paths", .. Plant, "--json", "--threads", "1"])).Output;
        string two = (await AttackRun.OfAsync(["attack", "paths", .. Plant, "--json", "--threads", "2"])).Output;
        string other = (await AttackRun.OfAsync(["attack", "paths", .. Plant, "--json", "--seed", "2"])).Output;
        two.ShouldBe(one);
        other.ShouldNotBe(one);
    }

    [Fact]
    public async Task The_critical_graph_is_written_for_graphviz_or_as_json()
    {
        string folder = Directory.CreateTempSubdirectory("pollux-paths").FullName;
        try
        {
            string dot = Path.Combine(folder, "critical.dot");
            string json = Path.Combine(folder, "critical.json");
            await AttackRun.OfAsync(["attack", "paths", .. Plant, "--graph", dot]);
            await AttackRun.OfAsync(["attack", "paths", .. Plant, "--graph", json]);
            Approve(
                await System.IO.File.ReadAllTextAsync(dot, TestContext.Current.CancellationToken),
                "plant.critical.dot"
            );
            using JsonDocument graph = JsonDocument.Parse(
                await System.IO.File.ReadAllTextAsync(json, TestContext.Current.CancellationToken)
            );
            JsonElement goal = graph
                .RootElement.GetProperty("nodes")
                .EnumerateArray()
                .Single(node => node.GetProperty("goal").GetBoolean());
            goal.GetProperty("pathShare").GetDouble().ShouldBe(1);
            graph.RootElement.GetProperty("edges").GetArrayLength().ShouldBeGreaterThan(3);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_goal_without_a_path_is_a_sentence_not_an_error()
    {
        AttackRun run = await AttackRun.OfAsync(["attack", "paths", .. Plant, "--on", "dosing:interlock"]);
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldContain("no path to show");
        run.Output.ShouldContain("not proof");
    }

    [Theory]
    [InlineData("PLX6050", "--top", "--top", "0")]
    [InlineData("PLX6050", "--similarity", "--similarity", "NaN")]
    [InlineData("PLX6050", "--graph-threshold", "--graph-threshold", "1.5")]
    [InlineData("PLX6010", "Did you mean 'dosing:manipulate'?", "--goal", "dosing:manipulat")]
    public async Task What_cannot_be_used_is_a_usage_error(string code, string part, params string[] options)
    {
        AttackRun run = await AttackRun.OfAsync(["attack", "paths", .. Plant, .. options]);
        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain(code);
        run.Error.ShouldContain(part);
    }

    [Fact]
    public async Task A_curve_is_added_to_a_simulation_and_changes_nothing_else()
    {
        string[] common = ["attack", "simulate", .. Plant.Where((_, i) => i is < 6 or > 7)];
        AttackRun without = await AttackRun.OfAsync(common);
        AttackRun with = await AttackRun.OfAsync([
            .. common,
            "--curve",
            "station:control",
            "--curve",
            "dosing:manipulate",
        ]);
        with.ExitCode.ShouldBe(ExitCode.Done);
        string start = without.Output.TrimEnd('\n', '}', ' ').TrimEnd('\n');
        with.Output.ShouldStartWith(start);
        without.Output.ShouldNotContain("curves");
        using JsonDocument result = JsonDocument.Parse(with.Output);
        JsonElement curve = result.RootElement.GetProperty("curves").GetProperty("station:control");
        curve
            .GetProperty("reached")
            .GetInt32()
            .ShouldBe(
                (int)
                    Math.Round(
                        500
                            * result
                                .RootElement.GetProperty("steps")
                                .GetProperty("station:control")
                                .GetProperty("probability")
                                .GetDouble()
                    )
            );
        await ShouldBeMadeAgainAsync(with.Output);
        AttackRun defense = await AttackRun.OfAsync([.. common, "--curve", "station:lockout"]);
        defense.ExitCode.ShouldBe(ExitCode.InputUnusable);
        defense.Error.ShouldContain("no attack step");
    }

    private static async Task ShouldBeMadeAgainAsync(string result)
    {
        string folder = Directory.CreateTempSubdirectory("pollux-curve").FullName;
        try
        {
            string file = Path.Combine(folder, "result.json");
            await System.IO.File.WriteAllTextAsync(file, result, TestContext.Current.CancellationToken);
            AttackRun again = await AttackRun.OfAsync(["attack", "rerun", file, .. Plant[..4]]);
            again.Output.ShouldContain("the same to the last byte");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Approve(string text, string file) =>
        Approval.ShouldMatchApproved(text, "tests", "Pollux.Cli.Tests", "Attack", "testdata", file);

    private static string File(string name) =>
        RepositoryPaths.Of("tests", "Pollux.Cli.Tests", "Attack", "testdata", name);
}
