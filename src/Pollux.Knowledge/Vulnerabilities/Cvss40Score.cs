using System.Collections.Frozen;
using System.Globalization;

namespace Pollux.Knowledge.Vulnerabilities;

/// <summary>
/// The base score of version 4.0: the score of the vector's MacroVector, less the mean share of the way to the next lower
/// one. CVSS v4.0 specification, section 8; the scores of the 270 MacroVectors are the table that FIRST publishes with it
/// (<c>cvss40-macrovectors.csv</c>).
/// </summary>
internal static class Cvss40Score
{
    private static readonly FrozenDictionary<string, double> ScoreByMacroVector = LoadTable();

    // Severity of a metric's value: 0 is the worst. SC, SI and SA begin at 1, because S (safety) is above H in SI and SA
    // and the depths of EQ4 count from there.
    private static readonly FrozenDictionary<string, string> ValuesWorstFirst = new Dictionary<string, string>(
        StringComparer.Ordinal
    )
    {
        ["AV"] = "NALP",
        ["PR"] = "NLH",
        ["UI"] = "NPA",
        ["AC"] = "LH",
        ["AT"] = "NP",
        ["VC"] = "HLN",
        ["VI"] = "HLN",
        ["VA"] = "HLN",
        ["SC"] = "SHLN",
        ["SI"] = "SHLN",
        ["SA"] = "SHLN",
        ["CR"] = "HML",
        ["IR"] = "HML",
        ["AR"] = "HML",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // The highest vectors and the depth of each level of each equivalence class: specification section 8.2, tables 24 to 30.
    private static readonly (string[] Highest, int Depth)[] Eq1 =
    [
        (["AV:N/PR:N/UI:N"], 1),
        (["AV:A/PR:N/UI:N", "AV:N/PR:L/UI:N", "AV:N/PR:N/UI:P"], 4),
        (["AV:P/PR:N/UI:N", "AV:A/PR:L/UI:P"], 5),
    ];

    private static readonly (string[] Highest, int Depth)[] Eq2 = [(["AC:L/AT:N"], 1), (["AC:H/AT:N", "AC:L/AT:P"], 2)];

    private static readonly (string[] Highest, int Depth)[] Eq4 =
    [
        (["SC:H/SI:S/SA:S"], 6),
        (["SC:H/SI:H/SA:H"], 5),
        (["SC:L/SI:L/SA:L"], 4),
    ];

    private static readonly Dictionary<(int Eq3, int Eq6), (string[] Highest, int Depth)> Eq3And6 = new()
    {
        [(0, 0)] = (["VC:H/VI:H/VA:H/CR:H/IR:H/AR:H"], 7),
        [(0, 1)] = (["VC:H/VI:H/VA:L/CR:M/IR:M/AR:H", "VC:H/VI:H/VA:H/CR:M/IR:M/AR:M"], 6),
        [(1, 0)] = (["VC:L/VI:H/VA:H/CR:H/IR:H/AR:H", "VC:H/VI:L/VA:H/CR:H/IR:H/AR:H"], 8),
        [(1, 1)] = (
            [
                "VC:L/VI:H/VA:L/CR:H/IR:M/AR:H",
                "VC:L/VI:H/VA:H/CR:H/IR:M/AR:M",
                "VC:H/VI:L/VA:H/CR:M/IR:H/AR:M",
                "VC:H/VI:L/VA:L/CR:M/IR:H/AR:H",
                "VC:L/VI:L/VA:H/CR:H/IR:H/AR:M",
            ],
            8
        ),
        [(2, 1)] = (["VC:L/VI:L/VA:L/CR:H/IR:H/AR:H"], 10),
    };

    /// <summary>The score named CVSS-B: threat and environmental metrics are taken as not defined.</summary>
    public static double Base(IDictionary<string, string> metrics)
    {
        if (((string[])["VC", "VI", "VA", "SC", "SI", "SA"]).All(metric => metrics[metric] == "N"))
        {
            return 0;
        }

        int[] eq = Classes(metrics);
        double score = ScoreByMacroVector[Name(eq)];
        (double Lower, double Way)[] steps =
        [
            (Lower(eq, 0), Way(metrics, Eq1[eq[0]])),
            (Lower(eq, 1), Way(metrics, Eq2[eq[1]])),
            (LowerOf3And6(eq), Way(metrics, Eq3And6[(eq[2], eq[5])])),
            (Lower(eq, 3), Way(metrics, Eq4[eq[3]])),
            // A class of one metric has no way inside it, but counts in the mean.
            (Lower(eq, 4), 0),
        ];
        double[] falls =
        [
            .. steps.Where(step => !double.IsNaN(step.Lower)).Select(step => (score - step.Lower) * step.Way),
        ];
        double mean = falls.Length == 0 ? 0 : falls.Average();
        // A tiny amount keeps 0.05 from rounding down for want of an exact binary form, as the published calculators do.
        return Math.Round(Math.Clamp(score - mean, 0, 10) + 1e-9, 1, MidpointRounding.AwayFromZero);
    }

    private static int[] Classes(IDictionary<string, string> m)
    {
        bool network = m["AV"] == "N";
        bool noPrivileges = m["PR"] == "N";
        bool noUser = m["UI"] == "N";
        int eq1 =
            network && noPrivileges && noUser ? 0
            : (network || noPrivileges || noUser) && m["AV"] != "P" ? 1
            : 2;
        int eq2 = m["AC"] == "L" && m["AT"] == "N" ? 0 : 1;
        bool anyHigh = m["VC"] == "H" || m["VI"] == "H" || m["VA"] == "H";
        int eq3 =
            m["VC"] == "H" && m["VI"] == "H" ? 0
            : anyHigh ? 1
            : 2;
        // Safety (level 0) is only said by modified metrics, which a base score leaves out.
        int eq4 = m["SC"] == "H" || m["SI"] == "H" || m["SA"] == "H" ? 1 : 2;
        // Requirements not defined count as high, so a high impact alone decides.
        int eq6 = anyHigh ? 0 : 1;
        return [eq1, eq2, eq3, eq4, 0, eq6];
    }

    /// <summary>How far the vector is below the highest vector above it, as a share of the depth of its class.</summary>
    private static double Way(IDictionary<string, string> metrics, (string[] Highest, int Depth) level)
    {
        foreach (string highest in level.Highest)
        {
            int[] falls = [.. highest.Split('/').Select(part => Fall(metrics, part[..2], part[3]))];
            if (falls.All(fall => fall >= 0))
            {
                return (double)falls.Sum() / level.Depth;
            }
        }

        return 0;
    }

    private static int Fall(IDictionary<string, string> metrics, string metric, char highest)
    {
        char value = metric is "CR" or "IR" or "AR" ? 'H' : metrics[metric][0];
        string values = ValuesWorstFirst[metric];
        return values.IndexOf(value, StringComparison.Ordinal) - values.IndexOf(highest, StringComparison.Ordinal);
    }

    private static double Lower(int[] eq, params ReadOnlySpan<int> classes)
    {
        int[] next = [.. eq];
        foreach (int index in classes)
        {
            next[index]++;
        }

        return ScoreByMacroVector.GetValueOrDefault(Name(next), double.NaN);
    }

    /// <summary>Classes 3 and 6 depend on each other: which lower neighbours there are, specification section 8.3.</summary>
    private static double LowerOf3And6(int[] eq) =>
        (eq[2], eq[5]) switch
        {
            (0, 0) => Math.Max(Lower(eq, 5), Lower(eq, 2)),
            (1, 0) => Lower(eq, 5),
            (0, 1) or (1, 1) => Lower(eq, 2),
            _ => double.NaN,
        };

    private static string Name(int[] eq) => string.Concat(eq);

    private static FrozenDictionary<string, double> LoadTable()
    {
        using Stream stream = typeof(Cvss40Score).Assembly.GetManifestResourceStream("cvss40-macrovectors.csv")!;
        using StreamReader reader = new(stream);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => line.Split(','))
            .ToFrozenDictionary(
                fields => fields[0],
                fields => double.Parse(fields[1], CultureInfo.InvariantCulture),
                StringComparer.Ordinal
            );
    }
}
