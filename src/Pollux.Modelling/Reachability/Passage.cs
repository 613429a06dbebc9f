using System.Collections.Immutable;
using Pollux.Twin.Filtering;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Reachability;

/// <summary>Packets that a device treats alike, and why.</summary>
/// <param name="Space">The packets.</param>
/// <param name="IsPermitted">True when they pass.</param>
/// <param name="By">What decided, place by place: the last one stopped them, or all of them let them pass. At least one.</param>
/// <param name="Doubts">Rules that would decide otherwise if their conditions hold.</param>
public sealed record Passage(
    HeaderSpace Space,
    bool IsPermitted,
    ImmutableArray<Decision> By,
    ImmutableArray<Sourced<FilterRule>> Doubts
);

/// <summary>What decided about packets at one place of a device.</summary>
/// <param name="Rule">The rule, or null when none fits.</param>
/// <param name="Reason">Why, as a clause: <c>access list 'outside_in' line 12</c>.</param>
public sealed record Decision(Sourced<FilterRule>? Rule, string Reason);
