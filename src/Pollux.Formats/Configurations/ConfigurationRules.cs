using Pollux.Diagnostics;

namespace Pollux.Formats.Configurations;

/// <summary>What can be wrong with the configuration of a firewall or a router.</summary>
public static class ConfigurationRules
{
    /// <summary>A line that may matter to what passes and is not understood.</summary>
    public static readonly DiagnosticRule NotUnderstood = new(
        "PLX2890",
        Severity.Warning,
        "A line that may decide what passes is not understood",
        "Answers about this device are partial. Check by hand what the line lets pass, and declare it in the site description if it matters."
    );

    /// <summary>Lines that are left out on purpose.</summary>
    public static readonly DiagnosticRule Ignored = new(
        "PLX2891",
        Severity.Info,
        "Lines that have no meaning for what passes",
        "Nothing to do; docs/formats/firewalls.md says which classes of lines are left out."
    );

    /// <summary>A name that nothing defines.</summary>
    public static readonly DiagnosticRule UndefinedName = new(
        "PLX2892",
        Severity.Warning,
        "A rule uses a name that the configuration does not define",
        "Export the whole configuration; if the name is truly undefined, remove the rule on the device."
    );

    /// <summary>No host name.</summary>
    public static readonly DiagnosticRule NoHostName = new(
        "PLX2893",
        Severity.Warning,
        "The configuration does not say whose it is",
        "Put the device's name on its first line: '# hostname: NAME' for iptables-save, 'hostname NAME' else."
    );

    /// <summary>Rules that are only decided with more than a packet's head.</summary>
    public static readonly DiagnosticRule Conditional = new(
        "PLX2894",
        Severity.Info,
        "A rule depends on more than addresses and ports",
        "Answers that rest on it say so; replace the condition by addresses and ports if the answer must be sure."
    );

    /// <summary>Nothing in it could be used.</summary>
    public static readonly DiagnosticRule NothingUnderstood = new(
        "PLX2896",
        Severity.Error,
        "No line of the configuration was understood",
        "Export the whole running configuration as text, without the prompts of the terminal."
    );

    /// <summary>A list that is asked and not there.</summary>
    public static readonly DiagnosticRule NoSuchList = new(
        "PLX3223",
        Severity.Warning,
        "An interface asks a list that has no entries, so that everything passes",
        "Export the whole configuration; if the list is truly missing, write it on the device or take the line away."
    );

    /// <summary>A summary for a device of which not all was understood.</summary>
    public static readonly DiagnosticRule Partial = new(
        "PLX2895",
        Severity.Warning,
        "Reachability through a device is partial",
        "See the lines named above; 'pollux twin show' keeps them."
    );
}
