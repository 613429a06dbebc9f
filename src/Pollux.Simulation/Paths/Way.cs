using System.Collections.Immutable;
using Pollux.Simulation.AttackGraphs;

namespace Pollux.Simulation.Paths;

/// <summary>The samples of one goal whose paths have the same significant hops, equal assets not told apart.</summary>
/// <param name="Kinds">The kinds (<see cref="EqualAssets.KindOf"/>) of the significant hops, ascending, each once.</param>
/// <param name="Samples">The samples that went it, ascending.</param>
internal sealed record Way(int[] Kinds, List<int> Samples)
{
    /// <summary>Groups the trees of a goal by way, in the order in which the ways first occur.</summary>
    public static ImmutableArray<Way> Group(AttackGraph graph, EqualAssets equals, AttackTree?[] trees)
    {
        Dictionary<int[], Way> known = new(PathComparer.Instance);
        ImmutableArray<Way>.Builder ways = ImmutableArray.CreateBuilder<Way>();
        for (int sample = 0; sample < trees.Length; sample++)
        {
            if (trees[sample] is not { } tree)
            {
                continue;
            }

            int[] hops = SignificantKinds(graph, equals, AttackSteps(graph, tree));
            if (!known.TryGetValue(hops, out Way? way))
            {
                way = new Way([.. hops.Distinct().Order()], []);
                known.Add(hops, way);
                ways.Add(way);
            }

            way.Samples.Add(sample);
        }

        return ways.ToImmutable();
    }

    /// <summary>The attack steps of a tree's path with their times.</summary>
    public static (int Node, float Time)[] AttackSteps(AttackGraph graph, AttackTree tree) =>
        [
            .. tree.Path()
                .Where(at => graph.StepOf(tree.Nodes[at]).IsAttackStep)
                .Select(at => (tree.Nodes[at], tree.Times[at])),
        ];

    /// <summary>True for a hop that costs effort, enters another asset than the hop before, or is the first or the last.</summary>
    public static bool IsSignificant(AttackGraph graph, ReadOnlySpan<(int Node, float Time)> path, int hop) =>
        hop == 0
        || hop == path.Length - 1
        || graph.TimeOf(path[hop].Node).Constant is not 0
        || graph.AssetIndexOf(path[hop].Node) != graph.AssetIndexOf(path[hop - 1].Node);

    /// <summary>The share of hops that two ways have in common: hops of both by hops of either (Jaccard 1901).</summary>
    public double SimilarityTo(Way other)
    {
        int common = 0;
        for (int i = 0, j = 0; i < Kinds.Length && j < other.Kinds.Length; )
        {
            int order = Kinds[i].CompareTo(other.Kinds[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        int either = Kinds.Length + other.Kinds.Length - common;
        return either == 0 ? 1 : (double)common / either;
    }

    private static int[] SignificantKinds(AttackGraph graph, EqualAssets equals, (int Node, float Time)[] path)
    {
        List<int> kinds = [];
        for (int hop = 0; hop < path.Length; hop++)
        {
            if (IsSignificant(graph, path, hop))
            {
                kinds.Add(equals.KindOf(graph, path[hop].Node));
            }
        }

        return [.. kinds];
    }
}
