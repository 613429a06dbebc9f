using System.Collections.Immutable;
using Pollux.Diagnostics;

namespace Pollux.Knowledge.Vulnerabilities;

/// <summary>A CVSS vector of any version: how a vulnerability is reached and what it gives.</summary>
/// <param name="Version">The version of CVSS.</param>
/// <param name="Metrics">The metrics by abbreviation with their values, as written.</param>
/// <param name="BaseScore">
/// 0.0 to 10.0 in steps of 0.1, from the base metrics only: threat, temporal and environmental metrics are kept in
/// <paramref name="Metrics"/> but do not move it (for version 4 this is the score named CVSS-B).
/// </param>
public sealed record CvssVector(
    CvssVersion Version,
    ImmutableSortedDictionary<string, string> Metrics,
    double BaseScore
)
{
    /// <summary>The longest text that is read; the longest valid vector has under 300 characters.</summary>
    public const int MaximumLength = 512;

    /// <summary>The rating of the score.</summary>
    public CvssSeverity Severity =>
        BaseScore switch
        {
            >= 9.0 => CvssSeverity.Critical,
            >= 7.0 => CvssSeverity.High,
            >= 4.0 => CvssSeverity.Medium,
            > 0.0 => CvssSeverity.Low,
            _ => CvssSeverity.None,
        };

    /// <summary>A metric's value, or null when the vector does not give it.</summary>
    public string? this[string metric] => Metrics.GetValueOrDefault(metric);

    /// <summary>Reads a vector: <c>CVSS:3.1/AV:N/...</c>, version 2 without prefix or in parentheses.</summary>
    /// <param name="text">The vector as a source writes it.</param>
    /// <returns>The vector; null, with the reason, when it cannot be read.</returns>
    public static Diagnosed<CvssVector> Parse(string text)
    {
        string? problem = TryParse(text, out CvssVector? vector);
        return problem is null
            ? new(vector, [])
            : new(null, [new Diagnostic(CvssRules.UnreadableVector, $"'{Shown(text)}' is no CVSS vector: {problem}.")]);
    }

    /// <summary>The vector in the order of its specification, with the prefix of its version.</summary>
    public override string ToString()
    {
        IEnumerable<string> parts = CvssMetrics
            .InOrder(Version)
            .Where(Metrics.ContainsKey)
            .Select(metric => $"{metric}:{Metrics[metric]}");
        return Prefix(Version) + string.Join('/', parts);
    }

    private static string? TryParse(string text, out CvssVector? vector)
    {
        vector = null;
        if (text.Length > MaximumLength)
        {
            return $"it has {text.Length} characters, more than {MaximumLength}";
        }

        (CvssVersion version, string body) = SplitPrefix(text.Trim());
        if (body.StartsWith("CVSS:", StringComparison.Ordinal))
        {
            return $"version '{body.Split('/')[0]}' is not known; known are 2.0, 3.0, 3.1 and 4.0";
        }

        var metrics = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string part in body.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Add(metrics, version, part) is { } problem)
            {
                return problem;
            }
        }

        string[] missing = [.. CvssMetrics.Mandatory(version).Where(metric => !metrics.ContainsKey(metric))];
        if (missing.Length > 0)
        {
            return $"it lacks {string.Join(", ", missing)}";
        }

        vector = new CvssVector(version, metrics.ToImmutable(), CvssScores.Base(version, metrics));
        return null;
    }

    private static string? Add(IDictionary<string, string> metrics, CvssVersion version, string part)
    {
        int colon = part.IndexOf(':', StringComparison.Ordinal);
        string name = colon < 0 ? part : part[..colon];
        string value = colon < 0 ? "" : part[(colon + 1)..];
        if (CvssMetrics.Allowed(version, name) is not { } allowed)
        {
            return $"it has the metric '{name}', which its version does not have";
        }

        if (!allowed.Contains(value))
        {
            return $"{name} is '{value}' and may be {string.Join(", ", allowed)}";
        }

        return metrics.TryAdd(name, value) ? null : $"it gives {name} twice";
    }

    private static (CvssVersion Version, string Body) SplitPrefix(string text)
    {
        foreach (CvssVersion version in (CvssVersion[])[CvssVersion.V30, CvssVersion.V31, CvssVersion.V40])
        {
            if (text.StartsWith(Prefix(version), StringComparison.Ordinal))
            {
                return (version, text[Prefix(version).Length..]);
            }
        }

        return (CvssVersion.V20, text.TrimStart('(').TrimEnd(')'));
    }

    private static string Prefix(CvssVersion version) =>
        version switch
        {
            CvssVersion.V30 => "CVSS:3.0/",
            CvssVersion.V31 => "CVSS:3.1/",
            CvssVersion.V40 => "CVSS:4.0/",
            _ => "",
        };

    private static string Shown(string text) => text.Length <= 120 ? text : text[..120] + "...";
}
