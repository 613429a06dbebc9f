using System.Collections.Immutable;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.Paths;

namespace Pollux.Simulation.ChokePoints;

/// <summary>Something that could be taken out.</summary>
/// <param name="Node">The step that stands for it.</param>
/// <param name="Asset">The asset, when it is taken out whole; else -1.</param>
/// <param name="Removed">The steps that go, ascending.</param>
/// <param name="Together">Steps needed in the same attacks, ascending.</param>
/// <param name="Attacks">The attacks that needed it, ascending.</param>
/// <param name="Weight">How much loss the attacks that needed it did; only to choose what is tried first.</param>
internal sealed record ChokePointCandidate(
    int Node,
    int Asset,
    ImmutableArray<int> Removed,
    ImmutableArray<int> Together,
    int[] Attacks,
    double Weight
);

/// <summary>
/// Finds what attacks needed: every attack step that somebody has to do, but the entries and the goals. Of steps that the very same attacks
/// needed, such as a chain without a branch, one stands for all: the first that costs effort, else the first.
/// </summary>
internal sealed class ChokePointCandidates
{
    private readonly AttackTrees trees;
    private readonly AttackGraph graph;
    private readonly NeededBy needed;
    private readonly double[] worth;
    private readonly bool[] isTrivial;

    public ChokePointCandidates(AttackTrees trees, NeededBy needed)
    {
        this.trees = trees;
        this.needed = needed;
        graph = trees.Scenario.Graph;
        bool hasMoney = trees.Scenario.Goals.Any(goal => goal.Loss is not null);
        worth = [.. trees.Scenario.Goals.Select(goal => hasMoney ? goal.Loss?.Mean ?? 0 : 1)];
        isTrivial = new bool[graph.NodeCount];
        foreach (int node in trees.Scenario.Request.Entries.Concat(trees.Scenario.Goals.Select(goal => goal.Node)))
        {
            isTrivial[node] = true;
        }
    }

    /// <summary>The assets that hold an entry or a goal, ascending.</summary>
    public ImmutableArray<int> ExcludedAssets =>
        [
            .. Enumerable
                .Range(0, isTrivial.Length)
                .Where(node => isTrivial[node])
                .Select(graph.AssetIndexOf)
                .Distinct()
                .Order(),
        ];

    /// <summary>The steps, the weightiest first.</summary>
    public ImmutableArray<ChokePointCandidate> Steps()
    {
        Dictionary<int[], List<int>> groups = new(PathComparer.Instance);
        List<List<int>> inOrder = [];
        foreach (int node in Steps(0, graph.NodeCount))
        {
            if (!groups.TryGetValue(needed[node], out List<int>? group))
            {
                groups.Add(needed[node], group = []);
                inOrder.Add(group);
            }

            group.Add(node);
        }

        return Ranked(inOrder.Select(OfGroup));
    }

    /// <summary>The assets, the weightiest first.</summary>
    public ImmutableArray<ChokePointCandidate> Assets()
    {
        HashSet<int> excluded = [.. ExcludedAssets];
        return Ranked(
            Enumerable.Range(0, graph.Model.Assets.Length).Where(asset => !excluded.Contains(asset)).SelectMany(OfAsset)
        );
    }

    private static ImmutableArray<ChokePointCandidate> Ranked(IEnumerable<ChokePointCandidate> candidates) =>
        [
            .. candidates
                .OrderByDescending(candidate => candidate.Weight)
                .ThenByDescending(candidate => candidate.Attacks.Length)
                .ThenBy(candidate => candidate.Node),
        ];

    // What came about without the attacker, such as a gate that a missing defence left open, is no step to take out but a defence to add.
    private IEnumerable<int> Steps(int first, int count) =>
        Enumerable
            .Range(first, count)
            .Where(node =>
                needed[node].Length > 0
                && !isTrivial[node]
                && graph.StepOf(node).IsAttackStep
                && trees.NeedsAttacker[node]
            );

    private ChokePointCandidate OfGroup(List<int> group)
    {
        int[] attacks = needed[group[0]];
        AttackTree tree = trees.Trees[needed.GoalOf(attacks[0])][attacks[0] % trees.Traced]!;
        int chosen = group
            .OrderBy(node => graph.TimeOf(node).Constant is 0)
            .ThenBy(node => tree.Times[Array.IndexOf(tree.Nodes, node)])
            .ThenBy(node => node)
            .First();
        return new ChokePointCandidate(
            chosen,
            -1,
            [chosen],
            [.. group.Where(node => node != chosen)],
            attacks,
            Weigh(attacks)
        );
    }

    private IEnumerable<ChokePointCandidate> OfAsset(int asset)
    {
        (int first, int count) = graph.NodesOf(asset);
        int[] steps = [.. Steps(first, count)];
        if (steps.Length == 0)
        {
            yield break;
        }

        int[] attacks = [.. steps.SelectMany(node => needed[node]).Distinct().Order()];
        yield return new ChokePointCandidate(
            steps.MaxBy(node => needed[node].Length),
            asset,
            [.. Enumerable.Range(first, count).Where(node => graph.StepOf(node).IsAttackStep)],
            [],
            attacks,
            Weigh(attacks)
        );
    }

    private double Weigh(int[] attacks) => attacks.Sum(attack => worth[needed.GoalOf(attack)]);
}
