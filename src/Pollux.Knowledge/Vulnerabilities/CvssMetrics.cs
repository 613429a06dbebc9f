using System.Collections.Frozen;

namespace Pollux.Knowledge.Vulnerabilities;

/// <summary>The metrics of each CVSS version with their values, as its specification lists them.</summary>
internal static class CvssMetrics
{
    private static readonly Dictionary<CvssVersion, string> RowsByVersion = new()
    {
        // A Complete Guide to CVSS Version 2.0, section 2.
        [CvssVersion.V20] =
            "AV:L,A,N AC:H,M,L Au:M,S,N C:N,P,C I:N,P,C A:N,P,C E:U,POC,F,H,ND RL:OF,TF,W,U,ND RC:UC,UR,C,ND "
            + "CDP:N,L,LM,MH,H,ND TD:N,L,M,H,ND CR:L,M,H,ND IR:L,M,H,ND AR:L,M,H,ND",
        // CVSS v3.0 and v3.1 specification, section 6 (vector string).
        [CvssVersion.V30] = Version3,
        [CvssVersion.V31] = Version3,
        // CVSS v4.0 specification, section 7 (vector string).
        [CvssVersion.V40] =
            "AV:N,A,L,P AC:L,H AT:N,P PR:N,L,H UI:N,P,A VC:H,L,N VI:H,L,N VA:H,L,N SC:H,L,N SI:H,L,N SA:H,L,N "
            + "E:X,A,P,U CR:X,H,M,L IR:X,H,M,L AR:X,H,M,L MAV:X,N,A,L,P MAC:X,L,H MAT:X,N,P MPR:X,N,L,H MUI:X,N,P,A "
            + "MVC:X,H,L,N MVI:X,H,L,N MVA:X,H,L,N MSC:X,H,L,N MSI:X,S,H,L,N MSA:X,S,H,L,N "
            + "S:X,N,P AU:X,N,Y R:X,A,U,I V:X,D,C RE:X,L,M,H U:X,Clear,Green,Amber,Red",
    };

    private static readonly Dictionary<CvssVersion, string[]> MandatoryByVersion = new()
    {
        [CvssVersion.V20] = ["AV", "AC", "Au", "C", "I", "A"],
        [CvssVersion.V30] = ["AV", "AC", "PR", "UI", "S", "C", "I", "A"],
        [CvssVersion.V31] = ["AV", "AC", "PR", "UI", "S", "C", "I", "A"],
        [CvssVersion.V40] = ["AV", "AC", "AT", "PR", "UI", "VC", "VI", "VA", "SC", "SI", "SA"],
    };

    private static readonly Dictionary<CvssVersion, string[]> OrderByVersion = RowsByVersion.ToDictionary(
        pair => pair.Key,
        pair => pair.Value.Split(' ').Select(row => row.Split(':')[0]).ToArray()
    );

    private static readonly Dictionary<CvssVersion, FrozenDictionary<string, string[]>> AllowedByVersion =
        RowsByVersion.ToDictionary(pair => pair.Key, pair => Table(pair.Value));

    private const string Version3 =
        "AV:N,A,L,P AC:L,H PR:N,L,H UI:N,R S:U,C C:N,L,H I:N,L,H A:N,L,H E:X,U,P,F,H RL:X,O,T,W,U RC:X,U,R,C "
        + "CR:X,L,M,H IR:X,L,M,H AR:X,L,M,H MAV:X,N,A,L,P MAC:X,L,H MPR:X,N,L,H MUI:X,N,R MS:X,U,C MC:X,N,L,H MI:X,N,L,H MA:X,N,L,H";

    /// <summary>The values that a metric of a version may have; null when the version has no such metric.</summary>
    public static string[]? Allowed(CvssVersion version, string metric) =>
        AllowedByVersion[version].GetValueOrDefault(metric);

    /// <summary>The metrics that every vector of a version must have.</summary>
    public static string[] Mandatory(CvssVersion version) => MandatoryByVersion[version];

    /// <summary>The metrics of a version in the order in which a vector names them.</summary>
    public static IEnumerable<string> InOrder(CvssVersion version) => OrderByVersion[version];

    private static FrozenDictionary<string, string[]> Table(string rows) =>
        rows.Split(' ')
            .Select(row => row.Split(':'))
            .ToFrozenDictionary(row => row[0], row => row[1].Split(','), StringComparer.Ordinal);
}
