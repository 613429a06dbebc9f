using Pollux.Modelling.Reachability;
using Pollux.Twin.Filtering;
using static Pollux.Modelling.Tests.Reachability.Filters;

namespace Pollux.Modelling.Tests.Reachability;

public sealed class SiteReachTests
{
    private static ReachAnswer Ask(Plant plant, string from, string to, int port = 502)
    {
        HeaderCube packets = HeaderCube.Any with
        {
            Sources = Addresses(from),
            Destinations = Addresses(to),
            Protocols = IntervalSet.Of(ServiceMatch.Tcp),
            DestinationPorts = IntervalSet.Of((UInt128)port),
        };
        return SiteReach
            .Of(plant.Revision())
            .Ask(packets, Addresses(from).Intervals[0].First, Addresses(to).Intervals[0].First);
    }

    private static Plant With(FilterDevice device, params FilterRule[] rules) =>
        new Plant().Declared("NetworkDevice", "fw").Filter("fw", device, rules);

    [Fact]
    public void The_first_rule_that_fits_decides_and_is_named()
    {
        Plant plant = With(
            Device(Entry("in", "office")),
            Deny("in", 1, "10.1.7.0/24", "10.2.0.10", 502),
            Permit("in", 2, "any", "10.2.0.10", 502)
        );

        ReachAnswer stopped = Ask(plant, "10.1.7.7", "10.2.0.10");
        ReachAnswer passed = Ask(plant, "10.1.8.8", "10.2.0.10");

        stopped.Verdict.ShouldBe(ReachVerdict.Denied);
        stopped.Hops.ShouldHaveSingleItem().Passages.ShouldHaveSingleItem().By[^1].Rule!.Value.Line.ShouldBe(101);
        passed.Verdict.ShouldBe(ReachVerdict.Permitted);
        passed.Hops.ShouldHaveSingleItem().Passages.ShouldHaveSingleItem().By[^1].Rule!.Value.Line.ShouldBe(102);
    }

    [Fact]
    public void A_network_of_which_a_rule_names_a_part_passes_in_part()
    {
        Plant plant = With(Device(Entry("in", "office")), Permit("in", 1, "10.1.7.0/24", "10.2.0.10", 502));

        ReachAnswer answer = Ask(plant, "10.1.0.0/16", "10.2.0.10");

        answer.Verdict.ShouldBe(ReachVerdict.InPart);
        AddressSets.TextOf(answer.Permitted.Cubes.ShouldHaveSingleItem().Sources).ShouldBe("10.1.7.0/24");
    }

    [Theory]
    [InlineData("10.2.0.10", "10.1.0.5", ReachVerdict.Permitted)]
    [InlineData("10.1.0.5", "10.2.0.10", ReachVerdict.Denied)]
    [InlineData("10.1.0.5", "192.0.2.1", ReachVerdict.Permitted)]
    [InlineData("192.0.2.1", "10.1.0.5", ReachVerdict.Denied)]
    public void Without_a_list_the_security_levels_decide(string from, string to, ReachVerdict expected) =>
        Ask(With(Device()), from, to).Verdict.ShouldBe(expected);

    [Fact]
    public void A_list_on_the_way_out_must_permit_it_too()
    {
        FilterBinding exit = new("out", FilterPlace.Exit, "cell", FilterEnd.Deny, 9);
        FilterRule into = Permit("in", 1, "any", "any");

        Ask(With(Device(Entry("in", "office"), exit), into), "10.1.0.5", "10.2.0.10")
            .Verdict.ShouldBe(ReachVerdict.Denied);
        Ask(
            With(Device(Entry("in", "office"), exit), into, Permit("out", 1, "any", "any", 502)),
            "10.1.0.5",
            "10.2.0.10"
        )
            .Verdict.ShouldBe(ReachVerdict.Permitted);
    }

    [Fact]
    public void A_list_that_continues_leaves_the_rest_to_the_next_one()
    {
        FilterBinding global = new("all", FilterPlace.Entry, null, FilterEnd.Deny, 9);
        FilterDevice device = Device(Entry("in", "office", FilterEnd.Continue), global);
        FilterRule[] rules = [Deny("in", 1, "any", "10.2.0.10", 22), Permit("all", 1, "any", "any", 22, 502)];

        Ask(With(device, rules), "10.1.0.5", "10.2.0.10").Verdict.ShouldBe(ReachVerdict.Permitted);
        Ask(With(device, rules), "10.1.0.5", "10.2.0.10", 22).Verdict.ShouldBe(ReachVerdict.Denied);
        Ask(With(device, rules), "10.1.0.5", "10.2.0.10", 80).Verdict.ShouldBe(ReachVerdict.Denied);
    }

