using Pollux.Language.Graph;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Campaigns;

/// <summary>Finds the defences that act on a step.</summary>
internal static class ActingDefenses
{
    /// <summary>
    /// The defences that lead to an and-step, or to a gate that it needs: a step of the same asset that takes no time and is opened by a defence
    /// being off. An or-step has other ways.
    /// </summary>
    public static IEnumerable<int> On(AttackGraph graph, int node)
    {
        if (graph.StepOf(node).Type != StepType.And)
        {
            yield break;
        }

        foreach (int parent in graph.ParentsOf(node).ToArray())
        {
            if (IsDefense(graph, parent))
            {
                yield return parent;
            }
            else if (IsGate(graph, node, parent))
            {
                foreach (int defense in graph.ParentsOf(parent).ToArray().Where(above => IsDefense(graph, above)))
                {
                    yield return defense;
                }
            }
        }
    }

    private static bool IsGate(AttackGraph graph, int node, int parent)
    {
        LanguageStep step = graph.StepOf(parent);
        return step is { IsAttackStep: true, Ttc: null } && graph.AssetIndexOf(parent) == graph.AssetIndexOf(node);
    }

    private static bool IsDefense(AttackGraph graph, int node) => graph.StepOf(node).Type == StepType.Defense;
}
