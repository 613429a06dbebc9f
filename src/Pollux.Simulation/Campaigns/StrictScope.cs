using System.Collections.Immutable;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Campaigns;

/// <summary>What a campaign that is held to its own techniques may not do.</summary>
internal static class StrictScope
{
    /// <summary>For each node true when its step carries techniques, none of them the campaign's, and it is no entry.</summary>
    public static bool[] Outside(AttackGraph graph, TechniqueMap map, Campaign campaign, ImmutableArray<int> entries)
    {
        bool[] outside = new bool[graph.NodeCount];
        for (int node = 0; node < outside.Length; node++)
        {
            outside[node] = map.IsTechnique(node);
        }

        foreach (int node in campaign.Techniques.SelectMany(technique => map.Match(technique).Nodes).Concat(entries))
        {
            outside[node] = false;
        }

        return outside;
    }

    /// <summary>The nodes that are outside, ascending.</summary>
    public static IEnumerable<int> Nodes(bool[] outside) =>
        Enumerable.Range(0, outside.Length).Where(node => outside[node]);
}
