namespace Pollux.Knowledge.Matching;

/// <summary>
/// How sure each kind of match is, 0 to 1: assumptions of this design, ordered by what has gone wrong in other tools, and
/// checked against the fixed set of <c>docs/matching.md</c>.
/// </summary>
public static class MatchConfidence
{
    /// <summary>The same package URL.</summary>
    public const double PackageUrl = 0.99;

    /// <summary>The same vendor and the same model or order number.</summary>
    public const double ModelNumber = 0.95;

    /// <summary>The same vendor and the same product name.</summary>
    public const double ProductName = 0.9;

    /// <summary>The same vendor; the twin's name has model details that the advisory does not name.</summary>
    public const double ProductNameDetailed = 0.8;

    /// <summary>The same vendor; the twin's name is only a part of the advisory's.</summary>
    public const double ProductNameBroader = 0.5;

    /// <summary>The same vendor and product in CPE.</summary>
    public const double Cpe = 0.9;

    /// <summary>The same product in CPE, the vendor open on one side.</summary>
    public const double CpeVendorOpen = 0.6;

    /// <summary>Factor where a CPE name's vendor and product are the twin's, but the twin has no CPE name itself.</summary>
    public const double CpeByName = 0.9;

    /// <summary>The same product name, the vendor unknown on one side.</summary>
    public const double Text = 0.5;

    /// <summary>
    /// From here on a scanner's check is taken to have seen the flaw itself, or the vendor's own word on the installed package; below, to
    /// have concluded it from a version that the device shows, which a statement of not affected or fixed outweighs.
    /// </summary>
    public const double CheckSeen = 0.95;

    /// <summary>Factor where it cannot be told whether the version is in the range.</summary>
    public const double VersionUnknown = 0.5;

    /// <summary>Factor where a condition of the advisory is open.</summary>
    public const double ConditionOpen = 0.7;

    /// <summary>Factor where a distribution may have mended the version without changing its number.</summary>
    public const double MaybeBackported = 0.8;

    /// <summary>Factor while the source is still looking into it.</summary>
    public const double UnderInvestigation = 0.5;
}
