using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Attack;

public sealed class AgentsCommandTests
{
    private static readonly string Scenario = PathOf("agents.scenario.yml");
    private static readonly string Language = PathOf("plant.mal");
    private static readonly string Model = PathOf("plant.yml");

    [Fact]
    public async Task A_scenario_of_MAL_Simulator_is_played_and_told_to_people()
    {
        AttackRun run = await AttackRun.OfAsync("attack", "agents", "--scenario", Scenario, "--episodes", "400");
        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(ExitCode.Done);
        ShouldMatch(run.Output, "agents.table.txt");
        run.Output.Split('\n').ShouldAllBe(line => line.Length <= 100);
    }

    [Fact]
    public async Task The_result_as_json_has_an_interval_for_every_estimate()
    {
        AttackRun run = await AttackRun.OfAsync(
            "attack",
            "agents",
            "--scenario",
            Scenario,
            "--episodes",
            "400",
            "--json"
        );
        ShouldMatch(run.Output, "agents.result.json");
        using JsonDocument result = JsonDocument.Parse(run.Output);
        JsonElement goal = result.RootElement.GetProperty("attackers")[0].GetProperty("goals")[0];
        double share = goal.GetProperty("share").GetDouble();
        share.ShouldBeGreaterThan(goal.GetProperty("shareLow").GetDouble());
        share.ShouldBeLessThan(goal.GetProperty("shareHigh").GetDouble());
    }

    [Fact]
    public async Task Every_episode_is_written_as_json_lines_that_add_up()
    {
        string folder = Directory.CreateTempSubdirectory("pollux-agents").FullName;
        string path = Path.Combine(folder, "episodes.jsonl");
        try
        {
            AttackRun run = await AttackRun.OfAsync(
                "attack",
                "agents",
                "--scenario",
                Scenario,
                "--episodes",
                "3",
                "-o",
                path
            );
            run.ExitCode.ShouldBe(ExitCode.Done);
            string[] lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
            ShouldMatch(string.Join('\n', lines), "agents.episodes.jsonl");
            JsonElement[] parsed = [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];
            parsed[0].TryGetProperty("manifest", out _).ShouldBeTrue();
            foreach (JsonElement summary in parsed.Where(line => line.TryGetProperty("summary", out _)))
            {
                ShouldAddUp(summary, parsed);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task One_or_two_threads_write_the_same_bytes_and_another_seed_others()
    {
        string one = await PlayAsync("--threads", "1");
        (await PlayAsync("--threads", "2")).ShouldBe(one);
        (await PlayAsync("--seed", "4")).ShouldNotBe(one);
        (await PlayAsync("--seed", "3")).ShouldBe(one);
    }

    [Theory]
    [InlineData("breadth-first", "reactive")]
    [InlineData("random:0.2", "cost-aware:2")]
    [InlineData("soft-min:0.5", "random")]
    [InlineData("goal-seeking", "one-by-one")]
    public async Task Without_a_scenario_a_model_and_policies_are_enough(string policy, string defender)
    {
        AttackRun run = await AttackRun.OfAsync(
            "attack",
            "agents",
            "--language",
            Language,
            "--model",
            Model,
            "--entry",
            "office:access",
            "--goal",
            "dosing:manipulate",
            "--policy",
            policy,
            "--defender",
            defender
        );
        run.Error.ShouldBeEmpty();
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldContain(policy.Split(':')[0]);
        run.Output.ShouldContain(defender.Split(':')[0]);
        run.Output.ShouldContain("dosing:manipulate");
    }

    [Theory]
    [InlineData("PLX6058", "--episodes", "3")]
    [InlineData("PLX6058", "--scenario", "a.yml", "--model", "b.yml")]
    [InlineData("PLX6058", "--scenario", "a.yml", "--policy", "random")]
    [InlineData("PLX6059", "--model", "b.yml", "--policy", "breath-first")]
    [InlineData("PLX6059", "--model", "b.yml", "--policy", "random:2")]
    [InlineData("PLX6059", "--model", "b.yml", "--defender", "reactive:1")]
    [InlineData("PLX6050", "--model", "b.yml", "--ttc-mode", "never")]
    [InlineData("PLX6050", "--model", "b.yml", "--episodes", "0")]
    [InlineData("PLX6050", "--model", "b.yml", "--max-steps", "0")]
    public async Task Options_that_cannot_be_used_are_refused_with_a_next_step(string code, params string[] options)
    {
        AttackRun run = await AttackRun.OfAsync(["attack", "agents", .. options]);
        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Error.ShouldContain(code);
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_scenario_that_is_not_there_is_said_so()
    {
        AttackRun run = await AttackRun.OfAsync("attack", "agents", "--scenario", "no-such.yml");
        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Error.ShouldContain("no-such.yml");
    }

    private static async Task<string> PlayAsync(params string[] options)
    {
        AttackRun run = await AttackRun.OfAsync([
            "attack",
            "agents",
            "--scenario",
            Scenario,
            "--episodes",
            "200",
            "--json",
            .. options,
        ]);
        run.ExitCode.ShouldBe(ExitCode.Done);
        return run.Output;
    }

    private static void ShouldAddUp(JsonElement summary, JsonElement[] lines)
    {
        int episode = summary.GetProperty("episode").GetInt32();
        foreach (JsonProperty agent in summary.GetProperty("summary").GetProperty("agents").EnumerateObject())
        {
            JsonElement[] own =
            [
                .. lines.Where(line =>
                    line.TryGetProperty("agent", out JsonElement name)
                    && name.GetString() == agent.Name
                    && line.GetProperty("episode").GetInt32() == episode
                ),
            ];
            own.Sum(line => line.TryGetProperty("reward", out JsonElement reward) ? reward.GetDouble() : 0)
                .ShouldBe(agent.Value.GetProperty("reward").GetDouble(), 1e-9);
            if (agent.Value.TryGetProperty("performed", out JsonElement performed))
            {
                own.Sum(Performances).ShouldBe(performed.GetInt32());
            }
        }
    }

    private static int Performances(JsonElement line) =>
        (line.TryGetProperty("result", out JsonElement result) && result.GetString() == "performed" ? 1 : 0)
        + (line.TryGetProperty("entered", out JsonElement entered) ? entered.GetArrayLength() : 0)
        + (line.TryGetProperty("effects", out JsonElement effects) ? effects.GetArrayLength() : 0);

    private static void ShouldMatch(string text, string file) =>
        Approval.ShouldMatchApproved(text, "tests", "Pollux.Cli.Tests", "Attack", "testdata", file);

    private static string PathOf(string file) =>
        RepositoryPaths.Of("tests", "Pollux.Cli.Tests", "Attack", "testdata", file);
}
