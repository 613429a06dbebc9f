using Pollux.Knowledge.Versions;

namespace Pollux.Knowledge.Tests.Matching;

/// <summary>All products of 370 real advisories, put into a twin in the advisories' own words.</summary>
public sealed class AdvisoryProductTests
{
    [Fact]
    public void A_product_named_as_its_advisory_names_it_is_found_in_that_advisory()
    {
        List<CisaAdvisories.Row> rows = [.. CisaAdvisories.Read().Where(row => Bound(row) is not null)];
        Site site = new();
        for (int index = 0; index < rows.Count; index++)
        {
            CisaAdvisories.Row row = rows[index];
            string[] version = Bound(row) is { Length: > 0 } known ? [$"version={known}"] : [];
            site.With(Id(index), [$"vendor={row.Vendor}", $"product={row.Product}", .. version]);
            site.Says(row.Advisory, row.Vulnerability, Site.Product(row.Vendor, row.Product, row.Versions));
        }

        HashSet<(string, string)> found =
        [
            .. site.Match().Matches.Select(match => (match.AssetId, match.Vulnerability)),
        ];
        List<CisaAdvisories.Row> lost =
        [
            .. rows.Where((row, index) => !found.Contains((Id(index), row.Vulnerability))),
        ];

        double share = 1 - ((double)lost.Count / rows.Count);
        share.ShouldBeGreaterThan(
            0.99,
            string.Join('\n', lost.Select(row => $"{row.Vendor} | {row.Product}").Distinct())
        );
    }

    private static string Id(int index) => $"p{index:D5}";

    /// <summary>A version that the row names as meant; empty where all are, null where it is not told.</summary>
    private static string? Bound(CisaAdvisories.Row row)
    {
        VersionRange? range = VersionRange.Parse(row.Versions, VersionScheme.Vendor).Value;
        if (range is null || range.Condition is not null)
        {
            return null;
        }

        return range.IsAll
            ? ""
            : range
                .Included.SelectMany(interval => (VersionBound?[])[interval.Lower, interval.Upper])
                .FirstOrDefault(bound => bound is { Edge: BoundEdge.Inclusive, Extent: BoundExtent.Version })
                ?.Version.Text;
    }
}
