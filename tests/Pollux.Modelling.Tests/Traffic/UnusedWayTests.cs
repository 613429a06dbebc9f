using Pollux.Modelling.Findings;
using Pollux.Modelling.Traffic;
using Pollux.Twin.Assets;

namespace Pollux.Modelling.Tests.Traffic;

public sealed class UnusedWayTests
{
    // Both zones are watched: each has traffic of its own.
    private static Plant Site(int days = 20) =>
        new Plant()
            .Declared("Zone", "office")
            .Declared("Zone", "cell")
            .Declared("Computer", "pc")
            .Declared("Computer", "file")
            .Link("pc", "zones", "office")
            .Link("file", "zones", "office")
            .Declared("Controller", "plc")
            .Declared("OperatorStation", "hmi")
            .Link("plc", "zones", "cell")
            .Link("hmi", "zones", "cell")
            .Service("file", 445, "smb")
            .Service("plc", 502, "modbus")
            .Service("plc", 80, "http")
            .Flow("pc", "tcp/445 on file", days)
            .Flow("hmi", "tcp/502 on plc", days);

    [Fact]
    public void A_conduit_that_nothing_used_while_both_zones_were_watched_is_worth_knowing_and_stays()
    {
        Modelled model = Site().Conduit("rule", "office", "cell", "modbus").Model();

        Finding finding = model.Findings(TrafficRules.Unused).ShouldHaveSingleItem();
        (finding.Severity, finding.Title).ShouldBe((FindingSeverity.Info, "rule: no traffic used it"));
        finding.Reason.ShouldContain("for 19 days");
        model.Linked("rule", "permits").ShouldBe(["plc modbus/502"]);
    }

    [Fact]
    public void Of_a_conduit_that_is_used_the_services_that_nothing_used_are_named()
    {
        Site()
            .Conduit("rule", "office", "cell", "modbus", "http")
            .Flow("pc", "tcp/502 on plc")
            .Model()
            .Findings(TrafficRules.Unused)
            .ShouldHaveSingleItem()
            .Title.ShouldBe("rule: no traffic used plc http/80");
    }

    [Fact]
    public void A_conduit_that_is_used_in_full_is_no_finding() =>
        Site()
            .Conduit("rule", "office", "cell", "modbus")
            .Flow("pc", "tcp/502 on plc", 1)
            .Model()
            .Findings(TrafficRules.Unused)
            .ShouldBeEmpty();

    [Theory]
    [InlineData(14, 0)]
    [InlineData(15, 1)]
    public void Zones_that_were_watched_for_a_short_time_prove_nothing(int days, int findings) =>
        Site(days)
            .Conduit("rule", "office", "cell", "modbus")
            .Model()
            .Findings(TrafficRules.Unused)
            .Count()
            .ShouldBe(findings);

    [Fact]
    public void A_zone_of_which_few_devices_were_seen_was_not_watched()
    {
        Plant plant = Site().Conduit("rule", "office", "cell", "modbus");
        foreach (string name in (string[])["plc-2", "plc-3", "plc-4"])
        {
            plant.Declared("Controller", name).Link(name, "zones", "cell");
        }

        plant.Model().Findings(TrafficRules.Unused).ShouldBeEmpty();
        // Switches say little themselves.
        Site()
            .Conduit("rule", "office", "cell", "modbus")
            .Declared("NetworkDevice", "switch", (Properties.Vendor, "Hirschmann"))
            .Link("switch", "zones", "cell")
            .Model()
            .Findings(TrafficRules.Unused)
            .ShouldHaveSingleItem();
    }

    [Fact]
    public void An_attempt_that_nobody_answered_used_nothing() =>
        Site()
            .Conduit("rule", "office", "cell", "modbus")
            .Attempt("pc", "tcp/502 on plc")
            .Model()
            .Findings(TrafficRules.Unused)
            .ShouldHaveSingleItem();
}
