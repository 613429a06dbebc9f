using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Modelling.Networks;
using Pollux.Twin.Assets;

namespace Pollux.Modelling.Tests;

public sealed class NetworkTests
{
    private static Plant TwoZones() =>
        new Plant()
            .Declared("Internet", "internet")
            .Declared("Zone", "office", (Properties.Level, "4"))
            .Declared("Zone", "cell", (Properties.Level, "1"))
            .Declared("Controller", "plc")
            .Link("plc", "zones", "cell")
            .Service("plc", 502, "modbus")
            .Service("plc", 80, "http");

    [Theory]
    [InlineData("modbus")]
    [InlineData("502")]
    [InlineData("tcp/502")]
    [InlineData("502/tcp")]
    [InlineData("500-600/tcp")]
    [InlineData("MBAP")]
    public void A_conduit_permits_the_services_that_match_what_it_declares(string permit)
    {
        Modelled model = TwoZones().Conduit("rule", "office", "cell", permit).Model();

        model.Linked("rule", "permits").ShouldBe(["plc modbus/502"]);
        model.Defense("rule", "blocked").ShouldBeNull();
    }

    [Fact]
    public void A_conduit_that_permits_any_opens_the_whole_zone_and_is_a_finding()
    {
        Modelled model = TwoZones().Conduit("rule", "office", "cell", "any").Model();

        model.Linked("rule", "permits").ShouldBeEmpty();
        model.Defense("rule", "blocked").ShouldBeNull();
        model.Findings(NetworkRules.OpenConduit).ShouldHaveSingleItem().Asset.ShouldBe("rule");
    }

    [Theory]
    [InlineData("ssh")]
    [InlineData("502/udp")]
    public void A_conduit_that_permits_what_nobody_offers_is_closed_and_a_finding(string permit)
    {
        Modelled model = TwoZones().Conduit("rule", "office", "cell", permit).Model();

        model.Defense("rule", "blocked").ShouldBe(1);
        model.Findings(NetworkRules.NothingBehindConduit).ShouldHaveSingleItem().Reason.ShouldContain(permit);
    }

    [Fact]
    public void A_conduit_to_the_internet_needs_no_known_services()
    {
        Modelled model = TwoZones().Conduit("out", "office", "internet", "https").Model();

        model.Defense("out", "blocked").ShouldBeNull();
        model.Findings(NetworkRules.NothingBehindConduit).ShouldBeEmpty();
        model.Linked("out", "to").ShouldBe(["internet"]);
    }

    [Fact]
    public void Services_that_a_conduit_names_one_by_one_are_all_that_it_permits()
    {
        Modelled model = TwoZones().Conduit("rule", "office", "cell").Link("rule", "permits", "tcp/80 on plc").Model();

        model.Linked("rule", "permits").ShouldBe(["plc http/80"]);
        model.Findings(NetworkRules.OpenConduit).ShouldBeEmpty();
    }

    [Fact]
    public void A_permit_that_nobody_understands_opens_nothing_and_is_suggested_a_name()
    {
        Modelled model = TwoZones().Conduit("rule", "office", "cell", "modbuss").Model();

        model.Defense("rule", "blocked").ShouldBe(1);
        Finding finding = model.Findings(NetworkRules.PermitNotUnderstood).ShouldHaveSingleItem();
        finding.Reason.ShouldContain("'modbuss'");
        finding.Reason.ShouldContain("Did you mean 'modbus'?");
    }

    [Fact]
    public void Controls_of_a_conduit_and_its_firewall_are_carried_over()
    {
        Modelled model = TwoZones()
            .Conduit("rule", "office", "cell", "modbus")
            .Defense("rule", "inspected", 0.8)
            .Declared("NetworkDevice", "fw")
            .Link("rule", "enforcedBy", "fw")
            .Model();

        model.Defense("rule", "inspected").ShouldBe(0.8);
        model.Linked("fw", "enforces").ShouldBe(["rule"]);
    }

    [Fact]
    public void A_conduit_without_an_end_is_left_out_and_a_finding()
    {
        Modelled model = TwoZones().Declared("Conduit", "loose").Link("loose", "from", "office").Model();

        model.Names.ShouldNotContain("loose");
        model.Findings(LanguageRules.LinkMissing).ShouldHaveSingleItem().Title.ShouldBe("loose has no 'to'");
    }

    [Fact]
    public void A_device_in_no_zone_is_a_finding_and_a_guest_of_a_host_is_not()
    {
        Modelled model = new Plant()
            .Declared("Zone", "office")
            .Declared("Computer", "placed")
            .Link("placed", "zones", "office")
            .Declared("Computer", "guest")
            .Link("guest", "host", "placed")
            .Declared("Computer", "lost")
            .Model();

        model.Findings(NetworkRules.Unplaced).ShouldHaveSingleItem().Asset.ShouldBe("lost");
    }

    [Fact]
    public void A_computer_in_two_zones_is_a_finding_and_a_firewall_is_not()
    {
        Modelled model = TwoZones()
            .Declared("Computer", "bridge")
            .Link("bridge", "zones", "office", "cell")
            .Declared("NetworkDevice", "fw")
            .Link("fw", "zones", "office", "cell")
            .Model();

        model.Linked("bridge", "zones").ShouldBe(["cell", "office"]);
        model.Findings(NetworkRules.DualHomed).ShouldHaveSingleItem().Asset.ShouldBe("bridge");
    }

