using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Knowledge.Matching;
using Pollux.Testing;
using Pollux.Twin.Assets;
using Pollux.Twin.Changes;
using Pollux.Twin.Revisions;
using static Pollux.Formats.Tests.Nvd.PlainConfigurations;

namespace Pollux.Formats.Tests.Nvd;

/// <summary>
/// 1 158 real records with configurations of NVD's form: for each range versions are generated inside, at its ends and outside, on
/// devices with all, with none and with another of what the configuration asks for, and the matcher's answer is held against
/// <see cref="PlainConfigurations"/>.
/// </summary>
public sealed partial class ConfigurationOracleTests
{
    private static readonly string[] OtherSystem = Split("cpe:2.3:o:acme:unlike_os:1:*:*:*:*:*:*:*");

    [Fact]
    public async Task Versions_inside_and_outside_each_range_are_decided_right_for_all_records()
    {
        List<JsonElement> records = Read();
        ImmutableDictionary<string, Revision> imported = await ImportAsync();
        StringBuilder wrong = new();
        int right = 0;
        int cases = 0;
        int affected = 0;

        foreach (JsonElement record in records)
        {
            string id = record.GetProperty("_annotation").GetProperty("cve_id").GetString()!;
            List<Case> generated = [.. Cases(record)];
            cases += generated.Count;
            affected += generated.Count(one => one.Expected == MatchStatus.Affected);
            List<string> problems = Check(imported[id], generated);
            right += problems.Count == 0 ? 1 : 0;
            problems.ForEach(problem => wrong.Append(CultureInfo.InvariantCulture, $"{id} {problem}\n"));
        }

        records.Count.ShouldBe(1_158);
        string summary = string.Create(
            CultureInfo.InvariantCulture,
            $"{right} of {records.Count} records right; {cases} cases, {affected} of them affected\n"
        );
        Approval.ShouldMatchApproved(
            summary + wrong,
            "tests",
            "Pollux.Formats.Tests",
            "Nvd",
            "oracle",
            "configurations.approved.txt"
        );
    }

