using System.Collections.Immutable;
using System.Globalization;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Knowledge.Matching;
using Pollux.Twin.Assets;
using Pollux.Twin.Changes;
using Pollux.Twin.Observations;
using Pollux.Twin.Resolution;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Benchmarks;

/// <summary>
/// Matches a bill of materials of many components against every vulnerability of given files: a third of the components is taken from
/// the products of the files, with versions that may be affected or not, the rest are packages that nothing is known of.
/// </summary>
internal static class MatchingBenchmark
{
    /// <summary>Runs it.</summary>
    /// <param name="arguments">How many components, then files and folders with what is known.</param>
    public static int Run(string[] arguments)
    {
        int components = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        (Cost reading, SiteTwin knowledge) = Measure.Once(() => Import(arguments[1..]));
        Revision known = knowledge.Resolve(TypeHierarchy.None).Value!;
        SiteTwin site = AddComponents(knowledge, known, components);
        (Cost resolving, Revision revision) = Measure.Median(() => site.Resolve(TypeHierarchy.None).Value!);
        (Cost matching, MatchReport report) = Measure.Median(() => VulnerabilityMatcher.Match(revision));
        int vulnerabilities = revision.Vulnerabilities.Select(said => said.Value.Vulnerability).Distinct().Count();
        Console.WriteLine(
            $"{revision.Assets.Length} components, {vulnerabilities} vulnerabilities, {revision.Products.Length} statements, {revision.Configurations.Length} with configurations"
        );
        Console.WriteLine($"reading    {Show(reading)}");
        Console.WriteLine($"resolving  {Show(resolving)}");
        Console.WriteLine($"matching   {Show(matching)}");
        Console.WriteLine(
            $"{report.Matches.Length} matches, {report.Matches.Count(match => match.Status == MatchStatus.Affected)} affected, {report.NeedsMapping.Length} need mapping"
        );
        return 0;
    }

    private static string Show(Cost cost) =>
        $"{cost.Processor / 1000:F2} s of a processor, {cost.Wall / 1000:F2} s on the clock, {cost.Bytes / 1e6:F0} MB allocated";

    private static SiteTwin Import(string[] paths)
    {
        SiteTwin twin = SiteTwin.Empty("bench");
        ImmutableArray<ReadFile> files = ImportRun
            .ReadAsync(paths, InputLimits.Default, null, CancellationToken.None)
            .GetAwaiter()
            .GetResult();
        foreach (ReadFile file in files.Where(file => file.Document is not null))
        {
            twin = twin.Merge(file.Document!.Source, file.Document.Observations).Twin;
        }

        return twin;
    }

    private static SiteTwin AddComponents(SiteTwin knowledge, Revision known, int count)
    {
        Random chance = new(20261124);
        ImmutableArray<ProductPattern> patterns = [.. known.Products.Select(said => said.Value.Product).Distinct()];
        ImmutableArray<Observation>.Builder observations = ImmutableArray.CreateBuilder<Observation>(count);
        for (int index = 0; index < count; index++)
        {
            string version = $"{chance.Next(12)}.{chance.Next(20)}.{chance.Next(30)}";
            ProductPattern? pattern = index % 3 == 0 ? patterns[chance.Next(patterns.Length)] : null;
            PropertyFact?[] facts =
            [
                new(Properties.Product, pattern?.Product ?? $"component-{index}"),
                pattern?.Vendor is { } vendor ? new(Properties.Vendor, vendor) : null,
                pattern?.Cpe is { } cpe ? new(Properties.Cpe, cpe) : null,
                pattern is null ? new(Properties.Purl, $"pkg:npm/component-{index}@{version}") : null,
                new(Properties.Version, version),
            ];
            AssetReference asset = AssetReference.Named("Software", $"component {index}");
            observations.Add(
                new Observation(
                    $"/components/{index}",
                    null,
                    1,
                    [new AssetStatement(asset, [.. facts.OfType<PropertyFact>()])]
                )
            );
        }

        Source source = new("bench", "bill of materials", "1", null, IsComplete: true);
        return knowledge.Merge(source, observations.ToImmutable()).Twin;
    }
}
