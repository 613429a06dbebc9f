using Pollux.Modelling.Reachability;
using Pollux.Twin.Assets;
using Pollux.Twin.Filtering;
using static Pollux.Modelling.Tests.Reachability.Filters;

namespace Pollux.Modelling.Tests.Reachability;

public sealed class ConfiguredConduitTests
{
    private static Plant Site() =>
        new Plant()
            .Declared("Internet", "internet")
            .Declared("Zone", "office", (Properties.Network, "10.1.0.0/16"))
            .Declared("Zone", "cell", (Properties.Network, "10.2.0.0/24"))
            .Declared("NetworkDevice", "fw")
            .Declared("Controller", "plc", (Properties.Address, "10.2.0.10"))
            .Link("plc", "zones", "cell")
            .Service("plc", 502, "modbus")
            .Service("plc", 80, "http");

    private static Plant Configured(params FilterRule[] rules) =>
        Site().Filter("fw", Device(Entry("in", "office")), rules);

    [Fact]
    public void A_rule_becomes_a_conduit_that_permits_the_services_it_reaches_and_that_the_device_enforces()
    {
        Modelled model = Configured(Permit("in", 1, "any", "10.2.0.0/24", 502)).Model();

        model.Linked("office to cell by fw", "permits").ShouldBe(["plc modbus/502"]);
        model.Linked("office to cell by fw", "enforcedBy").ShouldBe(["fw"]);
        model.Defense("office to cell by fw", "inspected").ShouldBeNull();
    }

    [Fact]
    public void The_implicit_deny_is_no_conduit()
    {
        Modelled model = Configured(Deny("in", 1, "any", "any", 502)).Model();

        model.Names.ShouldNotContain("office to cell by fw");
    }

    [Fact]
    public void A_rule_for_everything_opens_the_whole_zone_and_is_a_finding()
    {
        Modelled model = Configured(Permit("in", 1, "any", "any")).Model();

        model.Linked("office to cell by fw", "permits").ShouldBeEmpty();
        model.Findings(ReachabilityRules.AnyToAny).ShouldHaveSingleItem().Asset.ShouldBe("fw");
    }

    [Fact]
    public void A_conduit_of_inspected_rules_only_is_inspected()
    {
        FilterRule inspected = Permit("in", 1, "any", "any", 502) with { IsInspected = true };

        Configured(inspected).Model().Defense("office to cell by fw", "inspected").ShouldBe(1);
        Configured(inspected, Permit("in", 2, "any", "any", 80))
            .Model()
            .Defense("office to cell by fw", "inspected")
            .ShouldBeNull();
    }

