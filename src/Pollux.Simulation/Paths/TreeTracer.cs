using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Paths;

/// <summary>
/// Everything that was needed for a step in one sample: of an or-step the parent that came first, of an and-step all parents, and so on
/// back to entries, defences that are off and things that exist.
/// </summary>
/// <param name="Nodes">Nodes of the graph, each once; the step itself first.</param>
/// <param name="Times">When each was reached, days.</param>
/// <param name="Followed">
/// For each the position in <paramref name="Nodes"/> of the parent that the attack path goes back to, -1 where it starts: of an and-step the
/// last to come of the parents that need the attacker, since a defence that is off waits for nobody.
/// </param>
internal sealed record AttackTree(int[] Nodes, float[] Times, int[] Followed)
{
    /// <summary>The positions of the attack path, from its start to the step.</summary>
    public int[] Path()
    {
        List<int> path = [];
        for (int at = 0; at >= 0; at = Followed[at])
        {
            path.Add(at);
        }

        path.Reverse();
        return [.. path];
    }
}

/// <summary>Traces attack trees. One for each thread.</summary>
internal sealed class TreeTracer(AttackGraph graph, SimulationPlan plan, bool[] needsAttacker)
{
    private readonly PathTracer paths = new(plan);
    private readonly int[] positionOf = new int[graph.NodeCount];
    private readonly List<int> nodes = [];
    private readonly List<float> times = [];
    private readonly List<int> followed = [];

    /// <summary>The tree of a step that the worker's last sample reached.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="step">The step, a node of the graph.</param>
    public AttackTree Trace(SampleWorker worker, int step)
    {
        nodes.Clear();
        times.Clear();
        followed.Clear();
        Add(worker, step);
        for (int at = 0; at < nodes.Count; at++)
        {
            followed.Add(Follow(worker, nodes[at]));
        }

        foreach (int node in nodes)
        {
            positionOf[node] = 0;
        }

        return new AttackTree([.. nodes], [.. times], [.. followed]);
    }

    private int Follow(SampleWorker worker, int node)
    {
        int decisive = paths.Decisive(worker, node);
        if (decisive < 0)
        {
            return -1;
        }

        if (graph.StepOf(node).Type != StepType.And)
        {
            return Add(worker, decisive);
        }

        int last = -1;
        double lastTime = -1;
        bool lastNeedsAttacker = false;
        foreach (int parent in graph.ParentsOf(node))
        {
            int position = Add(worker, parent);
            double time = paths.TimeOf(worker, parent);
            bool isAttackers = needsAttacker[parent];
            bool isLater = time > lastTime || (time.Equals(lastTime) && parent == decisive);
            if (isAttackers == lastNeedsAttacker ? isLater : isAttackers)
            {
                (last, lastTime, lastNeedsAttacker) = (position, time, isAttackers);
            }
        }

        return last;
    }

    // Positions are kept one higher, so that zero means "not there yet".
    private int Add(SampleWorker worker, int node)
    {
        if (positionOf[node] == 0)
        {
            nodes.Add(node);
            times.Add((float)paths.TimeOf(worker, node));
            positionOf[node] = nodes.Count;
        }

        return positionOf[node] - 1;
    }
}
