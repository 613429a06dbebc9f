using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Import;

public sealed class ImportCommandTests : IDisposable
{
    private const string Scan = """
        <?xml version="1.0"?>
        <nmaprun scanner="nmap" args="nmap 10.0.0.0/24" start="1790000000" version="7.95" xmloutputversion="1.05">
        <host><status state="up" reason="echo-reply"/><address addr="10.0.0.1" addrtype="ipv4"/>
        <ports><port protocol="tcp" portid="502"><state state="open"/></port></ports></host>
        <host><status state="down"/><address addr="10.0.0.2" addrtype="ipv4"/></host>
        </nmaprun>
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-import-");

    private string TwinFile => InFolder("plant.twin");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_scan_becomes_a_twin_and_the_table_says_what_became_of_its_records()
    {
        Outcome outcome = await RunAsync("import", Write("scan.xml", Scan), "--into", TwinFile);

        outcome.ExitCode.ShouldBe(ExitCode.Done);
        File.Exists(TwinFile).ShouldBeTrue();
        outcome.Out.ShouldContain("scan.xml");
        outcome.Out.ShouldContain("2 assets");
    }

    [Fact]
    public async Task A_mapping_is_kept_beside_the_twin_so_that_the_next_import_needs_none()
    {
        string list = Write("list.csv", "Kennung;Netz\nP-1;10.0.0.5\n");
        string map = Write("map.yaml", "pollux-columns: 1\ncolumns:\n  Kennung: name\n  Netz: ip\n");

        Outcome without = await RunAsync("import", list, "--into", TwinFile, "--json");
        Outcome with = await RunAsync("import", list, "--into", TwinFile, "--map", map, "--json");
        string newer = Write("newer.csv", "Kennung;Netz\nP-2;10.0.0.6\n");
        Outcome next = await RunAsync("import", newer, "--into", TwinFile, "--json");

        without.ExitCode.ShouldBe(ExitCode.InputUnusable);
        Figures(JsonDocument.Parse(with.Out).RootElement.GetProperty("files")[0]).ShouldBe((1, 1, 0, 0, 0));
        Figures(JsonDocument.Parse(next.Out).RootElement.GetProperty("files")[0]).ShouldBe((1, 1, 0, 0, 0));
        File.Exists($"{TwinFile}.columns.yaml").ShouldBeTrue();
    }

    [Theory]
    [InlineData("columns: {A: name}", "PLX3257")]
    [InlineData(null, "PLX2901")]
    public async Task A_mapping_that_cannot_be_used_stops_the_import(string? content, string code)
    {
        string map = content is null ? InFolder("none.yaml") : Write("map.yaml", content);

        Outcome outcome = await RunAsync("import", Write("scan.xml", Scan), "--into", TwinFile, "--map", map);

        outcome.ExitCode.ShouldBe(ExitCode.InputUnusable);
        outcome.Error.ShouldContain(code);
        File.Exists(TwinFile).ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing()
    {
        string scan = Write("scan.xml", Scan);
        await RunAsync("import", scan, "--into", TwinFile);
        byte[] first = await File.ReadAllBytesAsync(TwinFile, Token);
        DateTime written = File.GetLastWriteTimeUtc(TwinFile);

        Outcome outcome = await RunAsync("import", scan, "--into", TwinFile, "--json");

        JsonElement report = JsonDocument.Parse(outcome.Out).RootElement;
        Figures(report.GetProperty("files")[0]).ShouldBe((2, 0, 1, 0, 1));
        report.GetProperty("twin").GetProperty("changed").GetBoolean().ShouldBeFalse();
        (await File.ReadAllBytesAsync(TwinFile, Token)).ShouldBe(first);
        File.GetLastWriteTimeUtc(TwinFile).ShouldBe(written);
    }

    [Fact]
    public async Task The_report_names_the_revision_and_counts_the_assets_that_twin_show_sees()
    {
        string sample = RepositoryPaths.Of("samples", "riverside-water");
        Outcome import = await RunAsync("import", sample, "--into", TwinFile, "--json");

        Outcome show = await RunAsync("twin", "show", TwinFile, "--json");

        JsonElement reported = JsonDocument.Parse(import.Out).RootElement.GetProperty("twin");
        JsonElement shown = JsonDocument.Parse(show.Out).RootElement;
        reported.GetProperty("revision").GetString().ShouldBe(shown.GetProperty("revision").GetString());
        reported.GetProperty("assets").GetInt32().ShouldBe(shown.GetProperty("assets").GetInt32());
    }

    [Fact]
    public async Task Two_files_that_claim_to_be_the_same_edition_leave_the_twin_as_it_was_when_read_again()
    {
        string first = Write("a.json", Bom("one"));
        string second = Write("b.json", Bom("two"));
        await RunAsync("import", first, second, "--into", TwinFile);

        Outcome again = await RunAsync("import", first, second, "--into", TwinFile, "--json");
        Outcome one = await RunAsync("import", first, "--into", TwinFile, "--json");
        Outcome other = await RunAsync("import", Write("c.json", Bom("three")), "--into", TwinFile, "--json");

        Changed(again).ShouldBeFalse();
        Changed(one).ShouldBeFalse();
        Changed(other).ShouldBeTrue();
    }

    [Fact]
    public async Task The_report_has_the_shape_of_the_contract()
    {
        string report = InFolder("r.json");

        await RunAsync(
            "import",
            Write("scan.xml", Scan),
            Write("other.txt", "hello"),
            "--into",
            TwinFile,
            "--report",
            report
        );

        string text = await File.ReadAllTextAsync(report, Token);
        Approval.ShouldMatchApproved(
            text.Replace(folder.FullName + "/", "", StringComparison.Ordinal),
            "tests",
            "Pollux.Cli.Tests",
            "Import",
            "testdata",
            "report.approved.json"
        );
    }

    [Fact]
    public async Task Some_files_refused_and_others_read_is_done_and_all_refused_is_not()
    {
        string scan = Write("scan.xml", Scan);
        string other = Write("other.txt", "hello");

        (await RunAsync("import", scan, other, "--into", TwinFile)).ExitCode.ShouldBe(ExitCode.Done);
        Outcome refused = await RunAsync("import", other, InFolder("none.xml"), "--into", InFolder("new.twin"));

        refused.ExitCode.ShouldBe(ExitCode.InputUnusable);
        refused.Error.ShouldContain("PLX2902");
        refused.Error.ShouldContain("PLX2900");
        File.Exists(InFolder("new.twin")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("refused>0", ExitCode.ThresholdPassed)]
    [InlineData("refused > 1", ExitCode.Done)]
    [InlineData("error", ExitCode.ThresholdPassed)]
    [InlineData("understood>100", ExitCode.Done)]
    [InlineData("sometimes", ExitCode.InputUnusable)]
    public async Task A_threshold_decides_the_exit_code(string threshold, int expected)
    {
        string scan = Write("scan.xml", Scan);
        string other = Write("other.txt", "hello");

        (await RunAsync("import", scan, other, "--into", TwinFile, "--fail-on", threshold)).ExitCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Diagnostics_are_json_lines_when_asked()
    {
        Outcome outcome = await RunAsync("import", Write("other.txt", "hello"), "--into", TwinFile, "--json");

        JsonElement diagnostic = JsonDocument.Parse(outcome.Error.Trim()).RootElement;
        diagnostic.GetProperty("code").GetString().ShouldBe("PLX2902");
        diagnostic.GetProperty("severity").GetString().ShouldBe("error");
        JsonDocument.Parse(outcome.Out).RootElement.GetProperty("twin").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task A_twin_is_named_by_option_by_description_or_by_its_file()
    {
        string scan = Write("scan.xml", Scan);
        string site = Write("site.yaml", "site: Riverside\n");

        await RunAsync("import", scan, "--into", InFolder("a.twin"), "--site", "North");
        await RunAsync("import", scan, site, "--into", InFolder("b.twin"));
        await RunAsync("import", scan, "--into", InFolder("c.twin"));

        SiteOf("a.twin").ShouldBe("North");
        SiteOf("b.twin").ShouldBe("Riverside");
        SiteOf("c.twin").ShouldBe("c");
    }

    [Fact]
    public async Task A_twin_of_another_site_is_left_alone()
    {
        string scan = Write("scan.xml", Scan);
        await RunAsync("import", scan, "--into", TwinFile, "--site", "North");

        Outcome outcome = await RunAsync("import", scan, "--into", TwinFile, "--site", "South");

        outcome.ExitCode.ShouldBe(ExitCode.InputUnusable);
        outcome.Error.ShouldContain("PLX0101");
    }

    [Fact]
    public async Task A_damaged_twin_is_not_written_over()
    {
        string scan = Write("scan.xml", Scan);
        await File.WriteAllTextAsync(TwinFile, "no twin", Token);

        Outcome outcome = await RunAsync("import", scan, "--into", TwinFile);

        outcome.ExitCode.ShouldBe(ExitCode.InputUnusable);
        outcome.Error.ShouldContain("PLX0102");
        (await File.ReadAllTextAsync(TwinFile, Token)).ShouldBe("no twin");
    }

    [Fact]
    public async Task A_twin_that_cannot_be_written_is_a_failure_of_the_machine()
    {
        Outcome outcome = await RunAsync(
            "import",
            Write("scan.xml", Scan),
            "--into",
            InFolder("no/such/folder/x.twin")
        );

        outcome.ExitCode.ShouldBe(ExitCode.Failure);
    }

    [Fact]
    public async Task Control_characters_in_names_do_not_reach_the_terminal()
    {
        Outcome outcome = await RunAsync("import", Write("a\u001b[2J.txt", "hello"), "--into", TwinFile);

        outcome.Out.ShouldNotContain('\u001b');
        outcome.Error.ShouldNotContain('\u001b');
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static bool Changed(Outcome outcome) =>
        JsonDocument.Parse(outcome.Out).RootElement.GetProperty("twin").GetProperty("changed").GetBoolean();

    private static string Bom(string component) =>
        $$"""
            {"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"urn:uuid:11111111-395b-41f5-a30f-a58921a69b79",
            "components":[{"type":"library","name":"{{component}}"}]}
            """;

    private static (int, int, int, int, int) Figures(JsonElement file) =>
        (
            file.GetProperty("received").GetInt32(),
            file.GetProperty("understood").GetInt32(),
            file.GetProperty("ignored").GetInt32(),
            file.GetProperty("refused").GetInt32(),
            file.GetProperty("duplicates").GetInt32()
        );

    private string SiteOf(string twin)
    {
        using FileStream stream = File.OpenRead(InFolder(twin));
        return Pollux.Twin.Files.TwinFile.Read(stream, twin).Value!.Site;
    }

    private string Write(string name, string content)
    {
        File.WriteAllText(InFolder(name), content);
        return InFolder(name);
    }

    private string InFolder(string name) => Path.Combine(folder.FullName, name);

    private static async Task<Outcome> RunAsync(params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        CommandEnvironment environment = new(output, error, TimeProvider.System, RepositoryPaths.Root, false);
        int exitCode = await Commands.RunAsync(args, environment, Token);
        return new(exitCode, output.ToString(), error.ToString());
    }

    private sealed record Outcome(int ExitCode, string Out, string Error);
}
