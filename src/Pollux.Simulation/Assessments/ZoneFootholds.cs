using System.Collections.Immutable;
using Pollux.Language.Graph;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Assessments;

/// <summary>
/// Which steps mean that the attacker is at work in a zone: he can send traffic in it, or he reads, changes or stops something of a
/// device that stands in it. A controller that is reprogrammed through a rule of the firewall counts, though no traffic starts in its zone.
/// </summary>
internal sealed class ZoneFootholds
{
    private const string ReachedStep = "reached";

    public ZoneFootholds(AttackGraph graph, ZoneTable zones)
    {
        Dictionary<int, ImmutableArray<int>.Builder> steps = zones.Zones.ToDictionary(
            zone => zone,
            _ => ImmutableArray.CreateBuilder<int>()
        );
        for (int node = 0; node < graph.NodeCount; node++)
        {
            int asset = graph.AssetIndexOf(node);
            if (
                steps.TryGetValue(zones[asset], out ImmutableArray<int>.Builder? found)
                && IsFoothold(graph, node, asset)
            )
            {
                found.Add(node);
            }
        }

        Steps = [.. zones.Zones.Select(zone => steps[zone].ToImmutable())];
    }

    /// <summary>The steps of each zone, in the order of the table's zones.</summary>
    public ImmutableArray<ImmutableArray<int>> Steps { get; }

    private static bool IsFoothold(AttackGraph graph, int node, int asset)
    {
        LanguageStep step = graph.StepOf(node);
        if (!step.IsAttackStep)
        {
            return false;
        }

        return graph.IsOfType(asset, "Zone")
            ? string.Equals(step.Name, ReachedStep, StringComparison.Ordinal)
            : graph.IsOfType(asset, "Device")
                && step.Risk is { Confidentiality: true } or { Integrity: true } or { Availability: true };
    }
}
