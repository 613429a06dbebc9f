using System.Collections.Immutable;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Campaigns;

/// <summary>A campaign made ready for the samples of one plan.</summary>
internal sealed class CampaignPlan
{
    /// <summary>Makes a campaign ready.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="map">Finds its techniques.</param>
    /// <param name="plan">What is rehearsed.</param>
    /// <param name="byItself">The same without an attacker: what happens then is nobody's deed, so it does no technique.</param>
    public CampaignPlan(Campaign campaign, TechniqueMap map, SimulationPlan plan, SimulationPlan byItself)
    {
        Campaign = campaign;
        Matches = [.. campaign.Techniques.Select(map.Match)];
        Nodes =
        [
            .. Matches.Select(match =>
                match.Nodes.RemoveAll(node => byItself.IsCertain(node) || byItself.ActiveOf[node] >= 0)
            ),
        ];
        Active = [.. Nodes.Select(nodes => nodes.Where(node => plan.ActiveOf[node] >= 0).ToArray())];
        Certain = [.. Nodes.Select(nodes => nodes.Where(plan.IsCertain).FirstOrDefault(-1))];

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

    /// <summary>For each technique the nodes that stand for it and need an attacker, ascending.</summary>
    public ImmutableArray<int>[] Nodes { get; }

    /// <summary>For each technique the nodes that may be reached in a sample.</summary>
    public int[][] Active { get; }

    /// <summary>For each technique a node that is reached at once in every sample, or -1.</summary>
    public int[] Certain { get; }

    /// <summary>For each phase the techniques that the language knows; a phase without any is unknown and left out of the chain.</summary>
    public int[][] Phases { get; }
}
