using System.Collections.Immutable;
using Pollux.Diagnostics;

namespace Pollux.Knowledge.Versions;

/// <summary>Whether a version is in a range.</summary>
public enum Containment
{
    /// <summary>It surely is not.</summary>
    NotContained,

    /// <summary>It cannot be told: the styles do not fit, or the range is unclear at this version.</summary>
    Unknown,

    /// <summary>It surely is.</summary>
    Contained,
}

/// <summary>How a range ends.</summary>
public enum BoundEdge
{
    /// <summary>The bound is in the range.</summary>
    Inclusive,

    /// <summary>The bound is not in the range.</summary>
    Exclusive,

    /// <summary>The text does not say ("up to 2.4").</summary>
    Unclear,
}

/// <summary>What a bound stands for.</summary>
public enum BoundExtent
{
    /// <summary>One version.</summary>
    Version,

    /// <summary>A version and all its parts: 2.x.</summary>
    Family,

    /// <summary>A version with any of its updates: 1.0 and 1.0 SP1, not 1.0.1.</summary>
    Release,

    /// <summary>A version whose last digit is open: 8.1x may be 8.14 or 8.1.4.</summary>
    OpenDigit,
}

/// <summary>One end of an interval.</summary>
public sealed record VersionBound(ProductVersion Version, BoundEdge Edge, BoundExtent Extent = BoundExtent.Version)
{
    /// <inheritdoc />
    public override string ToString() =>
        Extent switch
        {
            BoundExtent.Family => Version + ".x",
            BoundExtent.OpenDigit => Version + "x",
            _ => Version.ToString(),
        };
}

/// <summary>Versions from one bound to another; a missing bound is open, both missing are all versions.</summary>
public sealed record VersionInterval(VersionBound? Lower, VersionBound? Upper)
{
    /// <summary>All versions.</summary>
    public static VersionInterval All { get; } = new(null, null);

    /// <inheritdoc />
    public override string ToString() =>
        (Lower, Upper) switch
        {
            (null, null) => "*",
            (null, { } upper) => Below(upper),
            ({ } lower, null) => Above(lower),
            ({ } lower, { } upper) => ReferenceEquals(lower, upper) ? $"={lower}" : $"{Above(lower)} {Below(upper)}",
        };

    private static string Above(VersionBound bound) => (bound.Edge == BoundEdge.Exclusive ? ">" : ">=") + bound;

    private static string Below(VersionBound bound) =>
        bound.Edge switch
        {
            BoundEdge.Inclusive => "<=",
            BoundEdge.Exclusive => "<",
            _ => "<=?",
        } + bound;
}

/// <summary>A set of versions as a source means it.</summary>
/// <param name="Text">The text that it was read from.</param>
/// <param name="Scheme">The scheme of its versions.</param>
/// <param name="Included">A version is in the range when it is in one of these.</param>
/// <param name="Excluded">And in none of these.</param>
/// <param name="Condition">
/// What else must hold, in the source's words ("installed on CP200 devices"); null when nothing. A range does not judge it:
/// whoever asks must say that it is open.
/// </param>
public sealed record VersionRange(
    string Text,
    VersionScheme Scheme,
    ImmutableArray<VersionInterval> Included,
    ImmutableArray<VersionInterval> Excluded,
    string? Condition
)
{
    /// <summary>
    /// True when a bound is that version and nothing else, as records for programs mean it: 9.6.2 is then above 9.6. In prose
    /// "9.6 and earlier" may mean the whole of 9.6.
    /// </summary>
    public bool IsLiteral { get; init; }

    /// <summary>True when every version is in the range.</summary>
    public bool IsAll => Excluded.IsEmpty && Included.Any(interval => interval is { Lower: null, Upper: null });

    /// <summary>True when the range is single versions only.</summary>
    public bool IsExact =>
        Included.All(interval =>
            interval.Lower is { Extent: BoundExtent.Version or BoundExtent.Release }
            && ReferenceEquals(interval.Lower, interval.Upper)
        );

    /// <summary>
    /// Reads a range: a <c>vers:</c> range, comparisons (<c>&gt;=1.0|&lt;2.3</c>), or the prose of advisories.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="scheme">The scheme of the versions, where a <c>vers:</c> range does not name another.</param>
    /// <returns>The range; null, with what was not understood, when any part is not.</returns>
    public static Diagnosed<VersionRange> Parse(string text, VersionScheme scheme) =>
        VersionRangeReader.Read(text, scheme);

    /// <summary>Whether a version is in the range, its condition aside.</summary>
    /// <param name="version">A version of the range's scheme; null when the version is not known.</param>
    public Containment Contains(ProductVersion? version)
    {
        if (IsAll)
        {
            return Containment.Contained;
        }

        if (version is null || version.Scheme != Scheme)
        {
            return Containment.Unknown;
        }

        Containment included = Any(Included, version);
        Containment excluded = Any(Excluded, version);
        return (included, excluded) switch
        {
            (Containment.NotContained, _) or (_, Containment.Contained) => Containment.NotContained,
            (Containment.Contained, Containment.NotContained) => Containment.Contained,
            _ => Containment.Unknown,
        };
    }

    /// <summary>The range in one notation: <c>&gt;=1.0 &lt;2.3 or =3.1</c>.</summary>
    public override string ToString()
    {
        string text = string.Join(" or ", Included);
        text += Excluded.IsEmpty ? "" : " except " + string.Join(" or ", Excluded);
        return Condition is null ? text : $"{text}; condition: {Condition}";
    }

    private Containment Any(ImmutableArray<VersionInterval> intervals, ProductVersion version)
    {
        Containment best = Containment.NotContained;
        foreach (VersionInterval interval in intervals)
        {
            Containment found = VersionBounds.Contains(interval, version, IsLiteral);
            best = found > best ? found : best;
        }

        return best;
    }
}
