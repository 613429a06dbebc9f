using System.Collections.Immutable;
using Pollux.Twin.Observations;

namespace Pollux.Twin.Vulnerabilities;

/// <summary>
/// A scanner's check found a weakness on the asset itself: direct evidence, whatever is known of its products. Said of the service
/// where the scanner names a port, else of the device. What a scanner only noticed (an open port, a banner) is no finding.
/// </summary>
/// <param name="Scanner">The scanner's short name, as its format's: <c>nessus</c>, <c>openvas</c>, <c>qualys</c>, <c>nexpose</c>.</param>
/// <param name="Check">The scanner's own id of the check: plugin id, OID, QID, test id.</param>
/// <param name="Title">What the check is called; one line.</param>
/// <param name="Confidence">How sure it is that the weakness is there, from 0 to 1.</param>
/// <param name="Vulnerabilities">The CVEs that the check stands for; empty where it has none. It does not say which of several it saw.</param>
public sealed record FindingFact(
    string Scanner,
    string Check,
    string Title,
    double Confidence,
    ImmutableArray<string> Vulnerabilities
) : Fact
{
    /// <summary>How grave the scanner rates it: <c>low</c>, <c>medium</c>, <c>high</c> or <c>critical</c>; null when it does not say.</summary>
    public string? Severity { get; init; }

    /// <summary>CVSS vectors, as <see cref="VulnerabilityStatement.CvssVectors"/>; of the check as a whole, the worst of its CVEs.</summary>
    public ImmutableArray<string> CvssVectors { get; init; } = [];

    /// <summary>Weakness ids, such as <c>CWE-798</c>; of the check as a whole.</summary>
    public ImmutableArray<string> Cwes { get; init; } = [];

    /// <summary>SSVC exploitation of at least one of its CVEs: <c>none</c>, <c>poc</c> or <c>active</c>; or null.</summary>
    public string? Exploitation { get; init; }

    /// <summary>The vendor's own priority rating of the check, from 0 to 10 (Tenable's VPR); or null.</summary>
    public double? Priority { get; init; }

    /// <summary>What to do about it, one short text; or null.</summary>
    public string? Remediation { get; init; }

    /// <summary>
    /// The ids under which the weakness is known: its CVEs; else one made of scanner and check, such as <c>NESSUS-58987</c>, so that
    /// a finding without a CVE stays visible.
    /// </summary>
    public ImmutableArray<string> Ids =>
        Vulnerabilities.IsDefaultOrEmpty ? [$"{Scanner}-{Check}".ToUpperInvariant()] : Vulnerabilities;
}
