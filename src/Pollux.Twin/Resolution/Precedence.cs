using System.Collections.Immutable;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;

namespace Pollux.Twin.Resolution;

/// <summary>
/// Which of several values to believe first. What the site intends (names, levels, losses, controls) its own description knows
/// best, however old; what changes by itself (versions, ports, states) the newest observation knows best.
/// </summary>
internal static class Precedence
{
    private static readonly ImmutableHashSet<string> DeclaringFormats = ["site", "site-description"];

    private static readonly ImmutableHashSet<string> TrafficFormats = ["zeek", "suricata", "pcap"];

    private static readonly ImmutableHashSet<string> Observed =
    [
        Properties.Status,
        Properties.OperatingSystem,
        Properties.OperatingSystemAccuracy,
        Properties.Version,
        Properties.Cpe,
        Properties.Purl,
        Properties.Address,
        Properties.Port,
        Properties.Transport,
        Properties.PortState,
        Properties.Protocol,
        Properties.ProtocolMethod,
        Properties.Tunnel,
    ];

    /// <summary>True when the source is the site's own word.</summary>
    public static bool IsDeclaring(Source source) => DeclaringFormats.Contains(source.Format);

    /// <summary>True when the source only listens to traffic: what it alone knows is proposed, not confirmed.</summary>
    public static bool IsTraffic(Source source) => TrafficFormats.Contains(source.Format);

    /// <summary>The values in the order in which to believe them, each value once with the record that speaks best for it.</summary>
    /// <param name="property">The property's name, or null for a defence, which is intended.</param>
    /// <param name="values">The values in import order.</param>
    public static ImmutableArray<Sourced<T>> Order<T>(string? property, List<Claim<T>> values)
        where T : class
    {
        if (values.Count == 1)
        {
            return [new Sourced<T>(values[0].Value, values[0].Record)];
        }

        bool isObserved = property is not null && Observed.Contains(property);
        return
        [
            .. values
                .OrderByDescending(claim => !isObserved && claim.IsDeclared)
                .ThenByDescending(claim => claim.Record.At ?? DateTimeOffset.MinValue)
                .ThenByDescending(claim => claim.IsDeclared)
                .ThenByDescending(claim => claim.Record.Confidence)
                .DistinctBy(claim => claim.Value)
                .Select(claim => new Sourced<T>(claim.Value, claim.Record)),
        ];
    }
}

/// <summary>A value as one record claims it.</summary>
internal readonly record struct Claim<T>(T Value, RecordReference Record, bool IsDeclared)
    where T : class;
