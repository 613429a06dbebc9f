using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Paths;

namespace Pollux.Simulation.CutSets;

/// <summary>Takes one way of attack out of all that can be reached, as small as it gets: none of its elements can be done without in it.</summary>
internal sealed class MinimalWay(AttackGraph graph, CutUniverse universe, Reachability reachability)
{
    // More is never compared; it keeps sums of sums from overflowing.
    private const long MostCost = 1L << 40;

    private readonly int[] positionOf = new int[graph.NodeCount];
    private readonly long[] cost = new long[graph.NodeCount];
    private readonly int[] chosen = new int[graph.NodeCount];
    private readonly bool[] within = new bool[graph.NodeCount];

    /// <summary>The elements of a minimal way to one of the goals, ascending; empty when it needs none.</summary>
    /// <param name="goals">The goals, of which the reachability's last search reached at least one.</param>
    /// <param name="gone">Nodes that are not there.</param>
    /// <param name="nodes">The nodes of the way, ascending.</param>
    public int[] Find(ReadOnlySpan<int> goals, bool[] gone, out int[] nodes)
    {
        int goal = CheapestGoal(goals);
        List<int> members = Gather(goal);
        bool[] without = [.. gone];
        int[] elements =
        [
            .. members.Select(node => universe.ElementOf[node]).Where(element => element >= 0).Distinct().Order(),
        ];
        // Backwards, so that of two that could stand in for each other the one that a reader would rather see stays.
        List<int> kept = [];
        for (int i = elements.Length - 1; i >= 0; i--)
        {
            Set(without, elements[i], true);
            reachability.Search(without, within);
            if (!reachability.Reached[goal])
            {
                Restore(without, gone, elements[i]);
                kept.Add(elements[i]);
            }
        }

        reachability.Search(without, within);
        nodes = [.. members.Where(node => reachability.Reached[node]).Order()];
        foreach (int node in members)
        {
            within[node] = false;
        }

        kept.Reverse();
        return [.. kept];
    }

    private int CheapestGoal(ReadOnlySpan<int> goals)
    {
        ReadOnlySpan<int> order = reachability.Order;
        for (int i = 0; i < order.Length; i++)
        {
            positionOf[order[i]] = i;
        }

        foreach (int node in order)
        {
            Choose(node);
        }

        int cheapest = -1;
        foreach (int goal in goals)
        {
            if (reachability.Reached[goal] && (cheapest < 0 || cost[goal] < cost[cheapest]))
            {
                cheapest = goal;
            }
        }

        return cheapest;
    }

    // Along the order of reaching, so that what a node follows has been decided.
    private void Choose(int node)
    {
        long own = universe.ElementOf[node] >= 0 ? 1 : 0;
        chosen[node] = -1;
        if (reachability.IsStart(node))
        {
            cost[node] = own;
            return;
        }

        bool isAnd = graph.StepOf(node).Type == StepType.And;
        long sum = 0;
        foreach (int parent in graph.ParentsOf(node))
        {
            if (isAnd)
            {
                sum = Math.Min(MostCost, sum + cost[parent]);
            }
            else if (
                reachability.Reached[parent]
                && positionOf[parent] < positionOf[node]
                && (chosen[node] < 0 || cost[parent] < cost[chosen[node]])
            )
            {
                chosen[node] = parent;
            }
        }

        cost[node] = own + (isAnd ? sum : cost[chosen[node]]);
    }

    private List<int> Gather(int goal)
    {
        List<int> members = [];
        Include(goal, members);
        for (int i = 0; i < members.Count; i++)
        {
            int node = members[i];
            if (chosen[node] >= 0)
            {
                Include(chosen[node], members);
            }
            else if (!reachability.IsStart(node))
            {
                foreach (int parent in graph.ParentsOf(node))
                {
                    Include(parent, members);
                }
            }
        }

        return members;
    }

    private void Include(int node, List<int> members)
    {
        if (!within[node])
        {
            within[node] = true;
            members.Add(node);
        }
    }

    private void Set(bool[] gone, int element, bool value)
    {
        foreach (int node in universe.NodesOf(element))
        {
            gone[node] = value;
        }
    }

    private void Restore(bool[] without, bool[] gone, int element)
    {
        foreach (int node in universe.NodesOf(element))
        {
            without[node] = gone[node];
        }
    }
}