    private static List<string> Check(Revision knowledge, List<Case> cases)
    {
        List<Asset> assets = [];
        for (int index = 0; index < cases.Count; index++)
        {
            string device = $"d{index}";
            assets.Add(ToAsset(device, null, "Device", null));
            assets.Add(ToAsset($"{device}p", device, "Software", cases[index].Product));
            assets.AddRange(
                cases[index].Beside.Select((other, at) => ToAsset($"{device}o{at}", device, "Software", other))
            );
        }

        MatchReport report = VulnerabilityMatcher.Match(
            knowledge with
            {
                Assets = [.. assets],
            },
            TestContext.Current.CancellationToken
        );
        Dictionary<string, MatchStatus> found = report.Matches.ToDictionary(
            match => match.AssetId,
            match => match.Status,
            StringComparer.Ordinal
        );
        List<string> problems = [];
        for (int index = 0; index < cases.Count; index++)
        {
            MatchStatus? status = found.TryGetValue($"d{index}p", out MatchStatus known) ? known : null;
            Case one = cases[index];
            if (status != one.Expected)
            {
                problems.Add(
                    $"{string.Join(':', one.Product.Cpe[2..5])} {one.Product.Version} ({one.What}): expected {one.Expected?.ToString() ?? "no match"}, found {status?.ToString() ?? "no match"}"
                );
            }
        }

        return [.. problems.Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<Case> Cases(JsonElement record)
    {
        if (!record.GetProperty("cve").TryGetProperty("configurations", out JsonElement configurations))
        {
            yield break;
        }

        Product[][] surroundings = [.. configurations.EnumerateArray().Select(Examples)];
        foreach ((JsonElement configuration, Product[] examples) in configurations.EnumerateArray().Zip(surroundings))
        {
            JsonElement[] nodes = [.. configuration.GetProperty("nodes").EnumerateArray()];
            nodes.ShouldAllBe(node =>
                node.GetProperty("operator").GetString() == "OR" && !node.GetProperty("negate").GetBoolean()
            );
            for (int at = 0; at < nodes.Length; at++)
            {
                foreach (JsonElement match in nodes[at].GetProperty("cpeMatch").EnumerateArray())
                {
                    if (match.GetProperty("vulnerable").GetBoolean())
                    {
                        Product[] beside = [.. examples.Where((_, other) => other != at)];
                        foreach (Case one in CasesOf(match, beside, configurations, surroundings))
                        {
                            yield return one;
                        }
                    }
                }
            }
        }
    }

    private static IEnumerable<Case> CasesOf(
        JsonElement match,
        Product[] beside,
        JsonElement configurations,
        Product[][] surroundings
    )
    {
        string[] cpe = Split(match.GetProperty("criteria").GetString()!);
        foreach (string version in Versions(match, cpe).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            Product product = new(cpe, version);
            bool alone = IsVulnerable(configurations, product, [product]);
            bool possible = surroundings.Any(other => IsVulnerable(configurations, product, [product, .. other]));
            MatchStatus? unknown =
                alone ? MatchStatus.Affected
                : possible ? MatchStatus.PossiblyAffected
                : null;
            if (HasCommits(match))
            {
                // Commits have no order: nobody can say which are meant.
                yield return new("by commits", product, [], MatchStatus.PossiblyAffected);
                continue;
            }

            yield return new("nothing known beside it", product, [], unknown);
            if (beside.Length == 0)
            {
                continue;
            }

            bool together = IsVulnerable(configurations, product, [product, .. beside]);
            yield return new("all there", product, beside, together ? MatchStatus.Affected : null);
            if (surroundings.All(others => others.Skip(1).All(other => other.Cpe[2] == "o")))
            {
                Product unlike = new(OtherSystem, "1");
                yield return new("another system", product, [unlike], alone ? MatchStatus.Affected : null);
            }
        }
    }

    private static bool HasCommits(JsonElement match) =>
        match
            .EnumerateObject()
            .Any(property =>
                property.Name.StartsWith("version", StringComparison.Ordinal)
                && Commit.IsMatch(property.Value.GetString()!)
            );

    // Products that make all nodes of a configuration hold.
    private static Product[] Examples(JsonElement configuration) =>
        [.. configuration.GetProperty("nodes").EnumerateArray().Select(Example)];

    // A product that makes the node hold.
    private static Product Example(JsonElement node)
    {
        foreach (JsonElement match in node.GetProperty("cpeMatch").EnumerateArray())
        {
            string[] cpe = Split(match.GetProperty("criteria").GetString()!);
            Product? inside = Versions(match, cpe)
                .Select(version => new Product(cpe, version))
                .FirstOrDefault(product => IsInside(match, product));
            if (inside is not null)
            {
                return inside;
            }
        }

        return new Product(OtherSystem, "1");
    }

    private static bool IsInside(JsonElement match, Product product)
    {
        string text = $"[{{\"nodes\":[{{\"operator\":\"OR\",\"negate\":false,\"cpeMatch\":[{match.GetRawText()}]}}]}}]";
        using JsonDocument document = JsonDocument.Parse(
            text.Replace("\"vulnerable\":false", "\"vulnerable\":true", StringComparison.Ordinal)
        );
        return IsVulnerable(document.RootElement, product, [product]);
    }

    private static IEnumerable<string> Versions(JsonElement match, string[] cpe)
    {
        List<string> ends =
        [
            .. match
                .EnumerateObject()
                .Where(property => property.Name.StartsWith("version", StringComparison.Ordinal))
                .Select(property => property.Value.GetString()!)
                .Select(version => version.EndsWith(".*", StringComparison.Ordinal) ? version[..^2] : version),
        ];
        if (ends.Count == 0)
        {
            if (cpe[5] is "*" or "-")
            {
                return ["1.0", "7.3.1"];
            }

            ends.Add(Plain(cpe[6] is "*" or "-" ? cpe[5] : $"{cpe[5]} {cpe[6]}"));
        }

        // A further part is above what it is a part of; behind words nobody can say.
        return ends.SelectMany(end =>
                ((string?[])[end, Step(end, -1), Step(end, 1), Numbers.IsMatch(end) ? $"{end}.1" : null])
            )
            .OfType<string>();
    }

    /// <summary>The version with its last number one less or more; null when that is below zero or there is none.</summary>
    private static string? Step(string version, int by)
    {
        Match last = LastNumber.Match(version);
        if (!last.Success || last.Length > 15)
        {
            return null;
        }

        long number = long.Parse(last.Value, CultureInfo.InvariantCulture) + by;
        return number < 0
            ? null
            : version[..last.Index]
                + number
                    .ToString(CultureInfo.InvariantCulture)
                    .PadLeft(last.Value.StartsWith('0') ? last.Length : 1, '0')
                + version[(last.Index + last.Length)..];
    }

    private static Asset ToAsset(string id, string? parent, string type, Product? product)
    {
        RecordReference record = new("test:scan@1", id, null, 1);
        var properties = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<Sourced<string>>>(
            StringComparer.Ordinal
        );
        if (product is not null)
        {
            string[] cpe = [.. product.Cpe];
            (cpe[5], cpe[6]) = ("*", "*");
            properties.Add(Properties.Cpe, [new Sourced<string>(string.Join(':', cpe), record)]);
            properties.Add(Properties.Version, [new Sourced<string>(product.Version, record)]);
        }

        return new Asset(
            id,
            type,
            id,
            parent,
            [],
            properties.ToImmutable(),
            ImmutableSortedDictionary<string, ImmutableArray<Sourced<DefenseValue>>>.Empty,
            [record]
        );
    }

    private static string Path() =>
        SharedData.Require("data", "security", "cve", "nvd20-style-configurations.anchore-overrides.jsonl.gz");

    private static List<JsonElement> Read()
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(Path()), CompressionMode.Decompress));
        List<JsonElement> records = [];
        while (reader.ReadLine() is { } line)
        {
            records.Add(JsonDocument.Parse(line).RootElement);
        }

        return records;
    }

    /// <summary>What the importer made of each record, by id, as a revision without assets.</summary>
    private static async Task<ImmutableDictionary<string, Revision>> ImportAsync()
    {
        ImmutableArray<ReadFile> files = await ImportRun.ReadAsync(
            [Path()],
            InputLimits.Default,
            null,
            TestContext.Current.CancellationToken
        );
        ImportedDocument document = files.ShouldHaveSingleItem().Document.ShouldNotBeNull();
        Revision whole = SiteTwin.Empty("test").Merge(document.Source, document.Observations).Twin.Resolve().Value!;
        ILookup<string, Sourced<Pollux.Twin.Vulnerabilities.ConfigurationStatement>> byId =
            whole.Configurations.ToLookup(statement => statement.Value.Vulnerability, StringComparer.Ordinal);
        return document.Observations.ToImmutableDictionary(
            observation => observation.Record,
            observation => whole with { Configurations = [.. byId[observation.Record]] },
            StringComparer.Ordinal
        );
    }

    private sealed record Case(string What, Product Product, IReadOnlyList<Product> Beside, MatchStatus? Expected);

    [GeneratedRegex("^[0-9a-f]{40}$")]
    private static partial Regex Commit { get; }

    [GeneratedRegex(@"^[0-9]+(\.[0-9]+)*$")]
    private static partial Regex Numbers { get; }

    [GeneratedRegex("[0-9]+(?=[^0-9]*$)")]
    private static partial Regex LastNumber { get; }
}
