namespace Pollux.Knowledge.Versions;

/// <summary>Holds versions against the bounds of an interval.</summary>
internal static class VersionBounds
{
    /// <summary>Whether a version is in an interval.</summary>
    /// <param name="interval">The interval.</param>
    /// <param name="version">The version.</param>
    /// <param name="isLiteral">True when 9.6 means 9.6 and no further part of it.</param>
    public static Containment Contains(VersionInterval interval, ProductVersion version, bool isLiteral)
    {
        Containment above = interval.Lower is { } lower ? AboveLower(lower, version, isLiteral) : Containment.Contained;
        Containment below = interval.Upper is { } upper ? BelowUpper(upper, version, isLiteral) : Containment.Contained;
        bool exact = interval.Lower is not null && ReferenceEquals(interval.Lower, interval.Upper);
        Containment both = above < below ? above : below;
        if (
            exact
            && isLiteral
            && both == Containment.Unknown
            && version.CompareLiterally(interval.Lower!.Version) is not 0
        )
        {
            // Which is the later cannot be told, but they are two.
            return Containment.NotContained;
        }

        // "5.1" may mean the release 5.1 with all its parts; which, the text does not say.
        return exact && !isLiteral && both == Containment.NotContained && IsFurtherPart(interval.Lower!, version)
            ? Containment.Unknown
            : both;
    }

    private static Containment AboveLower(VersionBound bound, ProductVersion version, bool isLiteral) =>
        Order(version, bound, isLiteral) switch
        {
            null => Containment.Unknown,
            > 0 => Containment.Contained,
            < 0 => Containment.NotContained,
            _ => At(bound),
        };

    private static Containment BelowUpper(VersionBound bound, ProductVersion version, bool isLiteral) =>
        Order(version, bound, isLiteral) switch
        {
            null => Containment.Unknown,
            < 0 => Containment.Contained,
            0 => At(bound),
            // "9.6 and earlier" said of 9.6.2: some vendors mean the whole of 9.6, others do not.
            _ => !isLiteral && bound.Edge != BoundEdge.Exclusive && IsFurtherPart(bound, version)
                ? Containment.Unknown
                : Containment.NotContained,
        };

    private static Containment At(VersionBound bound) =>
        bound.Edge switch
        {
            BoundEdge.Inclusive => Containment.Contained,
            BoundEdge.Exclusive => Containment.NotContained,
            _ => Containment.Unknown,
        };

    /// <summary>Where the version lies: below the bound, at it (for a family: in it), above it; null when it cannot be told.</summary>
    private static int? Order(ProductVersion version, VersionBound bound, bool isLiteral)
    {
        if (bound.Extent == BoundExtent.Family && version.Key.IsWithin(bound.Version.Key))
        {
            // "< 3.x" ends before the family and ">= 3.x" begins with it, which At gives; "> 2.x" begins behind it.
            return 0;
        }

        if (
            bound.Extent == BoundExtent.Release
            && version.Key is VendorKey release
            && release.IsUpdateOf((VendorKey)bound.Version.Key)
        )
        {
            return 0;
        }

        if (
            bound.Extent == BoundExtent.OpenDigit
            && version.Key is VendorKey key
            && key.MayBeWithin((VendorKey)bound.Version.Key)
        )
        {
            return null;
        }

        return isLiteral ? version.CompareLiterally(bound.Version) : version.CompareTo(bound.Version);
    }

    private static bool IsFurtherPart(VersionBound bound, ProductVersion version) =>
        bound.Extent == BoundExtent.Version
        && version.Scheme == VersionScheme.Vendor
        && version.Key.IsWithin(bound.Version.Key)
        && version.Key.CompareWith(bound.Version.Key) != 0;
}
