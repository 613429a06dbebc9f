using Pollux.Modelling.Findings;
using Pollux.Modelling.Networks;
using Pollux.Modelling.Tests.Reachability;
using Pollux.Modelling.Traffic;
using Pollux.Twin.Assets;
using Pollux.Twin.Filtering;
using Pollux.Twin.Flows;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Tests.Traffic;

public sealed class ObservedWayTests
{
    private const string Modbus = "tcp/502 on plc";

    private static Plant Site() =>
        new Plant()
            .Declared("Internet", "internet")
            .Declared("Zone", "office", (Properties.Network, "10.1.0.0/16"))
            .Declared("Zone", "cell", (Properties.Network, "10.2.0.0/24"))
            .Declared("Computer", "pc", (Properties.Address, "10.1.0.5"))
            .Link("pc", "zones", "office")
            .Declared("Controller", "plc", (Properties.Address, "10.2.0.10"))
            .Link("plc", "zones", "cell")
            .Declared("OperatorStation", "hmi", (Properties.Address, "10.2.0.20"))
            .Link("hmi", "zones", "cell")
            .Service("plc", 502, "modbus")
            .Service("plc", 443, "https");

    private static FlowVerdict Verdict(Modelled model) => model.Twin.Traffic.ShouldHaveSingleItem();

    [Fact]
    public void Answered_traffic_that_nothing_permits_is_a_conduit_of_less_than_full_confidence_and_a_finding()
    {
        Modelled model = Site().Flow("pc", Modbus).Model();

        model.Linked("office to cell as observed", "permits").ShouldBe(["plc modbus/502"]);
        model.Linked("office to cell as observed", "from").ShouldBe(["office"]);
        model.Linked("office to cell as observed", "to").ShouldBe(["cell"]);
        model.Defense("office to cell as observed", "blocked")!.Value.ShouldBe(1 - ObservedWays.Confidence, 1e-9);
        Finding finding = model.Findings(TrafficRules.ShadowPath).ShouldHaveSingleItem();
        finding.Severity.ShouldBe(FindingSeverity.High);
        finding.Reason.ShouldContain("pc used plc modbus/502 (20 connections, 2026-11-01 to 2026-11-20; zeek)");
        finding.Evidence.ShouldBe([Plant.Watched]);
        Verdict(model).Way.ShouldBe(FlowWay.NotPermitted);
        Verdict(model).IsExplained.ShouldBeFalse();
    }

    [Fact]
    public void Traffic_over_a_declared_conduit_is_no_shadow_path()
    {
        Modelled model = Site().Conduit("rule", "office", "cell", "modbus").Flow("pc", Modbus).Model();

        model.Names.ShouldNotContain("office to cell as observed");
        model.Findings(TrafficRules.ShadowPath).ShouldBeEmpty();
        Verdict(model).Way.ShouldBe(FlowWay.Declared);
        Verdict(model).IsExplained.ShouldBeTrue();
    }

    [Theory]
    [InlineData("office", "cell", "https")]
    [InlineData("cell", "office", "modbus")]
    public void A_conduit_for_another_service_or_the_other_way_permits_nothing_of_it(
        string from,
        string to,
        string permits
    )
    {
        Modelled model = Site().Conduit("rule", from, to, permits).Flow("pc", Modbus).Model();

        model.Linked("office to cell as observed", "permits").ShouldBe(["plc modbus/502"]);
        Verdict(model).Way.ShouldBe(FlowWay.NotPermitted);
    }

