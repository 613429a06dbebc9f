using Pollux.Modelling.Devices;
using Pollux.Modelling.Drafts;
using Pollux.Modelling.Findings;
using Pollux.Twin.Assets;
using Pollux.Twin.Revisions;

namespace Pollux.Modelling.Tests;

public sealed class CompletenessTests
{
    [Fact]
    public void A_type_that_the_language_does_not_have_is_left_out_with_a_suggestion()
    {
        Modelled model = new Plant().Declared("Controler", "plc").Declared("Controller", "other").Model();

        model.Names.ShouldNotContain("plc");
        model.Names.ShouldContain("other");
        model
            .Findings(LanguageRules.TypeNotInLanguage)
            .ShouldHaveSingleItem()
            .Reason.ShouldContain("Did you mean 'Controller'?");
    }

    [Fact]
    public void A_type_that_is_too_general_is_left_out()
    {
        Modelled model = new Plant().Declared("Principal", "somebody").Declared("Account", "anna").Model();

        model.Names.ShouldBe(["anna"]);
        model
            .Findings(LanguageRules.TypeIsAbstract)
            .ShouldHaveSingleItem()
            .Title.ShouldBe("somebody is only known as Principal");
    }

    [Fact]
    public void A_link_that_the_language_does_not_know_is_left_out_with_a_suggestion()
    {
        Modelled model = new Plant()
            .Declared("Controller", "plc")
            .Declared("Zone", "cell")
            .Declared("ControlLoop", "loop")
            .Link("plc", "zone", "cell")
            .Link("plc", "runs", "loop")
            .Model();

        model.Linked("plc", "zones").ShouldBeEmpty();
        model.Linked("plc", "runs").ShouldBe(["loop"]);
        model
            .Findings(LanguageRules.LinkNotInLanguage)
            .ShouldHaveSingleItem()
            .Reason.ShouldContain("Did you mean 'zones'?");
    }

    [Fact]
    public void A_defence_of_another_type_is_left_out_with_a_suggestion()
    {
        Modelled model = new Plant()
            .Declared("Controller", "plc")
            .Defense("plc", "keySwitchRn", 1)
            .Defense("plc", "logicProtected", 0.5)
            .Model();

        model.Defense("plc", "keySwitchRn").ShouldBeNull();
        model.Defense("plc", "logicProtected").ShouldBe(0.5);
        model
            .Findings(LanguageRules.DefenseNotInLanguage)
            .ShouldHaveSingleItem()
            .Reason.ShouldContain("Did you mean 'keySwitchRun'?");
    }

    [Fact]
    public void A_service_without_a_device_is_left_out()
    {
        Modelled model = new Plant()
            .Declared("AppService", "loose")
            .Declared("Computer", "host")
            .Declared("AppService", "web")
            .Link("host", "services", "web")
            .Model();

        model.Names.ShouldContain("web");
        model.Names.ShouldNotContain("loose");
        model.Findings(LanguageRules.LinkMissing).ShouldHaveSingleItem().Asset.ShouldBe("loose");
    }

    [Fact]
    public void Of_two_directories_of_an_account_the_first_is_kept()
    {
        Modelled model = new Plant()
            .Declared("Directory", "a.example")
            .Declared("Directory", "b.example")
            .Declared("Account", "anna")
            .Link("anna", "directory", "a.example", "b.example")
            .Model();

        model.Linked("anna", "directory").ShouldBe(["a.example"]);
        model.Findings(LanguageRules.TooManyLinks).ShouldHaveSingleItem().Asset.ShouldBe("anna");
    }

    [Theory]
    [InlineData("manipulated", 0)]
    [InlineData("manipulatd", 1)]
    public void A_crown_jewel_must_name_a_step_of_its_asset(string step, int findings)
    {
        Modelled model = new Plant().Declared("ControlLoop", "loop", (Properties.CrownJewel, step)).Model();

        model.Findings(LanguageRules.StepNotInLanguage).Count().ShouldBe(findings);
    }

    [Fact]
    public void Software_that_runs_nowhere_is_left_out()
    {
        Modelled model = new Plant()
            .Declared("Computer", "host")
            .Observed("Software", "installed")
            .Observed("Software", "listed")
            .Observed("Software", "delivered")
            .Declared("UpdateChannel", "channel")
            .Link("host", "software", "installed")
            .Link("channel", "delivers", "delivered")
            .Model();

        model.Names.ShouldContain("installed");
        model.Names.ShouldContain("delivered");
        model.Names.ShouldNotContain("listed");
    }

