using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Attack;

public sealed class ChokePointsCommandTests
{
    private static readonly string[] Plant =
    [
        "attack",
        "chokepoints",
        "--language",
        File("plant.mal"),
        "--model",
        File("plant.yml"),
        "--entry",
        "office:access",
        "--goal",
        "dosing:manipulate",
        "--goal",
        "station:control",
        "--off",
        "controller:lockout",
        "--samples",
        "500",
        "--horizon",
        "30d",
    ];

    [Fact]
    public async Task Choke_points_and_cut_sets_are_shown()
    {
        AttackRun run = await AttackRun.OfAsync(Plant);
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Error.ShouldBeEmpty();
        Approve(run.Output, "plant.chokepoints.txt");
        run.Output.Split('\n').ShouldAllBe(line => line.Length <= 100);
    }

    [Fact]
    public async Task Programs_get_the_effects_on_every_goal_and_the_proof()
    {
        AttackRun run = await AttackRun.OfAsync([.. Plant, "--json"]);
        Approve(run.Output, "plant.chokepoints.json");
        using JsonDocument result = JsonDocument.Parse(run.Output);
        JsonElement cut = result
            .RootElement.GetProperty("cutSets")
            .EnumerateArray()
            .First(set => set.GetProperty("goals").GetArrayLength() == 1);
        cut.GetProperty("provenMinimum").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task One_or_two_threads_write_the_same_bytes()
    {
        string one = (await AttackRun.OfAsync([.. Plant, "--json", "--threads", "1"])).Output;
        string two = (await AttackRun.OfAsync([.. Plant, "--json", "--threads", "2"])).Output;
        two.ShouldBe(one);
    }

    [Fact]
    public async Task Only_the_cut_sets_asked_for_are_looked_for()
    {
        AttackRun none = await AttackRun.OfAsync([.. Plant, "--cut-sets", "0"]);
        none.Output.ShouldNotContain("Cut sets");
        AttackRun defenses = await AttackRun.OfAsync([.. Plant, "--by", "defences", "--json"]);
        using JsonDocument result = JsonDocument.Parse(defenses.Output);
        result
            .RootElement.GetProperty("cutSets")
            .EnumerateArray()
            .ShouldAllBe(set => set.GetProperty("by").GetString() == "defences");
    }

    [Fact]
    public async Task Where_no_goal_falls_that_is_a_sentence()
    {
        AttackRun run = await AttackRun.OfAsync([.. Plant, "--on", "dosing:interlock", "--remove", "station:control"]);
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldContain("nothing to choke");
        run.Output.ShouldContain("nothing to cut");
    }

    [Theory]
    [InlineData("PLX6050", "--steps", "--steps", "-1")]
    [InlineData("PLX6050", "--assets", "--assets", "10001")]
    [InlineData("PLX6050", "--cut-sets", "--cut-sets", "101")]
    [InlineData("PLX6050", "none of steps, assets and defences", "--by", "magic")]
    public async Task What_cannot_be_used_is_a_usage_error(string code, string part, params string[] options)
    {
        AttackRun run = await AttackRun.OfAsync([.. Plant, .. options]);
        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain(code);
        run.Error.ShouldContain(part);
    }

    private static void Approve(string text, string file) =>
        Approval.ShouldMatchApproved(text, "tests", "Pollux.Cli.Tests", "Attack", "testdata", file);

    private static string File(string name) =>
        RepositoryPaths.Of("tests", "Pollux.Cli.Tests", "Attack", "testdata", name);
}
