using System.Text.Json;
using Pollux.Cli.Tests.Attack;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Modelling;

public sealed class TwinExportTests
{
    private static readonly string Language = RepositoryPaths.Of("packs", "core", "language", "core.mal");

    private static readonly string Twin = RepositoryPaths.Of(
        "tests",
        "Pollux.Cli.Tests",
        "Twin",
        "testdata",
        "small.twin"
    );

    [Fact]
    public async Task A_twin_is_written_as_a_model_with_the_reason_of_every_asset()
    {
        AttackRun run = await AttackRun.OfAsync("twin", "export", Twin);

        run.ExitCode.ShouldBe(ExitCode.Done);
        run.Error.ShouldBeEmpty();
        Approval.ShouldMatchApproved(
            run.Output,
            "tests",
            "Pollux.Cli.Tests",
            "Modelling",
            "testdata",
            "small.model.json"
        );
    }

    [Theory]
    [InlineData("model.json")]
    [InlineData("model.yml")]
    public async Task The_attack_graph_of_a_twin_is_that_of_its_exported_model(string name)
    {
        string folder = Directory.CreateTempSubdirectory("pollux-export").FullName;
        string model = Path.Combine(folder, name);

        AttackRun export = await AttackRun.OfAsync("twin", "export", Twin, "-o", model);
        AttackRun ofModel = await AttackRun.OfAsync("attack", "graph", "--language", Language, "--model", model);
        AttackRun ofTwin = await AttackRun.OfAsync("attack", "graph", "--language", Language, "--model", Twin);

        Directory.Delete(folder, recursive: true);
        export.Error.ShouldStartWith($"{model}: ");
        ofTwin.ExitCode.ShouldBe(ExitCode.Done);
        ofTwin.Output.ShouldContain("Dosing PLC:control");
        ofTwin.Output.ShouldBe(ofModel.Output);
    }

    [Fact]
    public async Task A_twin_is_attacked_like_a_model()
    {
        AttackRun run = await AttackRun.OfAsync(
            "attack",
            "simulate",
            "--language",
            Language,
            "--model",
            Twin,
            "--entry",
            "Dosing PLC:control",
            "--samples",
            "10"
        );

        run.ExitCode.ShouldBe(ExitCode.Done);
        using JsonDocument result = JsonDocument.Parse(run.Output);
        JsonElement steps = result.RootElement.GetProperty("steps");
        steps.GetProperty("Dosing PLC:stopped").GetProperty("probability").GetDouble().ShouldBe(1);
        steps.GetProperty("laptop:control").GetProperty("probability").GetDouble().ShouldBe(0);
    }

    [Theory]
    [InlineData("twin", "export", "no-such.twin")]
    [InlineData("attack", "graph", "--language", "packs/core/language/core.mal", "--model", "no-such.twin")]
    public async Task A_twin_that_is_not_there_is_refused(params string[] args)
    {
        string[] rooted =
        [
            .. args.Select(arg => arg.StartsWith("packs", StringComparison.Ordinal) ? RepositoryPaths.Of(arg) : arg),
        ];

        AttackRun run = await AttackRun.OfAsync(rooted);

        run.ExitCode.ShouldBe(ExitCode.InputUnusable);
        run.Error.ShouldContain("no-such.twin");
    }
}
