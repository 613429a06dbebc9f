using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pollux.Testing;

namespace Pollux.Cli.Tests.Attack;

/// <summary>
/// coreLang 1.0.0 against other implementations: the graph of MAL-Toolbox 2.9.0, byte for byte, and an independent oracle of the
/// shortest-time semantics. Needs a checkout of mal-lang/coreLang, named by <c>POLLUX_CORELANG</c>.
/// </summary>
public sealed class CoreLangConformanceTests
{
    [Fact]
    public async Task The_graph_is_byte_for_byte_that_of_the_toolbox()
    {
        AttackRun run = await AttackRun.OfAsync(["attack", "graph", .. Inputs()]);
        run.Error.ShouldBeEmpty();
        await using GZipStream packed = new(
            File.OpenRead(SharedData.Require("data", "attack", "core_101.edges.txt.gz")),
            CompressionMode.Decompress
        );
        using StreamReader reader = new(packed);
        string expected = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        string.Equals(run.Output, expected, StringComparison.Ordinal).ShouldBeTrue();
    }

    // The SHA-256 of the list of edges that MAL-Toolbox 2.9.0 gives for coreLang at 63df37b: 37 950 nodes, 59 294 edges.
    [Fact]
    public async Task The_graph_of_ten_segments_is_that_of_the_toolbox_too()
    {
        AttackRun run = await AttackRun.OfAsync(["attack", "graph", .. Inputs("core_1010.json")]);
        run.Error.ShouldBeEmpty();
        Convert
            .ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(run.Output)))
            .ShouldBe("5173c9d1f438fde60965efefae2af412b29e82b8e27d2af77bfaba967e4fde44");
    }

    [Fact]
    public async Task Two_thousand_samples_agree_with_the_oracle_on_any_number_of_threads()
    {
        string[] command =
        [
            "attack",
            "simulate",
            .. Inputs(),
            "--entry",
            "net0:accessUninspected",
            "--samples",
            "2000",
        ];
        string one = (await AttackRun.OfAsync([.. command, "--threads", "1"])).Output;
        string two = (await AttackRun.OfAsync([.. command, "--threads", "2"])).Output;
        string.Equals(one, two, StringComparison.Ordinal).ShouldBeTrue();

        using JsonDocument result = JsonDocument.Parse(one);
        JsonElement steps = result.RootElement.GetProperty("steps");
        await using GZipStream packed = new(
            File.OpenRead(SharedData.Require("data", "attack", "core_101.oracle2000.json.gz")),
            CompressionMode.Decompress
        );
        using JsonDocument oracle = await JsonDocument.ParseAsync(
            packed,
            cancellationToken: TestContext.Current.CancellationToken
        );
        List<(string Name, double Z)> compared =
        [
            .. oracle
                .RootElement.EnumerateObject()
                .Select(step => (step.Name, Deviation(step.Value[0].GetDouble(), steps.GetProperty(step.Name)))),
        ];
        compared.Count.ShouldBe(steps.EnumerateObject().Count());
        compared.Count(step => step.Z >= 4.5).ShouldBeLessThanOrEqualTo((int)(0.0005 * compared.Count));
    }

    // Both are estimates from 2 000 samples, so the difference has the variance of both.
    private static double Deviation(double expected, JsonElement step)
    {
        double actual = step.GetProperty("probability").GetDouble();
        if (expected is 0 or 1)
        {
            return actual == expected ? 0 : double.PositiveInfinity;
        }

        double pooled = (expected + actual) / 2;
        return Math.Abs(expected - actual) / Math.Sqrt(pooled * (1 - pooled) * 2 / 2000);
    }

    private static string[] Inputs(string model = "core_101.json") =>
        [
            "--language",
            SharedData.RequireFromVariable("POLLUX_CORELANG", "src", "main", "mal", "main.mal"),
            "--model",
            SharedData.Require("data", "attack", model),
        ];
}
