using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Paths;

/// <summary>Counts what the attacks of many samples went over.</summary>
internal sealed class CriticalGraphBuilder(AttackGraph graph)
{
    private readonly Tally[] nodes = new Tally[graph.NodeCount];
    private readonly Dictionary<(int From, int To), Tally> edges = [];
    private int attacks;

    /// <summary>Counts one sample: nodes and edges of several goals' trees once.</summary>
    /// <param name="trees">The trees of the goals that the sample reached; none counts as no attack.</param>
    public void Add(IEnumerable<AttackTree> trees)
    {
        bool any = false;
        foreach (AttackTree tree in trees)
        {
            attacks += any ? 0 : 1;
            any = true;
            for (int at = 0; at < tree.Nodes.Length; at++)
            {
                CountEdges(tree, at);
                nodes[tree.Nodes[at]] = nodes[tree.Nodes[at]].InTree(attacks);
            }

            for (int at = 0; at >= 0; at = tree.Followed[at])
            {
                int node = tree.Nodes[at];
                nodes[node] = nodes[node].OnPath(attacks);
                if (tree.Followed[at] >= 0)
                {
                    (int, int) edge = (tree.Nodes[tree.Followed[at]], node);
                    edges[edge] = edges.GetValueOrDefault(edge).OnPath(attacks);
                }
            }
        }
    }

    /// <summary>The graph of what was counted.</summary>
    /// <param name="threshold">The share of attacks below which a node or an edge is left out.</param>
    public CriticalGraph Build(double threshold)
    {
        double total = Math.Max(1, attacks);
        CriticalNode[] all =
        [
            .. Enumerable
                .Range(0, nodes.Length)
                .Where(node => nodes[node].Trees > 0)
                .Select(node => new CriticalNode(node, nodes[node].Paths / total, nodes[node].Trees / total)),
        ];
        CriticalNode[] kept = [.. all.Where(node => node.TreeShare >= threshold)];
        CriticalEdge[] links =
        [
            .. edges
                .Where(pair => pair.Value.Trees / total >= threshold)
                .OrderBy(pair => pair.Key)
                .Select(pair => new CriticalEdge(
                    pair.Key.From,
                    pair.Key.To,
                    pair.Value.Paths / total,
                    pair.Value.Trees / total
                )),
        ];
        int leftOut = all.Length - kept.Length + edges.Count - links.Length;
        return new CriticalGraph(attacks, threshold, leftOut, [.. kept], [.. links]);
    }

    // Of an or-step the edge from the parent that came first; of an and-step all.
    private void CountEdges(AttackTree tree, int at)
    {
        if (tree.Followed[at] < 0)
        {
            return;
        }

        int node = tree.Nodes[at];
        if (graph.StepOf(node).Type != StepType.And)
        {
            CountEdge(tree.Nodes[tree.Followed[at]], node);
            return;
        }

        foreach (int parent in graph.ParentsOf(node))
        {
            CountEdge(parent, node);
        }
    }

    private void CountEdge(int from, int to) => edges[(from, to)] = edges.GetValueOrDefault((from, to)).InTree(attacks);

    /// <summary>How often something was seen, each attack counted once.</summary>
    private readonly record struct Tally(int Trees, int Paths, int LastTree, int LastPath)
    {
        public Tally InTree(int attack) =>
            LastTree == attack ? this : this with { Trees = Trees + 1, LastTree = attack };

        public Tally OnPath(int attack) =>
            LastPath == attack ? this : this with { Paths = Paths + 1, LastPath = attack };
    }
}