    [Fact]
    public void A_declared_conduit_that_says_the_same_is_enforced_and_no_finding()
    {
        Modelled model = Configured(Permit("in", 1, "any", "10.2.0.0/24", 502))
            .Conduit("declared", "office", "cell", "modbus")
            .Conduit("up", "cell", "office", "any")
            .Model();

        model.Linked("declared", "enforcedBy").ShouldBe(["fw"]);
        model.Names.ShouldNotContain("office to cell by fw");
        model.Findings(ReachabilityRules.NotConfigured).ShouldBeEmpty();
        model.Findings(ReachabilityRules.NotDeclared).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_configured_and_not_declared_is_modelled_and_a_finding()
    {
        Modelled model = Configured(Permit("in", 1, "any", "10.2.0.0/24", 502, 80))
            .Conduit("declared", "office", "cell", "modbus")
            .Conduit("up", "cell", "office", "any")
            .Model();

        model.Linked("office to cell by fw", "permits").ShouldBe(["plc http/80"]);
        model.Findings(ReachabilityRules.NotDeclared).ShouldHaveSingleItem().Reason.ShouldContain("'in' line 101");
    }

    [Fact]
    public void What_is_declared_and_not_configured_is_kept_and_a_finding()
    {
        Modelled model = Configured(Permit("in", 1, "any", "10.2.0.0/24", 80))
            .Conduit("declared", "office", "cell", "modbus", "http")
            .Model();

        model.Linked("declared", "permits").ShouldBe(["plc http/80", "plc modbus/502"]);
        model.Findings(ReachabilityRules.NotConfigured).ShouldHaveSingleItem().Title.ShouldContain("plc modbus/502");
    }

    [Fact]
    public void A_zone_behind_a_device_that_nobody_described_gets_no_conduit_by_a_rule_for_any_source()
    {
        Plant plant = Site()
            .Declared("Zone", "branch", (Properties.Network, "10.7.0.0/16"))
            .Filter(
                "fw",
                Device(Entry("in", "office")) with
                {
                    Routes = [new FilterRoute("10.7.0.0/16", "office", "10.1.0.254", 4)],
                },
                Permit("in", 1, "any", "10.2.0.0/24", 502)
            );

        plant.Model().Names.ShouldNotContain("branch to cell by fw");
    }

    [Fact]
    public void A_rule_that_names_such_a_zone_gives_one()
    {
        Plant plant = Site()
            .Declared("Zone", "branch", (Properties.Network, "10.7.0.0/16"))
            .Filter(
                "fw",
                Device(Entry("in", "office")) with
                {
                    Routes = [new FilterRoute("10.7.0.0/16", "office", "10.1.0.254", 4)],
                },
                Permit("in", 1, "10.7.3.0/24", "10.2.0.0/24", 502)
            );

        plant.Model().Linked("branch to cell by fw", "permits").ShouldBe(["plc modbus/502"]);
    }

    [Fact]
    public void From_the_internet_a_private_address_is_reached_only_where_it_is_translated()
    {
        FilterRule rule = Permit("out", 1, "any", "10.2.0.10", 502);
        FilterDevice device = Device(Entry("out", "outside"));
        FilterTranslation translation = new(
            true,
            "cell",
            "outside",
            Addresses("10.2.0.10"),
            Addresses("198.51.100.3"),
            7
        );

        Site().Filter("fw", device, rule).Model().Names.ShouldNotContain("internet to cell by fw");
        Site()
            .Filter("fw", device with { Translations = [translation] }, rule)
            .Model()
            .Linked("internet to cell by fw", "permits")
            .ShouldBe(["plc modbus/502"]);
    }

    [Fact]
    public void An_interface_whose_network_no_zone_has_becomes_a_zone_and_takes_the_devices_in_it()
    {
        Modelled model = new Plant()
            .Declared("NetworkDevice", "fw")
            .Observed("Controller", "plc", (Properties.Address, "10.2.0.10"))
            .Service("plc", 502, "modbus")
            .Filter("fw", Device(Entry("in", "office")), Permit("in", 1, "any", "any", 502))
            .Model();

        model.Linked("plc", "zones").ShouldBe(["cell of fw"]);
        model.Linked("office of fw to cell of fw by fw", "permits").ShouldBe(["plc modbus/502"]);
        model.Findings(ReachabilityRules.ZoneAdded).Count().ShouldBe(2);
    }

    [Fact]
    public void A_rule_behind_one_that_takes_all_its_packets_is_a_finding()
    {
        Modelled model = Configured(
                Deny("in", 1, "any", "10.2.0.10", 502),
                Permit("in", 2, "10.1.7.7", "10.2.0.10", 502),
                Deny("in", 3, "10.1.7.8", "10.2.0.10", 502)
            )
            .Model();

        model.Findings(ReachabilityRules.Contradicted).ShouldHaveSingleItem().Title.ShouldContain("line 102");
        model.Findings(ReachabilityRules.Redundant).ShouldHaveSingleItem().Title.ShouldContain("line 103");
    }

    [Fact]
    public void What_may_pass_is_modelled_as_passing_and_said_so()
    {
        FilterRule perhaps = Permit("in", 1, "any", "any", 502) with { Conditions = ["time-range day"] };

        Modelled model = Configured(perhaps).Model();

        model.Linked("office to cell by fw", "permits").ShouldBe(["plc modbus/502"]);
        model.Findings(ReachabilityRules.Doubtful).ShouldHaveSingleItem().Reason.ShouldContain("time-range day");
        Configured(perhaps with { Conditions = [] }).Model().Findings(ReachabilityRules.Doubtful).ShouldBeEmpty();
    }

    [Fact]
    public void Lines_that_were_not_understood_are_a_finding()
    {
        Site()
            .Filter("fw", Device(3))
            .Model()
            .Findings(ReachabilityRules.Partial)
            .ShouldHaveSingleItem()
            .Reason.ShouldStartWith("Reachability is partial, because 3 line(s) of device 'fw' were not understood.");
    }
}
