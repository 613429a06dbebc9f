using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Twin;

/// <summary>The sample that puts all kinds of file together: <c>docs/walkthrough-plant.md</c> shows it.</summary>
public sealed class EmulatedPlantTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-plant-");

    private string TwinFile => Path.Combine(folder.FullName, "plant.twin");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Scan_traffic_parts_list_advisory_and_firewall_make_one_twin()
    {
        string[] devices = ["fw-plant", "plc-belt", "plc-heat", "plc-mix", "scada", "ws-01"];

        string report = await ImportAsync();

        using JsonDocument document = JsonDocument.Parse(report);
        JsonElement[] files = [.. document.RootElement.GetProperty("files").EnumerateArray()];
        files
            .Select(file => file.GetProperty("format").GetString())
            .Distinct()
            .ShouldBe(["zeek", "cisco-asa", "cyclonedx", "nmap", "site", "csaf"], ignoreOrder: true);
        files.Sum(file => file.GetProperty("refused").GetInt32()).ShouldBe(1);
        (_, string shown, _) = await RunAsync("twin", "show", TwinFile);
        foreach (string device in devices)
        {
            shown.ShouldContain($"\n {device} ");
        }

        shown.ShouldContain("Reachability is partial, because 1 line(s) of device fw-plant were not understood");
    }

    [Fact]
    public async Task The_rule_that_was_left_over_is_named_by_its_line_and_found_as_drift()
    {
        await ImportAsync();

        (_, string open, _) = await RunAsync(
            "twin",
            "reach",
            TwinFile,
            "--from",
            "127.0.20.5",
            "--to",
            "127.0.10.13",
            "--port",
            "502/tcp"
        );
        (_, string closed, _) = await RunAsync(
            "twin",
            "reach",
            TwinFile,
            "--from",
            "127.0.20.6",
            "--to",
            "127.0.10.13",
            "--port",
            "502/tcp"
        );
        (_, string answer, _) = await RunAsync("assess", TwinFile, "--samples", "50");

        open.ShouldStartWith("Permitted");
        open.ShouldContain("by 'office_in' line 22");
        closed.ShouldStartWith("Denied");
        answer.ShouldContain("fw-plant lets office reach plc-belt modbus/502");
    }

    private async Task<string> ImportAsync()
    {
        (int exitCode, string output, _) = await RunAsync(
            "import",
            RepositoryPaths.Of("samples", "emulated-plant"),
            "--into",
            TwinFile,
            "--json"
        );
        exitCode.ShouldBe(ExitCode.Done);
        return output;
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
