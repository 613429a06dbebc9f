using System.Diagnostics;

namespace Pollux.Knowledge.Vulnerabilities;

/// <summary>The base score of a complete set of base metrics.</summary>
internal static class CvssScores
{
    public static double Base(CvssVersion version, IDictionary<string, string> metrics) =>
        version switch
        {
            CvssVersion.V20 => Version2(metrics),
            CvssVersion.V30 => Version3(metrics, RoundUp30),
            CvssVersion.V31 => Version3(metrics, RoundUp31),
            _ => Cvss40Score.Base(metrics),
        };

    /// <summary>A Complete Guide to CVSS Version 2.0, section 3.2.1.</summary>
    private static double Version2(IDictionary<string, string> m)
    {
        double impact = 10.41 * (1 - ((1 - Impact2(m["C"])) * (1 - Impact2(m["I"])) * (1 - Impact2(m["A"]))));
        double exploitability =
            20
            * Pick(m["AV"], ("L", 0.395), ("A", 0.646), ("N", 1.0))
            * Pick(m["AC"], ("H", 0.35), ("M", 0.61), ("L", 0.71))
            * Pick(m["Au"], ("M", 0.45), ("S", 0.56), ("N", 0.704));
        double score = ((0.6 * impact) + (0.4 * exploitability) - 1.5) * (impact == 0 ? 0 : 1.176);
        return Math.Round(score, 1, MidpointRounding.AwayFromZero);
    }

    /// <summary>CVSS v3.1 specification, section 7.1; version 3.0 differs only in how it rounds up.</summary>
    private static double Version3(IDictionary<string, string> m, Func<double, double> roundUp)
    {
        bool changed = m["S"] == "C";
        double lost = 1 - ((1 - Impact3(m["C"])) * (1 - Impact3(m["I"])) * (1 - Impact3(m["A"])));
        double impact = changed ? (7.52 * (lost - 0.029)) - (3.25 * Math.Pow(lost - 0.02, 15)) : 6.42 * lost;
        if (impact <= 0)
        {
            return 0;
        }

        double privileges = m["PR"] switch
        {
            "N" => 0.85,
            "L" => changed ? 0.68 : 0.62,
            _ => changed ? 0.5 : 0.27,
        };
        double exploitability =
            8.22
            * Pick(m["AV"], ("N", 0.85), ("A", 0.62), ("L", 0.55), ("P", 0.2))
            * Pick(m["AC"], ("L", 0.77), ("H", 0.44))
            * privileges
            * Pick(m["UI"], ("N", 0.85), ("R", 0.62));
        return roundUp(Math.Min(changed ? 1.08 * (impact + exploitability) : impact + exploitability, 10));
    }

    private static double RoundUp30(double value) => Math.Ceiling(value * 10) / 10;

    /// <summary>CVSS v3.1 specification, appendix A: rounding up that no floating-point error can reach.</summary>
    private static double RoundUp31(double value)
    {
        int scaled = (int)Math.Round(value * 100_000);
        return scaled % 10_000 == 0 ? scaled / 100_000.0 : (Math.Floor(scaled / 10_000.0) + 1) / 10.0;
    }

    private static double Impact2(string value) => Pick(value, ("N", 0.0), ("P", 0.275), ("C", 0.660));

    private static double Impact3(string value) => Pick(value, ("N", 0.0), ("L", 0.22), ("H", 0.56));

    private static double Pick(string value, params ReadOnlySpan<(string Value, double Weight)> weights)
    {
        foreach ((string name, double weight) in weights)
        {
            if (name == value)
            {
                return weight;
            }
        }

        throw new UnreachableException($"'{value}' was not refused when the vector was read.");
    }
}
