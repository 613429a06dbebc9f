using System.Collections.Immutable;
using Pollux.Twin.Assets;
using Pollux.Twin.Changes;
using Pollux.Twin.Fidelity;
using Pollux.Twin.Flows;
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

    [Fact]
    public void What_traffic_is_explained_is_the_share_of_connections_not_of_flows_or_devices()
    {
        // Two connections each, of which one flow is explained; a third flow with as many again is not.
        Revision revision = Watched();
        TwinFidelity fidelity = FidelityMeasure.Of(revision, Types, Monday, Judged(revision, "10.0.0.1"))!;

        fidelity.Site.Explained!.Value.ShouldBe(2.0 / 6, 1e-9);
        Score(fidelity, "10.0.0.1").Explained.ShouldBe(1);
        Score(fidelity, "10.0.0.2").Explained.ShouldBe(0);
        Score(fidelity, "10.0.0.9").Explained!.Value.ShouldBe(2.0 / 6, 1e-9);
        fidelity.Site.Total.ShouldBe(
            (fidelity.Site.Freshness!.Value + fidelity.Site.Coverage + fidelity.Site.Identity + (2.0 / 6)) / 4,
            1e-9
        );
    }

    [Fact]
    public void A_zone_counts_each_connection_that_touches_it_once()
    {
        Revision revision = Watched();
        TwinFidelity fidelity = FidelityMeasure.Of(revision, Types, Monday, Judged(revision, "10.0.0.1"))!;

        fidelity.Zones.Single(zone => zone.Name == "cell").Score.Explained!.Value.ShouldBe(2.0 / 4, 1e-9);
        fidelity.Zones.Single(zone => zone.Name == "lab").Score.Explained.ShouldBe(0);
    }

    [Fact]
    public void Without_traffic_or_without_a_judge_explained_is_unknown_and_not_zero()
    {
        Revision revision = Watched();

        FidelityMeasure.Of(revision, Types, Monday)!.Site.Explained.ShouldBeNull();
        FidelityMeasure.Of(revision, Types, Monday, [])!.Site.Explained.ShouldBeNull();
        FidelityMeasure.Of(revision, Types, Monday, Judged(revision, ""))!.Site.Explained.ShouldBe(0);
        Measure(SiteOf((Scan(), [Record("a", Thing("Controller", [Host("a")], Known))])), days: 0)!
            .Steps.ShouldNotContain(step => step.Kind == FidelityStepKind.Explain);
    }

    [Fact]
    public void What_nobody_answered_ran_over_no_way_and_is_not_counted()
    {
        Revision revision = Watched();
        ImmutableArray<FlowVerdict> unanswered =
        [
            .. Judged(revision, "10.0.0.1").Select(verdict => verdict.IsExplained ? verdict : Unanswered(verdict)),
        ];

        FidelityMeasure.Of(revision, Types, Monday, unanswered)!.Site.Explained.ShouldBe(1);
    }

    [Fact]
    public void Explaining_the_traffic_of_a_zone_is_a_step_that_brings_what_it_says()
    {
        Revision revision = Watched();
        TwinFidelity fidelity = FidelityMeasure.Of(revision, Types, Monday, Judged(revision, "10.0.0.1"))!;

        FidelityStep step = fidelity.Steps.Single(step => step.Kind == FidelityStepKind.Explain && step.Zone == "lab");

        step.Devices.ShouldBe(1);
        TwinFidelity after = FidelityMeasure.Of(revision, Types, Monday, Judged(revision, "10.0.0.1", "10.1.0.3"))!;
        after.Site.Total.ShouldBe(fidelity.Site.Total + step.Gain, 1e-9);
    }

    [Theory]
    [InlineData(FlowWay.WithinZone, true, true)]
    [InlineData(FlowWay.Declared, true, true)]
    [InlineData(FlowWay.Configured, true, true)]
    [InlineData(FlowWay.NotPermitted, true, false)]
    [InlineData(FlowWay.Unplaced, true, false)]
    [InlineData(FlowWay.Declared, false, false)]
    public void Traffic_is_explained_between_known_devices_over_what_is_permitted(
        FlowWay way,
        bool known,
        bool explained
    ) => new FlowVerdict(Watched().Flows[0], way, known, "so").IsExplained.ShouldBe(explained);

    [Fact]
    public void A_declared_device_that_traffic_shows_using_something_was_seen_and_one_that_was_called_in_vain_was_not()
    {
        TwinFidelity fidelity = Measure(
            SiteOf(
                (
                    Site(),
                    [
                        Record("cell", Zone("cell", "10.0.0.0/24")),
                        Record("pc", Thing("Computer", [Name("pc"), Ip("10.0.0.1")])),
                        Record("plc", Thing("Controller", [Name("plc"), Ip("10.0.0.9")])),
                        Record("off", Thing("Controller", [Name("off"), Ip("10.0.0.8")])),
                    ]
                ),
                (Traffic(), [Uses("10.0.0.1", "10.0.0.9"), Uses("10.0.0.1", "10.0.0.8", answered: false)])
            ),
            days: 0
        )!;

        fidelity.Devices.Single(device => device.Name == "pc").LastSeen.ShouldBe(Monday);
        fidelity.Devices.Single(device => device.Name == "plc").LastSeen.ShouldBe(Monday);
        fidelity.Devices.Single(device => device.Name == "off").Missing.ShouldContain(Facet.Seen);
    }

    // Two clients in the cell and one in the lab, each with two connections to the server outside all zones.
    private static Revision Watched() =>
        SiteOf(
                (Site(), [Record("cell", Zone("cell", "10.0.0.0/29")), Record("lab", Zone("lab", "10.1.0.0/24"))]),
                (Traffic(), [Uses("10.0.0.1", "10.0.0.9"), Uses("10.0.0.2", "10.0.0.9"), Uses("10.1.0.3", "10.0.0.9")])
            )
            .Resolve(Types)
            .Value!;

    private static ImmutableArray<FlowVerdict> Judged(Revision revision, params string[] explained) =>
        [
            .. revision.Flows.Select(flow => new FlowVerdict(
                flow,
                explained.Contains(revision.Assets.Single(asset => asset.Id == flow.ClientId).Name)
                    ? FlowWay.Declared
                    : FlowWay.NotPermitted,
                true,
                "so"
            )),
        ];

    private static FlowVerdict Unanswered(FlowVerdict verdict) =>
        verdict with
        {
            Flow = verdict.Flow with
            {
                Activities =
                [
                    .. verdict.Flow.Activities.Select(activity =>
                        activity with
                        {
                            Value = activity.Value with { Answered = false },
                        }
                    ),
                ],
            },
        };

    private static FidelityScore Score(TwinFidelity fidelity, string device) =>
        fidelity.Devices.Single(known => known.Name == device).Score;

    private static AssetStatement InCell(string type, Identifier identifier, PropertyFact[] facts) =>
        Thing(type, [identifier], [.. facts, new LinkFact("zones", AssetReference.Named("Zone", "cell"))]);

    private static TwinFidelity? Measure(SiteTwin twin, int days)
    {
        Revision revision = twin.Resolve(Types).Value!;
        return FidelityMeasure.Of(revision, Types, Monday.AddDays(days));
    }
}
