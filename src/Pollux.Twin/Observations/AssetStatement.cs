using System.Collections.Immutable;
using System.Globalization;

namespace Pollux.Twin.Observations;

/// <summary>Says that a thing of the site exists, and facts about it.</summary>
/// <param name="Asset">Which thing.</param>
/// <param name="Facts">What is true of it; may be empty (it exists, and that is all that is known).</param>
public sealed record AssetStatement(AssetReference Asset, ImmutableArray<Fact> Facts) : Statement;

/// <summary>A thing as one record knows it: what it is, as far as known, and what tells it from others.</summary>
/// <param name="Type">
/// The most special type of Pollux's language that the source is sure of: <c>Device</c> for a host of which only ports are
/// known, <c>Controller</c> where the site says so. Modelling may find a more special one.
/// </param>
/// <param name="Identifiers">At least one, strongest first.</param>
/// <param name="Parent">
/// The thing that it belongs to and is only unique within (a service's device, a device's software), or null.
/// </param>
public sealed record AssetReference(string Type, ImmutableArray<Identifier> Identifiers, AssetReference? Parent = null)
{
    /// <summary>A thing that the site itself names.</summary>
    public static AssetReference Named(string type, string name) =>
        new(type, [new Identifier(IdentifierKind.Name, name)]);

    /// <summary>
    /// A listening endpoint of a device, named by its port within it (<c>502/tcp</c>), so that whoever sees the port - a scan,
    /// a site description, a firewall rule - means the same service.
    /// </summary>
    /// <param name="device">The device that listens.</param>
    /// <param name="port">The port, 0 to 65535.</param>
    /// <param name="transport"><c>tcp</c>, <c>udp</c> or <c>sctp</c>.</param>
    /// <param name="type">The type when the source is sure of it; else <c>Service</c>, and modelling finds it by port and product.</param>
    public static AssetReference ServiceOf(
        AssetReference device,
        int port,
        string transport,
        string type = "Service"
    ) =>
        new(
            type,
            [new Identifier(IdentifierKind.Name, string.Create(CultureInfo.InvariantCulture, $"{port}/{transport}"))],
            device
        );
}

/// <summary>One fact about an asset. A closed family.</summary>
public abstract record Fact
{
    private protected Fact() { }
}

/// <summary>A property has a value. Names are those of <see cref="Assets.Properties"/> or, for packs, <c>pack:name</c>.</summary>
/// <param name="Name">The property.</param>
/// <param name="Value">Its value as text in invariant culture; numbers in the unit that the property states.</param>
public sealed record PropertyFact(string Name, string Value) : Fact;

/// <summary>
/// The asset is linked to another under a role of Pollux's language: <c>zones</c> from a device to its zone,
/// <c>services</c> from a device to its service, <c>software</c> from a device to a product installed on it.
/// </summary>
/// <param name="Role">The role of the other asset, as the language's associations name it.</param>
/// <param name="Other">The other asset.</param>
public sealed record LinkFact(string Role, AssetReference Other) : Fact;

/// <summary>A defence of Pollux's language works with a probability.</summary>
/// <param name="Defense">The defence's name in the language.</param>
/// <param name="Probability">From 0 (surely absent) to 1 (surely works).</param>
/// <param name="Reason">Why the source says so, as one short sentence.</param>
public sealed record DefenseFact(string Defense, double Probability, string Reason) : Fact;
