using Pollux.Modelling;
using Pollux.Modelling.Findings;
using Pollux.Modelling.Instances;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Assessments;

/// <summary>Finds the vulnerabilities with a known weapon that simulated attacks used.</summary>
internal static class ReachableWeapons
{
    private const string VulnerabilityType = "Vulnerability";
    private const string NoWeaponDefense = "noWeapon";
    private const string ExploitedStep = "exploited";

    public static IEnumerable<Finding> Find(AttackGraph graph, SimulationResult result, AssessmentInput input)
    {
        for (int index = 0; index < graph.Model.Assets.Length; index++)
        {
            InstanceAsset asset = graph.Model.Assets[index];
            int exploited = graph.NodeOf(index, ExploitedStep);
            if (
                exploited < 0
                || !graph.IsOfType(index, VulnerabilityType)
                || !asset.Defenses.TryGetValue(NoWeaponDefense, out double noWeapon)
                || noWeapon > 0
                || result[exploited].Reached == 0
            )
            {
                continue;
            }

            AssetGrounds grounds = input.Modelled.AssetGrounds[index];
            yield return new Finding(
                AssessmentRules.KnownExploitedReachable,
                FindingSeverity.Critical,
                asset.Name,
                grounds.TwinAssetId,
                $"{asset.Name} is known to be exploited and can be reached",
                $"In {AssessmentText.Percent(result[exploited].Probability)} of the simulated attacks it was used. "
                    + grounds.Existence.Reason,
                AssessmentRules.KnownExploitedReachable.Hint,
                grounds.Existence.Records
            );
        }
    }
}
