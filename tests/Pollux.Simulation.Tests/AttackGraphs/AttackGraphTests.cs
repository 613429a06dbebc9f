using Pollux.Diagnostics;
using Pollux.Language.Graph;
using Pollux.Language.Specification;
using Pollux.Modelling.Instances;
using Pollux.Simulation.AttackGraphs;
using static Pollux.Simulation.Tests.TestLanguage;

namespace Pollux.Simulation.Tests.AttackGraphs;

public sealed class AttackGraphTests
{
    [Fact]
    public void Nodes_come_in_the_order_of_assets_then_own_steps_then_inherited_ones()
    {
        AttackGraph graph = new TestLanguage()
            .Asset("Base", Or("x"), Or("y"))
            .Asset("Sub", "Base", Or("z"), Or("x"))
            .Unfold("s : Sub", "b : Base");
        Names(graph, Enumerable.Range(0, graph.NodeCount)).ShouldBe(["s:z", "s:x", "s:y", "b:x", "b:y"]);
    }

    [Theory]
    [InlineData("Data Server #1/2:a", "Data Server #1/2:a")]
    [InlineData("x:y:z:a,-dash:b", "x:y:z:a|-dash:b")]
    [InlineData("one, two:a", "one, two:a")]
    [InlineData("one, two:a,Data Server #1/2:b , one, two:b", "one, two:a|Data Server #1/2:b|one, two:b")]
    [InlineData("-dash:a,one,-dash:b", "-dash:a|-dash:b")]
    public void Entry_points_are_found_whatever_the_names_contain(string given, string found)
    {
        string[] names = ["Data Server #1/2", "x:y:z", "-dash", "one, two"];
        InstanceModel small = Hosts().Unfold("h : Host").Model;
        AttackGraph graph = AttackGraph
            .Build(
                Hosts(Or("a"), Or("b")).Graph(),
                small with
                {
                    Assets = [.. names.Select((name, id) => small.Assets[0] with { Id = id, Name = name })],
                },
                TestContext.Current.CancellationToken
            )
            .Value!;
        Diagnosed<NodeSet> entries = StepReferences.FindEntries(graph, [given], "--entry");
        Names(graph, entries.Value!.Nodes).ShouldBe(found.Split('|'));
        entries.HasErrors.ShouldBe(given.Contains(",one,", StringComparison.Ordinal));
    }

    [Fact]
    public void A_field_leads_to_all_linked_assets_and_parallel_edges_are_one()
    {
        AttackGraph graph = Hosts(Or("a", null, To("peers.b"), To("peers.b")), Or("b"))
            .Unfold("h : Host", "i : Host", "j : Host", "h.peers = i", "h.peers = j");
        Children(graph, "h:a").ShouldBe(["i:b", "j:b"]);
        Children(graph, "i:a").ShouldBeEmpty();
        Names(graph, graph.ParentsOf(graph.FindNode("i:b")).ToArray()).ShouldBe(["h:a"]);
    }

    [Fact]
    public void A_transitive_field_includes_the_start_and_ends_in_a_cycle()
    {
        AttackGraph graph = Hosts(Or("a", null, To("peers*.b")), Or("b"))
            .Unfold("h : Host", "i : Host", "j : Host", "h.peers = i", "i.peers = j", "j.peers = h");
        Children(graph, "h:a").ShouldBe(["h:b", "i:b", "j:b"]);
    }

    [Fact]
    public void A_sub_type_filter_keeps_the_type_and_what_extends_it()
    {
        AttackGraph graph = new TestLanguage()
            .Asset("Host", Or("a", null, To("peers[Server].b")), Or("b"))
            .Asset("Server", "Host")
            .Asset("Web", "Server")
            .Link("Host", "back", "peers", "Host")
            .Unfold("h : Host", "s : Server", "w : Web", "h.peers = h", "h.peers = s", "h.peers = w");
        Children(graph, "h:a").ShouldBe(["s:b", "w:b"]);
    }

