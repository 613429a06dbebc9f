using Pollux.Twin.Assets;
using Pollux.Twin.Changes;
using Pollux.Twin.Fidelity;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;
using static Pollux.Twin.Tests.Samples;

namespace Pollux.Twin.Tests.Fidelity;

public sealed class FidelityMeasureTests
{
    private static readonly PropertyFact[] Known =
    [
        new(Properties.Vendor, "Acme"),
        new(Properties.Product, "Pump"),
        new(Properties.Version, "1.2"),
        new(Properties.Status, "up"),
    ];

    [Fact]
    public void A_device_that_was_seen_today_and_is_known_in_full_is_fully_believed()
    {
        TwinFidelity fidelity = Measure(
            SiteOf(
                (Site(), [Record("zone", Zone("cell", "10.0.0.0/24"))]),
                (Scan(), [Record("a", InCell("Controller", new Identifier(IdentifierKind.Serial, "Acme 7"), Known))])
            ),
            days: 0
        )!;

        fidelity.Site.Total.ShouldBe(1);
        fidelity.Devices.ShouldHaveSingleItem().Missing.ShouldBeEmpty();
        fidelity.Steps.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_seen_a_half_life_ago_counts_half_and_what_was_never_seen_nothing()
    {
        SiteTwin seen = SiteOf((Scan(), [Record("a", Thing("Controller", [Host("a")], Known))]));
        SiteTwin declared = SiteOf((Site(), [Record("a", Thing("Controller", [Name("a")], Known))]));

        Measure(seen, days: 90)!.Site.Freshness!.Value.ShouldBe(0.5, 1e-9);
        Measure(declared, days: 0)!.Site.Freshness.ShouldBe(0);
        Measure(declared, days: 0)!.Devices[0].Missing.ShouldContain(Facet.Seen);
        Measure(seen, days: 0)!.Devices[0].Missing.ShouldNotContain(Facet.Seen);
    }

    [Fact]
    public void An_unknown_age_is_not_zero()
    {
        Source undated = Scan() with { At = null };

        TwinFidelity fidelity = Measure(
            SiteOf((undated, [Record("a", Thing("Controller", [Host("a")], Known))])),
            days: 0
        )!;

        fidelity.Site.Freshness.ShouldBeNull();
        fidelity.Devices[0].Missing.ShouldNotContain(Facet.Seen);
        fidelity.Site.Total.ShouldBe((fidelity.Site.Coverage + fidelity.Site.Identity) / 2, 1e-9);
    }

    [Theory]
    [InlineData(IdentifierKind.Serial, 1)]
    [InlineData(IdentifierKind.Mac, 0.95)]
    [InlineData(IdentifierKind.HostName, 0.7)]
    [InlineData(IdentifierKind.IpAddress, 0.4)]
    public void A_device_is_as_surely_identified_as_its_surest_identifier(IdentifierKind kind, double sureness)
    {
        TwinFidelity fidelity = Measure(
            SiteOf((Scan(), [Record("a", Thing("Device", [new Identifier(kind, "x"), Ip("10.0.0.9")]))])),
            days: 0
        )!;

        fidelity.Site.Identity.ShouldBe(sureness);
    }

    [Fact]
    public void What_would_help_most_stands_first_and_its_gain_is_what_doing_it_brings()
    {
        SiteTwin before = SiteOf(
            (Site(), [Record("zone", Zone("cell", "10.0.0.0/24")), Record("b", InCell("Controller", Name("b"), []))])
        );
        TwinFidelity fidelity = Measure(before, days: 0)!;

        FidelityStep step = fidelity.Steps[0];

        (step.Kind, step.Zone, step.Devices).ShouldBe((FidelityStepKind.Observe, "cell", 1));
        SiteTwin after = before.Merge(Scan(), [Record("b", Thing("Controller", [Name("b")], Known))]).Twin;
        Measure(after, days: 0)!.Site.Total.ShouldBe(fidelity.Site.Total + step.Gain, 1e-9);
    }

    [Fact]
    public void Zones_are_the_mean_over_their_devices_and_those_without_one_stand_by_themselves()
    {
        TwinFidelity fidelity = Measure(
            SiteOf(
                (
                    Site(),
                    [Record("zone", Zone("cell", "10.0.0.0/24")), Record("b", InCell("Controller", Name("b"), []))]
                ),
                (Scan(), [Record("c", Thing("Controller", [Host("c")], Known))])
            ),
            days: 0
        )!;

        fidelity.Zones.Select(zone => zone.Name).ShouldBe(["cell", ""], ignoreOrder: true);
        fidelity.Zones.Single(zone => zone.Name == "cell").Score.Devices.ShouldBe(1);
        fidelity.Site.Coverage.ShouldBe(fidelity.Devices.Average(device => device.Score.Coverage), 1e-9);
    }

    [Fact]
    public void A_twin_without_devices_has_no_figure() =>
        Measure(SiteOf((Site(), [Record("zone", Zone("cell"))])), days: 0).ShouldBeNull();

    private static AssetStatement InCell(string type, Identifier identifier, PropertyFact[] facts) =>
        Thing(type, [identifier], [.. facts, new LinkFact("zones", AssetReference.Named("Zone", "cell"))]);

    private static TwinFidelity? Measure(SiteTwin twin, int days)
    {
        Revision revision = twin.Resolve(Types).Value!;
        return FidelityMeasure.Of(revision, Types, Monday.AddDays(days));
    }
}
