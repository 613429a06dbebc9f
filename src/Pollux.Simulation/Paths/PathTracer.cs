using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Paths;

/// <summary>The path that decided a step's time in one sample.</summary>
/// <param name="Nodes">Nodes of the graph, from the start to the step; the same array for equal paths found by one thread.</param>
/// <param name="Times">The time at which each was reached, days.</param>
internal sealed record TracedPath(int[] Nodes, float[] Times);

/// <summary>Follows predecessors back from a step. One for each thread.</summary>
internal sealed class PathTracer(SimulationPlan plan)
{
    private readonly HashSet<int[]> known = new(PathComparer.Instance);
    private readonly List<int> nodes = [];
    private readonly List<float> times = [];

    /// <summary>The path to a step that the worker's last sample reached.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="node">The step, a node of the graph.</param>
    public TracedPath Trace(SampleWorker worker, int node)
    {
        nodes.Clear();
        times.Clear();
        for (int at = node; at >= 0; at = Predecessor(worker, at))
        {
            nodes.Add(at);
            times.Add((float)TimeOf(worker, at));
        }

        nodes.Reverse();
        times.Reverse();
        return new TracedPath(Shared(), [.. times]);
    }

    /// <summary>The node that a reached node followed in the worker's last sample; -1 when it started by itself.</summary>
    public int Predecessor(SampleWorker worker, int node)
    {
        int decisive = Decisive(worker, node);
        return decisive >= 0 && plan.IsDefense(decisive) && plan.NeedsAll(node)
            ? AtTheSameTime(worker, node, decisive)
            : decisive;
    }

    /// <summary>The parent that a reached node followed in the worker's last sample; -1 when it started by itself.</summary>
    public int Decisive(SampleWorker worker, int node)
    {
        if (plan.IsCertain(node))
        {
            return plan.CertainPredecessor[node];
        }

        int step = worker.PredecessorOf(plan.ActiveOf[node]);
        return step switch
        {
            int.MinValue => -1,
            < 0 => ~step,
            _ => plan.Active[step],
        };
    }

    // A defence that is off is off from the start, and an and-step that waited for it had all its other parents by then: the path
    // goes on with what the attacker did. All of them came before the step, so following any of them ends.
    private int AtTheSameTime(SampleWorker worker, int node, int defense)
    {
        foreach (int parent in plan.ParentsOf(node))
        {
            bool isThere = plan.IsCertain(parent) || (plan.ActiveOf[parent] >= 0 && TimeOf(worker, parent) <= 0);
            if (isThere && !plan.IsDefense(parent))
            {
                return parent;
            }
        }

        return defense;
    }

    /// <summary>The time of a node that may be active or certain in the worker's last sample, days.</summary>
    public double TimeOf(SampleWorker worker, int node) =>
        plan.IsCertain(node) ? 0 : worker.TimeOf(plan.ActiveOf[node]);

    private int[] Shared()
    {
        int[] path = [.. nodes];
        if (known.TryGetValue(path, out int[]? same))
        {
            return same;
        }

        known.Add(path);
        return path;
    }
}

/// <summary>Paths are equal when they have the same nodes in the same order.</summary>
internal sealed class PathComparer : IEqualityComparer<int[]>
{
    public static PathComparer Instance { get; } = new();

    public bool Equals(int[]? x, int[]? y) => ReferenceEquals(x, y) || x.AsSpan().SequenceEqual(y);

    public int GetHashCode(int[] obj)
    {
        HashCode hash = default;
        foreach (int node in obj)
        {
            hash.Add(node);
        }

        return hash.ToHashCode();
    }
}
