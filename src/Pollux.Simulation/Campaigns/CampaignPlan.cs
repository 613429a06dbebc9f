using System.Collections.Immutable;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Campaigns;

/// <summary>A campaign made ready for the samples of one plan.</summary>
internal sealed class CampaignPlan
{
    public CampaignPlan(Campaign campaign, TechniqueMap map, SimulationPlan plan)
    {
        Campaign = campaign;
        Matches = [.. campaign.Techniques.Select(map.Match)];
        Active = [.. Matches.Select(match => match.Nodes.Where(node => plan.ActiveOf[node] >= 0).ToArray())];
        Certain = [.. Matches.Select(match => match.Nodes.Where(plan.IsCertain).FirstOrDefault(-1))];

        // What the language does not know can neither pass nor stop a phase.
        Phases =
        [
            .. campaign.Phases.Select(phase =>
                phase.Techniques.Where(technique => Matches[technique].Kind != TechniqueMatchKind.None).ToArray()
            ),
        ];
    }

    public Campaign Campaign { get; }

    /// <summary>What stands for each technique.</summary>
    public ImmutableArray<TechniqueMatch> Matches { get; }

    /// <summary>For each technique the nodes that may be reached in a sample.</summary>
    public int[][] Active { get; }

    /// <summary>For each technique a node that is reached at once in every sample, or -1.</summary>
    public int[] Certain { get; }

    /// <summary>For each phase the techniques that the language knows; a phase without any is unknown and left out of the chain.</summary>
    public int[][] Phases { get; }
}
