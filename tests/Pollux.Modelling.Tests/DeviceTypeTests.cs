using Pollux.Modelling.Devices;
using Pollux.Modelling.Findings;
using Pollux.Twin.Assets;

namespace Pollux.Modelling.Tests;

public sealed class DeviceTypeTests
{
    [Fact]
    public void A_host_that_answers_in_a_programming_protocol_is_a_controller()
    {
        Modelled model = new Plant().Observed("Device", "10.0.0.7").Service("10.0.0.7", 20256, "pcom").Model();

        model.Type("10.0.0.7").ShouldBe("Controller");
    }

    [Fact]
    public void A_port_alone_that_only_the_port_table_names_does_not_make_a_controller_of_a_host()
    {
        Modelled model = new Plant()
            .Observed("Device", "10.0.0.7")
            .Service("10.0.0.7", 20256, "unknown", method: "table")
            .Model();

        model.Type("10.0.0.7").ShouldBe("Computer");
        model.Findings(DeviceRules.WithoutRole).ShouldHaveSingleItem().Asset.ShouldBe("10.0.0.7");
    }

    [Fact]
    public void Weak_hints_at_one_type_add_up()
    {
        Modelled model = new Plant()
            .Observed("Device", "10.0.0.7", (Properties.Vendor, "Unitronics"))
            .Service("10.0.0.7", 20256, "unknown", method: "table")
            .Model();

        model.Type("10.0.0.7").ShouldBe("Controller");
        string origin = model.Twin.Model.Assets.Single(asset => asset.Name == "10.0.0.7").Origin[1];
        origin.ShouldContain("its vendor is 'Unitronics'");
        origin.ShouldContain("(by its port)");
    }

    [Theory]
    [InlineData(Properties.Product, "SIMATIC S7-1200", "Controller")]
    [InlineData(Properties.Product, "Triconex Tricon v10", "SafetyController")]
    [InlineData(Properties.Product, "MOXA NPort 5110", "Gateway")]
    [InlineData(Properties.Product, "SINAMICS G120", "FieldDevice")]
    [InlineData(Properties.Product, "FortiGate 60F", "NetworkDevice")]
    [InlineData(Properties.Product, "Sierra Wireless AirLink RV50", "RemoteAccessGateway")]
    [InlineData(Properties.OperatingSystem, "Microsoft Windows Server 2019", "Computer")]
    [InlineData(Properties.OperatingSystem, "Cisco IOS 15.2", "NetworkDevice")]
    public void What_a_device_says_of_itself_decides(string property, string value, string type)
    {
        new Plant().Observed("Device", "x", (property, value)).Model().Type("x").ShouldBe(type);
    }

    [Theory]
    [InlineData("Siemens TIA Portal V17", "EngineeringStation")]
    [InlineData("OSIsoft PI Data Archive", "Historian")]
    [InlineData("SIMATIC WinCC Runtime Advanced", "OperatorStation")]
    [InlineData("Inductive Automation Ignition", "ControlServer")]
    [InlineData("Veeam Backup & Replication", "ManagementServer")]
    public void A_computer_is_what_its_software_makes_it(string product, string type)
    {
        Modelled model = new Plant()
            .Observed("Device", "x", (Properties.OperatingSystem, "Windows 10"))
            .Observed("Software", "product", (Properties.Product, product))
            .Link("x", "software", "product")
            .Model();

        model.Type("x").ShouldBe(type);
    }

    [Fact]
    public void A_computer_without_such_software_stays_a_computer()
    {
        Modelled model = new Plant()
            .Observed("Device", "x", (Properties.OperatingSystem, "Windows 10"))
            .Observed("Software", "product", (Properties.Product, "7-Zip"))
            .Link("x", "software", "product")
            .Model();

        model.Type("x").ShouldBe("Computer");
        model.Findings(DeviceRules.WithoutRole).ShouldBeEmpty();
    }

    [Fact]
    public void A_declared_type_wins_and_a_clear_contradiction_is_a_finding()
    {
        Modelled model = new Plant().Declared("Historian", "x", (Properties.Product, "SIMATIC S7-1200")).Model();

        model.Type("x").ShouldBe("Historian");
        Finding finding = model.Findings(DeviceRules.RoleContradicted).ShouldHaveSingleItem();
        finding.Title.ShouldBe("x is declared as Historian but looks like Controller");
        finding.Reason.ShouldContain("SIMATIC S7-1200");
    }

    [Fact]
    public void A_declared_type_that_agrees_with_what_was_seen_is_no_finding()
    {
        Modelled model = new Plant().Declared("Controller", "x", (Properties.Product, "SIMATIC S7-1200")).Model();

        model.Findings(DeviceRules.RoleContradicted).ShouldBeEmpty();
    }

    [Fact]
    public void A_declared_type_is_made_more_special_by_what_was_seen()
    {
        Modelled model = new Plant().Declared("Computer", "x", (Properties.Product, "Proficy Historian")).Model();

        model.Type("x").ShouldBe("Historian");
    }

    [Fact]
    public void A_name_is_matched_as_a_word_not_as_a_part_of_one()
    {
        new Plant().Observed("Device", "plc2-intake").Model().Type("plc2-intake").ShouldBe("Controller");
        new Plant().Observed("Device", "splcx").Model().Type("splcx").ShouldBe("Computer");
    }

    [Fact]
    public void A_host_that_is_down_and_has_no_services_is_left_out()
    {
        Modelled model = new Plant()
            .Observed("Device", "down", (Properties.Status, "down"))
            .Observed("Device", "up", (Properties.Status, "up"))
            .Model();

        model.Names.ShouldContain("up");
        model.Names.ShouldNotContain("down");
    }
}
