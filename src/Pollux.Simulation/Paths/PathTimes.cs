using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Paths;

/// <summary>When the samples of a path came to each hop of the way that is shown for it.</summary>
internal sealed class PathTimes
{
    private readonly AttackGraph graph;
    private readonly EqualAssets equals;
    private readonly Dictionary<(int Kind, int Occurrence), int> hopOf = [];
    private readonly List<float[]> rows = [];
    private readonly int hops;

    /// <summary>Begins with the way shown.</summary>
    public PathTimes(AttackGraph graph, EqualAssets equals, (int Node, float Time)[] shown)
    {
        this.graph = graph;
        this.equals = equals;
        hops = shown.Length;
        foreach ((int hop, (int, int) key) in Keys(shown).Index())
        {
            hopOf.Add(key, hop);
        }
    }

    /// <summary>Adds the path of one sample.</summary>
    public void Add((int Node, float Time)[] path)
    {
        float[] row = new float[hops];
        Array.Fill(row, float.NaN);
        foreach ((int position, (int, int) key) in Keys(path).Index())
        {
            if (hopOf.TryGetValue(key, out int hop))
            {
                row[hop] = path[position].Time;
            }
        }

        rows.Add(row);
    }

    /// <summary>The share of the samples that went over a hop or an equal of it.</summary>
    public double Share(int hop) => (double)rows.Count(row => !float.IsNaN(row[hop])) / rows.Count;

    /// <summary>By when the samples were past a hop; those that went round it when they came to the next that they share.</summary>
    public TimeSpread Past(int hop)
    {
        float[] times = new float[rows.Count];
        for (int i = 0; i < times.Length; i++)
        {
            // The last hop is the goal, which every sample has. Earliest of what follows, so that a time never falls along the path.
            float time = float.PositiveInfinity;
            for (int later = hop; later < hops; later++)
            {
                time = rows[i][later] < time ? rows[i][later] : time;
            }

            times[i] = time;
        }

        return TimeSpread.Of(times);
    }

    /// <summary>How long the samples that have both took from one hop to another; from the start when there is none before.</summary>
    public TimeSpread Added(int hop, int before)
    {
        float[] added =
        [
            .. rows.Select(row => Math.Max(0, row[hop] - (before < 0 ? 0 : row[before])))
                .Where(time => !float.IsNaN(time)),
        ];
        return TimeSpread.Of(added);
    }

    // Two of twenty equal people may both be on one path: the second is another hop.
    private IEnumerable<(int Kind, int Occurrence)> Keys((int Node, float Time)[] path)
    {
        Dictionary<int, int> seen = [];
        foreach ((int node, _) in path)
        {
            int kind = equals.KindOf(graph, node);
            int occurrence = seen.GetValueOrDefault(kind);
            seen[kind] = occurrence + 1;
            yield return (kind, occurrence);
        }
    }
}
