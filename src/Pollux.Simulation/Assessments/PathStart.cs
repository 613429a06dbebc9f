using System.Collections.Immutable;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;

namespace Pollux.Simulation.Assessments;

/// <summary>
/// Completes a path that begins with a defence being off: an and-step that waits, at time 0, for a defence and for the attacker may
/// be told to follow either, and a reader wants to see the attacker come.
/// </summary>
internal sealed class PathStart(AttackGraph graph)
{
    /// <summary>The shortest way from an entry to a path's first step over steps that are there at time 0; empty when there is none.</summary>
    public IEnumerable<Paths.PathHop> Before(Paths.PathHop first, SimulationResult result)
    {
        HashSet<int> entries = [.. result.Request.Entries];
        if (entries.Contains(first.Node))
        {
            return [];
        }

        Dictionary<int, int> next = new() { [first.Node] = -1 };
        Queue<int> open = new([first.Node]);
        while (open.TryDequeue(out int node))
        {
            if (entries.Contains(node))
            {
                return Chain(node, next);
            }

            foreach (int parent in graph.ParentsOf(node))
            {
                if (graph.StepOf(parent).IsAttackStep && result[parent].Mean is 0 && next.TryAdd(parent, node))
                {
                    open.Enqueue(parent);
                }
            }
        }

        return [];
    }

    private static IEnumerable<Paths.PathHop> Chain(int entry, Dictionary<int, int> next)
    {
        for (int node = entry; next[node] >= 0; node = next[node])
        {
            yield return new Paths.PathHop(node, 0, 1, ImmutableArray<int>.Empty);
        }
    }
}
