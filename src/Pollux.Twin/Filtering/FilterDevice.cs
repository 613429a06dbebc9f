using System.Collections.Immutable;

namespace Pollux.Twin.Filtering;

/// <summary>A device that filters, whatever its vendor, without its rules.</summary>
/// <param name="System">The kind of configuration, as the importer's format is called: <c>cisco-asa</c>.</param>
/// <param name="Default">What happens to packets from one interface to another that no list decides.</param>
/// <param name="Interfaces">Its interfaces, in the order of the configuration.</param>
/// <param name="Bindings">Which list is asked where; those of one place in the order in which they are asked.</param>
/// <param name="Routes">Static routes; the networks of its interfaces are known by those.</param>
/// <param name="Translations">Address translations, in the order in which they are tried.</param>
/// <param name="Reading">How much of the configuration was understood.</param>
public sealed record FilterDevice(
    string System,
    FilterDefault Default,
    ImmutableArray<FilterInterface> Interfaces,
    ImmutableArray<FilterBinding> Bindings,
    ImmutableArray<FilterRoute> Routes,
    ImmutableArray<FilterTranslation> Translations,
    FilterReading Reading
)
{
    /// <summary>True when it may pass packets between interfaces of one security level; asked for <see cref="FilterDefault.SecurityLevel"/> only.</summary>
    public bool PermitsSameLevel { get; init; }

    /// <summary>True when it learns routes from others, so that <see cref="Routes"/> are not all.</summary>
    public bool LearnsRoutes { get; init; }
}

/// <summary>What a device does with packets that no list decides.</summary>
public enum FilterDefault
{
    /// <summary>It stops them.</summary>
    Deny,

    /// <summary>It lets them pass: a router.</summary>
    Permit,

    /// <summary>It lets them pass from a higher security level to a lower one.</summary>
    SecurityLevel,

    /// <summary>It lets them pass within one zone, and stops them between zones.</summary>
    SameZone,
}

/// <summary>An interface.</summary>
/// <param name="Name">Its name on the device.</param>
/// <param name="Zone">The name that rules know it by: a zone, an ASA's <c>nameif</c>; null when it has none.</param>
/// <param name="SecurityLevel">0 to 100, higher is more trusted; null where the vendor has none.</param>
/// <param name="Addresses">Its addresses with the length of their network: <c>10.2.0.1/24</c>.</param>
/// <param name="IsUp">False when it is shut down by configuration.</param>
/// <param name="Line">The line of the configuration that it begins on.</param>
public sealed record FilterInterface(
    string Name,
    string? Zone,
    int? SecurityLevel,
    ImmutableArray<string> Addresses,
    bool IsUp,
    int Line
)
{
    /// <summary>True when it carries only the device's own management, never passing traffic on.</summary>
    public bool IsManagementOnly { get; init; }

    /// <summary>What people call it: the zone, else the name.</summary>
    public string Label => Zone ?? Name;
}

/// <summary>A list is asked at a place.</summary>
/// <param name="List">The list.</param>
/// <param name="Place">Where.</param>
/// <param name="Interface">The interface's or zone's name; null for all.</param>
/// <param name="AtEnd">What happens to packets that no rule of the list fits.</param>
/// <param name="Line">The line of the configuration that says so.</param>
public sealed record FilterBinding(string List, FilterPlace Place, string? Interface, FilterEnd AtEnd, int Line)
{
    /// <summary>
    /// Lists of one place and one step are asked one after the other until one decides; every step of a place must let a packet
    /// pass. From 0.
    /// </summary>
    public int Step { get; init; }
}

/// <summary>Where a list is asked.</summary>
public enum FilterPlace
{
    /// <summary>For what comes in by an interface.</summary>
    Entry,

    /// <summary>For what passes through the device.</summary>
    Through,

    /// <summary>For what goes out by an interface.</summary>
    Exit,

    /// <summary>For what is meant for the device itself.</summary>
    Own,
}

/// <summary>What happens at the end of a list.</summary>
public enum FilterEnd
{
    /// <summary>Stopped.</summary>
    Deny,

    /// <summary>Passed.</summary>
    Permit,

    /// <summary>The next list of the place is asked, and after the last the device's default.</summary>
    Continue,
}

/// <summary>A static route.</summary>
/// <param name="Network">Where to, such as <c>10.0.0.0/8</c>; <c>0.0.0.0/0</c> for the default route.</param>
/// <param name="Interface">The interface (or nameif) to go out by; null when only the next hop is given.</param>
/// <param name="NextHop">The next device's address; null when there is none.</param>
/// <param name="Line">The line of the configuration.</param>
public sealed record FilterRoute(string Network, string? Interface, string? NextHop, int Line);

/// <summary>An address translation: packets for <paramref name="Mapped"/> go to <paramref name="Real"/>.</summary>
/// <param name="IsStatic">True when it works in both directions, so that it makes the real addresses reachable from the other side.</param>
/// <param name="Inside">The interface of the real addresses; null for any.</param>
/// <param name="Outside">The interface of the mapped addresses; null for any.</param>
/// <param name="Real">The real addresses.</param>
/// <param name="Mapped">The mapped addresses, of the same number when static; empty for the interface's own address.</param>
/// <param name="Line">The line of the configuration.</param>
public sealed record FilterTranslation(
    bool IsStatic,
    string? Inside,
    string? Outside,
    IntervalSet Real,
    IntervalSet Mapped,
    int Line
);
