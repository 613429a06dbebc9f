using System.Collections.Immutable;
using Pollux.Knowledge.Matching;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Knowledge.Tests.Matching;

/// <summary>Builds small revisions for the tests of matching.</summary>
internal sealed class Site
{
    private readonly List<Asset> assets = [];
    private readonly List<Sourced<ProductStatement>> statements = [];
    private readonly List<Sourced<ConfigurationStatement>> configurations = [];

    public static ProductPattern Product(
        string? vendor,
        string? product,
        string? versions,
        string? cpe = null,
        string? purl = null,
        params string[] models
    ) => new($"{vendor} {product} {versions}".Trim(), vendor, product, versions, true, cpe, purl, [.. models]);

    /// <summary>Adds an asset; properties as <c>name=value</c>.</summary>
    public Site With(string id, params string[] properties) => On(null, id, properties);

    /// <summary>Adds an asset that is part of another; properties as <c>name=value</c>.</summary>
    public Site On(string? parent, string id, params string[] properties)
    {
        RecordReference record = new("test:scan@1", id, null, 1);
        var facts = properties
            .Select(text => text.Split('=', 2))
            .GroupBy(pair => pair[0], StringComparer.Ordinal)
            .ToImmutableSortedDictionary(
                group => group.Key,
                group => group.Select(pair => new Sourced<string>(pair[1], record)).ToImmutableArray(),
                StringComparer.Ordinal
            );
        assets.Add(
            new Asset(
                id,
                "Software",
                id,
                parent,
                [],
                facts,
                ImmutableSortedDictionary<string, ImmutableArray<Sourced<DefenseValue>>>.Empty,
                [record]
            )
        );
        return this;
    }

    public Site Says(
        string advisory,
        string vulnerability,
        ProductPattern product,
        ProductStatus status = ProductStatus.Affected
    )
    {
        statements.Add(
            new Sourced<ProductStatement>(
                new ProductStatement(vulnerability, product, status, null, "Update.", advisory),
                new RecordReference($"csaf:{advisory}@1", $"{product.Name}/{vulnerability}", null, 1)
            )
        );
        return this;
    }

    /// <summary>Adds a configuration of one vulnerability.</summary>
    public Site Configures(string vulnerability, params ProductConfiguration[] any)
    {
        configurations.Add(
            new Sourced<ConfigurationStatement>(
                new ConfigurationStatement(vulnerability, [.. any], "NVD"),
                new RecordReference("nvd:NVD@1", vulnerability, null, 1)
            )
        );
        return this;
    }

    /// <summary>Lets a scanner find something on an asset that is there; closed by a later record, if given.</summary>
    public Site Finds(string id, FindingFact finding, bool isClosed = false)
    {
        int index = assets.FindIndex(asset => asset.Id == id);
        RecordReference record = new($"{finding.Scanner}:scan@1", id, null, 1);
        AssetFinding found = new(finding, [record], isClosed ? record with { SourceKey = "scan@2" } : null);
        assets[index] = assets[index] with { Findings = assets[index].Findings.Add(found) };
        return this;
    }

    public Revision Revision() =>
        new("test", "0", [.. assets], [], [.. statements], [], []) { Configurations = [.. configurations] };

    public MatchReport Match() => VulnerabilityMatcher.Match(Revision(), TestContext.Current.CancellationToken);

    public VulnerabilityMatch? Only() => Match().Matches.SingleOrDefault();
}
