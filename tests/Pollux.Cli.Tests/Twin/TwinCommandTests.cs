using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Twin;

public sealed class TwinCommandTests
{
    private static readonly string Sample = RepositoryPaths.Of(
        "tests",
        "Pollux.Cli.Tests",
        "Twin",
        "testdata",
        "small.twin"
    );
    private static readonly string Later = RepositoryPaths.Of(
        "tests",
        "Pollux.Cli.Tests",
        "Twin",
        "testdata",
        "later.twin"
    );

    [Fact]
    public async Task Show_lists_zones_devices_and_sources_with_their_age()
    {
        (int exitCode, string output, string error) = await RunAsync("twin", "show", Sample);

        exitCode.ShouldBe(ExitCode.Done);
        error.ShouldBeEmpty();
        Approval.ShouldMatchApproved(output, "tests", "Pollux.Cli.Tests", "Twin", "testdata", "small.show.txt");
        output.Split('\n').ShouldAllBe(line => line.Length <= 100);
    }

    [Fact]
    public async Task Show_for_programs_counts_the_same()
    {
        (int exitCode, string output, _) = await RunAsync("twin", "show", "--json", Sample);

        exitCode.ShouldBe(ExitCode.Done);
        using JsonDocument document = JsonDocument.Parse(output);
        document.RootElement.GetProperty("devices").GetArrayLength().ShouldBe(2);
        document.RootElement.GetProperty("zones")[0].GetProperty("devices").GetInt32().ShouldBe(1);
        document.RootElement.GetProperty("sources")[0].GetProperty("ageDays").GetDouble().ShouldBe(4);
    }

    [Fact]
    public async Task Diff_names_what_came_went_and_changed()
    {
        (int exitCode, string output, _) = await RunAsync("twin", "diff", Sample, Later);

        exitCode.ShouldBe(ExitCode.Done);
        Approval.ShouldMatchApproved(output, "tests", "Pollux.Cli.Tests", "Twin", "testdata", "small-later.diff.txt");
    }

    [Fact]
    public async Task Diff_for_programs_is_one_document()
    {
        (int exitCode, string output, _) = await RunAsync("twin", "diff", "--json", Sample, Later);

        exitCode.ShouldBe(ExitCode.Done);
        using JsonDocument document = JsonDocument.Parse(output);
        document.RootElement.GetProperty("changedAssets").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Validate_says_nothing_is_wrong_when_nothing_is()
    {
        (int exitCode, string output, string error) = await RunAsync("twin", "validate", Sample);

        exitCode.ShouldBe(ExitCode.Done);
        output.ShouldEndWith("small.twin: 0 error(s), 0 warning(s)\n");
        error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_no_twin_is_refused_with_its_place()
    {
        (int exitCode, string output, string error) = await RunAsync("twin", "show", RepositoryPaths.Of("Pollux.slnx"));

        exitCode.ShouldBe(ExitCode.InputUnusable);
        output.ShouldBeEmpty();
        error.ShouldContain("PLX3010");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_said_in_the_form_that_was_asked_for()
    {
        (int exitCode, _, string error) = await RunAsync("twin", "show", "--json", "no-such.twin");

        exitCode.ShouldBe(ExitCode.InputUnusable);
        using JsonDocument document = JsonDocument.Parse(error);
        document.RootElement.GetProperty("code").GetString().ShouldBe("PLX0001");
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        CommandEnvironment environment = new(output, error, new FixedClock(), RepositoryPaths.Root, false);
        int exitCode = await Commands.RunAsync(args, environment, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    }
}
