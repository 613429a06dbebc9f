using Pollux.Diagnostics;

namespace Pollux.Modelling.Reachability;

/// <summary>What modelling notices about configured filters; codes PLX3200 to PLX3219.</summary>
public static class ReachabilityRules
{
    /// <summary>A rule that lets everything pass.</summary>
    public static readonly DiagnosticRule AnyToAny = new(
        "PLX3200",
        Severity.Warning,
        "A rule lets everything pass",
        "Replace it by rules for what must pass; what a scan or flows show is a start."
    );

    /// <summary>A rule that can never decide, behind rules that do otherwise.</summary>
    public static readonly DiagnosticRule Contradicted = new(
        "PLX3201",
        Severity.Warning,
        "A rule does nothing, because rules before it do otherwise",
        "Move it before them if it is meant, else remove it: it does not do what it seems to do."
    );

    /// <summary>A rule that can never decide, behind rules that do the same.</summary>
    public static readonly DiagnosticRule Redundant = new(
        "PLX3202",
        Severity.Info,
        "A rule does nothing that rules before it do not do",
        "Remove it; fewer rules are easier to check."
    );

    /// <summary>Not all lines of a filtering device were understood.</summary>
    public static readonly DiagnosticRule Partial = new(
        "PLX3203",
        Severity.Warning,
        "Reachability is partial, because lines of a device were not understood",
        "See 'pollux twin show' for the lines; check by hand what they let pass, and declare it if it matters."
    );

    /// <summary>The configuration lets pass what the site does not declare.</summary>
    public static readonly DiagnosticRule NotDeclared = new(
        "PLX3204",
        Severity.Warning,
        "A configuration lets something pass that the site does not declare",
        "Close it on the device, or declare it in the site description if it must be open."
    );

    /// <summary>The site declares what no configuration lets pass.</summary>
    public static readonly DiagnosticRule NotConfigured = new(
        "PLX3205",
        Severity.Warning,
        "The site declares something that its configuration does not let pass",
        "Correct the site description, or the configuration if it is needed; the model keeps what is declared."
    );

    /// <summary>A list that is asked nowhere.</summary>
    public static readonly DiagnosticRule NotBound = new(
        "PLX3206",
        Severity.Info,
        "An access list is asked nowhere",
        "Nothing to do if it serves routing, translation or VPN; else bind it or remove it."
    );

    /// <summary>A rule whose condition is not known to hold.</summary>
    public static readonly DiagnosticRule Doubtful = new(
        "PLX3207",
        Severity.Info,
        "What passes depends on a condition that is not known",
        "The model takes it that what may pass does pass; replace the condition by addresses and ports to be sure."
    );

    /// <summary>Rules permit something, but nothing that is known listens there.</summary>
    public static readonly DiagnosticRule NothingBehind = new(
        "PLX3208",
        Severity.Info,
        "Rules permit a way behind which no service is known",
        "Scan the zone behind it, or close the rule if nothing uses it; the model has no conduit there."
    );

    /// <summary>A zone was made from an interface.</summary>
    public static readonly DiagnosticRule ZoneAdded = new(
        "PLX3209",
        Severity.Info,
        "A zone was made from an interface, because the site declares none for its network",
        "Declare the zone with its network and level in the site description."
    );
}
