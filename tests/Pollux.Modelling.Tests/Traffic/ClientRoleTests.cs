using Pollux.Modelling.Devices;
using Pollux.Modelling.Traffic;
using Pollux.Twin.Assets;
using Pollux.Twin.Flows;

namespace Pollux.Modelling.Tests.Traffic;

public sealed class ClientRoleTests
{
    private static Plant Cell(string client = "Device", int controllers = 1)
    {
        Plant plant = new Plant()
            .Declared("Zone", "cell")
            .Observed(client, "10.2.0.50")
            .Link("10.2.0.50", "zones", "cell");
        for (int i = 1; i <= controllers; i++)
        {
            plant
                .Observed("Device", $"10.2.0.{i}")
                .Link($"10.2.0.{i}", "zones", "cell")
                .Service($"10.2.0.{i}", 502, "modbus");
        }

        return plant;
    }

    private static Plant Using(Plant plant, int controllers, int days, params FlowUse[] uses)
    {
        for (int i = 1; i <= controllers; i++)
        {
            plant.Flow("10.2.0.50", $"tcp/502 on 10.2.0.{i}", days, uses);
        }

        return plant;
    }

    [Theory]
    [InlineData(1, "EngineeringStation", FlowUse.Read, FlowUse.Program)]
    [InlineData(1, "OperatorStation", FlowUse.Read, FlowUse.Write)]
    [InlineData(2, "OperatorStation", FlowUse.Control)]
    [InlineData(3, "ControlServer", FlowUse.Read, FlowUse.Write)]
    [InlineData(2, "OperatorStation", FlowUse.Read)]
    [InlineData(3, "Historian", FlowUse.Read)]
    public void What_a_client_does_with_controllers_tells_what_it_is(
        int controllers,
        string type,
        params FlowUse[] uses
    )
    {
        Modelled model = Using(Cell(controllers: controllers), controllers, 20, uses).Model();

        model.Type("10.2.0.50").ShouldBe(type);
        model.Type("10.2.0.1").ShouldBe("Controller");
        string reason = model.Twin.AssetGrounds[model.Names.ToList().IndexOf("10.2.0.50")].Type.Reason;
        reason.ShouldContain("10.2.0.1 tcp/502");
        reason.ShouldContain("20 connections, 2026-11-01 to 2026-11-20; zeek");
    }

    [Fact]
    public void Who_read_once_or_only_asked_who_is_there_is_not_taken_for_anything()
    {
        Using(Cell(), 1, 1, FlowUse.Read).Model().Findings(DeviceRules.WithoutRole).ShouldHaveSingleItem();
        Using(Cell(), 1, 20, FlowUse.Discover).Model().Findings(DeviceRules.WithoutRole).ShouldHaveSingleItem();
        Using(Cell(), 1, 20, FlowUse.Read).Model().Findings(DeviceRules.WithoutRole).ShouldBeEmpty();
    }

    [Fact]
    public void Attempts_that_nobody_answered_tell_nothing() =>
        Cell().Attempt("10.2.0.50", "tcp/502 on 10.2.0.1").Model().Type("10.2.0.50").ShouldBe("Computer");

    [Fact]
    public void Reading_from_a_server_of_the_process_that_is_no_device_at_it_tells_nothing()
    {
        Plant plant = Cell(controllers: 0)
            .Declared("ControlServer", "scada")
            .Link("scada", "zones", "cell")
            .Service("scada", 4840, "opcua")
            .Flow("10.2.0.50", "tcp/4840 on scada", 20, FlowUse.Read, FlowUse.Write);

        plant.Model().Findings(DeviceRules.WithoutRole).ShouldHaveSingleItem().Asset.ShouldBe("10.2.0.50");
    }

    [Theory]
    [InlineData("Controller", "Controller")]
    [InlineData("Historian", "Historian")]
    [InlineData("Computer", "OperatorStation")]
    public void What_the_site_declares_is_made_more_special_and_never_overruled(string declared, string type) =>
        Using(Cell(declared), 1, 20, FlowUse.Write).Model().Type("10.2.0.50").ShouldBe(type);

