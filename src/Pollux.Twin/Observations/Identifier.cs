namespace Pollux.Twin.Observations;

/// <summary>The kinds of identifier, strongest first; resolution trusts a stronger one over a weaker one.</summary>
public enum IdentifierKind
{
    /// <summary>An id that an agent, a cloud or a directory assigned (agent id, SID, object GUID, hypervisor UUID).</summary>
    AssignedId,

    /// <summary>A serial number, with its vendor.</summary>
    Serial,

    /// <summary>A purl, CPE or other identity of a product and version; for software.</summary>
    Product,

    /// <summary>A MAC address, lower case with colons.</summary>
    Mac,

    /// <summary>A fully qualified domain name, lower case, without the final dot.</summary>
    Fqdn,

    /// <summary>The name that the site itself uses: in its description, its inventory, its tag list.</summary>
    Name,

    /// <summary>A short host name, lower case.</summary>
    HostName,

    /// <summary>An IP address. Says nothing without its scope: see <see cref="Identifier.Scope"/>.</summary>
    IpAddress,
}

/// <summary>One identifier of an observed thing.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Value">Its value, in the normal form of its kind.</param>
/// <param name="Scope">
/// Where the value is unique: empty for the whole site. For an IP address the network segment that the source knows
/// (a zone, a VRF), or empty when it knows none; resolution then finds the segment from the zones' networks.
/// </param>
public readonly record struct Identifier(IdentifierKind Kind, string Value, string Scope = "");