    [Fact]
    public void Every_step_of_a_place_must_permit_it()
    {
        FilterBinding second = Entry("two", "office") with { Step = 1 };
        FilterDevice device = Device(Entry("one", "office"), second);
        FilterRule[] rules = [Permit("one", 1, "any", "any", 502, 80), Permit("two", 1, "any", "any", 502)];

        Ask(With(device, rules), "10.1.0.5", "10.2.0.10").Verdict.ShouldBe(ReachVerdict.Permitted);
        Ask(With(device, rules), "10.1.0.5", "10.2.0.10", 80).Verdict.ShouldBe(ReachVerdict.Denied);
    }

    [Fact]
    public void A_rule_with_a_condition_is_a_doubt_and_decides_nothing()
    {
        FilterRule perhaps = Permit("in", 1, "any", "any", 502) with { Conditions = ["time-range day"] };

        ReachAnswer answer = Ask(With(Device(Entry("in", "office")), perhaps), "10.1.0.5", "10.2.0.10");

        answer.Verdict.ShouldBe(ReachVerdict.Denied);
        answer.Doubts.ShouldHaveSingleItem().Value.Order.ShouldBe(1);
        answer.IsSure.ShouldBeFalse();
    }

    [Fact]
    public void A_condition_that_changes_nothing_is_no_doubt()
    {
        FilterRule perhaps = Permit("in", 1, "any", "any", 502) with { Conditions = ["time-range day"] };

        ReachAnswer answer = Ask(
            With(Device(Entry("in", "office")), perhaps, Permit("in", 2, "any", "any")),
            "10.1.0.5",
            "10.2.0.10"
        );

        answer.Verdict.ShouldBe(ReachVerdict.Permitted);
        answer.IsSure.ShouldBeTrue();
    }

    [Fact]
    public void Lines_that_were_not_understood_make_the_answer_partial()
    {
        Ask(With(Device(2)), "10.2.0.10", "10.1.0.5").Partial.ShouldHaveSingleItem().Device.ShouldBe("fw");
        Ask(With(Device()), "10.2.0.10", "10.1.0.5").Partial.ShouldBeEmpty();
    }

    [Fact]
    public void Two_devices_side_by_side_are_alternatives_and_two_behind_each_other_are_not()
    {
        FilterDevice closed = Device(Entry("in", "office"));
        FilterDevice open = Device(Entry("in", "office"));
        Plant pair = new Plant()
            .Declared("NetworkDevice", "fw1")
            .Declared("NetworkDevice", "fw2")
            .Filter("fw1", closed, Deny("in", 1, "any", "any"))
            .Filter("fw2", open, Permit("in", 1, "any", "any"));
        FilterInterface transit = new("e9", "transit", 20, ["10.9.0.2/30"], IsUp: true, 5);
        Plant chain = new Plant()
            .Declared("NetworkDevice", "fw1")
            .Declared("NetworkDevice", "fw2")
            .Filter(
                "fw1",
                closed with
                {
                    Interfaces = [Office, transit],
                    Routes = [new FilterRoute("10.2.0.0/24", "transit", "10.9.0.1", 6)],
                },
                Deny("in", 1, "any", "any")
            )
            .Filter(
                "fw2",
                open with
                {
                    Interfaces = [transit, Cell],
                    Routes = [new FilterRoute("10.1.0.0/16", "transit", "10.9.0.2", 6)],
                },
                Permit("in", 1, "any", "any")
            );

        Ask(pair, "10.1.0.5", "10.2.0.10").Verdict.ShouldBe(ReachVerdict.Permitted);
        ReachAnswer answer = Ask(chain, "10.1.0.5", "10.2.0.10");
        answer.Hops.Length.ShouldBe(2);
        answer.Verdict.ShouldBe(ReachVerdict.Denied);
    }

    [Fact]
    public void A_device_without_a_route_to_one_side_is_named_as_unknown()
    {
        FilterDevice device = Device() with { Routes = [] };

        ReachAnswer answer = Ask(With(device), "10.1.0.5", "172.16.0.1");

        answer.Verdict.ShouldBe(ReachVerdict.Unknown);
        answer.Unknown.ShouldHaveSingleItem().ShouldStartWith("fw leads to one side by 'office'");
    }

    [Fact]
    public void Rules_without_end_are_given_up_and_said_so()
    {
        FilterRule[] circle = [Permit("in", 1, "any", "any") with { Action = FilterAction.Jump, Target = "in" }];

        Ask(With(Device(Entry("in", "office")), circle), "10.1.0.5", "10.2.0.10").IsGivenUp.ShouldBeTrue();
    }
}