    [Fact]
    public void Set_operations_are_evaluated_for_each_asset_of_a_collect()
    {
        // From h the peers are i and j. (peers - special) from i loses k, from j keeps it: k stays.
        CollectExpression target = new(
            new CollectExpression(
                new FieldExpression("peers"),
                new DifferenceExpression(new FieldExpression("peers"), new FieldExpression("special"))
            ),
            new AttackStepExpression("b")
        );
        AttackGraph graph = Hosts(Or("a", null, target), Or("b"))
            .Link("Host", "specialOf", "special", "Host")
            .Unfold(
                "h : Host",
                "i : Host",
                "j : Host",
                "k : Host",
                "h.peers = i",
                "h.peers = j",
                "i.peers = k",
                "j.peers = k",
                "i.special = k"
            );
        Children(graph, "h:a").ShouldBe(["k:b"]);
    }

    [Fact]
    public void What_follows_a_union_is_looked_up_on_the_common_ancestor()
    {
        StepExpression both = new CollectExpression(
            new UnionExpression(new FieldExpression("lefts"), new FieldExpression("rights")),
            new AttackStepExpression("b")
        );
        AttackGraph graph = new TestLanguage()
            .Asset("Base", Or("b"))
            .Asset("Left", "Base")
            .Asset("Right", "Base")
            .Asset("Host", Or("a", null, both))
            .Link("Host", "h1", "lefts", "Left")
            .Link("Host", "h2", "rights", "Right")
            .Unfold("h : Host", "l : Left", "r : Right", "h.lefts = l", "h.rights = r");
        Children(graph, "h:a").ShouldBe(["l:b", "r:b"]);
    }

    [Fact]
    public void A_variable_is_the_one_of_the_type_that_declares_it()
    {
        AttackGraph graph = new TestLanguage()
            .Asset(
                "Base",
                null,
                [new VariableSpecification("all", Assets("peers.peers"))],
                Or("a", null, To("all().b")),
                Or("b")
            )
            .Asset("Sub", "Base")
            .Link("Base", "back", "peers", "Base")
            .Unfold("s : Sub", "t : Sub", "u : Base", "s.peers = t", "t.peers = u");
        Children(graph, "s:a").ShouldBe(["u:b"]);
    }

    [Theory]
    [InlineData(true, new[] { "s:own" })]
    [InlineData(false, new[] { "s:own", "s:old" })]
    public void A_redefinition_replaces_or_adds_targets(bool overrides, string[] expected)
    {
        AttackGraph graph = new TestLanguage()
            .Asset("Base", Or("a", null, To("old")), Or("old"))
            .Asset("Sub", "Base", Step("a", StepType.Or, null, overrides, To("own")), Or("own"))
            .Unfold("s : Sub");
        Children(graph, "s:a").ShouldBe(expected);
    }

    [Fact]
    public void A_redefinition_without_targets_keeps_the_inherited_ones_and_loses_the_time()
    {
        AttackGraph graph = new TestLanguage()
            .Asset("Base", Or("a", Ttc("Exponential", 1), To("old")), Or("old"))
            .Asset("Sub", "Base", Or("a"))
            .Asset("Plain", "Base")
            .Unfold("s : Sub", "p : Plain");
        Children(graph, "s:a").ShouldBe(["s:old"]);
        graph.TimeOf(graph.FindNode("s:a")).Constant.ShouldBe(0);
        graph.TimeOf(graph.FindNode("p:a")).Mean.ShouldBe(1);
    }

    [Fact]
    public void A_target_is_the_step_of_the_targets_own_type()
    {
        AttackGraph graph = new TestLanguage()
            .Asset("Base", Or("b", null, To("old")), Or("old"))
            .Asset("Sub", "Base", Or("b", null, To("own")), Or("own"))
            .Asset("Host", Or("a", null, To("all.b")))
            .Link("Host", "host", "all", "Base")
            .Unfold("h : Host", "s : Sub", "h.all = s");
        Children(graph, "h:a").ShouldBe(["s:b"]);
        Children(graph, "s:b").ShouldBe(["s:own"]);
    }

    [Fact]
    public void Existence_needs_any_one_of_several_requirements()
    {
        StepExpression[] either = [Assets("peers"), Assets("others")];
        AttackGraph graph = Hosts(
                Exist("has", StepType.Exist, either, To("b")),
                Exist("lacks", StepType.NotExist, either, To("b")),
                Or("b")
            )
            .Link("Host", "otherOf", "others", "Host")
            .Unfold("h : Host", "i : Host", "h.others = i");
        graph.Holds(graph.FindNode("h:has")).ShouldBeTrue();
        graph.Holds(graph.FindNode("h:lacks")).ShouldBeFalse();
        graph.Holds(graph.FindNode("i:has")).ShouldBeFalse();
        graph.Holds(graph.FindNode("i:lacks")).ShouldBeTrue();
    }

