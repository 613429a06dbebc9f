using System.Collections.Immutable;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Paths;

/// <summary>Tells what the and-steps of a path needed beside it, and how the attacker came by that, in one sample's tree.</summary>
internal sealed class NeededSteps
{
    private const int MaximumDepth = 3;

    private readonly AttackGraph graph;
    private readonly AttackTree tree;
    private readonly bool[] needsAttacker;
    private readonly bool[] told;
    private readonly Dictionary<int, int> positionOf = [];

    /// <summary>Begins with a path, whose steps need no telling.</summary>
    public NeededSteps(AttackGraph graph, AttackTree tree, bool[] needsAttacker)
    {
        this.graph = graph;
        this.tree = tree;
        this.needsAttacker = needsAttacker;
        told = new bool[tree.Nodes.Length];
        for (int at = 0; at < tree.Nodes.Length; at++)
        {
            positionOf[tree.Nodes[at]] = at;
        }

        foreach (int at in tree.Path())
        {
            told[at] = true;
        }
    }

    /// <summary>What a step needed beside the parent that it followed, each told once; none for an or-step.</summary>
    public ImmutableArray<NeededStep> Of(int node) => Of(node, MaximumDepth);

    /// <summary>The defences that had to be off for a step, those behind gates that opened by themselves too; ascending.</summary>
    public ImmutableArray<int> OffDefensesOf(int node)
    {
        SortedSet<int> found = [];
        GatherDefenses(positionOf[node], found, isStep: true);
        return [.. found];
    }

    private ImmutableArray<NeededStep> Of(int node, int depth)
    {
        int position = positionOf[node];
        if (depth == 0 || tree.Followed[position] < 0 || graph.StepOf(node).Type != StepType.And)
        {
            return [];
        }

        ImmutableArray<NeededStep>.Builder needed = ImmutableArray.CreateBuilder<NeededStep>();
        foreach (int parent in graph.ParentsOf(node))
        {
            int at = positionOf[parent];
            if (
                at != tree.Followed[position]
                && needsAttacker[parent]
                && graph.StepOf(parent).IsAttackStep
                && !told[at]
            )
            {
                needed.Add(Tell(at, depth));
            }
        }

        return needed.ToImmutable();
    }

    private NeededStep Tell(int position, int depth)
    {
        List<int> way = [];
        int at = position;
        for (; at >= 0 && !told[at]; at = tree.Followed[at])
        {
            told[at] = true;
            way.Add(tree.Nodes[at]);
        }

        way.Reverse();
        return new NeededStep(
            tree.Nodes[position],
            tree.Times[position],
            [.. way.Where(node => graph.StepOf(node).IsAttackStep)],
            at < 0 ? -1 : tree.Nodes[at],
            [.. way.SelectMany(node => OffDefensesOf(node)).Distinct().Order()],
            [.. way.SelectMany(node => Of(node, depth - 1))]
        );
    }

    // Behind a parent that needs the attacker the attacker's own way goes on, and is told there.
    private void GatherDefenses(int position, SortedSet<int> found, bool isStep)
    {
        int node = tree.Nodes[position];
        if (graph.StepOf(node).Type == StepType.Defense)
        {
            found.Add(node);
        }

        if (tree.Followed[position] < 0 || (!isStep && needsAttacker[node]))
        {
            return;
        }

        if (graph.StepOf(node).Type != StepType.And)
        {
            int followed = tree.Followed[position];
            if (!needsAttacker[tree.Nodes[followed]])
            {
                GatherDefenses(followed, found, isStep: false);
            }

            return;
        }

        foreach (int parent in graph.ParentsOf(node))
        {
            if (!needsAttacker[parent])
            {
                GatherDefenses(positionOf[parent], found, isStep: false);
            }
        }
    }
}
