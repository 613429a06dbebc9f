using FsCheck;
using FsCheck.Fluent;
using Pollux.Language.Specification;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Paths;
using Pollux.Simulation.Scenarios;
using Pollux.Simulation.Tests.MonteCarlo;

namespace Pollux.Simulation.Tests.Paths;

public sealed class PathLaws
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(300);

    [Fact]
    public void What_can_be_reached_is_what_the_plan_of_a_simulation_holds_for_possible() =>
        Check(random =>
        {
            Reachability reachability = new(random.Graph, random.Request);
            reachability.Search([]);
            SimulationPlan plan = SimulationPlan.Create(random.Graph, random.Request);
            for (int node = 0; node < random.Graph.NodeCount; node++)
            {
                reachability
                    .Reached[node]
                    .ShouldBe(plan.IsCertain(node) || plan.ActiveOf[node] >= 0, $"{random} node {node}");
            }
        });

    [Fact]
    public void A_tree_holds_all_that_each_of_its_steps_needed_and_nothing_comes_before_what_it_needs() =>
        Check(random =>
        {
            AttackTrees trees = AttackTrees.Collect(ScenarioOf(random), CancellationToken.None);
            foreach (AttackTree tree in trees.Trees.SelectMany(goal => goal).OfType<AttackTree>())
            {
                Dictionary<int, float> times = tree
                    .Nodes.Zip(tree.Times)
                    .ToDictionary(pair => pair.First, pair => pair.Second);
                for (int at = 0; at < tree.Nodes.Length; at++)
                {
                    CheckNode(random, tree, at, times);
                }

                (int Node, float Time)[] path = Way.AttackSteps(random.Graph, tree);
                path[^1].Node.ShouldBe(tree.Nodes[0]);
                if (trees.NeedsAttacker[tree.Nodes[0]])
                {
                    random.Request.Entries.ShouldContain(path[0].Node);
                }
            }
        });

    [Fact]
    public void Paths_count_every_attack_once() =>
        Check(random =>
        {
            Scenario scenario = ScenarioOf(random);
            AttackPaths paths = PathFinder.Find(scenario, new PathOptions { Paths = 2 }, CancellationToken.None);
            SimulationResult result = MonteCarloRun.Run(random.Graph, random.Request);
            foreach (GoalPaths goal in paths.Goals)
            {
                goal.Reached.ShouldBe(result[goal.Goal.Node].Reached);
                (goal.Paths.Sum(path => path.Samples) + goal.Others).ShouldBe(goal.Reached);
                goal.Paths.SelectMany(path => path.Hops).ShouldAllBe(hop => hop.Passed.Passed <= hop.Passed.Tried);
                foreach (DistinctPath path in goal.Paths)
                {
                    path.Hops[^1].Node.ShouldBe(goal.Goal.Node);
                    path.Hops.Select(hop => hop.Days.P50).ShouldBeInOrder();
                    path.Hops[^1].Days.ShouldBe(path.Days);
                }
            }

            foreach (CriticalNode node in paths.Graph.Nodes)
            {
                node.PathShare.ShouldBeLessThanOrEqualTo(node.TreeShare);
                node.TreeShare.ShouldBeInRange(0, 1);
            }
        });

    private static void CheckNode(RandomGraph random, AttackTree tree, int at, Dictionary<int, float> times)
    {
        int node = tree.Nodes[at];
        if (tree.Followed[at] < 0)
        {
            bool isStart = random.Request.Entries.Contains(node) || !random.Graph.StepOf(node).IsAttackStep;
            isStart.ShouldBeTrue($"{random} node {node}");
            return;
        }

        int[] needed =
            random.Graph.StepOf(node).Type == StepType.And
                ? random.Graph.ParentsOf(node).ToArray()
                : [tree.Nodes[tree.Followed[at]]];
        random.Graph.ParentsOf(node).Contains(tree.Nodes[tree.Followed[at]]).ShouldBeTrue();
        foreach (int parent in needed)
        {
            times.ShouldContainKey(parent);
            times[parent].ShouldBeLessThanOrEqualTo(times[node]);
        }
    }

    private static Scenario ScenarioOf(RandomGraph random) =>
        new(
            random.Graph,
            random.Request,
            Rehearsed.Goals(
                random.Graph,
                Enumerable.Range(0, random.Graph.NodeCount).Where(node => random.Graph.StepOf(node).IsAttackStep)
            )
        );

    private static void Check(Action<RandomGraph> property) =>
        FsCheck.Check.One(Runs, Prop.ForAll(RandomGraph.Any(), property));
}
