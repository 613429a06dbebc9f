using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Attack;

public sealed class WhatIfCommandTests
{
    [Fact]
    public async Task A_change_is_told_in_words_goal_by_goal()
    {
        AttackRun run = await RunAsync("--goal", "dosing:manipulate", "--on", "station:lockout");
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Error.ShouldBeEmpty();
        Approval.ShouldMatchApproved(run.Output, "tests", "Pollux.Cli.Tests", "Attack", "testdata", "plant.whatif.txt");
    }

    [Fact]
    public async Task The_figures_are_those_of_two_simulations()
    {
        JsonElement whatIf = Json(
            await RunAsync("--goal", "dosing:manipulate", "--on", "station:lockout", "--json", "--samples", "1000")
        );
        JsonElement before = Json(await SimulateAsync());
        JsonElement after = Json(await SimulateAsync("--on", "station:lockout"));
        JsonElement goal = whatIf.GetProperty("goals")[0];
        Value(goal, "before").ShouldBe(Probability(before, "dosing:manipulate"));
        Value(goal, "after").ShouldBe(Probability(after, "dosing:manipulate"));
        foreach (JsonElement changed in whatIf.GetProperty("changed").EnumerateArray())
        {
            string step = changed.GetProperty("step").GetString()!;
            if (step is not "station:lockout")
            {
                changed.GetProperty("before").GetDouble().ShouldBe(Probability(before, step));
                changed.GetProperty("after").GetDouble().ShouldBe(Probability(after, step));
            }
        }
    }

    [Fact]
    public async Task A_change_that_nobody_comes_to_says_that_nothing_changes()
    {
        AttackRun run = await RunAsync("--goal", "dosing:manipulate", "--off", "dosing:interlock");
        run.Output.ShouldContain("as it is already");
        run.Output.ShouldContain("Nothing changes in any attack");
    }

    [Fact]
    public async Task Without_a_change_there_is_nothing_to_compare()
    {
        AttackRun run = await RunAsync("--goal", "dosing:manipulate");
        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Error.ShouldContain("Nothing is changed");
    }

    private static Task<AttackRun> RunAsync(params string[] options) =>
        AttackRun.OfAsync([
            "attack",
            "whatif",
            "--language",
            Data("plant.mal"),
            "--model",
            Data("plant.yml"),
            "--entry",
            "office:access",
            "--horizon",
            "5d",
            .. options,
        ]);

    private static Task<AttackRun> SimulateAsync(params string[] options) =>
        AttackRun.OfAsync([
            "attack",
            "simulate",
            "--language",
            Data("plant.mal"),
            "--model",
            Data("plant.yml"),
            "--entry",
            "office:access",
            "--horizon",
            "5d",
            .. options,
        ]);

    private static JsonElement Json(AttackRun run)
    {
        run.Error.ShouldBeEmpty();
        using JsonDocument document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }

    private static double Value(JsonElement goal, string name) =>
        goal.GetProperty(name).GetProperty("value").GetDouble();

    private static double Probability(JsonElement result, string step) =>
        result.GetProperty("steps").GetProperty(step).GetProperty("probability").GetDouble();

    private static string Data(string name) =>
        RepositoryPaths.Of("tests", "Pollux.Cli.Tests", "Attack", "testdata", name);
}
