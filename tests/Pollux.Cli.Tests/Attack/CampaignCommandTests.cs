using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Attack;

public sealed class CampaignCommandTests
{
    private static readonly string Twin = RepositoryPaths.Of(
        "tests",
        "Pollux.Cli.Tests",
        "Twin",
        "testdata",
        "small.twin"
    );

    [Fact]
    public async Task A_replay_says_how_far_it_gets_and_what_is_seen()
    {
        AttackRun run = await RunAsync("campaign.yaml", "--horizon", "2d");
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Error.ShouldBeEmpty();
        run.Output.Split('\n').ShouldAllBe(line => line.Length <= 100);
        Approve(run.Output, "campaign.approved.txt");
    }

    [Fact]
    public async Task A_replay_that_is_stopped_says_by_what()
    {
        AttackRun run = await RunAsync("campaign.yaml", "--on", "pump:guard");
        run.Output.ShouldContain("It stops at \"get in\"");
        run.Output.ShouldContain("guard is on (pump); off at pump alone, it becomes possible");
        AttackRun open = await RunAsync("campaign.yaml");
        open.Output.ShouldNotContain("stops at");
    }

    [Fact]
    public async Task A_replay_as_json_has_all_of_it_and_two_threads_write_the_same()
    {
        AttackRun run = await RunAsync("campaign.yaml", "--json", "--mode", "strict", "--threads", "1");
        run.ExitCode.ShouldBe(ExitCode.Done);
        Approve(run.Output, "campaign.approved.json");
        (await RunAsync("campaign.yaml", "--json", "--mode", "strict", "--threads", "2")).Output.ShouldBe(run.Output);
        (await RunAsync("campaign.yaml", "--json", "--mode", "strict", "--seed", "2")).Output.ShouldNotBe(run.Output);
    }

    [Fact]
    public async Task Several_campaigns_have_a_line_each()
    {
        AttackRun run = await RunAsync("campaigns.json");
        Approve(run.Output, "campaigns.approved.txt");
        using JsonDocument json = JsonDocument.Parse(
            (await RunAsync("campaigns.json", "--kind", "all", "--json")).Output
        );
        json.RootElement.EnumerateArray()
            .Select(campaign => (campaign.GetProperty("id").GetString(), campaign.GetProperty("through").ValueKind))
            .ShouldBe([
                ("C9001", JsonValueKind.Object),
                ("C9002", JsonValueKind.Object),
                ("S9003", JsonValueKind.Null),
            ]);
    }

    [Fact]
    public async Task A_list_of_what_a_file_holds_needs_no_replay()
    {
        AttackRun run = await RunAsync("campaigns.json", "--list", "--kind", "all");
        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Output.ShouldContain("The Long Flood");
        run.Output.ShouldContain("software");
    }

    [Theory]
    [InlineData("C9002", "The Short Flood")]
    [InlineData("flood short", "The Short Flood")]
    [InlineData("the long flood", "The Long Flood")]
    [InlineData("Flood", "Flood (S9003")]
    public async Task A_campaign_is_named_by_id_or_words(string name, string found) =>
        (await RunAsync("campaigns.json", "--name", name)).Output.ShouldStartWith(found);

    [Theory]
    [InlineData("PLX6061", "Did you mean 'C9001'?", "--name", "C9801")]
    [InlineData("PLX6061", "C9001 The Long Flood, C9002 The Short Flood", "--name", "the flood")]
    [InlineData("PLX6062", "--layer", "--layer", "x.json")]
    [InlineData("PLX6062", "--coverage", "--coverage", "--mode", "strict")]
    [InlineData("PLX6063", "endpoint", "--name", "C9001", "--watched", "endpoint")]
    [InlineData("PLX7229", "of the kind 'group'", "--kind", "group")]
    public async Task What_cannot_be_replayed_is_a_usage_error(string code, string part, params string[] options)
    {
        AttackRun run = await RunAsync("campaigns.json", options);
        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldContain(code);
        run.Error.ShouldContain(part);
    }

    [Fact]
    public async Task Neither_a_file_nor_coverage_is_a_usage_error()
    {
        AttackRun run = await AttackRun.OfAsync("attack", "campaign", "--model", Twin);
        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Error.ShouldContain("PLX6062");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        AttackRun run = await RunAsync("no-such.json");
        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Error.ShouldContain("no-such.json");
    }

    [Fact]
    public async Task A_layer_needs_techniques_that_say_their_domain()
    {
        AttackRun run = await AttackRun.OfAsync(
            "attack",
            "campaign",
            "--language",
            PathOf("campaign.mal"),
            "--model",
            PathOf("campaign-model.yml"),
            "--entry",
            "pump:start",
            "--coverage",
            "--layer",
            Path.Combine(Path.GetTempPath(), "never.json")
        );
        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Error.ShouldContain("PLX6062");
    }

    [Fact]
    public async Task Coverage_of_a_twin_counts_all_techniques_of_the_language_and_writes_a_layer_for_each_domain()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-layer");
        try
        {
            AttackRun run = await AttackRun.OfAsync(
                "attack",
                "campaign",
                "--model",
                Twin,
                "--coverage",
                "--entry",
                "laptop:control",
                "--samples",
                "20",
                "--layer",
                Path.Combine(folder.FullName, "x.json"),
                "--json"
            );
            run.Error.ShouldBeEmpty();
            using JsonDocument json = JsonDocument.Parse(run.Output);
            json.RootElement.GetProperty("coverage")
                .EnumerateArray()
                .Select(domain => (domain.GetProperty("domain").GetString(), domain.GetProperty("modelled").GetInt32()))
                .ShouldBe([("enterprise", 156), ("ics", 83)]);
            folder
                .EnumerateFiles()
                .Select(file => file.Name)
                .Order(StringComparer.Ordinal)
                .ShouldBe(["x-enterprise.json", "x-ics.json"]);
            using JsonDocument layer = JsonDocument.Parse(
                await File.ReadAllTextAsync(
                    Path.Combine(folder.FullName, "x-ics.json"),
                    TestContext.Current.CancellationToken
                )
            );
            layer.RootElement.GetProperty("techniques").GetArrayLength().ShouldBe(83);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<AttackRun> RunAsync(string campaign, params string[] options) =>
        AttackRun.OfAsync([
            "attack",
            "campaign",
            "--language",
            PathOf("campaign.mal"),
            "--model",
            PathOf("campaign-model.yml"),
            "--entry",
            "pump:start",
            "--campaign",
            PathOf(campaign),
            .. options,
        ]);

    private static void Approve(string output, string file) =>
        Approval.ShouldMatchApproved(output, "tests", "Pollux.Cli.Tests", "Attack", "testdata", file);

    private static string PathOf(string name) =>
        RepositoryPaths.Of("tests", "Pollux.Cli.Tests", "Attack", "testdata", name);
}
