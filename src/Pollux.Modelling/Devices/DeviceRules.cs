using Pollux.Diagnostics;

namespace Pollux.Modelling.Devices;

/// <summary>What modelling notices about devices; codes PLX5110 to PLX5119.</summary>
public static class DeviceRules
{
    /// <summary>What was seen speaks clearly for another type than the site declares; the declared type is used.</summary>
    public static readonly DiagnosticRule RoleContradicted = new(
        "PLX5110",
        Severity.Warning,
        "A device looks like something else than it is declared as",
        "Check what the device is; correct the site description, or look for a changed or foreign device at its address."
    );

    /// <summary>Nothing says what the device is; modelled as a computer.</summary>
    public static readonly DiagnosticRule WithoutRole = new(
        "PLX5111",
        Severity.Info,
        "A device's role is not known",
        "Give its type in the site description, or scan it with version detection (nmap -sV)."
    );

    /// <summary>The site description names it, but no scan saw it.</summary>
    public static readonly DiagnosticRule NeverSeen = new(
        "PLX5112",
        Severity.Warning,
        "A declared device was never seen",
        "Scan its zone, or remove it from the site description when it is gone."
    );

    /// <summary>A scan saw it, but the site description does not name it; modelled as proposed.</summary>
    public static readonly DiagnosticRule NotDeclared = new(
        "PLX5113",
        Severity.Warning,
        "A device was seen that the site description does not name",
        "Find out what it is, then declare it or take it off the network."
    );

    /// <summary>The newest record of the device is old.</summary>
    public static readonly DiagnosticRule Stale = new(
        "PLX5114",
        Severity.Warning,
        "What is known of a device is old",
        "Import a new scan of its zone."
    );

    /// <summary>No source says when what it knows was true.</summary>
    public static readonly DiagnosticRule AgeUnknown = new(
        "PLX5115",
        Severity.Info,
        "Nobody says how old what is known of a device is",
        "Import a source that carries a date, such as a scan report."
    );

    /// <summary>A remote access gateway does not say into which zone its sessions lead.</summary>
    public static readonly DiagnosticRule LandingUnknown = new(
        "PLX5116",
        Severity.Warning,
        "It is not known where sessions of a remote access gateway lead",
        "Give the zone under 'landsIn' of the gateway in the site description."
    );
}
