using Pollux.Knowledge.Products;
using Pollux.Knowledge.Versions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Knowledge.Matching;

/// <summary>
/// The versions that a criterion of a configuration means: those between its bounds, or the version of its CPE name. Bounds are
/// versions, not prose, so that 9.6.2 is above 9.6.
/// </summary>
/// <param name="Text">For a reader: <c>from 1.2 to below 2.0</c>.</param>
/// <param name="Literal">The one version as text; null when several are meant.</param>
/// <param name="Range">As understood; null when a version cannot be read.</param>
internal sealed record CpeVersions(string? Text, string? Literal, VersionRange? Range)
{
    /// <summary>Reads the versions of a criterion.</summary>
    /// <param name="criterion">The criterion.</param>
    /// <param name="cpe">Its name.</param>
    public static CpeVersions Of(CpeCriterion criterion, CpeName cpe)
    {
        if (criterion.HasBounds)
        {
            return Between(criterion);
        }

        CpeValue version = cpe[CpeField.Version];
        // "windows:-" as a condition means that system in whatever version; of what is vulnerable it says nothing.
        return version.IsAny || (version.IsNotApplicable && !criterion.IsVulnerable) ? All
            : version.IsLiteral ? Exactly(cpe)
            : new CpeVersions(version.IsNotApplicable ? null : version.Plain, null, null);
    }

    private static CpeVersions All { get; } = new("any version", null, Make("any version", [VersionInterval.All]));

    private static CpeVersions Exactly(CpeName cpe)
    {
        string literal = TwinProduct.CpeVersion(cpe)!;
        BoundExtent extent = cpe[CpeField.Update].IsAny ? BoundExtent.Release : BoundExtent.Version;
        VersionBound? bound = ProductVersion.Parse(literal, VersionScheme.Vendor) is { } version
            ? new VersionBound(version, BoundEdge.Inclusive, extent)
            : null;
        return new CpeVersions(
            literal,
            literal,
            bound is null ? null : Make(literal, [new VersionInterval(bound, bound)])
        );
    }

    private static CpeVersions Between(CpeCriterion criterion)
    {
        string text = string.Join(
            ' ',
            (
                (string?[])
                    [
                        criterion.StartIncluding is { } start ? $"from {start}" : null,
                        criterion.StartExcluding is { } after ? $"after {after}" : null,
                        criterion.EndIncluding is { } end ? $"to {end}" : null,
                        criterion.EndExcluding is { } below ? $"to below {below}" : null,
                    ]
            ).OfType<string>()
        );
        bool understood =
            Bound(criterion.StartIncluding, criterion.StartExcluding, out VersionBound? lower)
            & Bound(criterion.EndIncluding, criterion.EndExcluding, out VersionBound? upper);
        return new CpeVersions(text, null, understood ? Make(text, [new VersionInterval(lower, upper)]) : null);
    }

    /// <summary>One end; false when a version is given that cannot be read.</summary>
    private static bool Bound(string? including, string? excluding, out VersionBound? bound)
    {
        string? text = including ?? excluding;
        // "4.*" as an end: below it is what is below 4, up to it is all of 4.
        bool family = text?.EndsWith(".*", StringComparison.Ordinal) ?? false;
        ProductVersion? version = text is null
            ? null
            : ProductVersion.Parse(family ? text[..^2] : text, VersionScheme.Vendor);
        bound = version is null
            ? null
            : new VersionBound(
                version,
                including is null ? BoundEdge.Exclusive : BoundEdge.Inclusive,
                family ? BoundExtent.Family : BoundExtent.Version
            );
        return text is null || bound is not null;
    }

    private static VersionRange Make(
        string text,
        System.Collections.Immutable.ImmutableArray<VersionInterval> included
    ) => new(text, VersionScheme.Vendor, included, [], null) { IsLiteral = true };
}
