using Pollux.Diagnostics;

namespace Pollux.Knowledge.Vulnerabilities;

/// <summary>What can be wrong with what is said of a vulnerability.</summary>
public static class CvssRules
{
    /// <summary>A CVSS vector cannot be read.</summary>
    public static readonly DiagnosticRule UnreadableVector = new(
        "PLX4001",
        Severity.Warning,
        "A CVSS vector cannot be read",
        "Correct the vector where it comes from; until then the vulnerability is treated as if no vector were given."
    );
}
