using Pollux.Diagnostics;

namespace Pollux.Twin.Resolution;

/// <summary>What resolution cannot decide.</summary>
public static class ResolutionRules
{
    /// <summary>Addresses lie in the networks of several zones.</summary>
    public static readonly DiagnosticRule OverlappingZones = new(
        "PLX3020",
        Severity.Warning,
        "Addresses that lie in the networks of several zones",
        "Give the zones networks that do not overlap, or name the zone of the devices in the site description."
    );

    /// <summary>Two things share an identifier but contradict each other in a stronger one.</summary>
    public static readonly DiagnosticRule ConflictingIdentifiers = new(
        "PLX3021",
        Severity.Warning,
        "Things that share an identifier but differ in a stronger one are kept apart",
        "Correct the source that is wrong; when both are right, they are two things and nothing is to do."
    );

    /// <summary>Sources disagree on what a thing is.</summary>
    public static readonly DiagnosticRule ConflictingTypes = new(
        "PLX3022",
        Severity.Warning,
        "Sources disagree on what a thing is",
        "State its type in the site description; that is believed first."
    );

    /// <summary>An identifier could mean several things.</summary>
    public static readonly DiagnosticRule AmbiguousIdentifier = new(
        "PLX3023",
        Severity.Warning,
        "An identifier that could mean several things",
        "Give the record a stronger identifier, such as a MAC address or a name, or import a source that does."
    );

    /// <summary>A zone's network cannot be read.</summary>
    public static readonly DiagnosticRule UnreadableNetwork = new(
        "PLX3024",
        Severity.Warning,
        "A network that is not in CIDR form",
        "Write it as an address and a prefix length, such as 10.20.0.0/16."
    );

    /// <summary>A link from a thing to itself.</summary>
    public static readonly DiagnosticRule LinkToItself = new(
        "PLX3025",
        Severity.Warning,
        "A link from a thing to itself",
        "Look whether two things carry the same identifier in the source; the link is left out."
    );
}
