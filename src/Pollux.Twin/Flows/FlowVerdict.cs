using Pollux.Twin.Revisions;

namespace Pollux.Twin.Flows;

/// <summary>How a flow fits what is known of the site; modelling judges it.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Way">By which way it ran.</param>
/// <param name="AreEndsKnown">
/// True when both devices are known by more than traffic; an end outside the site counts as known.
/// </param>
/// <param name="Reason">Why, as one sentence without its full stop.</param>
public sealed record FlowVerdict(Flow Flow, FlowWay Way, bool AreEndsKnown, string Reason)
{
    /// <summary>True when the twin explains it: it runs between known devices, within a zone or over a way that something permits.</summary>
    public bool IsExplained => AreEndsKnown && Way is (FlowWay.WithinZone or FlowWay.Declared or FlowWay.Configured);
}

/// <summary>The way that a flow took. The numbers are no part of the contract.</summary>
public enum FlowWay
{
    /// <summary>Both devices stand in one zone, where nothing need be permitted.</summary>
    WithinZone,

    /// <summary>Over a conduit that the site declares and that permits the service.</summary>
    Declared,

    /// <summary>Over a way that no conduit declares, but configured filters let pass.</summary>
    Configured,

    /// <summary>Nothing that is declared or configured permits it.</summary>
    NotPermitted,

    /// <summary>One of the devices is in no zone, so nothing can be said.</summary>
    Unplaced,
}
