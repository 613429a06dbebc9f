using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Knowledge;

public sealed class StoreCommandTests : IDisposable
{
    private static readonly string Bundle = RepositoryPaths.Of(
        "tests",
        "Pollux.Formats.Tests",
        "Stix",
        "testdata",
        "small.json"
    );
    private static readonly string Catalogue = RepositoryPaths.Of(
        "tests",
        "Pollux.Formats.Tests",
        "Kev",
        "testdata",
        "catalogue.json"
    );
    private static readonly string Scan = RepositoryPaths.Of("samples", "riverside-water", "site.yaml");

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-knowledge-");

    private string Store => Path.Combine(folder.FullName, "store");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_store_is_filled_and_says_what_it_holds_and_how_old_it_is()
    {
        (int exitCode, string output, _) = await RunAsync("update", "--from", Bundle, Catalogue);

        exitCode.ShouldBe(ExitCode.Done);
        output.ShouldContain("attack");
        (_, string status, _) = await RunAsync("status");
        Approval.ShouldMatchApproved(
            status.Replace(Store, "STORE", StringComparison.Ordinal),
            "tests",
            "Pollux.Cli.Tests",
            "Knowledge",
            "testdata",
            "store.status.txt"
        );
    }

    [Fact]
    public async Task Filling_it_again_changes_nothing()
    {
        await RunAsync("update", "--from", Bundle, Catalogue);
        Dictionary<string, byte[]> before = Files();

        (_, string output, _) = await RunAsync("update", "--from", Bundle, Catalogue, "--json");

        Files().Keys.ShouldBe(before.Keys, ignoreOrder: true);
        foreach ((string name, byte[] content) in Files())
        {
            content.ShouldBe(before[name], name);
        }

        using JsonDocument report = JsonDocument.Parse(output);
        JsonElement kev = report.RootElement.GetProperty("files")[1];
        kev.GetProperty("duplicates").GetInt32().ShouldBe(2);
        kev.GetProperty("understood").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Of_a_feed_the_store_keeps_the_newest_edition_only()
    {
        string newer = Path.Combine(folder.FullName, "newer.json");
        string text = await File.ReadAllTextAsync(Catalogue, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            newer,
            text.Replace("2026.09.01", "2026.09.02", StringComparison.Ordinal)
                .Replace("2026-09-01T", "2026-09-02T", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );

        await RunAsync("update", "--from", Catalogue);
        await RunAsync("update", "--from", newer);

        string kept = await File.ReadAllTextAsync(
            Path.Combine(Store, "vulnerabilities.twin"),
            TestContext.Current.CancellationToken
        );
        kept.Split('\n').Count(line => line.StartsWith("{\"source\"", StringComparison.Ordinal)).ShouldBe(1);
        kept.ShouldContain("2026.09.02");
    }

    [Fact]
    public async Task What_is_about_a_site_does_not_go_into_the_store()
    {
        (int exitCode, _, string error) = await RunAsync("update", "--from", Scan);

        exitCode.ShouldBe(ExitCode.InputUnusable);
        error.ShouldContain("PLX3411");
        Directory.Exists(Store).ShouldBeFalse();
    }

    [Fact]
    public async Task An_empty_store_says_what_is_missing_and_where_to_get_it()
    {
        (int exitCode, string output, _) = await RunAsync("status");

        exitCode.ShouldBe(ExitCode.Done);
        output.ShouldContain("MITRE ATT&CK for ICS is missing");
        output.ShouldContain("pollux knowledge update --from FILE");
    }

    [Fact]
    public async Task A_damaged_file_of_the_store_is_named_and_the_rest_is_used()
    {
        await RunAsync("update", "--from", Bundle, Catalogue);
        await File.WriteAllTextAsync(
            Path.Combine(Store, "attack-ics-99.1.json"),
            "{}",
            TestContext.Current.CancellationToken
        );

        (int exitCode, string output, string error) = await RunAsync("status", "--json");

        exitCode.ShouldBe(ExitCode.Done);
        error.ShouldContain("PLX3410");
        using JsonDocument status = JsonDocument.Parse(output);
        Dictionary<string, string?> states = status
            .RootElement.GetProperty("feeds")
            .EnumerateArray()
            .ToDictionary(feed => feed.GetProperty("feed").GetString()!, feed => feed.GetProperty("state").GetString());
        states["kev"].ShouldBe("old");
        states["attack-ics"].ShouldBe("missing");
    }

    [Fact]
    public async Task A_technique_is_shown_with_what_helps_against_it()
    {
        await RunAsync("update", "--from", Bundle);

        (int exitCode, string output, _) = await RunAsync("technique", "t0901");

        exitCode.ShouldBe(ExitCode.Done);
        output.ShouldStartWith("T0901 Flood the line (ATT&CK ics-99.1)");
        output.ShouldContain("Mitigations: M0901 Close it");
        (_, string withdrawn, _) = await RunAsync("technique", "T0902");
        withdrawn.ShouldContain("Withdrawn; use T0901 Flood the line.");
    }

    [Fact]
    public async Task A_technique_that_is_not_known_is_said_so()
    {
        await RunAsync("update", "--from", Bundle);

        (int exitCode, _, string error) = await RunAsync("technique", "T9999");

        exitCode.ShouldBe(ExitCode.InputUnusable);
        error.ShouldContain("'T9999' is no technique of ics-99.1.");
    }

    [Fact]
    public async Task Versions_are_compared_from_the_store_or_from_files()
    {
        await RunAsync("update", "--from", Bundle);

        (int exitCode, string output, _) = await RunAsync("migrate", "ics-99.1", Bundle);

        exitCode.ShouldBe(ExitCode.Done);
        output.ShouldContain("nothing to do");
        (int missing, _, string error) = await RunAsync("migrate", "ics-17.1", Bundle);
        missing.ShouldBe(ExitCode.InputUnusable);
        error.ShouldContain("PLX3412");
    }

    private Dictionary<string, byte[]> Files() =>
        Directory.GetFiles(Store).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        CommandEnvironment environment = new(output, error, new FixedClock(), RepositoryPaths.Root, false);
        int exitCode = await Commands.RunAsync(
            ["knowledge", .. args, "--store", Store],
            environment,
            TestContext.Current.CancellationToken
        );
        return (exitCode, output.ToString(), error.ToString());
    }

    private sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    }
}
