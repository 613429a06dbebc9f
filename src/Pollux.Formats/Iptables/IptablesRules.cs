using Pollux.Diagnostics;

namespace Pollux.Formats.Iptables;

/// <summary>What can be wrong with a rule set of iptables.</summary>
public static class IptablesRules
{
    /// <summary>The rules are those of the other family.</summary>
    public static readonly DiagnosticRule OtherFamily = new(
        "PLX3224",
        Severity.Error,
        "Rules for IPv6 are not read",
        "Import what iptables-save prints; check by hand what ip6tables lets pass."
    );
}