    [Fact]
    public void A_controller_that_polls_others_stays_a_controller()
    {
        Plant plant = Using(Cell(), 1, 20, FlowUse.Read).Service("10.2.0.50", 502, "modbus");

        plant.Model().Type("10.2.0.50").ShouldBe("Controller");
    }

    [Fact]
    public void Installed_software_says_more_than_traffic()
    {
        Plant plant = Using(Cell(), 1, 20, FlowUse.Write)
            .Property("10.2.0.50", Properties.Product, "FactoryTalk Historian SE");

        plant.Model().Type("10.2.0.50").ShouldBe("Historian");
    }

    [Fact]
    public void A_station_that_programs_a_controller_is_linked_with_it_and_a_declared_controller_makes_it_a_finding()
    {
        Plant seen = Using(Cell(), 1, 2, FlowUse.Program);
        seen.Model().Linked("10.2.0.50", "programs").ShouldBe(["10.2.0.1"]);
        seen.Model().Findings(TrafficRules.ProgrammedByOther).ShouldBeEmpty();

        Plant declared = Using(Cell(), 1, 2, FlowUse.Program).Property("10.2.0.1", Properties.Standing, "declared");
        declared.Model().Findings(TrafficRules.ProgrammedByOther).ShouldHaveSingleItem().Asset.ShouldBe("10.2.0.1");
        declared
            .Property("10.2.0.50", Properties.Standing, "declared")
            .Declared("EngineeringStation", "10.2.0.50")
            .Link("10.2.0.50", "programs", "10.2.0.1")
            .Declared("Controller", "10.2.0.1")
            .Model()
            .Findings(TrafficRules.ProgrammedByOther)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Who_only_reads_and_writes_programs_nothing() =>
        Using(Cell("EngineeringStation"), 1, 20, FlowUse.Read, FlowUse.Write)
            .Model()
            .Linked("10.2.0.50", "programs")
            .ShouldBeEmpty();

    [Theory]
    [InlineData("OperatorStation", "shows")]
    [InlineData("ControlServer", "supervises")]
    [InlineData("Historian", "records")]
    public void Who_uses_a_controller_sees_its_loops_unless_the_site_says_which(string type, string role)
    {
        Plant Loops() =>
            Using(Cell(type), 1, 20, FlowUse.Read, FlowUse.Write)
                .Declared("ControlLoop", "flow")
                .Declared("ControlLoop", "level")
                .Declared("Controller", "10.2.0.1")
                .Link("10.2.0.1", "runs", "flow", "level");

        Loops().Model().Linked("10.2.0.50", role).ShouldBe(["flow", "level"]);
        Loops().Link("10.2.0.50", role, "level").Model().Linked("10.2.0.50", role).ShouldBe(["level"]);
    }

    [Fact]
    public void A_controller_that_is_steadily_written_to_runs_a_loop_and_one_that_is_read_does_not()
    {
        Modelled written = Using(Cell(), 1, 20, FlowUse.Write).Model();

        written.Linked("10.2.0.1", "runs").ShouldBe(["loop of 10.2.0.1"]);
        written.Linked("10.2.0.50", "shows").ShouldBe(["loop of 10.2.0.1"]);
        written.Findings(TrafficRules.LoopAdded).ShouldHaveSingleItem().Reason.ShouldContain("10.2.0.50");
        Using(Cell(), 1, 20, FlowUse.Read).Model().Linked("10.2.0.1", "runs").ShouldBeEmpty();
        Using(Cell(), 1, 1, FlowUse.Write).Model().Linked("10.2.0.1", "runs").ShouldBeEmpty();
    }

    [Fact]
    public void Where_the_site_declares_a_loop_none_is_made()
    {
        Modelled model = Using(Cell(), 1, 20, FlowUse.Write)
            .Declared("ControlLoop", "flow")
            .Link("10.2.0.1", "runs", "flow")
            .Model();

        model.Linked("10.2.0.1", "runs").ShouldBe(["flow"]);
        model.Findings(TrafficRules.LoopAdded).ShouldBeEmpty();
    }
}
