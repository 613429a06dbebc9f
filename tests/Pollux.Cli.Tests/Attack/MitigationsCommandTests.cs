using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Attack;

public sealed class MitigationsCommandTests
{
    private static readonly string[] Plant =
    [
        "attack",
        "mitigations",
        "--language",
        File("plant.mal"),
        "--model",
        File("plant.yml"),
        "--entry",
        "office:access",
        "--goal",
        "dosing:manipulate",
        "--horizon",
        "10d",
        "--samples",
        "1000",
    ];

    [Fact]
    public async Task The_plan_reads_as_a_page_of_100_columns()
    {
        AttackRun run = await AttackRun.OfAsync(Plant);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Error.ShouldBeEmpty();
        run.Output.Split('\n').ShouldAllBe(line => line.Length <= 100);
        Approval.ShouldMatchApproved(run.Output, [.. Data, "plant.mitigations.txt"]);
    }

    [Fact]
    public async Task The_plan_as_json_is_the_same_on_any_number_of_threads()
    {
        AttackRun one = await AttackRun.OfAsync([.. Plant, "--json", "--threads", "1"]);
        AttackRun three = await AttackRun.OfAsync([.. Plant, "--json", "--threads", "3"]);
        AttackRun other = await AttackRun.OfAsync([.. Plant, "--json", "--seed", "2"]);

        three.Output.ShouldBe(one.Output);
        other.Output.ShouldNotBe(one.Output);
        Approval.ShouldMatchApproved(one.Output, [.. Data, "plant.mitigations.json"]);
    }

    [Fact]
    public async Task A_budget_is_kept_and_more_of_it_leaves_no_more_risk()
    {
        using JsonDocument little = await PlanAsync("--budget", "20d");
        using JsonDocument much = await PlanAsync("--budget", "60d");

        Cost(little).ShouldBeLessThanOrEqualTo(20);
        Cost(much).ShouldBeLessThanOrEqualTo(60);
        Residual(much).ShouldBeLessThanOrEqualTo(Residual(little));

        static double Cost(JsonDocument plan) => plan.RootElement.GetProperty("best").GetProperty("cost").GetDouble();
        static double Residual(JsonDocument plan) =>
            plan.RootElement.GetProperty("best").GetProperty("residual").GetProperty("value").GetDouble();
    }

    [Fact]
    public async Task What_is_excluded_is_not_proposed()
    {
        (await AttackRun.OfAsync(Plant)).Output.ShouldContain("interlock: dosing");
        (await AttackRun.OfAsync([.. Plant, "--except", "dosing:interlock"])).Output.ShouldNotContain("interlock");
    }

    [Theory]
    [InlineData("PLX6056", "neither money", "--budget", "plenty")]
    [InlineData("PLX6056", "neither money", "--budget", "-5d")]
    [InlineData("PLX6056", "counted in person-days", "--budget", "50k")]
    [InlineData("PLX6050", "--evaluations", "--evaluations", "0")]
    [InlineData("PLX6050", "no defence", "--except", "station:control")]
    [InlineData("PLX6010", "Did you mean 'dosing:interlock'?", "--except", "dosing:interlok")]
    public async Task What_cannot_be_planned_is_a_usage_error(string code, string part, params string[] options)
    {
        AttackRun run = await AttackRun.OfAsync([.. Plant, .. options]);

        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain(code);
        run.Error.ShouldContain(part);
    }

    [Fact]
    public async Task A_goal_that_no_attack_reaches_is_said_to_need_nothing_and_not_to_be_proven_safe()
    {
        AttackRun run = await AttackRun.OfAsync([.. Plant, "--on", "dosing:interlock"]);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldContain("nothing to lower");
        run.Output.ShouldContain("not proof");
    }

    private static string[] Data => ["tests", "Pollux.Cli.Tests", "Attack", "testdata"];

    private static string File(string name) => RepositoryPaths.Of([.. Data, name]);

    private static async Task<JsonDocument> PlanAsync(params string[] options) =>
        JsonDocument.Parse((await AttackRun.OfAsync([.. Plant, "--json", .. options])).Output);
}