    [Fact]
    public void A_component_of_a_product_is_on_every_device_that_has_the_product()
    {
        Modelled model = new Plant()
            .Declared("ControlServer", "scada-1")
            .Declared("ControlServer", "scada-2")
            .Declared("Computer", "other")
            .Declared("Software", "AquaView")
            .Link("scada-1", "software", "AquaView")
            .Link("AquaView", "devices", "scada-2")
            .Observed("Software", "log4j")
            .Observed("Software", "part of log4j")
            .Observed("Software", "unused")
            .Link("AquaView", "software", "log4j")
            .Link("log4j", "software", "part of log4j", "AquaView")
            .Link("unused", "software", "nothing")
            .Model();

        model.Linked("log4j", "devices").ShouldBe(["scada-1", "scada-2"]);
        model.Linked("part of log4j", "devices").ShouldBe(["scada-1", "scada-2"]);
        model.Linked("other", "software").ShouldBeEmpty();
        model.Names.ShouldNotContain("unused");
        model.Findings(LanguageRules.LinkNotInLanguage).ShouldBeEmpty();
    }

    [Fact]
    public void Declared_devices_that_no_scan_saw_and_seen_ones_that_nobody_declared_are_findings()
    {
        Modelled model = new Plant()
            .Declared("Controller", "only declared")
            .Observed("Controller", "only seen")
            .Declared("Controller", "both")
            .SeenToo("both")
            .Model();

        model.Findings(DeviceRules.NeverSeen).ShouldHaveSingleItem().Asset.ShouldBe("only declared");
        model.Findings(DeviceRules.NotDeclared).ShouldHaveSingleItem().Asset.ShouldBe("only seen");
    }

    [Fact]
    public void Without_a_scan_no_device_is_said_to_be_missing_and_without_a_description_none_to_be_foreign()
    {
        Modelled described = new Plant().Declared("Controller", "plc").Model();
        Modelled scanned = new Plant().Observed("Controller", "plc").Model();

        described.Findings(DeviceRules.NeverSeen).ShouldBeEmpty();
        scanned.Findings(DeviceRules.NotDeclared).ShouldBeEmpty();
    }

    [Fact]
    public void Old_data_is_a_finding_and_fresh_data_is_not()
    {
        Revision revision = new Plant().Declared("Controller", "old").Observed("Controller", "new").Revision();
        ModelledTwin Judge(string day) =>
            TwinModel.Build(revision, CoreLanguage.Graph, new ModellingInput(Plant.Tables) { AsOf = Plant.Date(day) });

        Judge("2027-02-03")
            .Findings.Where(finding => finding.Rule == DeviceRules.Stale)
            .ShouldHaveSingleItem()
            .Title.ShouldBe("old: the newest data is 94 days old");
        Judge("2026-11-11").Findings.ShouldNotContain(finding => finding.Rule == DeviceRules.Stale);
    }

    [Fact]
    public void Names_stay_unique_when_two_services_of_a_device_would_share_one()
    {
        Modelled model = new Plant()
            .Declared("Computer", "host")
            .Service("host", 80, "http")
            .Add("Service", "again", "host", Plant.Seen, [(Properties.Port, "80"), (Properties.Protocol, "http")])
            .Model();

        model.Linked("host", "services").ShouldBe(["host http/80", "host http/80 (2)"]);
    }

    [Fact]
    public void The_product_that_answers_on_a_service_is_no_wrong_link()
    {
        Modelled model = new Plant()
            .Declared("Computer", "host")
            .Service("host", 22, "ssh")
            .Observed("Software", "OpenSSH")
            .Link("host", "software", "OpenSSH")
            .Link("tcp/22 on host", "software", "OpenSSH")
            .Model();

        model.Findings(LanguageRules.LinkNotInLanguage).ShouldBeEmpty();
        model.Linked("OpenSSH", "devices").ShouldBe(["host"]);
    }

    [Fact]
    public void Findings_come_gravest_first_and_name_their_asset_and_its_records()
    {
        Modelled model = new Plant()
            .Declared("Internet", "internet")
            .Declared("Zone", "cell")
            .Declared("Controller", "plc")
            .Link("plc", "zones", "cell")
            .Service("plc", 502, "modbus")
            .Declared("Computer", "unplaced")
            .Conduit("in", "internet", "cell", "modbus")
            .Model();

        model
            .Twin.Findings.Select(finding => finding.Severity)
            .ShouldBe(model.Twin.Findings.Select(finding => finding.Severity).OrderDescending());
        Finding gravest = model.Twin.Findings[0];
        gravest.Severity.ShouldBe(FindingSeverity.Critical);
        gravest.Asset.ShouldBe("plc modbus/502");
        gravest.TwinAssetId.ShouldBe("id:tcp/502 on plc");
        gravest.Evidence.ShouldBe([Plant.Said, Plant.Seen]);
        gravest.NextStep.ShouldNotBeEmpty();
    }
}