    [Fact]
    public void A_conduit_that_is_closed_permits_nothing()
    {
        Modelled model = Site()
            .Conduit("diode", "office", "cell", "modbus")
            .Defense("diode", "oneWay", 1)
            .Flow("pc", Modbus)
            .Model();

        model.Findings(TrafficRules.ShadowPath).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public void What_is_not_known_to_be_answered_proves_no_way(bool? answered)
    {
        Modelled model = Site().Attempt("pc", Modbus, answered).Model();

        model.Names.ShouldNotContain("office to cell as observed");
        model.Findings(TrafficRules.ShadowPath).ShouldBeEmpty();
        Verdict(model).Way.ShouldBe(FlowWay.NotPermitted);
    }

    [Fact]
    public void Within_a_zone_nothing_need_be_permitted()
    {
        Modelled model = Site().Flow("hmi", Modbus).Model();

        model.Findings(TrafficRules.ShadowPath).ShouldBeEmpty();
        Verdict(model).Way.ShouldBe(FlowWay.WithinZone);
        Verdict(model).IsExplained.ShouldBeTrue();
    }

    [Fact]
    public void A_device_that_only_traffic_knows_is_not_explained_though_its_way_is_permitted()
    {
        Modelled model = Site().Proposed("10.2.0.77", "cell").Flow("10.2.0.77", Modbus).Model();

        Verdict(model).Way.ShouldBe(FlowWay.WithinZone);
        Verdict(model).IsExplained.ShouldBeFalse();
        Verdict(model).Reason.ShouldEndWith("only traffic knows one of the devices");
    }

    [Fact]
    public void Of_a_device_in_no_zone_nothing_can_be_said()
    {
        Modelled model = Site().Declared("Computer", "lost").Flow("lost", Modbus).Model();

        Verdict(model).Way.ShouldBe(FlowWay.Unplaced);
        Verdict(model).IsExplained.ShouldBeFalse();
        model.Findings(TrafficRules.ShadowPath).ShouldBeEmpty();
    }

    [Fact]
    public void What_a_configured_rule_lets_pass_is_no_shadow_path_and_what_it_stops_is_one_that_says_so()
    {
        static Plant Firewall(FilterRule rule) =>
            Site()
                .Declared("NetworkDevice", "fw")
                .Filter("fw", Filters.Device(Filters.Entry("in", "office")), rule)
                .Flow("pc", Modbus);

        Modelled open = Firewall(Filters.Permit("in", 1, "any", "10.2.0.0/24", 502)).Model();
        Verdict(open).Way.ShouldBe(FlowWay.Configured);
        open.Findings(TrafficRules.ShadowPath).ShouldBeEmpty();
        Modelled closed = Firewall(Filters.Permit("in", 1, "any", "10.2.0.0/24", 443)).Model();
        closed
            .Findings(TrafficRules.ShadowPath)
            .ShouldHaveSingleItem()
            .Reason.ShouldContain("fw is configured not to let it pass");
    }

    [Fact]
    public void A_controller_that_the_office_was_seen_using_is_exposed_to_it()
    {
        Site()
            .Flow("pc", Modbus)
            .Property("office", Properties.Level, "4")
            .Model()
            .Findings(NetworkRules.ControlFromCorporate)
            .ShouldHaveSingleItem()
            .Asset.ShouldBe("plc modbus/502");
        Site()
            .Property("office", Properties.Level, "4")
            .Model()
            .Findings(NetworkRules.ControlFromCorporate)
            .ShouldBeEmpty();
    }

    [Theory]
    [InlineData("pc", FindingSeverity.Medium)]
    [InlineData("plc", FindingSeverity.High)]
    public void Traffic_to_the_internet_that_nothing_permits_is_a_conduit_and_a_finding(
        string client,
        FindingSeverity severity
    )
    {
        Modelled model = Site().FlowOut(client).Model();

        string zone = client == "pc" ? "office" : "cell";
        model.Linked($"{zone} to internet as observed", "to").ShouldBe(["internet"]);
        Finding finding = model.Findings(TrafficRules.OutsideTraffic).ShouldHaveSingleItem();
        (finding.Severity, finding.Asset).ShouldBe((severity, client));
    }

    [Fact]
    public void Declared_traffic_to_the_internet_is_only_worth_knowing_and_other_ports_are_not_declared_by_it()
    {
        Modelled declared = Site().Conduit("out", "office", "internet", "https").FlowOut("pc").Model();

        Verdict(declared).IsExplained.ShouldBeTrue();
        declared.Findings(TrafficRules.OutsideTraffic).ShouldHaveSingleItem().Severity.ShouldBe(FindingSeverity.Info);
        declared.Names.ShouldNotContain("office to internet as observed");
        Modelled other = Site().Conduit("out", "office", "internet", "https").FlowOut("pc", "22/tcp").Model();
        Verdict(other).Way.ShouldBe(FlowWay.NotPermitted);
    }

    [Fact]
    public void A_service_that_the_internet_was_seen_using_is_reachable_from_it_unless_that_is_declared()
    {
        Modelled model = Site().FlowIn("tcp/443 on plc").Model();

        model.Linked("internet to cell as observed", "permits").ShouldBe(["plc https/443"]);
        model.Findings(TrafficRules.OutsideTraffic).ShouldHaveSingleItem().Severity.ShouldBe(FindingSeverity.High);
        Modelled declared = Site().Conduit("in", "internet", "cell", "https").FlowIn("tcp/443 on plc").Model();
        declared.Names.ShouldNotContain("internet to cell as observed");
        Verdict(declared).IsExplained.ShouldBeTrue();
    }

    [Fact]
    public void Traffic_with_the_outside_adds_the_internet_that_no_source_names()
    {
        static Plant Isolated() =>
            new Plant().Declared("Zone", "cell").Declared("Controller", "plc").Link("plc", "zones", "cell");

        Modelled model = Isolated().FlowOut("plc").Model();
        model.Type("internet").ShouldBe("Internet");
        model.Findings(NetworkRules.NoInternet).ShouldBeEmpty();
        Isolated().Model().Findings(NetworkRules.NoInternet).ShouldHaveSingleItem();
    }

    [Fact]
    public void Each_flow_of_the_revision_is_judged_in_its_order()
    {
        Revision revision = Site().Flow("hmi", Modbus).Flow("pc", Modbus).FlowOut("pc").Revision();

        new Modelled(revision).Twin.Traffic.Select(verdict => verdict.Flow).ShouldBe(revision.Flows);
    }
}
