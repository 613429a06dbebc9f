using System.Collections.Immutable;
using Pollux.Twin.Flows;
using Pollux.Twin.Revisions;

namespace Pollux.Twin.Fidelity;

/// <summary>How much of the observed traffic is explained. What nobody answered ran over no way, so it is not counted.</summary>
internal sealed class ObservedTraffic
{
    private readonly ImmutableArray<Counted> all;
    private readonly ILookup<string, Counted> byDevice;

    public ObservedTraffic(Revision revision, ImmutableArray<FlowVerdict> verdicts)
    {
        Dictionary<string, string?> parents = revision.Assets.ToDictionary(
            asset => asset.Id,
            asset => asset.ParentId,
            StringComparer.Ordinal
        );
        all =
        [
            .. verdicts
                .Where(verdict => verdict.Flow.Total.Answered is not false)
                .Select(verdict => new Counted(
                    verdict.Flow.ClientId,
                    verdict.Flow.ServiceId is { } service ? parents.GetValueOrDefault(service) : null,
                    verdict.Flow.Connections,
                    verdict.IsExplained
                )),
        ];
        byDevice = all.SelectMany(flow =>
                new[] { flow.ClientId, flow.ServerId }
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal)
                    .Select(id => (Id: id, Flow: flow))
            )
            .ToLookup(pair => pair.Id, pair => pair.Flow, StringComparer.Ordinal);
    }

    /// <summary>The share of all connections; null when there are none.</summary>
    public double? Explained() => Share(all, flow => flow.IsExplained);

    /// <summary>The share of those that devices take part in; null when there are none.</summary>
    public double? Explained(IEnumerable<string> devices) => Share(Of(devices), flow => flow.IsExplained);

    /// <summary>The share of all connections, were all that devices take part in explained.</summary>
    public double? ExplainedIfAllOf(IEnumerable<string> devices)
    {
        HashSet<Counted> touched = [.. Of(devices)];
        return Share(all, flow => flow.IsExplained || touched.Contains(flow));
    }

    private IEnumerable<Counted> Of(IEnumerable<string> devices) =>
        devices.SelectMany(device => byDevice[device]).Distinct();

    private static double? Share(IEnumerable<Counted> flows, Func<Counted, bool> isExplained)
    {
        double explained = 0;
        double total = 0;
        foreach (Counted flow in flows)
        {
            total += flow.Connections;
            explained += isExplained(flow) ? flow.Connections : 0;
        }

        return total > 0 ? explained / total : null;
    }

    // A class, not a record: two flows between the same ends with the same count are two flows.
    private sealed class Counted(string? clientId, string? serverId, double connections, bool isExplained)
    {
        public string? ClientId { get; } = clientId;

        public string? ServerId { get; } = serverId;

        public double Connections { get; } = connections;

        public bool IsExplained { get; } = isExplained;
    }
}
