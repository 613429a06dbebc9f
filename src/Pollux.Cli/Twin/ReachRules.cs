using Pollux.Diagnostics;

namespace Pollux.Cli.Twin;

/// <summary>What can be wrong with a question for reachability; codes PLX3220 to PLX3229.</summary>
public static class ReachRules
{
    /// <summary>Neither a place of the site nor an address.</summary>
    public static readonly DiagnosticRule NoSuchPlace = new(
        "PLX3220",
        Severity.Error,
        "Neither a zone or device of the site nor an address",
        "Give an address, a network such as 10.2.0.0/24, internet, or a name that 'pollux twin show' lists."
    );

    /// <summary>Not a port.</summary>
    public static readonly DiagnosticRule NotAPort = new(
        "PLX3221",
        Severity.Error,
        "Not a port",
        "Write a port with its transport, such as 502/tcp or 161-162/udp, or icmp."
    );

    /// <summary>Nothing filters.</summary>
    public static readonly DiagnosticRule NoFilter = new(
        "PLX3222",
        Severity.Error,
        "No configuration of a firewall or router is in the twin",
        "Import one: 'pollux import FILE --into SITE.twin'; docs/formats/firewalls.md says which."
    );
}
