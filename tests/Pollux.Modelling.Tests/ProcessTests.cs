using Pollux.Modelling.Platform;

namespace Pollux.Modelling.Tests;

public sealed class ProcessTests
{
    private static Plant Cell() =>
        new Plant()
            .Declared("Zone", "ops")
            .Declared("Zone", "cell")
            .Declared("Controller", "plc")
            .Link("plc", "zones", "cell")
            .Service("plc", 502, "modbus")
            .Service("plc", 80, "http")
            .Declared("ControlLoop", "dosing")
            .Link("plc", "runs", "dosing")
            .Declared("OperatorStation", "hmi")
            .Link("hmi", "zones", "ops")
            .Link("hmi", "shows", "dosing")
            .Conduit("ops-to-cell", "ops", "cell", "modbus");

    [Fact]
    public void Who_writes_to_a_controllers_control_service_commands_the_loops_that_it_runs()
    {
        Modelled model = Cell().Model();

        model.Linked("dosing", "carriedOver").ShouldBe(["plc modbus/502"]);
    }

    [Fact]
    public void What_the_site_says_of_a_loops_services_is_all_that_carries_it()
    {
        Modelled model = Cell().Service("plc", 44818, "enip").Link("dosing", "carriedOver", "tcp/44818 on plc").Model();

        model.Linked("dosing", "carriedOver").ShouldBe(["plc enip/44818"]);
    }

    [Fact]
    public void A_conduit_between_a_loops_screens_and_its_controller_carries_it()
    {
        Modelled model = Cell().Model();

        model.Linked("ops-to-cell", "carried").ShouldBe(["dosing"]);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("ssh")]
    public void A_conduit_that_does_not_permit_the_control_service_does_not(string permit)
    {
        Modelled model = Cell().Conduit("other", "ops", "cell", permit).Model();

        model.Linked("other", "carried").ShouldBeEmpty();
    }

    [Fact]
    public void Losses_functions_and_units_are_as_the_site_declares_them()
    {
        Modelled model = Cell()
            .Declared("ProcessUnit", "basin")
            .Declared("Loss", "harm")
            .Declared("Function", "billing")
            .Link("dosing", "acts", "basin")
            .Link("basin", "losses", "harm")
            .Link("basin", "reliesOn", "billing")
            .Model();

        model.Linked("dosing", "acts").ShouldBe(["basin"]);
        model.Linked("harm", "unitCausers").ShouldBe(["basin"]);
        model.Linked("billing", "reliedOnBy").ShouldBe(["basin"]);
    }

    [Fact]
    public void Every_site_has_a_twin_platform_that_mirrors_its_zones_and_models_its_loops()
    {
        Modelled model = Cell().Declared("Internet", "internet").Model();

        model.Type("pollux").ShouldBe("TwinPlatform");
        model.Linked("pollux", "mirrors").ShouldBe(["cell", "ops"]);
        model.Linked("pollux", "models").ShouldBe(["dosing"]);
        model.Findings(PlatformRules.Added).ShouldHaveSingleItem();
        model.Defense("pollux", "siteIsolated").ShouldBeNull();
    }

    [Fact]
    public void A_declared_twin_platform_is_the_only_one_and_mirrors_what_it_declares()
    {
        Modelled model = Cell()
            .Declared("TwinPlatform", "the twin")
            .Link("the twin", "zones", "ops")
            .Link("the twin", "mirrors", "cell")
            .Model();

        model.Twin.Model.Assets.Count(asset => asset.Type == "TwinPlatform").ShouldBe(1);
        model.Linked("the twin", "mirrors").ShouldBe(["cell"]);
        model.Linked("the twin", "models").ShouldBe(["dosing"]);
        model.Findings(PlatformRules.Added).ShouldBeEmpty();
    }

    [Fact]
    public void A_site_of_which_nothing_is_known_has_an_empty_model()
    {
        Modelled model = new Plant().Model();

        model.Names.ShouldBeEmpty();
        model.Twin.Findings.ShouldBeEmpty();
    }
}
