using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Scenarios;

namespace Pollux.Simulation.CutSets;

/// <summary>
/// The elements that a cut may be made of, numbered from 0, those first that a reader would rather be told of: steps that cost effort
/// before steps that merely follow.
/// </summary>
internal sealed class CutUniverse
{
    private readonly List<int> ids = [];
    private readonly List<int[]> nodes = [];

    public CutUniverse(Scenario scenario, CutBy by, CutSetOptions options, bool[] needsAttacker)
    {
        AttackGraph graph = scenario.Graph;
        ElementOf = new int[graph.NodeCount];
        Array.Fill(ElementOf, -1);
        HashSet<int> trivial = [.. scenario.Request.Entries, .. scenario.Goals.Select(goal => goal.Node)];
        switch (by)
        {
            case CutBy.Steps:
                AddEach(
                    Enumerable
                        .Range(0, graph.NodeCount)
                        .Where(node =>
                            graph.StepOf(node).IsAttackStep && needsAttacker[node] && !trivial.Contains(node)
                        )
                        .OrderBy(node => graph.TimeOf(node).Constant is 0)
                );
                break;
            case CutBy.Assets:
                AddAssets(graph, [.. trivial.Select(graph.AssetIndexOf)]);
                break;
            default:
                AddEach(
                    Enumerable
                        .Range(0, graph.NodeCount)
                        .Where(node =>
                            graph.StepOf(node).Type == StepType.Defense && !options.Unchangeable.Contains(node)
                        )
                );
                break;
        }
    }

    /// <summary>How many elements.</summary>
    public int Count => ids.Count;

    /// <summary>The element that each node of the graph belongs to, or -1.</summary>
    public int[] ElementOf { get; }

    /// <summary>What an element is: a node, or the index of an asset.</summary>
    public int IdOf(int element) => ids[element];

    /// <summary>The nodes that go with an element.</summary>
    public ReadOnlySpan<int> NodesOf(int element) => nodes[element];

    private void AddEach(IEnumerable<int> single)
    {
        foreach (int node in single)
        {
            Add(node, [node]);
        }
    }

    private void AddAssets(AttackGraph graph, HashSet<int> excluded)
    {
        for (int asset = 0; asset < graph.Model.Assets.Length; asset++)
        {
            (int first, int count) = graph.NodesOf(asset);
            int[] steps = [.. Enumerable.Range(first, count).Where(node => graph.StepOf(node).IsAttackStep)];
            if (steps.Length > 0 && !excluded.Contains(asset))
            {
                Add(asset, steps);
            }
        }
    }

    private void Add(int id, int[] members)
    {
        foreach (int node in members)
        {
            ElementOf[node] = ids.Count;
        }

        ids.Add(id);
        nodes.Add(members);
    }
}
