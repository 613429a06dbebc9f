using System.Collections.Immutable;
using Pollux.Twin.Filtering;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Reachability;

/// <summary>What passes between two places of a site, and by which lines.</summary>
/// <param name="Packets">The packets that were asked for.</param>
/// <param name="Permitted">Those of them that every device between lets pass; none when no device stands between.</param>
/// <param name="Hops">The devices between with what each does; empty when none is known to stand there.</param>
/// <param name="Unknown">Devices of which it is not known whether they stand between, each as a sentence without its full stop.</param>
/// <param name="IsGivenUp">True when the packets fell into too many parts to be followed; then nothing is known.</param>
public sealed record ReachAnswer(
    HeaderCube Packets,
    HeaderSpace Permitted,
    ImmutableArray<HopPassages> Hops,
    ImmutableArray<string> Unknown,
    bool IsGivenUp
)
{
    /// <summary>The verdict over all packets that were asked for.</summary>
    public ReachVerdict Verdict =>
        IsGivenUp || Hops.IsEmpty ? ReachVerdict.Unknown
        : Permitted.IsEmpty ? ReachVerdict.Denied
        : IsAll() ? ReachVerdict.Permitted
        : ReachVerdict.InPart;

    /// <summary>Rules that would decide otherwise if their conditions hold.</summary>
    public ImmutableArray<Sourced<FilterRule>> Doubts =>
        [.. Hops.SelectMany(hop => hop.Passages).SelectMany(passage => passage.Doubts).Distinct()];

    /// <summary>The devices between of which not all lines were understood.</summary>
    public ImmutableArray<HopPassages> Partial => [.. Hops.Where(hop => hop.Filter.Device.Reading.IsPartial)];

    /// <summary>True when nothing is known that could make the verdict wrong.</summary>
    public bool IsSure => !IsGivenUp && Unknown.IsEmpty && Doubts.IsEmpty && Partial.IsEmpty;

    private bool IsAll()
    {
        try
        {
            return HeaderSpace.Of(Packets).Except(Permitted.Cubes).IsEmpty;
        }
        catch (SpaceTooLargeException)
        {
            return false;
        }
    }
}

/// <summary>A verdict.</summary>
public enum ReachVerdict
{
    /// <summary>All of it passes.</summary>
    Permitted,

    /// <summary>Some of it passes.</summary>
    InPart,

    /// <summary>None of it passes.</summary>
    Denied,

    /// <summary>No device that filters is known to stand between, or the rules are too many-sided to follow.</summary>
    Unknown,
}

/// <summary>What one device between does.</summary>
/// <param name="Device">Its name.</param>
/// <param name="Filter">How it filters.</param>
/// <param name="From">The interface that the packets come in by.</param>
/// <param name="To">The interface that they go out by.</param>
/// <param name="Passages">What it does with them.</param>
public sealed record HopPassages(
    string Device,
    DeviceFilter Filter,
    FilterInterface From,
    FilterInterface To,
    ImmutableArray<Passage> Passages
);
