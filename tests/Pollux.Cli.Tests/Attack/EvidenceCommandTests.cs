using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Attack;

public sealed class EvidenceCommandTests : IDisposable
{
    private static readonly string Model = RepositoryPaths.Of("packs", "core", "examples", "plant.yml");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-evidence-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Alarms_give_a_picture_and_each_is_accounted_for()
    {
        AttackRun run = await RunAsync("--goal", "basin:halted");
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldStartWith("Is somebody in, at 2026-11-20 12:00Z?");
        run.Output.ShouldContain("6 alarms: 3");
        run.Output.ShouldContain("A program is downloaded into a controller.");
        run.Output.ShouldContain("Where the attacker is");
        run.Output.ShouldContain("What comes next");
        run.Output.ShouldContain("basin: Process stopped");
        run.Output.Split('\n').ShouldAllBe(line => line.Length <= 100);
        run.Error.ShouldContain("PLX7161");
        run.Error.ShouldContain("PLX7160");
        run.Error.ShouldContain("PLX7162");
    }

    [Fact]
    public async Task Json_says_the_same_for_programs_on_any_number_of_threads()
    {
        AttackRun one = await RunAsync("--json", "--threads", "1");
        AttackRun two = await RunAsync("--json", "--threads", "2");
        two.Output.ShouldBe(one.Output);
        using JsonDocument result = JsonDocument.Parse(one.Output);
        JsonElement alarms = result.RootElement.GetProperty("alarms");
        int Count(string name) => alarms.GetProperty(name).GetInt32();
        (Count("received"), Count("used"), Count("ignored"), Count("refused")).ShouldBe((6, 3, 1, 2));
        result.RootElement.GetProperty("underAttack").GetProperty("probability").GetDouble().ShouldBeGreaterThan(0.01);
        result.RootElement.GetProperty("steps").TryGetProperty("plc:programChanged", out _).ShouldBeTrue();
        foreach (string line in one.Error.TrimEnd('\n').Split('\n'))
        {
            JsonDocument.Parse(line).Dispose();
        }
    }

    [Fact]
    public async Task Rates_of_the_site_change_the_answer()
    {
        string rates = Write("rates.csv", "detector,tpr,fpr,coverage\nplc:programDownload,0.9,5,1\n");
        double trusted = await ProbabilityAsync();
        double distrusted = await ProbabilityAsync("--rates", rates);
        distrusted.ShouldBeLessThan(trusted);
    }

    [Theory]
    [InlineData("--prior", "1.5")]
    [InlineData("--lookback", "soon")]
    [InlineData("--delay", "0h")]
    [InlineData("--now", "2026-11-20T12:00:00")]
    [InlineData("--coverage", "-1")]
    public async Task An_option_that_cannot_be_used_is_said_and_nothing_is_answered(string option, string value)
    {
        AttackRun run = await RunAsync(option, value);
        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Error.ShouldContain("PLX6057");
        run.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_any_alarm_the_silence_is_weighed_for_the_time_given()
    {
        string none = Write("none.jsonl", "{}\n");
        AttackRun run = await AttackRun.OfAsync(
            "attack",
            "evidence",
            "--model",
            Model,
            "--entry",
            "inet:reached",
            "--samples",
            "200",
            "--alarms",
            none,
            "--now",
            "2026-11-20T12:00:00Z",
            "--coverage",
            "1"
        );
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Error.ShouldContain("PLX7165");
        AttackRun timeless = await AttackRun.OfAsync(
            "attack",
            "evidence",
            "--model",
            Model,
            "--entry",
            "inet:reached",
            "--alarms",
            none
        );
        timeless.ExitCode.ShouldBe(ExitCode.InputUnusable);
        timeless.Error.ShouldContain("PLX6057");
    }

    [Fact]
    public async Task The_sample_alarms_of_Riverside_Water_show_an_attack_on_the_pump_stations()
    {
        string twin = Path.Combine(folder.FullName, "riverside.twin");
        await AttackRun.OfAsync("import", RepositoryPaths.Of("samples", "riverside-water"), "--into", twin);
        AttackRun run = await AttackRun.OfAsync(
            "attack",
            "evidence",
            "--model",
            twin,
            "--alarms",
            RepositoryPaths.Of("samples", "riverside-alarms.jsonl"),
            "--rates",
            RepositoryPaths.Of("samples", "riverside-detectors.csv"),
            "--now",
            "2026-11-20T06:00:00Z",
            "--samples",
            "160",
            "--json"
        );
        run.ExitCode.ShouldBe(ExitCode.Done);
        using JsonDocument result = JsonDocument.Parse(run.Output);
        result.RootElement.GetProperty("underAttack").GetProperty("probability").GetDouble().ShouldBeGreaterThan(0.9);
        double At(string zone) =>
            result
                .RootElement.GetProperty("zones")
                .EnumerateArray()
                .First(place => place.GetProperty("asset").GetString() == zone)
                .GetProperty("now")
                .GetProperty("probability")
                .GetDouble();
        At("pump-stations").ShouldBeGreaterThan(0.9);
        At("dmz").ShouldBeLessThan(At("pump-stations"));
        double[] caused =
        [
            .. result
                .RootElement.GetProperty("alarms")
                .GetProperty("list")
                .EnumerateArray()
                .Where(alarm => alarm.TryGetProperty("causedByAttack", out _))
                .Select(alarm => alarm.GetProperty("causedByAttack").GetDouble()),
        ];
        caused.Count(share => share > 0.8).ShouldBe(3);
        caused.Count(share => share < 0.05).ShouldBe(2);
    }

    private async Task<double> ProbabilityAsync(params string[] more)
    {
        AttackRun run = await RunAsync(["--json", .. more]);
        using JsonDocument result = JsonDocument.Parse(run.Output);
        return result.RootElement.GetProperty("underAttack").GetProperty("probability").GetDouble();
    }

    private Task<AttackRun> RunAsync(params string[] more)
    {
        string alarms = Write(
            "alarms.jsonl",
            """
            {"time":"2026-11-20T09:00:00Z","detector":"ops:scanSeen"}
            {"time":"2026-11-20T09:30:00Z","detector":"ops:scanSeen"}
            {"time":"2026-11-20T10:00:00Z","detector":"hmi:newProcess"}
            {"time":"2026-11-20T11:00:00Z","step":"plc:programChanged"}
            {"time":"2026-11-20T11:10:00Z","step":"plcc:programChanged"}
            {"time":"2026-11-20 11:10","step":"plc:programChanged"}

            """
        );
        string[] now = more.Contains("--now") ? [] : ["--now", "2026-11-20T12:00:00Z"];
        return AttackRun.OfAsync([
            "attack",
            "evidence",
            "--model",
            Model,
            "--entry",
            "inet:reached",
            "--alarms",
            alarms,
            "--samples",
            "400",
            .. now,
            .. more,
        ]);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
