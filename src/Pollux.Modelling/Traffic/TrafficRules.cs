using Pollux.Diagnostics;

namespace Pollux.Modelling.Traffic;

/// <summary>What modelling notices about observed traffic; codes PLX5170 to PLX5179.</summary>
public static class TrafficRules
{
    /// <summary>Traffic ran and was answered over a way that nothing permits; modelled as a conduit.</summary>
    public static readonly DiagnosticRule ShadowPath = new(
        "PLX5170",
        Severity.Warning,
        "Traffic runs between zones over a way that nothing permits",
        "Find out which way it takes; close it, or declare the conduit in the site description if it must be open."
    );

    /// <summary>A conduit or a permission that no traffic used, though both zones were watched for long.</summary>
    public static readonly DiagnosticRule Unused = new(
        "PLX5171",
        Severity.Info,
        "No traffic used what is permitted",
        "Ask its owner whether it is still needed, for rare work too; if not, remove the permission."
    );

    /// <summary>Devices of the site and the Internet were seen talking with each other.</summary>
    public static readonly DiagnosticRule OutsideTraffic = new(
        "PLX5172",
        Severity.Warning,
        "Traffic runs between the site and the Internet",
        "Check that it must; lead what the plant needs through a server in a DMZ, and close the rest."
    );

    /// <summary>A controller was programmed by a device of which the site does not say that it programs it.</summary>
    public static readonly DiagnosticRule ProgrammedByOther = new(
        "PLX5173",
        Severity.Warning,
        "A controller was programmed by a device that is not declared to",
        "Ask who changed the program; declare 'programs' in the site description if it is meant, else treat it as an incident."
    );

    /// <summary>A control loop was made for a controller that is written to, because no source declares one.</summary>
    public static readonly DiagnosticRule LoopAdded = new(
        "PLX5174",
        Severity.Info,
        "A control loop was made from traffic, because none is declared",
        "Declare the loops that the controller runs, with what they act on, in the site description."
    );
}
