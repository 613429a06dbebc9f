using Pollux.Knowledge.Products;
using Pollux.Knowledge.Versions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Knowledge.Matching;

/// <summary>
/// The versions that a criterion of a configuration means: those between its bounds, or the version of its CPE name. Bounds are
/// versions, not prose, so that 9.6.2 is above 9.6.
/// </summary>
/// <param name="Text">For a reader: <c>from 1.2, below 2.0</c>; null when the criterion does not say.</param>
/// <param name="Literal">The one version as text; null when several are meant.</param>
/// <param name="Range">As understood by the product's scheme; null when a version cannot be read.</param>
/// <param name="VendorRange">The same in vendors' style, where that is another.</param>
internal sealed record CpeVersions(string? Text, string? Literal, VersionRange? Range, VersionRange? VendorRange = null)
{
    /// <summary>Reads the versions of a criterion.</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="cpe">Its name.</param>
    public static CpeVersions Of(CpeCriterion criterion, CpeName cpe)
    {
        CpeValue version = cpe[CpeField.Version];
        if (!criterion.HasBounds && !version.IsLiteral)
        {
            // "windows:-" as a condition means that system in whatever version; of what is vulnerable it says nothing.
            bool all = version.IsAny || (version.IsNotApplicable && !criterion.IsVulnerable);
            return all
                ? new("any version", null, Make("any version", VersionScheme.Vendor, VersionInterval.All))
                : new(version.IsNotApplicable ? null : version.Plain, null, null);
        }

        string text = criterion.HasBounds ? Words(criterion) : TwinProduct.CpeVersion(cpe)!;
        VersionScheme own = Scheme(cpe);
        VersionRange? Read(VersionScheme scheme) =>
            (criterion.HasBounds ? Between(criterion, scheme) : Exactly(cpe, text, scheme)) is { } interval
                ? Make(text, scheme, interval)
                : null;
        VersionRange? vendor = Read(VersionScheme.Vendor);
        VersionRange? range = own == VersionScheme.Vendor ? vendor : Read(own) ?? vendor;
        return new(text, criterion.HasBounds ? null : text, range, ReferenceEquals(range, vendor) ? null : vendor);
    }

    // CPE names no ecosystem; these are the names by which NVD means one.
    private static VersionScheme Scheme(CpeName cpe) =>
        cpe[CpeField.TargetSoftware].Plain is "python" || cpe[CpeField.Product].Plain is "python" or "cpython"
            ? VersionScheme.Python
            : VersionScheme.Vendor;

    private static VersionInterval? Exactly(CpeName cpe, string text, VersionScheme scheme)
    {
        BoundExtent extent = cpe[CpeField.Update].IsAny ? BoundExtent.Release : BoundExtent.Version;
        return ProductVersion.Parse(text, scheme) is { } version
            ? Single(new VersionBound(version, BoundEdge.Inclusive, extent))
            : null;
    }

    private static VersionInterval Single(VersionBound bound) => new(bound, bound);

    private static VersionInterval? Between(CpeCriterion criterion, VersionScheme scheme) =>
        Bound(criterion.StartIncluding, criterion.StartExcluding, scheme, out VersionBound? lower)
        & Bound(criterion.EndIncluding, criterion.EndExcluding, scheme, out VersionBound? upper)
            ? new VersionInterval(lower, upper)
            : null;

    /// <summary>One end; false when a version is given that cannot be read.</summary>
    private static bool Bound(string? including, string? excluding, VersionScheme scheme, out VersionBound? bound)
    {
        string? text = including ?? excluding;
        // A star stands for infinity in its place (CVE Record Format 5.1, version): below 4.* is all of 4.
        bool family = text?.EndsWith(".*", StringComparison.Ordinal) ?? false;
        ProductVersion? version = text is null ? null : ProductVersion.Parse(family ? text[..^2] : text, scheme);
        bound = version is null
            ? null
            : new VersionBound(
                version,
                including is null && !family ? BoundEdge.Exclusive : BoundEdge.Inclusive,
                family ? BoundExtent.Family : BoundExtent.Version
            );
        return text is null || bound is not null;
    }

    private static string Words(CpeCriterion criterion)
    {
        string? start =
            criterion.StartIncluding is { } from ? $"from {from}"
            : criterion.StartExcluding is { } after ? $"after {after}"
            : null;
        string? end =
            criterion.EndIncluding is { } last ? $"up to {last}"
            : criterion.EndExcluding is { } below ? $"below {below}"
            : null;
        return string.Join(", ", ((string?[])[start, end]).OfType<string>());
    }

    private static VersionRange Make(string text, VersionScheme scheme, VersionInterval included) =>
        new(text, scheme, [included], [], null) { IsLiteral = true };
}
