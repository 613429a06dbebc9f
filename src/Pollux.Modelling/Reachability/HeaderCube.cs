using System.Collections.Immutable;
using Pollux.Twin.Filtering;

namespace Pollux.Modelling.Reachability;

/// <summary>
/// Packets by their heads: all combinations of the numbers of five fields. ICMP's type and code stand in the destination port, as
/// <see cref="ServiceMatch"/> has it.
/// </summary>
/// <param name="Sources">Source addresses.</param>
/// <param name="Destinations">Destination addresses.</param>
/// <param name="Protocols">Protocols.</param>
/// <param name="SourcePorts">Source ports.</param>
/// <param name="DestinationPorts">Destination ports.</param>
public sealed record HeaderCube(
    IntervalSet Sources,
    IntervalSet Destinations,
    IntervalSet Protocols,
    IntervalSet SourcePorts,
    IntervalSet DestinationPorts
)
{
    /// <summary>Every packet.</summary>
    public static HeaderCube Any { get; } =
        new(AddressSets.Any, AddressSets.Any, ServiceMatch.AnyProtocol, ServiceMatch.AnyPort, ServiceMatch.AnyPort);

    /// <summary>True when no packet is in it.</summary>
    public bool IsEmpty =>
        Sources.IsEmpty || Destinations.IsEmpty || Protocols.IsEmpty || SourcePorts.IsEmpty || DestinationPorts.IsEmpty;

    /// <summary>The packets that fit a rule's addresses and services, one cube for each service.</summary>
    public static ImmutableArray<HeaderCube> Of(FilterRule rule) =>
        [
            .. rule
                .Services.Select(service => new HeaderCube(
                    rule.Sources,
                    rule.Destinations,
                    service.Protocols,
                    service.SourcePorts,
                    service.DestinationPorts
                ))
                .Where(cube => !cube.IsEmpty),
        ];

    /// <summary>True when a packet is in both.</summary>
    public bool Overlaps(HeaderCube other) =>
        DestinationPorts.Overlaps(other.DestinationPorts)
        && Destinations.Overlaps(other.Destinations)
        && Sources.Overlaps(other.Sources)
        && Protocols.Overlaps(other.Protocols)
        && SourcePorts.Overlaps(other.SourcePorts);

    /// <summary>The packets in both; may be empty.</summary>
    public HeaderCube Intersect(HeaderCube other) =>
        new(
            Sources.Intersect(other.Sources),
            Destinations.Intersect(other.Destinations),
            Protocols.Intersect(other.Protocols),
            SourcePorts.Intersect(other.SourcePorts),
            DestinationPorts.Intersect(other.DestinationPorts)
        );

    /// <summary>
    /// The packets that are in this one and not in the other, as at most five disjoint cubes: those that differ in the first field,
    /// those that agree in it and differ in the second, and so on.
    /// </summary>
    public ImmutableArray<HeaderCube> Except(HeaderCube other)
    {
        if (!Overlaps(other))
        {
            return [this];
        }

        HeaderCube both = Intersect(other);
        ReadOnlySpan<HeaderCube> pieces =
        [
            this with
            {
                Sources = Sources.Except(other.Sources),
            },
            this with
            {
                Sources = both.Sources,
                Destinations = Destinations.Except(other.Destinations),
            },
            this with
            {
                Sources = both.Sources,
                Destinations = both.Destinations,
                Protocols = Protocols.Except(other.Protocols),
            },
            both with
            {
                SourcePorts = SourcePorts.Except(other.SourcePorts),
                DestinationPorts = DestinationPorts,
            },
            both with
            {
                DestinationPorts = DestinationPorts.Except(other.DestinationPorts),
            },
        ];
        ImmutableArray<HeaderCube>.Builder rest = ImmutableArray.CreateBuilder<HeaderCube>(pieces.Length);
        foreach (HeaderCube piece in pieces)
        {
            if (!piece.IsEmpty)
            {
                rest.Add(piece);
            }
        }

        return rest.DrainToImmutable();
    }
}
