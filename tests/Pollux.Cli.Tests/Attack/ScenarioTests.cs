using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Attack;

public sealed class ScenarioTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("pollux-scenario").FullName;

    [Fact]
    public async Task A_scenario_file_says_what_is_rehearsed_and_an_option_beside_it_wins()
    {
        string scenario = Write(
            "s.yml",
            """
            attacker: {timeFactor: 2}
            entries: office:access
            defenses: {dosing:interlock: on}
            horizon: 36h
            samples: 40
            seed: 9
            """
        );
        JsonElement file = Json(await SimulateAsync("--scenario", scenario));
        file.GetProperty("samples").GetInt32().ShouldBe(40);
        file.GetProperty("seed").GetInt32().ShouldBe(9);
        file.GetProperty("horizonDays").GetDouble().ShouldBe(1.5);
        JsonElement manifest = file.GetProperty("manifest");
        manifest.GetProperty("entries")[0].GetString().ShouldBe("office:access");
        manifest.GetProperty("defensesOn")[0].GetString().ShouldBe("dosing:interlock");
        manifest.GetProperty("attacker").GetProperty("timeFactor").GetDouble().ShouldBe(2);

        JsonElement given = Json(
            await SimulateAsync("--scenario", scenario, "--samples", "50", "--off", "dosing:interlock")
        );
        given.GetProperty("samples").GetInt32().ShouldBe(50);
        given.GetProperty("seed").GetInt32().ShouldBe(9);
        given.GetProperty("manifest").GetProperty("defensesOn").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_name_of_a_scenario_file_that_the_model_lacks_is_reported_with_the_nearest()
    {
        AttackRun run = await SimulateAsync("--scenario", Write("s.yml", "entries: ofice:access"));
        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Error.ShouldContain("Did you mean 'office:access'?");
    }

    [Fact]
    public async Task An_unknown_attacker_is_reported_with_those_that_there_are()
    {
        AttackRun run = await SimulateAsync("--entry", "office:access", "--attacker", "crimnal");
        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Error.ShouldContain("PLX7251");
        run.Error.ShouldContain("Did you mean 'criminal'?");
    }

    [Fact]
    public async Task A_result_made_again_by_its_manifest_is_the_same_to_the_byte()
    {
        string result = Path.Combine(folder, "r.json");
        AttackRun run = await SimulateAsync(
            "--entry",
            "office:access",
            "--horizon",
            "2d",
            "--samples",
            "5000",
            "--precision",
            "0.03",
            "--attacker",
            "state",
            "--on",
            "dosing:interlock",
            "-o",
            result
        );
        run.ExitCode.ShouldBe(ExitCode.Done);
        AttackRun again = await RerunAsync(result);
        again.Error.ShouldBeEmpty();
        again.ExitCode.ShouldBe(ExitCode.Done);
        again.Output.ShouldContain("the same to the last byte");
    }

    [Fact]
    public async Task A_result_that_somebody_changed_is_told()
    {
        string result = Path.Combine(folder, "r.json");
        await SimulateAsync("--entry", "office:access", "-o", result);
        string text = await File.ReadAllTextAsync(result, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            result,
            text.Replace("\"ttcMean\": 0", "\"ttcMean\": 1", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );
        AttackRun again = await RerunAsync(result);
        again.ExitCode.ShouldBe(ExitCode.ThresholdPassed);
        again.Error.ShouldContain("PLX2663");
    }

    [Fact]
    public async Task A_result_of_another_model_is_told_before_anything_is_run()
    {
        string result = Path.Combine(folder, "r.json");
        await SimulateAsync("--entry", "office:access", "-o", result);
        string model = await File.ReadAllTextAsync(Data("plant.yml"), TestContext.Current.CancellationToken);
        string other = Write("other.yml", model.Replace("lockout: 1.0", "lockout: 0.9", StringComparison.Ordinal));
        AttackRun again = await RerunAsync(result, other);
        again.ExitCode.ShouldBe(ExitCode.InputUnusable);
        again.Error.ShouldContain("PLX2661");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"samples":1e9,"seed":1,"manifest":{"engine":"x","graphSha256":"y","attacker":{"timeFactor":1}}}""")]
    [InlineData("""{"samples":10,"seed":1,"manifest":{"engine":"x","graphSha256":"y","attacker":{"timeFactor":-1}}}""")]
    public async Task What_is_no_result_is_refused(string text)
    {
        AttackRun again = await RerunAsync(Write("r.json", text));
        again.ExitCode.ShouldBe(ExitCode.InputUnusable);
        again.Error.ShouldContain("PLX2660");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Task<AttackRun> SimulateAsync(params string[] options) =>
        AttackRun.OfAsync([
            "attack",
            "simulate",
            "--language",
            Data("plant.mal"),
            "--model",
            Data("plant.yml"),
            .. options,
        ]);

    private static Task<AttackRun> RerunAsync(string result, string? model = null) =>
        AttackRun.OfAsync(
            "attack",
            "rerun",
            result,
            "--language",
            Data("plant.mal"),
            "--model",
            model ?? Data("plant.yml")
        );

    private static JsonElement Json(AttackRun run)
    {
        run.Error.ShouldBeEmpty();
        using JsonDocument document = JsonDocument.Parse(run.Output);
        return document.RootElement.Clone();
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Data(string name) =>
        RepositoryPaths.Of("tests", "Pollux.Cli.Tests", "Attack", "testdata", name);
}