    [Fact]
    public void A_controller_with_a_public_address_is_reachable_from_the_internet()
    {
        Modelled model = TwoZones().Property("plc", Properties.Address, "203.0.113.9").Model();

        model.Linked("internet", "outgoing").ShouldBe(["internet to cell by public address"]);
        model.Linked("internet to cell by public address", "permits").ShouldBe(["plc http/80", "plc modbus/502"]);
        model.Findings(NetworkRules.InternetAccessible).ShouldHaveSingleItem().Severity.ShouldBe(FindingSeverity.High);
        model.Findings(NetworkRules.ControlFromInternet).ShouldHaveSingleItem().Asset.ShouldBe("plc modbus/502");
    }

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("192.168.0.4")]
    [InlineData("172.31.255.1")]
    [InlineData("100.64.0.1")]
    [InlineData("fd00::1")]
    [InlineData("not an address")]
    public void A_controller_with_a_private_address_is_not(string address)
    {
        Modelled model = TwoZones().Property("plc", Properties.Address, address).Model();

        model.Linked("internet", "outgoing").ShouldBeEmpty();
        model.Findings(NetworkRules.InternetAccessible).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("2001:db8::7")]
    [InlineData("::ffff:198.51.100.1")]
    public void Addresses_that_the_internet_routes_are_public(string address)
    {
        PublicAddress.IsPublic(address).ShouldBeTrue();
    }

    [Fact]
    public void A_web_server_with_a_public_address_is_no_finding()
    {
        Modelled model = SeenFromOutside().Model();

        model.Findings(NetworkRules.InternetAccessible).ShouldBeEmpty();
    }

    [Fact]
    public void What_the_site_lets_the_internet_reach_is_believed_over_a_public_address()
    {
        Modelled model = TwoZones()
            .Property("plc", Properties.Address, "203.0.113.9")
            .Conduit("portal", "internet", "cell", "http")
            .Model();

        model.Linked("internet", "outgoing").ShouldBe(["portal"]);
        model.Linked("portal", "permits").ShouldBe(["plc http/80"]);
        model.Findings(NetworkRules.InternetAccessible).ShouldHaveSingleItem();
    }

    [Fact]
    public void The_internet_is_added_only_when_something_is_reachable_from_it_and_this_is_said()
    {
        Plant Site() =>
            new Plant()
                .Declared("Zone", "cell")
                .Declared("Controller", "plc")
                .Link("plc", "zones", "cell")
                .Service("plc", 502, "modbus");

        Modelled isolated = Site().Model();
        Modelled exposed = Site().Property("plc", Properties.Address, "203.0.113.9").Model();

        isolated.Names.ShouldNotContain("internet");
        isolated.Findings(NetworkRules.NoInternet).ShouldHaveSingleItem();
        exposed.Type("internet").ShouldBe("Internet");
        exposed.Findings(NetworkRules.InternetAdded).ShouldHaveSingleItem();
        exposed.Findings(NetworkRules.NoInternet).ShouldBeEmpty();
    }

    [Fact]
    public void Two_sources_that_speak_of_the_internet_speak_of_one()
    {
        Modelled model = TwoZones()
            .Declared("Zone", "Internet")
            .Conduit("a", "internet", "cell", "http")
            .Conduit("b", "Internet", "office", "any")
            .Model();

        model.Twin.Model.Assets.Count(asset => asset.Type == "Internet").ShouldBe(1);
        model.Twin.IndexesOf("id:Internet").ShouldBe(model.Twin.IndexesOf("id:internet"));
    }

    [Fact]
    public void Control_services_that_the_office_reaches_directly_are_findings()
    {
        Modelled direct = TwoZones().Conduit("rule", "office", "cell", "modbus", "http").Model();
        Modelled closed = TwoZones().Conduit("rule", "office", "cell", "modbus").Defense("rule", "blocked", 1).Model();

        direct.Findings(NetworkRules.ControlFromCorporate).ShouldHaveSingleItem().Asset.ShouldBe("plc modbus/502");
        closed.Findings(NetworkRules.ControlFromCorporate).ShouldBeEmpty();
    }

    [Fact]
    public void A_control_service_in_the_office_itself_is_a_finding()
    {
        Modelled model = TwoZones()
            .Declared("Controller", "stray")
            .Link("stray", "zones", "office")
            .Service("stray", 502, "modbus")
            .Model();

        model
            .Findings(NetworkRules.ControlFromCorporate)
            .ShouldHaveSingleItem()
            .Title.ShouldBe("stray modbus/502 stands in office");
    }

    private static Plant SeenFromOutside(params string[] insideAddresses) =>
        TwoZones()
            .Observed(
                "Computer",
                "web",
                [
                    (Properties.Address, "203.0.113.10"),
                    .. insideAddresses.Select(address => (Properties.Address, address)),
                ]
            )
            .Link("web", "zones", "office")
            .Service("web", 443, "https");

    [Fact]
    public void What_a_scan_of_a_public_address_found_open_can_be_reached_from_the_internet()
    {
        Modelled model = SeenFromOutside().Model();

        model.Linked("internet", "outgoing").ShouldBe(["internet to office as seen from outside"]);
        model.Linked("web https/443", "permittedBy").ShouldBe(["internet to office as seen from outside"]);
        model.Findings(NetworkRules.ShadowPath).ShouldHaveSingleItem().Asset.ShouldBe("web https/443");
    }

    [Fact]
    public void What_the_site_permits_from_outside_is_no_shadow_path()
    {
        Modelled model = SeenFromOutside().Conduit("portal", "internet", "office", "https").Model();

        model.Linked("internet", "outgoing").ShouldBe(["portal"]);
        model.Findings(NetworkRules.ShadowPath).ShouldBeEmpty();
    }

    [Fact]
    public void A_record_that_knows_an_inside_address_too_does_not_show_the_outside()
    {
        Modelled model = SeenFromOutside("10.1.0.10").Model();

        model.Linked("internet", "outgoing").ShouldBeEmpty();
        model.Findings(NetworkRules.ShadowPath).ShouldBeEmpty();
    }
}
