using System.Collections.Immutable;

namespace Pollux.Twin.Filtering;

/// <summary>One rule of a list, in which the first that fits decides.</summary>
/// <param name="List">The list's name: an access list, a chain, a rulebase.</param>
/// <param name="Order">Its place in the list, from 1; unique in the list.</param>
/// <param name="Action">What it does with packets that fit.</param>
/// <param name="Sources">Source addresses, objects and groups resolved.</param>
/// <param name="Destinations">Destination addresses, likewise.</param>
/// <param name="Services">Protocols and ports; a packet fits when it fits any of them. Empty: no packet fits.</param>
/// <param name="Line">The line of the configuration that it begins on, from 1.</param>
/// <param name="Text">The line, as one short text.</param>
public sealed record FilterRule(
    string List,
    int Order,
    FilterAction Action,
    IntervalSet Sources,
    IntervalSet Destinations,
    ImmutableArray<ServiceMatch> Services,
    int Line,
    string Text
)
{
    /// <summary>The rule's own name or number; null when it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The zones or interfaces that packets come in by; empty: any.</summary>
    public ImmutableArray<string> From { get; init; } = [];

    /// <summary>The zones or interfaces that packets go out by; empty: any.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>The list that <see cref="FilterAction.Jump"/> leads to; else null.</summary>
    public string? Target { get; init; }

    /// <summary>
    /// What else must hold for a packet to fit, in words of the configuration, and cannot be decided from a packet's head: a time
    /// range, a user, a connection's state, an application. A rule with conditions may fit or not.
    /// </summary>
    public ImmutableArray<string> Conditions { get; init; } = [];

    /// <summary>True when what it lets pass is inspected above the ports: by an IPS profile, an application filter, a proxy.</summary>
    public bool IsInspected { get; init; }

    /// <summary>True when only packets of connections that exist already fit: it decides nothing about new ones.</summary>
    public bool IsForReplies { get; init; }

    /// <summary>False when it is switched off; it is kept to be shown and decides nothing.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>True when it lets everything pass.</summary>
    public bool PermitsAnything =>
        IsActive
        && Action == FilterAction.Permit
        && Sources.Covers(AddressSets.AnyV4)
        && Destinations.Covers(AddressSets.AnyV4)
        && Services.Any(service => service.Equals(ServiceMatch.Any));
}

/// <summary>What a rule does.</summary>
public enum FilterAction
{
    /// <summary>Lets pass.</summary>
    Permit,

    /// <summary>Stops, with or without an answer.</summary>
    Deny,

    /// <summary>Goes on with another list, and comes back when that decides nothing.</summary>
    Jump,

    /// <summary>Goes back to the list that led here.</summary>
    Return,
}
