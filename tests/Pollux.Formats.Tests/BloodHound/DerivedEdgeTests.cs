using Pollux.Formats.BloodHound;

namespace Pollux.Formats.Tests.BloodHound;

/// <summary>Edges that no record states, each with the condition that it hangs on, and without it.</summary>
public sealed class DerivedEdgeTests
{
    private const string Domain = "S-1-5-21-1-2-3";
    private readonly DirectoryGraph graph = new();

    [Fact]
    public void Who_is_in_two_groups_has_what_both_have_and_nobody_else_has()
    {
        Add("MemberOf", User("BOTH"), Group("ONE"));
        Add("MemberOf", User("BOTH"), Group("TWO"));
        Add("MemberOf", User("ONLY"), Group("ONE"));
        Add("GetChanges", Group("ONE"), Dom());
        Add("GetChangesAll", Group("TWO"), Dom());

        DerivedEdges.Derive(graph);

        Holders("DCSync").ShouldBe(["BOTH"]);
    }

    [Fact]
    public void A_group_that_has_both_rights_stands_for_its_members()
    {
        Add("MemberOf", User("MEMBER"), Group("INNER"));
        Add("MemberOf", Group("INNER"), Group("OUTER"));
        Add("GetChanges", Group("OUTER"), Dom());
        Add("GetChanges", User("MEMBER"), Dom());
        Add("GetChangesAll", Group("OUTER"), Dom());

        DerivedEdges.Derive(graph);

        Holders("DCSync").ShouldBe(["OUTER"]);
    }

    [Fact]
    public void Groups_that_are_in_each_other_end_the_search()
    {
        Add("MemberOf", Group("ONE"), Group("TWO"));
        Add("MemberOf", Group("TWO"), Group("ONE"));
        Add("MemberOf", User("U"), Group("ONE"));
        Add("GetChanges", Group("ONE"), Dom());
        Add("GetChangesAll", User("U"), Dom());

        DerivedEdges.Derive(graph);

        Holders("DCSync").ShouldBe(["U"]);
    }

    [Fact]
    public void A_group_that_is_in_one_of_its_members_keeps_its_right()
    {
        Add("MemberOf", Group("ONE"), Group("TWO"));
        Add("MemberOf", Group("TWO"), Group("ONE"));
        Add("GetChanges", Group("TWO"), Dom());
        Add("GetChangesAll", Group("TWO"), Dom());

        DerivedEdges.Derive(graph);

        Holders("DCSync").ShouldBe(["TWO"]);
    }

    [Fact]
    public void Of_groups_that_are_in_each_other_and_both_hold_a_right_the_first_stands_for_both()
    {
        Add("MemberOf", Group("ONE"), Group("TWO"));
        Add("MemberOf", Group("TWO"), Group("ONE"));
        Add("GetChanges", Group("ONE"), Dom());
        Add("GetChanges", Group("TWO"), Dom());
        Add("GetChangesAll", Group("TWO"), Dom());
        Add("GetChangesAll", Group("ONE"), Dom());

        DerivedEdges.Derive(graph);

        Holders("DCSync").ShouldBe(["ONE"]);
    }

    [Fact]
    public void Remote_desktop_needs_the_right_to_log_on_where_that_is_known()
    {
        int computer = Computer("PC");
        int group = graph.Node($"{graph.Nodes[computer].Id}-555", DirectoryKind.LocalGroup);
        Add("LocalToComputer", group, computer);
        Add("MemberOfLocalGroup", User("WITH"), group);
        Add("MemberOfLocalGroup", User("WITHOUT"), group);
        Add("RemoteInteractiveLogonRight", User("WITH"), computer);
        graph.Nodes[computer].HasLogonRights = true;

        DerivedEdges.Derive(graph);
        Holders("CanRDP").ShouldBe(["WITH"]);

        graph.Nodes[computer].HasLogonRights = false;
        DerivedEdges.Derive(graph);
        Holders("CanRDP").ShouldBe(["WITH", "WITHOUT"]);
    }

    [Theory]
    [InlineData(true, "BUILTIN")]
    [InlineData(false, "POLICY")]
    public void Policies_fill_no_groups_of_a_domain_controller_which_has_those_of_the_domain(
        bool isController,
        string holder
    )
    {
        int computer = Computer("PC");
        int own = graph.Node($"{graph.Nodes[computer].Id}-544", DirectoryKind.LocalGroup);
        Add("LocalToComputer", own, computer);
        Add("MemberOfLocalGroup", User("POLICY"), own);
        if (isController)
        {
            int builtin = graph.Node("PUMP.EXAMPLE-S-1-5-32-544", DirectoryKind.LocalGroup);
            Add("LocalToComputer", builtin, computer);
            Add("MemberOfLocalGroup", User("BUILTIN"), builtin);
        }

        DerivedEdges.Derive(graph);

        Holders("AdminTo").ShouldBe([holder]);
    }

    [Theory]
    [InlineData(false, false, null, true)]
    [InlineData(true, false, null, false)]
    [InlineData(false, true, null, true)]
    [InlineData(false, false, "00000000010000000002000000001", false)]
    [InlineData(false, false, "00000000010000000002000000000", true)]
    public void Owning_a_computer_is_control_of_it_unless_that_is_limited(
        bool limitsOwner,
        bool limitsNewOwner,
        string? heuristics,
        bool owns
    )
    {
        int computer = Computer("PC");
        graph.Nodes[computer].LimitsOwner = limitsOwner;
        graph.Nodes[computer].LimitsNewOwner = limitsNewOwner;
        graph.Nodes[Dom()].Heuristics = heuristics;
        Add("OwnsRaw", User("U"), computer);
        Add("OwnsRaw", graph.Node($"{Domain}-512", DirectoryKind.Group), computer);
        Add("WriteOwnerRaw", User("U"), computer);

        DerivedEdges.Derive(graph);

        Holders("Owns").Contains("U").ShouldBe(owns);
        Holders("WriteOwner").Contains("U").ShouldBe(!limitsNewOwner && heuristics?.EndsWith('1') != true);
        Holders("Owns").Contains($"{Domain}-512").ShouldBe(!limitsOwner);
    }

    [Fact]
    public void Passwords_kept_for_machines_are_read_by_who_may_replicate_the_filtered_set()
    {
        int with = Computer("WITH");
        int without = Computer("WITHOUT");
        graph.Nodes[with].HasManagedLocalPassword = true;
        Add("GetChanges", User("U"), Dom());
        Add("GetChangesInFilteredSet", User("U"), Dom());

        DerivedEdges.Derive(graph);

        graph.Has("SyncLAPSPassword", User("U"), with).ShouldBeTrue();
        graph.Has("SyncLAPSPassword", User("U"), without).ShouldBeFalse();
    }

    private int User(string name) => Named(name, DirectoryKind.User);

    private int Group(string name) => Named(name, DirectoryKind.Group);

    private int Computer(string name) => Named(name, DirectoryKind.Computer);

    private int Dom() => graph.Node(Domain, DirectoryKind.Domain);

    private int Named(string name, DirectoryKind kind)
    {
        int node = graph.Node(name, kind);
        graph.Nodes[node].DomainSid = Domain;
        return node;
    }

    private void Add(string kind, int from, int to) => graph.Add(kind, from, to);

    private string[] Holders(string kind) =>
        [
            .. graph
                .Edges.ToArray()
                .Where(edge => graph.NameOf(edge.Kind) == kind)
                .Select(edge => graph.Nodes[edge.From].Id)
                .Order(StringComparer.Ordinal),
        ];
}
