using System.Collections.Immutable;

namespace Pollux.Modelling.Tables;

/// <summary>An application protocol.</summary>
/// <param name="Name">Its name, as Pollux shows it.</param>
/// <param name="Also">Other names that sources use for it.</param>
/// <param name="Ports">The ports that it is registered or known for; may be empty.</param>
/// <param name="Type">The type of service that speaks it.</param>
/// <param name="IsEncrypted">True when the protocol itself encrypts, whatever its configuration.</param>
/// <param name="IsInsideHttp">True when it is spoken inside HTTP, so that a scanner may see no more than HTTP.</param>
public sealed record ProtocolRow(
    string Name,
    ImmutableArray<string> Also,
    ImmutableArray<PortRange> Ports,
    string Type,
    bool IsEncrypted,
    bool IsInsideHttp
)
{
    /// <summary>True when a source's name for a protocol means this one.</summary>
    public bool IsNamed(string name) =>
        string.Equals(Name, name, StringComparison.OrdinalIgnoreCase)
        || Also.Contains(name, StringComparer.OrdinalIgnoreCase);
}

/// <summary>What a row of the table of device roles looks at.</summary>
public enum RoleHint
{
    /// <summary>A protocol that one of the device's services speaks, by its name in the table of protocols.</summary>
    Protocol,

    /// <summary>Product, model or firmware of the device or of one of its services, or a product installed on it.</summary>
    Product,

    /// <summary>The vendor, as the MAC address or the site says.</summary>
    Vendor,

    /// <summary>The operating system.</summary>
    System,

    /// <summary>The device's name, as a whole word.</summary>
    Name,

    /// <summary>
    /// What it was seen doing with controllers: <c>programs</c>, <c>commands</c> (writes to many), <c>operates</c> (to a few),
    /// <c>records</c> (only reads, from many) or <c>watches</c> (from a few).
    /// </summary>
    Use,
}

/// <summary>A hint at the type of a device.</summary>
/// <param name="Hint">What it looks at.</param>
/// <param name="Patterns">Any of these, contained as whole words, without regard to case.</param>
/// <param name="Type">The type that it hints at.</param>
/// <param name="Weight">How sure it is when it stands alone, between 0 and 1.</param>
public sealed record RoleRow(RoleHint Hint, ImmutableArray<string> Patterns, string Type, double Weight);

/// <summary>A family of controllers and how they are operated and programmed.</summary>
/// <param name="Vendors">Any of these in the vendor's name; empty for any vendor.</param>
/// <param name="Products">Any of these in the product's or model's name; empty for all of the vendor.</param>
/// <param name="Control">The ports that read and write process values.</param>
/// <param name="Engineering">The ports that load programs.</param>
public sealed record ModelRow(
    ImmutableArray<string> Vendors,
    ImmutableArray<string> Products,
    ImmutableArray<PortRange> Control,
    ImmutableArray<PortRange> Engineering
);
