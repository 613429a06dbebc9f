using Pollux.Simulation.Paths;

namespace Pollux.Simulation.ChokePoints;

/// <summary>
/// Which attacks needed what. An attack here is one goal falling in one sample, numbered goal by goal.
/// </summary>
internal sealed class NeededBy
{
    private readonly AttackTrees trees;
    private readonly int[][] attacksOf;
    private readonly int[] wayOf;
    private readonly List<int> waySizes = [];

    /// <summary>Counts.</summary>
    /// <param name="trees">The attacks.</param>
    /// <param name="equals">Which assets are equal.</param>
    public NeededBy(AttackTrees trees, EqualAssets equals)
    {
        this.trees = trees;
        attacksOf = Gather(trees);
        wayOf = new int[trees.Trees.Length * trees.Traced];
        for (int goal = 0; goal < trees.Trees.Length; goal++)
        {
            foreach (Way way in Way.Group(trees.Scenario.Graph, equals, trees.Trees[goal]))
            {
                foreach (int sample in way.Samples)
                {
                    wayOf[(goal * trees.Traced) + sample] = waySizes.Count;
                }

                waySizes.Add(way.Samples.Count);
            }
        }
    }

    /// <summary>How many ways there are, those of each goal added up.</summary>
    public int WayCount => waySizes.Count;

    /// <summary>The attacks that needed a node, ascending.</summary>
    public int[] this[int node] => attacksOf[node];

    /// <summary>The goal that an attack is on.</summary>
    public int GoalOf(int attack) => attack / trees.Traced;

    /// <summary>The samples of some attacks, ascending, each once.</summary>
    public int[] SamplesOf(IEnumerable<int> attacks) =>
        [.. attacks.Select(attack => attack % trees.Traced).Distinct().Order()];

    /// <summary>How many ways were taken by no attack but these.</summary>
    /// <param name="attacks">Attacks, each once.</param>
    public int WaysOf(IEnumerable<int> attacks)
    {
        int[] counts = new int[waySizes.Count];
        foreach (int attack in attacks)
        {
            counts[wayOf[attack]]++;
        }

        return counts.Where((count, way) => count == waySizes[way]).Count();
    }

    private static int[][] Gather(AttackTrees trees)
    {
        int[] counts = new int[trees.Scenario.Graph.NodeCount];
        foreach (int node in trees.Trees.SelectMany(goal => goal).OfType<AttackTree>().SelectMany(tree => tree.Nodes))
        {
            counts[node]++;
        }

        int[][] attacks = [.. counts.Select(count => new int[count])];
        Array.Clear(counts);
        for (int goal = 0; goal < trees.Trees.Length; goal++)
        {
            for (int sample = 0; sample < trees.Traced; sample++)
            {
                foreach (int node in trees.Trees[goal][sample]?.Nodes ?? [])
                {
                    attacks[node][counts[node]++] = (goal * trees.Traced) + sample;
                }
            }
        }

        return attacks;
    }
}
