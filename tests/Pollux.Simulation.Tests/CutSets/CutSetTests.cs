using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Pollux.Language.Specification;
using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.CutSets;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Paths;
using Pollux.Simulation.Scenarios;
using Pollux.Simulation.Tests.MonteCarlo;
using Pollux.Simulation.Tests.Paths;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.CutSets;

public sealed class CutSetTests
{
    // Two ways, each of two steps; the second way needs both of its steps at once and a missing defence.
    private static readonly AttackGraph Ways = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("a1"), To("b1"), To("b2")),
            Or("a1", null, To("a2")),
            Or("a2", Ttc("Exponential", 1), To("goal")),
            Or("b1", null, To("both")),
            Or("b2", null, To("both")),
            Defense("guard", null, To("both")),
            And("both", null, To("goal")),
            Or("goal")
        )
        .Unfold("h : Host");

    [Fact]
    public void Two_ways_need_two_cuts_and_each_names_what_would_do_instead()
    {
        CutSetResult result = Find(Rehearsed.From(Ways, "h:start", "h:goal"), CutBy.Steps);
        result.IsMinimum.ShouldBeTrue();
        result.LowerBound.ShouldBe(2);
        CutSet set = result.Sets.ShouldHaveSingleItem();
        Describe(Ways, set).ShouldBe(["h:a2 (h:a1)", "h:b1 (h:b2, h:both)"]);
    }

    [Fact]
    public void Defences_cut_only_what_waits_for_them_and_a_way_that_does_not_is_shown()
    {
        CutSetResult result = Find(Rehearsed.From(Ways, "h:start", "h:goal"), CutBy.Defenses);
        result.IsReachable.ShouldBeTrue();
        result.CanBeCut.ShouldBeFalse();
        result.IsMinimum.ShouldBeFalse();
        result.Sets.ShouldBeEmpty();
        result.LeftWay.Select(Ways.NameOf).ShouldBe(["h:start", "h:a1", "h:a2", "h:goal"]);

        SimulationRequest request = new()
        {
            Entries = [Ways.FindNode("h:start")],
            Overrides = [new StepOverride(Ways.FindNode("h:a2"), OverrideKind.Remove)],
        };
        Scenario other = new(Ways, request, Rehearsed.Goals(Ways, [Ways.FindNode("h:goal")]));
        Describe(Ways, Find(other, CutBy.Defenses).Sets.ShouldHaveSingleItem()).ShouldBe(["h:guard ()"]);
        CutSetOptions fixedGuard = new() { Unchangeable = [Ways.FindNode("h:guard")] };
        CutSetFinder
            .Find(other, CutBy.Defenses, fixedGuard, TestContext.Current.CancellationToken)
            .CanBeCut.ShouldBeFalse();
    }

    [Fact]
    public void What_leaves_a_way_of_its_own_does_not_do_instead()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("gate")),
                Or("gate", null, To("left"), To("right")),
                Or("left", null, To("goal")),
                Or("right", null, To("goal")),
                Or("goal")
            )
            .Unfold("h : Host");
        CutSetResult result = Find(Rehearsed.From(graph, "h:start", "h:goal"), CutBy.Steps);
        Describe(graph, result.Sets[0]).ShouldBe(["h:gate ()"]);
        result.Sets.Length.ShouldBe(2);
        Describe(graph, result.Sets[1]).ShouldBe(["h:left (h:gate)", "h:right (h:gate)"]);
    }

    [Fact]
    public void Assets_are_cut_whole_and_those_of_entry_and_goal_never()
    {
        AttackGraph graph = new TestLanguage()
            .Asset("Host", Or("reached", null, To("control"), To("next.reached")), Or("control"))
            .Link("Host", "before", "next", "Host")
            .Unfold(
                "a : Host",
                "b : Host",
                "c : Host",
                "d : Host",
                "a.next = b",
                "a.next = c",
                "b.next = d",
                "c.next = d"
            );
        CutSetResult result = Find(Rehearsed.From(graph, "a:reached", "d:control"), CutBy.Assets);
        result
            .Sets.ShouldHaveSingleItem()
            .Elements.Select(element => graph.Model.Assets[element.Element].Name)
            .ShouldBe(["b", "c"]);
        Find(Rehearsed.From(graph, "a:reached", "b:control"), CutBy.Assets).CanBeCut.ShouldBeFalse();
    }

    [Fact]
    public void Where_nothing_leads_there_is_nothing_to_cut()
    {
        AttackGraph graph = new TestLanguage().Asset("Host", Or("start"), Or("goal")).Unfold("h : Host");
        CutSetResult result = Find(Rehearsed.From(graph, "h:start", "h:goal"), CutBy.Steps);
        result.IsReachable.ShouldBeFalse();
        result.Sets.ShouldBeEmpty();
    }

    [Fact]
    public void A_search_that_gives_up_says_so_and_its_set_is_a_cut_all_the_same()
    {
        AttackGraph graph = Grid(5);
        Scenario scenario = Rehearsed.From(graph, "h:start", "h:goal");
        CutSetResult exact = Find(scenario, CutBy.Steps);
        exact.IsMinimum.ShouldBeTrue();
        exact.LowerBound.ShouldBe(5);
        foreach (
            CutSetOptions options in (ReadOnlySpan<CutSetOptions>)
                [new CutSetOptions { MaximumWays = 0 }, new CutSetOptions { MaximumBranches = 0 }]
        )
        {
            CutSetResult bounded = CutSetFinder.Find(
                scenario,
                CutBy.Steps,
                options,
                TestContext.Current.CancellationToken
            );
            bounded.IsMinimum.ShouldBeFalse();
            bounded.LowerBound.ShouldBeLessThan(5);
            IsCut(scenario, bounded.Sets[0].Elements.Select(element => element.Element)).ShouldBeTrue();
        }
    }

    [Fact]
    public void The_smallest_cut_is_the_one_that_trying_all_subsets_finds() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(150),
            Prop.ForAll(
                RandomGraph.Any(),
                random =>
                {
                    int goal = Enumerable
                        .Range(0, random.Graph.NodeCount)
                        .LastOrDefault(node => random.Graph.StepOf(node).IsAttackStep, -1);
                    if (goal < 0)
                    {
                        return;
                    }

                    Scenario scenario = new(random.Graph, random.Request, Rehearsed.Goals(random.Graph, [goal]));
                    foreach (CutBy by in (ReadOnlySpan<CutBy>)[CutBy.Steps, CutBy.Defenses])
                    {
                        CompareWithAllSubsets(scenario, by, random.ToString());
                    }
                }
            )
        );

    [Fact]
    public void The_smallest_hitting_set_is_the_one_that_trying_all_subsets_finds() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(
                Arb.From(
                    from count in Gen.Choose(0, 8)
                    from masks in Gen.ArrayOf(Gen.Choose(1, 1023), count)
                    from excluded in Gen.Choose(0, 1023)
                    select (masks, excluded & (excluded >> 1))
                ),
                drawn =>
                {
                    (int[] masks, int excluded) = drawn;
                    int smallest = Enumerable
                        .Range(0, 1024)
                        .Where(set => (set & excluded) == 0 && masks.All(mask => (mask & set) != 0))
                        .Select(set => BitOperations.PopCount((uint)set))
                        .DefaultIfEmpty(-1)
                        .Min();
                    (int[]? found, bool isProven, _) = HittingSet.Smallest(
                        [.. masks.Select(Elements)],
                        [.. Enumerable.Range(0, 10).Select(bit => (excluded >> bit & 1) != 0)],
                        100_000
                    );
                    isProven.ShouldBeTrue();
                    (found?.Length ?? -1).ShouldBe(smallest);
                    if (found is not null)
                    {
                        masks.ShouldAllBe(mask => Elements(mask).Intersect(found).Any());
                        found.ShouldAllBe(element => (excluded >> element & 1) == 0);
                    }
                }
            )
        );

    private static void CompareWithAllSubsets(Scenario scenario, CutBy by, string message)
    {
        AttackGraph graph = scenario.Graph;
        CutSetResult result = CutSetFinder.Find(scenario, by, new CutSetOptions { Sets = 4 }, CancellationToken.None);
        int[] universe = [.. Enumerable.Range(0, graph.NodeCount).Where(node => IsElement(scenario, by, node))];
        int smallest = Enumerable
            .Range(0, 1 << universe.Length)
            .Where(subset => IsCut(scenario, universe.Where((_, bit) => (subset >> bit & 1) != 0)))
            .Select(subset => BitOperations.PopCount((uint)subset))
            .DefaultIfEmpty(-1)
            .Min();
        result.IsReachable.ShouldBe(smallest != 0, message);
        result.CanBeCut.ShouldBe(smallest >= 0, message);
        if (smallest <= 0)
        {
            result.Sets.ShouldBeEmpty();
            return;
        }

        result.IsMinimum.ShouldBeTrue(message);
        result.Sets[0].Elements.Length.ShouldBe(smallest, message);
        result.Sets.Select(set => set.Elements.Length).ShouldBeInOrder();
        foreach ((int index, CutSet set) in result.Sets.Index())
        {
            result
                .Sets.Take(index)
                .ShouldAllBe(earlier =>
                    earlier.Elements.Any(group =>
                        !set.Elements.Any(one => one.Element == group.Element || group.Instead.Contains(one.Element))
                    )
                );
            int[] elements = [.. set.Elements.Select(element => element.Element)];
            IsCut(scenario, elements).ShouldBeTrue(message);
            foreach (CutElement element in set.Elements)
            {
                int[] others = [.. elements.Where(other => other != element.Element)];
                IsCut(scenario, others).ShouldBeFalse(message);
                element.Instead.ShouldAllBe(other => IsCut(scenario, others.Append(other)));
            }
        }
    }

    private static bool IsElement(Scenario scenario, CutBy by, int node)
    {
        StepType type = scenario.Graph.StepOf(node).Type;
        if (by == CutBy.Defenses)
        {
            return type == StepType.Defense;
        }

        Reachability nobody = new(scenario.Graph, scenario.Request with { Entries = [] });
        nobody.Search([]);
        return scenario.Graph.StepOf(node).IsAttackStep
            && !nobody.Reached[node]
            && !scenario.Request.Entries.Contains(node)
            && scenario.Goals.All(goal => goal.Node != node);
    }

    private static bool IsCut(Scenario scenario, IEnumerable<int> removed)
    {
        SimulationPlan plan = SimulationPlan.Create(
            scenario.Graph,
            scenario.Request with
            {
                Overrides =
                [
                    .. scenario.Request.Overrides,
                    .. removed.Select(node => new StepOverride(node, OverrideKind.Remove)),
                ],
            }
        );
        return scenario.Goals.All(goal => !plan.IsCertain(goal.Node) && plan.ActiveOf[goal.Node] < 0);
    }

    // Five rows of five columns, each step leading to the next column's neighbours.
    private static AttackGraph Grid(int size) =>
        new TestLanguage()
            .Asset(
                "Host",
                [
                    Or("start", null, [.. Enumerable.Range(0, size).Select(row => To($"s{row}x0"))]),
                    .. from column in Enumerable.Range(0, size)
                    from row in Enumerable.Range(0, size)
                    select Or(
                        $"s{row}x{column}",
                        null,
                        column == size - 1
                            ? [To("goal")]
                            :
                            [
                                .. Enumerable
                                    .Range(row - 1, 3)
                                    .Where(next => next >= 0 && next < size)
                                    .Select(next => To($"s{next}x{column + 1}")),
                            ]
                    ),
                    Or("goal"),
                ]
            )
            .Unfold("h : Host");

    private static int[] Elements(int mask) => [.. Enumerable.Range(0, 10).Where(bit => (mask >> bit & 1) != 0)];

    private static string[] Describe(AttackGraph graph, CutSet set) =>
        [
            .. set.Elements.Select(element =>
                $"{graph.NameOf(element.Element)} ({string.Join(", ", element.Instead.Select(graph.NameOf))})"
            ),
        ];

    private static CutSetResult Find(Scenario scenario, CutBy by) =>
        CutSetFinder.Find(scenario, by, new CutSetOptions(), TestContext.Current.CancellationToken);
}
