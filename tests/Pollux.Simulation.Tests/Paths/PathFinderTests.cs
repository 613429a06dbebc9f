using Pollux.Simulation.AttackGraphs;
using Pollux.Simulation.MonteCarlo;
using Pollux.Simulation.Paths;
using Pollux.Simulation.Scenarios;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.Paths;

public sealed class PathFinderTests
{
    // Two ways without a common hop but the ends, racing at rates 1 and 2.
    private static readonly AttackGraph Race = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("slow"), To("fast")),
            Or("slow", Ttc("Exponential", 1), To("slowDone")),
            Or("slowDone", null, To("goal")),
            Or("fast", Ttc("Exponential", 2), To("fastDone")),
            Or("fastDone", null, To("goal")),
            Or("goal")
        )
        .Unfold("h : Host");

    // Goal needs a key and a door; the key comes from a desk, for which a room is needed, and a lock must be off.
    private static readonly AttackGraph Tree = new TestLanguage()
        .Asset(
            "Host",
            Or("start", null, To("door"), To("room"), To("bribe")),
            Or("door", Ttc("Exponential", 0.01), To("goal")),
            Or("room", Ttc("Exponential", 10), To("desk")),
            Or("bribe", Ttc("Exponential", 10), To("desk")),
            And("desk", null, To("key")),
            Or("key", null, To("goal")),
            Defense("lock", Ttc("Bernoulli", 0.5), To("unlocked")),
            Or("unlocked", null, To("goal")),
            And("goal")
        )
        .Unfold("h : Host");

    // Twenty equal people, each with a machine; one server behind them.
    private static readonly TestLanguage Office = new TestLanguage()
        .Asset("Mail", Or("sent", null, To("people.click")))
        .Asset(
            "Person",
            And("click", Ttc("Exponential", 1), To("machines.control")),
            Defense("trained", null, To("click"))
        )
        .Asset("Machine", Or("control", null, To("servers.attack")))
        .Asset("Server", Or("attack", Ttc("Exponential", 1), To("control")), Or("control"))
        .Link("Mail", "mails", "people", "Person")
        .Link("Person", "owners", "machines", "Machine")
        .Link("Machine", "clients", "servers", "Server");

    [Fact]
    public void Two_disjoint_paths_share_the_wins_as_their_rates_do()
    {
        GoalPaths goal = Find(Rehearsed.From(Race, "h:start", "h:goal")).Goals[0];
        goal.Ways.ShouldBe(2);
        goal.Others.ShouldBe(0);
        goal.Paths.Select(path => Names(Race, path)).ShouldBe(["start fast fastDone goal", "start slow slowDone goal"]);
        goal.Paths[0].Share.ShouldBe(2.0 / 3, 0.03);
        goal.Paths[1].Share.ShouldBe(1.0 / 3, 0.03);
        goal.Paths[0].ShareInterval.Low.ShouldBeLessThan(2.0 / 3);
        goal.Paths[0].ShareInterval.High.ShouldBeGreaterThan(2.0 / 3);
        goal.Paths.Sum(path => path.Samples).ShouldBe(goal.Reached);
        // The winner's time is the minimum of both, whoever wins: Exponential(3).
        goal.Paths[0].Days.P50.ShouldBe(Math.Log(2) / 3, 0.02);
        goal.Paths[1].Days.P95.ShouldBe(Math.Log(20) / 3, 0.12);
    }

    [Fact]
    public void Ways_that_share_most_hops_are_one_path_and_two_when_asked_for()
    {
        Scenario scenario = Rehearsed.From(Race, "h:start", "h:goal");
        // Of start, fast, goal and start, slow, goal two of four hops are common.
        GoalPaths one = Find(scenario, new PathOptions { Similarity = 0.5 }).Goals[0];
        one.Paths.ShouldHaveSingleItem().Ways.ShouldBe(2);
        one.Paths[0].Samples.ShouldBe(4_000);
        // A third of the attacks goes round the hop; they are past it when they are at the goal, which both share.
        one.Paths[0].Hops[1].Share.ShouldBe(2.0 / 3, 0.03);
        one.Paths[0].Hops[1].Days.ShouldBe(one.Paths[0].Days);
        one.Paths[0].Hops[1].Days.P95.ShouldBe(Math.Log(20) / 3, 0.12);
        Find(scenario, new PathOptions { Similarity = 0.51 }).Goals[0].Paths.Length.ShouldBe(2);
    }

    [Fact]
    public void Fewer_paths_than_there_are_leave_the_rest_as_others()
    {
        GoalPaths goal = Find(
            Rehearsed.From(Race, "h:start", "h:goal"),
            new PathOptions { Paths = 1, Similarity = 1 }
        ).Goals[0];
        goal.Others.ShouldBe(goal.Reached - goal.Paths.Sum(path => path.Samples));
        goal.Paths.Length.ShouldBe(goal.Fastest == 0 ? 1 : 2);
    }

    [Fact]
    public void The_fastest_path_is_shown_even_when_it_is_rare()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("luck"), To("toil")),
                Or("luck", Ttc("Bernoulli", 0.05), To("sprint")),
                Or("sprint", Ttc("Exponential", 100), To("goal")),
                Or("toil", Ttc("Exponential", 0.1), To("goal")),
                Or("goal")
            )
            .Unfold("h : Host");
        GoalPaths goal = Find(Rehearsed.From(graph, "h:start", "h:goal"), new PathOptions { Paths = 1 }).Goals[0];
        Names(graph, goal.Paths[0]).ShouldBe("start toil goal");
        goal.Fastest.ShouldBe(1);
        Names(graph, goal.Paths[1]).ShouldBe("start luck sprint goal");
        goal.Paths[1].Share.ShouldBe(0.05, 0.015);
        goal.FastestDays!.Value.ShouldBeLessThan(0.01);
        Find(Rehearsed.From(Race, "h:start", "h:goal"), new PathOptions { Similarity = 0.1 })
            .Goals[0]
            .Fastest.ShouldBe(0);
    }

    [Fact]
    public void Each_hop_says_how_many_got_past_it_and_when()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Host",
                Or("start", null, To("gate")),
                Or("gate", Ttc("Bernoulli", 0.25), To("work")),
                Or("work", Ttc("Exponential", 1), To("goal")),
                Or("goal")
            )
            .Unfold("h : Host");
        DistinctPath path = Find(Rehearsed.From(graph, "h:start", "h:goal")).Goals[0].Paths[0];
        path.Hops[0].Passed.Probability.ShouldBeNull();
        path.Hops[1].Passed.Probability!.Value.ShouldBe(0.25, 0.02);
        path.Hops[1].Passed.Tried.ShouldBe(4_000);
        path.Hops[2].Passed.Probability.ShouldBe(1);
        path.Hops[2].Added.P50.ShouldBe(Math.Log(2), 0.08);
        path.Hops[2].Days.P95.ShouldBe(Math.Log(20), 0.35);
        path.Probability.ShouldBe(0.25, 0.02);
        path.Share.ShouldBe(1);
        path.Hops.ShouldAllBe(hop => hop.Share == 1);
    }

    [Fact]
    public void An_and_step_tells_what_else_it_needed_and_how_that_was_come_by()
    {
        DistinctPath path = Find(Rehearsed.From(Tree, "h:start", "h:goal")).Goals[0].Paths[0];
        Names(Tree, path).ShouldBe("start door goal");
        DistinctHop goal = path.Hops[^1];
        goal.OffDefenses.Select(Tree.NameOf).ShouldBe(["h:lock"]);
        NeededStep key = goal.AlsoNeeded.ShouldHaveSingleItem();
        Tree.NameOf(key.Node).ShouldBe("h:key");
        Tree.NameOf(key.BranchesFrom).ShouldBe("h:start");
        string[] way = [.. key.Way.Select(Tree.NameOf)];
        way[^2..].ShouldBe(["h:desk", "h:key"]);
        // The desk needs room and bribe; the later of them is on the way, the other one is needed beside it.
        string later = way[0];
        string other = Tree.NameOf(key.AlsoNeeded.ShouldHaveSingleItem().Node);
        new[] { later, other }.Order(StringComparer.Ordinal).ShouldBe(["h:bribe", "h:room"]);
        // The mean of the maximum of two exponentials of rate 10 is 0.15, its median -ln(1 - sqrt(1/2)) / 10.
        key.MedianDays.ShouldBe(0.1228, 0.02);
        path.Hops.Take(2).ShouldAllBe(hop => hop.AlsoNeeded.IsEmpty && hop.OffDefenses.IsEmpty);
    }

    [Fact]
    public void Equal_assets_are_one_way_and_an_asset_that_differs_is_another()
    {
        AttackGraph equal = Office.Unfold(OfficeModel(""));
        GoalPaths one = Find(Rehearsed.From(equal, "mail:sent", "server:control")).Goals[0];
        one.Ways.ShouldBe(1);
        one.Paths[0].Hops[1].Alike.Length.ShouldBe(20);
        one.Paths[0].Hops[2].Alike.Length.ShouldBe(20);
        one.Paths[0].Hops[3].Alike.Length.ShouldBe(1);
        one.Paths[0].Hops[1].Passed.Probability.ShouldBe(1);
        // The first of twenty at rate 1 each.
        one.Paths[0].Hops[1].Days.P50.ShouldBe(Math.Log(2) / 20, 0.005);

        AttackGraph different = Office.Unfold(OfficeModel(" trained=0.5"));
        GoalPaths two = Find(
            Rehearsed.From(different, "mail:sent", "server:control"),
            new PathOptions { Similarity = 1 }
        ).Goals[0];
        two.Ways.ShouldBe(2);
        two.Paths[0].Hops[1].Alike.Length.ShouldBe(19);
        two.Paths[1].Hops[1].Alike.Length.ShouldBe(1);
    }

    [Fact]
    public void Two_equal_assets_that_are_named_differ()
    {
        AttackGraph graph = Office.Unfold(OfficeModel(""));
        Scenario scenario = Rehearsed.From(graph, "mail:sent", "server:control");
        scenario = scenario with
        {
            Request = scenario.Request with
            {
                Overrides = [new StepOverride(graph.FindNode("p3:trained"), OverrideKind.DefenseOff)],
            },
        };
        Find(scenario).Goals[0].Paths[0].Hops[1].Alike.Length.ShouldBe(19);
    }

    [Fact]
    public void A_goal_that_nobody_reaches_has_no_path()
    {
        AttackGraph graph = new TestLanguage()
            .Asset("Host", Or("start", null, To("goal")), Or("goal", Ttc("Infinity")))
            .Unfold("h : Host");
        GoalPaths goal = Find(Rehearsed.From(graph, "h:start", "h:goal")).Goals[0];
        goal.Paths.ShouldBeEmpty();
        goal.Fastest.ShouldBe(-1);
        goal.FastestDays.ShouldBeNull();
        goal.Curve.Points[^1].Probability.ShouldBe(0);
        goal.Graph.Nodes.ShouldBeEmpty();
    }

    [Fact]
    public void The_critical_graph_has_on_the_path_who_decided_and_in_the_tree_all_that_was_needed()
    {
        CriticalGraph graph = Find(Rehearsed.From(Tree, "h:start", "h:goal")).Graph;
        CriticalNode Of(string name) => graph.Nodes.Single(node => node.Node == Tree.FindNode(name));
        Of("h:door").PathShare.ShouldBeGreaterThan(0.95);
        Of("h:door").TreeShare.ShouldBe(1);
        Of("h:key").TreeShare.ShouldBe(1);
        Of("h:key").PathShare.ShouldBeLessThan(0.05);
        Of("h:lock").TreeShare.ShouldBe(1);
        Of("h:lock").PathShare.ShouldBe(0);
        CriticalEdge edge = graph.Edges.Single(edge =>
            edge.From == Tree.FindNode("h:room") && edge.To == Tree.FindNode("h:desk")
        );
        edge.TreeShare.ShouldBe(1);
        edge.PathShare.ShouldBeLessThan(0.05);

        CriticalGraph race = Find(Rehearsed.From(Race, "h:start", "h:goal")).Graph;
        race.Edges.Single(edge => edge.From == Race.FindNode("h:fastDone")).PathShare.ShouldBe(2.0 / 3, 0.03);
        race.Attacks.ShouldBe(4_000);
    }

    [Fact]
    public void A_threshold_leaves_rare_nodes_and_edges_out_and_counts_them()
    {
        Scenario scenario = Rehearsed.From(Race, "h:start", "h:goal");
        CriticalGraph all = Find(scenario, new PathOptions { GraphThreshold = 0 }).Graph;
        CriticalGraph half = Find(scenario, new PathOptions { GraphThreshold = 0.5 }).Graph;
        all.LeftOut.ShouldBe(0);
        half.Nodes.Select(node => Race.NameOf(node.Node))
            .ShouldBe(["h:start", "h:fast", "h:fastDone", "h:goal"], ignoreOrder: true);
        half.LeftOut.ShouldBe(all.Nodes.Length + all.Edges.Length - half.Nodes.Length - half.Edges.Length);
        half.LeftOut.ShouldBe(5);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        AttackGraph graph = Office.Unfold(OfficeModel(" trained=0.5"));
        Scenario scenario = Rehearsed.From(graph, "mail:sent", "server:control");
        AttackPaths one = Find(scenario with { Request = scenario.Request with { Threads = 1 } });
        AttackPaths three = Find(scenario with { Request = scenario.Request with { Threads = 3 } });
        Describe(three).ShouldBe(Describe(one));
        AttackPaths other = Find(scenario with { Request = scenario.Request with { Seed = 8 } });
        Describe(other).ShouldNotBe(Describe(one));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Scenario scenario = Rehearsed.From(Race, "h:start", "h:goal");
        Should.Throw<ArgumentOutOfRangeException>(() => Find(scenario, new PathOptions { Paths = 0 }));
        Should.Throw<ArgumentOutOfRangeException>(() => Find(scenario, new PathOptions { Similarity = double.NaN }));
    }

    private static string[] OfficeModel(string firstPerson) =>
        [
            "mail : Mail",
            "server : Server",
            .. Enumerable.Range(0, 20).Select(i => $"p{i} : Person{(i == 0 ? firstPerson : "")}"),
            .. Enumerable.Range(0, 20).Select(i => $"m{i} : Machine"),
            .. Enumerable
                .Range(0, 20)
                .SelectMany(i => new[] { $"mail.people = p{i}", $"p{i}.machines = m{i}", $"m{i}.servers = server" }),
        ];

    private static string Describe(AttackPaths paths) =>
        string.Join(
            '\n',
            paths
                .Goals.SelectMany(goal => goal.Paths)
                .Select(path =>
                    $"{path with { Hops = [] }} {string.Join(' ', path.Hops.Select(hop => hop with { Alike = [], AlsoNeeded = [], OffDefenses = [] }))}"
                )
        )
        + string.Join(' ', paths.Graph.Nodes)
        + string.Join(' ', paths.Graph.Edges);

    private static string Names(AttackGraph graph, DistinctPath path) =>
        string.Join(' ', path.Hops.Select(hop => graph.StepOf(hop.Node).Name));

    private static AttackPaths Find(Scenario scenario, PathOptions? options = null) =>
        PathFinder.Find(
            scenario,
            options ?? new PathOptions { Similarity = 0.6 },
            TestContext.Current.CancellationToken
        );
}
