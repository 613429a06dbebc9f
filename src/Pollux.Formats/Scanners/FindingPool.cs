using System.Collections.Immutable;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Scanners;

/// <summary>
/// One object for all findings that are equal: what a check says is the same on every host, so that a report of millions of results
/// needs memory for its checks only.
/// </summary>
internal sealed class FindingPool
{
    private readonly Dictionary<string, FindingFact> byCheck = new(StringComparer.Ordinal);

    /// <summary>The first finding of the check, when it says the same; else this one.</summary>
    public FindingFact Same(FindingFact finding)
    {
        if (byCheck.TryGetValue(finding.Check, out FindingFact? known))
        {
            return SaysTheSame(known, finding) ? known : finding;
        }

        byCheck.Add(finding.Check, finding);
        return finding;
    }

    private static bool SaysTheSame(FindingFact known, FindingFact finding) =>
        known.Confidence.Equals(finding.Confidence)
        && Nullable.Equals(known.Priority, finding.Priority)
        && Equal(known.Title, finding.Title)
        && Equal(known.Severity, finding.Severity)
        && Equal(known.Exploitation, finding.Exploitation)
        && Equal(known.Remediation, finding.Remediation)
        && Equal(known.Vulnerabilities, finding.Vulnerabilities)
        && Equal(known.CvssVectors, finding.CvssVectors)
        && Equal(known.Cwes, finding.Cwes);

    private static bool Equal(string? known, string? other) => string.Equals(known, other, StringComparison.Ordinal);

    private static bool Equal(ImmutableArray<string> known, ImmutableArray<string> other) =>
        known.AsSpan().SequenceEqual(other.AsSpan());
}
