using System.Collections.Immutable;
using System.Net;
using Pollux.Formats.SiteDescriptions.Yaml;

namespace Pollux.Formats.SiteDescriptions;

/// <summary>Which addresses lie in which networks.</summary>
internal static class SiteAddresses
{
    /// <summary>The networks that a zone states, those that are none left out silently (its own record reports them).</summary>
    public static ImmutableArray<IPNetwork> NetworksOf(SiteThing zone) =>
        [
            .. SiteMaps
                .Items(zone["networks"])
                .OfType<YamlScalar>()
                .Select(node =>
                    IPNetwork.TryParse(node.Text.Trim(), out IPNetwork network) ? network : (IPNetwork?)null
                )
                .OfType<IPNetwork>(),
        ];

    /// <summary>True when one of the networks holds the address.</summary>
    public static bool IsIn(string address, ImmutableArray<IPNetwork> networks) =>
        IPAddress.TryParse(address, out IPAddress? parsed) && networks.Any(network => network.Contains(parsed));
}