    [Fact]
    public void Detectors_are_inherited_with_and_without_a_redefinition()
    {
        DetectorSpecification detector = new("log", [KeyValuePair.Create("who", To("peers.b"))], null, 0.5, 0.25);
        TestLanguage language = new TestLanguage()
            .Asset("Base", Or("a") with { Detectors = [detector] }, Or("b"))
            .Asset("Plain", "Base")
            .Asset("Again", "Base", Or("a"))
            .Link("Base", "back", "peers", "Base");
        AttackGraph graph = language.Unfold("p : Plain", "r : Again", "p.peers = r");
        foreach (string name in new[] { "p:a", "r:a" })
        {
            LanguageDetector inherited = graph.StepOf(graph.FindNode(name)).Detectors.ShouldHaveSingleItem();
            inherited.Specification.TruePositiveRate.ShouldBe(0.5);
            inherited.Specification.FalsePositiveRate.ShouldBe(0.25);
        }

        int node = graph.FindNode("p:a");
        KeyValuePair<string, System.Collections.Immutable.ImmutableArray<int>> context = graph
            .DetectorContext(node, graph.StepOf(node).Detectors[0])
            .ShouldHaveSingleItem();
        Names(graph, context.Value).ShouldBe(["r:b"]);
    }

    [Fact]
    public void A_name_with_colons_is_split_at_the_last()
    {
        AttackGraph graph = Hosts(Or("a")).Unfold("Data:5 : Host");
        graph.FindNode("Data:5:a").ShouldBe(0);
        graph.FindNode("Data:5").ShouldBe(-1);
        graph.NameOf(0).ShouldBe("Data:5:a");
    }

    [Fact]
    public void What_does_not_fit_the_language_is_reported_and_the_rest_is_unfolded()
    {
        LanguageGraph language = Hosts(Or("a", null, To("peers.a")), Defense("d")).Graph();
        InstanceModel model = Model(language, "h : Host dd=1", "i : Host d=2", "h.peers = i");
        model = model with
        {
            Assets = model.Assets.Add(model.Assets[0] with { Id = 9, Name = "x", Type = "Hots" }),
            Links = model
                .Links.Add(new InstanceLink(0, "wrong", 1, "peers"))
                .Add(new InstanceLink(0, "back", 2, "peers")),
        };
        Diagnosed<AttackGraph> built = AttackGraph.Build(language, model, TestContext.Current.CancellationToken);
        built
            .Diagnostics.Select(diagnostic => diagnostic.Rule.Code)
            .ShouldBe(["PLX6001", "PLX6003", "PLX6004", "PLX6002"]);
        Children(built.Value!, "h:a").ShouldBe(["i:a"]);
        built.Value!.DefenseProbabilityOf(built.Value.FindNode("i:d")).ShouldBe(0);
    }

    [Fact]
    public void An_unknown_entry_point_is_reported_with_the_nearest_name()
    {
        AttackGraph graph = Hosts(Or("access"), Defense("d")).Unfold("web,1 : Host", "db : Host");
        Diagnosed<NodeSet> found = StepReferences.FindEntries(
            graph,
            ["web,1:access", "db:access,db:acess,dbx:access", "db:d", "db"],
            "--entry"
        );
        Names(graph, found.Value!.Nodes).ShouldBe(["web,1:access", "db:access"]);
        found
            .Diagnostics.Select(diagnostic => $"{diagnostic.Rule.Code} {diagnostic.NextStep}")
            .Take(2)
            .ShouldBe(["PLX6010 Did you mean 'db:access'?", "PLX6010 Did you mean 'db:access'?"]);
        found
            .Diagnostics.Select(diagnostic => diagnostic.Rule.Code)
            .ShouldBe(["PLX6010", "PLX6010", "PLX6011", "PLX6010"]);
    }

    private static TestLanguage Hosts(params StepSpecification[] steps) =>
        new TestLanguage().Asset("Host", steps).Link("Host", "back", "peers", "Host");

    private static string[] Children(AttackGraph graph, string name) =>
        Names(graph, graph.ChildrenOf(graph.FindNode(name)).ToArray());

    private static string[] Names(AttackGraph graph, IEnumerable<int> nodes) => [.. nodes.Select(graph.NameOf)];
}
