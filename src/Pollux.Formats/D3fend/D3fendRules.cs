using Pollux.Diagnostics;

namespace Pollux.Formats.D3fend;

/// <summary>What can be wrong with D3FEND's ontology.</summary>
public static class D3fendRules
{
    /// <summary>No Turtle.</summary>
    public static readonly DiagnosticRule Malformed = new(
        "PLX3420",
        Severity.Error,
        "Not well-formed Turtle",
        "Download d3fend.ttl again; it may be cut."
    );
}
