using Pollux.Diagnostics;

namespace Pollux.Modelling.Networks;

/// <summary>What modelling notices about zones, conduits and reachability; codes PLX5120 to PLX5129 and PLX5160 to PLX5169.</summary>
public static class NetworkRules
{
    /// <summary>A device in no zone: no network path leads to it in the model.</summary>
    public static readonly DiagnosticRule Unplaced = new(
        "PLX5120",
        Severity.Warning,
        "A device is in no zone",
        "Give its zone in the site description, or add its network to the zone."
    );

    /// <summary>A device in several zones: whoever owns it passes from one to the other without any conduit.</summary>
    public static readonly DiagnosticRule DualHomed = new(
        "PLX5121",
        Severity.Warning,
        "A device stands in several zones",
        "Check that it must, and that it cannot forward; else move it into one zone."
    );

    /// <summary>A conduit that lets everything pass.</summary>
    public static readonly DiagnosticRule OpenConduit = new(
        "PLX5122",
        Severity.Warning,
        "A conduit lets everything pass",
        "List under 'permits' what must pass, and let the firewall block the rest."
    );

    /// <summary>A conduit permits something, but no such service is known behind it; modelled as closed.</summary>
    public static readonly DiagnosticRule NothingBehindConduit = new(
        "PLX5123",
        Severity.Warning,
        "No service is known that a conduit permits",
        "Scan the zone behind it, name the services in the site description, or close the rule if nothing uses it."
    );

    /// <summary>What a conduit permits is neither a protocol nor a port that is known.</summary>
    public static readonly DiagnosticRule PermitNotUnderstood = new(
        "PLX5124",
        Severity.Warning,
        "What a conduit permits is not understood",
        "Write a port such as 502/tcp, a protocol of packs/core/rules/protocols.csv, or any."
    );

    /// <summary>A device of the process has an address that the whole Internet can route to.</summary>
    public static readonly DiagnosticRule InternetAccessible = new(
        "PLX5125",
        Severity.Warning,
        "A device of the process has a public address",
        "Take it off the Internet: put it behind a VPN or a remote access gateway with a second factor."
    );

    /// <summary>Process values or programs can be reached directly from the Internet.</summary>
    public static readonly DiagnosticRule ControlFromInternet = new(
        "PLX5126",
        Severity.Warning,
        "A control or engineering service can be reached from the Internet",
        "Remove the permission; reach it only from a jump host inside, over a remote access gateway with a second factor."
    );

    /// <summary>Process values or programs can be reached directly from a corporate zone.</summary>
    public static readonly DiagnosticRule ControlFromCorporate = new(
        "PLX5127",
        Severity.Warning,
        "A control or engineering service can be reached from a corporate zone",
        "Let corporate users go through a server in a DMZ; allow the service only from the zone of its operators."
    );

    /// <summary>The Internet was added because a device is reachable from it, though no source declares it.</summary>
    public static readonly DiagnosticRule InternetAdded = new(
        "PLX5128",
        Severity.Info,
        "The Internet was added to the model",
        "Declare the conduits from and to the Internet in the site description."
    );

    /// <summary>Nothing connects the site with the outside.</summary>
    public static readonly DiagnosticRule NoInternet = new(
        "PLX5129",
        Severity.Info,
        "No way from or to the Internet is declared",
        "Declare the conduits from and to the Internet, or keep it so if the site is truly isolated."
    );

    /// <summary>A scan from outside found a service open that no declared conduit permits.</summary>
    public static readonly DiagnosticRule ShadowPath = new(
        "PLX5160",
        Severity.Warning,
        "A service is open to the Internet, though nothing permits it",
        "Close the port on the outer firewall, or declare the conduit in the site description if it must be open."
    );
}
