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
        int certain = plan.IsCertain(node) ? node : -1;
        int step = plan.ActiveOf[node];
        while (certain < 0)
        {
            nodes.Add(plan.Active[step]);
            times.Add((float)worker.TimeOf(step));
            step = worker.PredecessorOf(step);
            if (step == int.MinValue)
            {
                break;
            }

            certain = step < 0 ? ~step : -1;
        }

        for (; certain >= 0; certain = plan.CertainPredecessor[certain])
        {
            nodes.Add(certain);
            times.Add(0);
        }

        nodes.Reverse();
        times.Reverse();
        return new TracedPath(Shared(), [.. times]);
    }

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
