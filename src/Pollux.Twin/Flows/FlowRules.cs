using Pollux.Diagnostics;

namespace Pollux.Twin.Flows;

/// <summary>What resolution leaves out of observed traffic.</summary>
public static class FlowRules
{
    /// <summary>Public addresses that only traffic knows stand for the Internet.</summary>
    public static readonly DiagnosticRule PeersOutside = new(
        "PLX3350",
        Severity.Info,
        "Addresses outside the site, seen only in traffic, stand for the Internet",
        "Nothing to do; where an address is the site's own, give its zone the network that holds it."
    );

    /// <summary>Traffic to what never answered and what no other source knows.</summary>
    public static readonly DiagnosticRule NeverAnswered = new(
        "PLX3351",
        Severity.Info,
        "Traffic to what never answered makes no device and no service",
        "Nothing to do; import a scan or a site description that knows the target when it exists."
    );
}
