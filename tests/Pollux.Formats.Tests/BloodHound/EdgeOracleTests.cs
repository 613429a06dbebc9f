using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Pollux.Formats.BloodHound;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Testing;

namespace Pollux.Formats.Tests.BloodHound;

/// <summary>
/// The edges that are found in BloodHound's own test collections against those that BloodHound itself finds in them: the graph after its
/// analysis, which it keeps beside each collection.
/// </summary>
public sealed class EdgeOracleTests(ITestOutputHelper output)
{
    private const double Bar = 0.95;

    [Theory]
    [InlineData("v5")]
    [InlineData("v6-all-adcs")]
    public async Task The_edges_of_a_collection_are_those_that_BloodHound_finds_in_it(string collection)
    {
        string folder = SharedData.Require("data", "security", "bloodhound", collection);
        HashSet<(string Kind, string From, string To)> expected = Analysed(
            Path.Combine(folder, "analysis", "analyzed.json.gz")
        );

        HashSet<(string Kind, string From, string To)> found = await FoundAsync(Path.Combine(folder, "raw"));

        string[] kinds = [.. expected.Concat(found).Select(edge => edge.Kind).Distinct().Order(StringComparer.Ordinal)];
        List<string> below = [];
        foreach (string kind in kinds)
        {
            int wanted = expected.Count(edge => edge.Kind == kind);
            int had = found.Count(edge => edge.Kind == kind);
            int right = found.Count(edge => edge.Kind == kind && expected.Contains(edge));
            double precision = had == 0 ? 0 : (double)right / had;
            double recall = wanted == 0 ? 0 : (double)right / wanted;
            string line = string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind} | {wanted} | {had} | {precision:0.000} | {recall:0.000} |"
            );
            output.WriteLine(line);
            if (precision < Bar || recall < Bar)
            {
                below.Add(line);
                output.WriteLine(
                    "  missing: " + string.Join(", ", expected.Where(e => e.Kind == kind && !found.Contains(e)).Take(5))
                );
                output.WriteLine(
                    "  extra: " + string.Join(", ", found.Where(e => e.Kind == kind && !expected.Contains(e)).Take(5))
                );
            }
        }

        below.ShouldBeEmpty();
        kinds.Length.ShouldBeGreaterThan(25);
    }

    private static HashSet<(string Kind, string From, string To)> Analysed(string path)
    {
        using GZipStream stream = new(File.OpenRead(path), CompressionMode.Decompress);
        using JsonDocument document = JsonDocument.Parse(stream);
        return
        [
            .. document
                .RootElement.GetProperty("graph")
                .GetProperty("edges")
                .EnumerateArray()
                .Select(edge =>
                    (
                        edge.GetProperty("kind").GetString()!,
                        edge.GetProperty("start").GetProperty("value").GetString()!,
                        edge.GetProperty("end").GetProperty("value").GetString()!
                    )
                ),
        ];
    }

    private static async Task<HashSet<(string Kind, string From, string To)>> FoundAsync(string folder)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        IEnumerable<ReadFile> files = await ImportRun.ReadAsync([folder], InputLimits.Default, null, token);
        DirectoryGraph graph = DirectoryCollections.Join(files.Select(file => file.Document!.Directory!), out _);
        HashSet<(string, string, string)> found = [];
        foreach (DirectoryEdge edge in graph.Edges)
        {
            found.Add((graph.NameOf(edge.Kind), graph.Nodes[edge.From].Id, graph.Nodes[edge.To].Id));
        }

        return found;
    }
}
