using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Knowledge;

public sealed class KnowledgeCommandTests
{
    private static readonly string[] Folder = ["tests", "Pollux.Cli.Tests", "Knowledge", "testdata"];
    private static readonly string Plant = RepositoryPaths.Of([.. Folder, "plant.twin"]);

    [Fact]
    public async Task Matches_are_shown_as_a_table_with_what_could_not_be_mapped()
    {
        (int exitCode, string output, string error) = await RunAsync("knowledge", "match", Plant);

        error.ShouldBeEmpty();
        exitCode.ShouldBe(ExitCode.Done);
        Approval.ShouldMatchApproved(output, [.. Folder, "plant.match.txt"]);
    }

    [Fact]
    public async Task Each_match_says_why()
    {
        (_, string output, _) = await RunAsync("knowledge", "match", "--why", Plant);

        Approval.ShouldMatchApproved(output, [.. Folder, "plant.why.txt"]);
    }

    [Fact]
    public async Task Programs_get_every_field()
    {
        (int exitCode, string output, _) = await RunAsync("knowledge", "match", "--json", Plant);

        exitCode.ShouldBe(ExitCode.Done);
        using JsonDocument document = JsonDocument.Parse(output);
        JsonElement first = document
            .RootElement.GetProperty("matches")
            .EnumerateArray()
            .First(match => match.GetProperty("name").GetString() == "Dosing PLC");
        first.GetProperty("vulnerability").GetString().ShouldBe("CVE-2023-6448");
        first.GetProperty("cvssBase").GetDouble().ShouldBe(9.8);
        first.GetProperty("knownExploited").GetString().ShouldBe("2023-12-11");
        first.GetProperty("confidence").GetDouble().ShouldBe(0.8);
    }

    [Theory]
    [InlineData("missing.twin")]
    [InlineData("missing.json")]
    public async Task A_file_that_is_not_there_is_no_input(string file)
    {
        (int exitCode, _, string error) = await RunAsync("knowledge", "match", file);

        exitCode.ShouldBe(ExitCode.InputUnusable);
        error.ShouldContain(file);
    }

    [Theory]
    [InlineData("--from")]
    [InlineData("--store")]
    public async Task What_the_store_or_further_files_know_is_matched_too(string option)
    {
        string folder = Directory.CreateTempSubdirectory("pollux-match").FullName;
        try
        {
            string records = Path.Combine(folder, "cve.jsonl");
            await File.WriteAllTextAsync(records, PumpRecord, TestContext.Current.CancellationToken);
            string bill = Path.Combine(folder, "bill.json");
            await File.WriteAllTextAsync(bill, PumpBill, TestContext.Current.CancellationToken);
            string store = Path.Combine(folder, "store");
            await RunAsync("knowledge", "update", "--from", records, "--store", store);

            (int exitCode, string output, _) =
                option == "--from"
                    ? await RunAsync("knowledge", "match", bill, "--from", records)
                    : await RunAsync("knowledge", "match", bill, "--store", store);
            (_, string without, _) = await RunAsync("knowledge", "match", bill);

            exitCode.ShouldBe(ExitCode.Done);
            output.ShouldContain("CVE-2026-1001");
            without.ShouldNotContain("CVE-2026-1001");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private const string PumpRecord = """
        {"dataType":"CVE_RECORD","cveMetadata":{"cveId":"CVE-2026-1001","state":"PUBLISHED","dateUpdated":"2026-03-02T09:30:00Z"},"containers":{"cna":{"affected":[{"vendor":"Acme","product":"Pump Tool","versions":[{"version":"0","lessThan":"1.6.2","versionType":"custom","status":"affected"}]}]}}}
        """;

    private const string PumpBill = """
        {"bomFormat":"CycloneDX","specVersion":"1.5","version":1,"components":[{"type":"application","name":"Pump Tool","version":"1.5","publisher":"Acme"}]}
        """;

    [Fact]
    public async Task Two_twins_are_refused()
    {
        (int exitCode, _, string error) = await RunAsync("knowledge", "match", Plant, Plant);

        exitCode.ShouldBe(ExitCode.InputUnusable);
        error.ShouldContain("PLX4040");
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        CommandEnvironment environment = new(output, error, TimeProvider.System, RepositoryPaths.Root, false);
        int exitCode = await Commands.RunAsync(args, environment, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }
}
