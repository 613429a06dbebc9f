using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Twin;

public sealed class ReachCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-reach-");

    private static readonly string Configuration = RepositoryPaths.Of(
        "tests",
        "Pollux.Formats.Tests",
        "CiscoAsa",
        "testdata",
        "plant-fw.cfg"
    );

    [Fact]
    public async Task The_answer_names_the_line_that_decides_and_that_it_is_partial()
    {
        (int exitCode, string output) = await AskAsync("--from", "10.1.7.7", "--to", "10.2.0.10", "--port", "502/tcp");

        exitCode.ShouldBe(ExitCode.Done);
        output.ShouldContain("Permitted: 502/tcp from 10.1.7.7 to 10.2.0.10, as far as is known.");
        output.ShouldContain("'office_in' line 35: access-list office_in extended permit tcp");
        output.ShouldContain("2 line(s) of device plant-fw were not understood");
    }

    [Fact]
    public async Task For_programs_it_says_the_same()
    {
        (int exitCode, string output) = await AskAsync(
            "--from",
            "office",
            "--to",
            "plant",
            "--port",
            "22/tcp",
            "--json"
        );

        exitCode.ShouldBe(ExitCode.Done);
        using JsonDocument document = JsonDocument.Parse(output);
        document.RootElement.GetProperty("verdict").GetString().ShouldBe("denied");
        JsonElement device = document.RootElement.GetProperty("parts")[0].GetProperty("devices")[0];
        device.GetProperty("linesNotUnderstood").GetInt32().ShouldBe(2);
        device.GetProperty("passages")[0].GetProperty("by")[0].GetProperty("line").GetInt32().ShouldBe(39);
    }

    [Theory]
    [InlineData("nowhere", "10.2.0.10", "502/tcp")]
    [InlineData("office", "10.2.0.10", "502")]
    [InlineData("office", "10.2.0.300", "502/tcp")]
    public async Task A_question_that_means_nothing_is_refused(string from, string to, string port)
    {
        (int exitCode, string output) = await AskAsync("--from", from, "--to", to, "--port", port);

        exitCode.ShouldBe(ExitCode.InputUnusable);
        output.ShouldBeEmpty();
    }

    // What the labs' own notes say that their devices let pass.
    [Theory]
    [InlineData("fortios_fw_policy_basic.zip", "22/tcp", "Permitted")]
    [InlineData("fortios_fw_policy_basic.zip", "9100/tcp", "Permitted")]
    [InlineData("fortios_fw_policy_basic.zip", "9101/tcp", "Denied")]
    [InlineData("fortios_fw_policy_basic.zip", "9200/udp", "Permitted")]
    [InlineData("fortios_fw_policy_basic.zip", "9201/udp", "Denied")]
    [InlineData("iosxe_connectivity_sample.zip", "22/tcp", "Permitted")]
    [InlineData("iosxe_connectivity_sample.zip", "9100/tcp", "Permitted")]
    [InlineData("iosxe_connectivity_sample.zip", "9101/tcp", "Denied")]
    [InlineData("iosxe_connectivity_sample.zip", "9199/tcp", "Permitted")]
    [InlineData("iosxe_connectivity_sample.zip", "9201/udp", "Denied")]
    [InlineData("iosxe_connectivity_sample.zip", "9299/udp", "Permitted")]
    [InlineData("iosxe_connectivity_sample.zip", "9300/udp", "Denied")]
    public async Task Devices_of_a_lab_let_pass_what_its_notes_say(string lab, string port, string verdict)
    {
        string twin = await ImportAsync(SharedData.Require("data", "security", "firewall", "lab-validation", lab));

        (_, string output) = await RunAsync([
            "twin",
            "reach",
            twin,
            "--from",
            "192.168.123.1",
            "--to",
            "192.168.123.6",
            "--port",
            port,
        ]);

        output.ShouldStartWith($"{verdict}: {port} from 192.168.123.1 to 192.168.123.6.");
    }

    // The rules of the example, followed by hand: chains, returns, negations, states.
    [Theory]
    [InlineData("10.1.7.7", "10.2.0.10", "502/tcp", "Denied", "-A LOGDROP -j DROP")]
    [InlineData("10.1.8.7", "10.2.0.10", "502/tcp", "Permitted", "-A PLANT -p tcp -m multiport")]
    [InlineData("10.1.7.7", "10.2.0.10", "44819/tcp", "Permitted", "-A PLANT -p tcp -m multiport")]
    [InlineData("10.1.9.7", "10.2.0.10", "502/tcp", "Denied", "-A LOGDROP -j DROP")]
    [InlineData("10.1.7.7", "10.2.0.10", "53/udp", "Denied", "-A PLANT -m iprange")]
    [InlineData("192.0.2.9", "10.1.0.80", "443/tcp", "Permitted", "-A FORWARD -d 10.1.0.80/32 -i eth0")]
    [InlineData("10.1.7.7", "192.0.2.9", "443/tcp", "Permitted", "-A FORWARD ! -i eth2 -o eth0")]
    [InlineData("10.2.0.7", "192.0.2.9", "443/tcp", "Denied", "-A LOGDROP -j DROP")]
    public async Task Chains_of_iptables_are_followed_there_and_back(
        string from,
        string to,
        string port,
        string verdict,
        string line
    )
    {
        string twin = await ImportAsync(
            RepositoryPaths.Of("tests", "Pollux.Formats.Tests", "Iptables", "testdata", "gateway.iptables")
        );

        (_, string output) = await RunAsync(["twin", "reach", twin, "--from", from, "--to", to, "--port", port]);

        output.ShouldStartWith($"{verdict}: {port} from {from} to {to}");
        output.ShouldContain(line);
    }

    // The router's lists: engineers may program the PLCs by named groups, others may not.
    [Theory]
    [InlineData("10.1.7.7", "10.2.0.10", "502/tcp", "Denied")]
    [InlineData("10.1.0.7", "10.2.0.20", "80/tcp", "Permitted")]
    [InlineData("10.1.8.7", "10.2.0.10", "502/tcp", "Permitted")]
    [InlineData("10.1.1.7", "10.2.0.20", "443/tcp", "Denied")]
    public async Task A_router_asks_the_list_of_the_way_in_and_that_of_the_way_out(
        string from,
        string to,
        string port,
        string verdict
    )
    {
        string twin = await ImportAsync(
            RepositoryPaths.Of("tests", "Pollux.Formats.Tests", "CiscoIos", "testdata", "plant-router.cfg")
        );

        (_, string output) = await RunAsync(["twin", "reach", twin, "--from", from, "--to", to, "--port", port]);

        output.ShouldStartWith($"{verdict}: {port} from {from} to {to}");
    }

    [Fact]
    public async Task Show_names_the_filter_and_the_lines_that_were_not_understood()
    {
        string twin = await ImportAsync();

        (int exitCode, string output) = await RunAsync("twin", "show", twin);

        exitCode.ShouldBe(ExitCode.Done);
        output.ShouldContain("95.5 %");
        output.ShouldContain("line 52: frobnicate the packets");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<(int ExitCode, string Output)> AskAsync(params string[] question) =>
        await RunAsync(["twin", "reach", await ImportAsync(), .. question]);

    private async Task<string> ImportAsync()
    {
        string twin = Path.Combine(folder.FullName, "plant.twin");
        (int exitCode, _) = await RunAsync("import", Configuration, "--into", twin);
        exitCode.ShouldBe(ExitCode.Done);
        return twin;
    }

    // A lab's archive holds notes too, which no importer reads.
    private async Task<string> ImportAsync(string path)
    {
        string twin = Path.Combine(folder.FullName, "other.twin");
        _ = await RunAsync("import", path, "--into", twin);
        return twin;
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        CommandEnvironment environment = new(output, error, TimeProvider.System, RepositoryPaths.Root, false);
        int exitCode = await Commands.RunAsync(args, environment, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString());
    }
}
