using Pollux.Diagnostics;

namespace Pollux.Modelling.Services;

/// <summary>What modelling notices about services; codes PLX5130 to PLX5139.</summary>
public static class ServiceRules
{
    /// <summary>A service whose protocol no table knows; modelled as an application.</summary>
    public static readonly DiagnosticRule UnknownKind = new(
        "PLX5130",
        Severity.Info,
        "A service's kind is not known",
        "Scan with version detection (nmap -sV), name the protocol in the site description, or add it to packs/core/rules/protocols.csv."
    );

    /// <summary>Ports that did not answer clearly; left out.</summary>
    public static readonly DiagnosticRule NotSurelyOpen = new(
        "PLX5131",
        Severity.Info,
        "Ports that may be open are left out",
        "Scan from inside the zone, or with -sV for UDP; declare the service in the site description when it is there."
    );
}
