using System.Globalization;
using System.Text;
using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Twin;

/// <summary>The sample site together with three weeks of its traffic: what is permitted, what is not, and a device that nobody named.</summary>
public sealed class ObservedTrafficTests : IDisposable
{
    private const int Days = 21;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-traffic-");

    private string TwinFile => Path.Combine(folder.FullName, "site.twin");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Fidelity_says_how_much_of_the_traffic_the_twin_explains_and_names_the_rest()
    {
        await ImportAsync(withTraffic: true);

        using JsonDocument document = JsonDocument.Parse(await RunAsync("twin", "fidelity", TwinFile, "--json"));
        JsonElement root = document.RootElement;

        // Of five clients with as many connections each, the SCADA server and the office PC that goes out are explained.
        root.GetProperty("site").GetProperty("explained").GetDouble().ShouldBe(0.4, 1e-6);
        ExplainedIn(root, "cell-a").ShouldBe(0, 1e-6);
        ExplainedIn(root, "pump-stations").ShouldBe(0.5, 1e-6);
        root.GetProperty("unexplained")
            .EnumerateArray()
            .Select(flow =>
                $"{flow.GetProperty("client")} > {flow.GetProperty("server")}: {flow.GetProperty("way")} {flow.GetProperty("endsKnown")}"
            )
            .ShouldBe(
                [
                    "ws-ops-01 > plc-a-flt-01: notPermitted True",
                    "10.40.10.77 > rtu-ps-01: declared False",
                    "scada-02 > outside: notPermitted True",
                ],
                ignoreOrder: true
            );
        string text = await RunAsync("twin", "fidelity", TwinFile);
        text.ShouldContain("Traffic that the twin does not explain");
        text.ShouldContain("ws-ops-01 to 502/tcp on plc-a-flt-01");
    }

    [Fact]
    public async Task Without_traffic_explained_is_unknown()
    {
        await ImportAsync(withTraffic: false);

        using JsonDocument document = JsonDocument.Parse(await RunAsync("twin", "fidelity", TwinFile, "--json"));

        document.RootElement.GetProperty("site").GetProperty("explained").ValueKind.ShouldBe(JsonValueKind.Null);
        document.RootElement.GetProperty("unexplained").GetArrayLength().ShouldBe(0);
        (await RunAsync("twin", "fidelity", TwinFile)).ShouldContain("No traffic was observed");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_model_has_the_ways_and_roles_that_traffic_shows_and_only_with_traffic(bool withTraffic)
    {
        await ImportAsync(withTraffic);
        string file = Path.Combine(folder.FullName, "model.json");

        await RunAsync("twin", "export", TwinFile, "-o", file);

        using JsonDocument document = JsonDocument.Parse(await File.ReadAllTextAsync(file, Cancellation));
        Dictionary<string, string> types = document
            .RootElement.GetProperty("assets")
            .EnumerateObject()
            .ToDictionary(
                asset => asset.Value.GetProperty("name").GetString()!,
                asset => asset.Value.GetProperty("type").GetString()!
            );
        types.ContainsKey("corp to cell-a as observed").ShouldBe(withTraffic);
        types.ContainsKey("scada to internet as observed").ShouldBe(withTraffic);
        types.GetValueOrDefault("10.40.10.77").ShouldBe(withTraffic ? "OperatorStation" : null);
        types.ContainsKey("scada to pump-stations as observed").ShouldBeFalse();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static double ExplainedIn(JsonElement root, string zone) =>
        root.GetProperty("zones")
            .EnumerateArray()
            .Single(element => element.GetProperty("zone").GetString() == zone)
            .GetProperty("explained")
            .GetDouble();

    private async Task ImportAsync(bool withTraffic)
    {
        List<string> files = [RepositoryPaths.Of("samples", "riverside-water", "site.yaml")];
        if (withTraffic)
        {
            files.Add(
                await WriteAsync(
                    "conn.log",
                    "conn",
                    "proto\tservice\torig_bytes\tresp_bytes\tconn_state",
                    Connections()
                )
            );
            files.Add(await WriteAsync("modbus.log", "modbus", "unit\tfunc\texception", Exchanges()));
        }

        await RunAsync(["import", .. files, "--into", TwinFile]);
    }

    private static IEnumerable<string> Connections()
    {
        string[] pairs =
        [
            "10.40.10.11 10.60.1.2 502 modbus",
            "10.40.10.77 10.60.1.2 502 modbus",
            "10.20.8.41 10.40.21.11 502 modbus",
            "10.20.8.21 93.184.216.34 443 ssl",
            "10.40.10.12 45.60.1.1 443 ssl",
        ];
        return Rows(pairs, parts => $"tcp\t{parts[3]}\t2000\t3000\tSF");
    }

    private static IEnumerable<string> Exchanges() =>
        Rows(["10.40.10.77 10.60.1.2 502"], _ => "1\tREAD_HOLDING_REGISTERS\t-")
            .Concat(Rows(["10.20.8.41 10.40.21.11 502"], _ => "1\tWRITE_SINGLE_REGISTER\t-"));

    private static IEnumerable<string> Rows(string[] pairs, Func<string[], string> rest) =>
        from day in Enumerable.Range(0, Days)
        from pair in pairs
        let parts = pair.Split(' ')
        let time = 1793520000 + (day * 86_400)
        select $"{time}.5\tC{day}{parts[0]}\t{parts[0]}\t50000\t{parts[1]}\t{parts[2]}\t{rest(parts)}";

    private async Task<string> WriteAsync(string name, string log, string fields, IEnumerable<string> rows)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"#separator \\x09\n#path\t{log}\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\t{fields}\n"
        );
        text.AppendJoin('\n', rows).Append('\n');
        string path = Path.Combine(folder.FullName, name);
        await File.WriteAllTextAsync(path, text.ToString(), Cancellation);
        return path;
    }

    private static async Task<string> RunAsync(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        CommandEnvironment environment = new(output, error, TimeProvider.System, RepositoryPaths.Root, false);
        int exitCode = await Commands.RunAsync(args, environment, Cancellation);
        exitCode.ShouldBe(ExitCode.Done, error.ToString());
        return output.ToString();
    }
}
