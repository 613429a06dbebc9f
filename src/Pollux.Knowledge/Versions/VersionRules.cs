using Pollux.Diagnostics;

namespace Pollux.Knowledge.Versions;

/// <summary>What can be wrong with a text that says versions.</summary>
public static class VersionRules
{
    /// <summary>A text that should say versions is not understood.</summary>
    public static readonly DiagnosticRule RangeNotUnderstood = new(
        "PLX4010",
        Severity.Info,
        "A version range is not understood",
        "Matches by this product stay possible, not certain; give the asset a purl or CPE, or read the advisory."
    );
}
