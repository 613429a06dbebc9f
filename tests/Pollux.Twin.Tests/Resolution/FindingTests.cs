using Pollux.Twin.Changes;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;
using static Pollux.Twin.Tests.Samples;

namespace Pollux.Twin.Tests.Resolution;

public sealed class FindingTests
{
    private static readonly AssetReference Server = new("Device", [Host("srv-1")]);

    private static readonly AssetReference Web = AssetReference.ServiceOf(Server, 443, "tcp");

    private static readonly FindingFact Old = new("nessus", "58987", "PHP is too old", 0.8, ["CVE-2012-1823"]);

    private static ScanFact Scanned(string? policy = "Basic", bool? loggedOn = false, params string[] cleared) =>
        new("nessus", policy, loggedOn, [.. cleared]);

    private static (Source, Observation[]) Week(int week, params Statement[] statements) =>
        (
            new Source("nessus", "weekly", $"{week}", Monday.AddDays(7 * week), false),
            [Record("host srv-1", statements)]
        );

    private static AssetStatement Said(AssetReference asset, params Fact[] facts) => new(asset, [.. facts]);

    private static AssetFinding Found(params (Source, Observation[])[] weeks) =>
        Resolved(SiteOf(weeks)).Assets.SelectMany(asset => asset.Findings).ShouldHaveSingleItem();

    [Fact]
    public void A_finding_of_a_port_is_the_services_and_any_other_is_the_devices()
    {
        Revision revision = Resolved(
            SiteOf(Week(1, Said(Server, Old with { Check = "1" }), Said(Web, Old with { Check = "2" })))
        );

        revision
            .Assets.Select(asset => (asset.Type, asset.Findings.ShouldHaveSingleItem().Finding.Check))
            .ShouldBe([("Device", "1"), ("Service", "2")], ignoreOrder: true);
    }

    [Fact]
    public void A_finding_that_two_scans_have_is_one_with_both_records_and_the_newer_words()
    {
        AssetFinding found = Found(
            Week(2, Said(Server, Scanned(), Old with { Title = "newer" })),
            Week(1, Said(Server, Scanned(), Old))
        );

        found.Finding.Title.ShouldBe("newer");
        found.IsOpen.ShouldBeTrue();
        found.Records.Select(record => record.At).ShouldBe([Monday.AddDays(7), Monday.AddDays(14)]);
    }

    [Theory]
    [InlineData("Basic", false, true)]
    [InlineData("Basic", true, true)]
    [InlineData("Basic", null, true)]
    [InlineData("Other", false, false)]
    [InlineData(null, false, false)]
    public void A_newer_scan_of_the_host_by_the_same_policy_closes_what_it_does_not_find(
        string? policy,
        bool? loggedOn,
        bool closes
    )
    {
        AssetFinding found = Found(
            Week(1, Said(Server, Scanned(policy is null ? null : "Basic", false)), Said(Web, Old)),
            Week(2, Said(Server, Scanned(policy, loggedOn)))
        );

        (!found.IsOpen).ShouldBe(closes);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(null, false)]
    public void A_finding_of_a_scan_that_logged_on_is_closed_only_by_one_that_did(bool? loggedOn, bool closes)
    {
        AssetFinding found = Found(
            Week(1, Said(Server, Scanned(loggedOn: true), Old)),
            Week(2, Said(Server, Scanned(loggedOn: loggedOn)))
        );

        (!found.IsOpen).ShouldBe(closes);
    }

    [Fact]
    public void A_scan_of_other_hosts_closes_nothing_and_one_of_the_host_does()
    {
        AssetReference other = new("Device", [Host("srv-2")]);

        Found(Week(1, Said(Server, Scanned(), Old)), Week(2, Said(other, Scanned()))).IsOpen.ShouldBeTrue();
        Found(Week(1, Said(Server, Scanned(), Old)), Week(2, Said(Server, Scanned()))).IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void An_older_scan_closes_nothing_however_late_it_is_imported()
    {
        Found(Week(2, Said(Server, Scanned(), Old)), Week(1, Said(Server, Scanned()))).IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void A_scan_by_another_scanner_closes_nothing()
    {
        ScanFact other = Scanned() with { Scanner = "openvas" };

        Found(Week(1, Said(Server, Scanned(), Old)), Week(2, Said(Server, other))).IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void A_check_that_ran_and_found_nothing_closes_its_finding_there_and_on_no_other_port()
    {
        ScanFact cleared = Scanned(null, null, Old.Check);
        AssetReference ssh = AssetReference.ServiceOf(Server, 22, "tcp");

        Found(Week(1, Said(Web, Old)), Week(2, Said(Web, cleared))).IsOpen.ShouldBeFalse();
        Found(Week(1, Said(Web, Old)), Week(2, Said(ssh, cleared))).IsOpen.ShouldBeTrue();
        Found(Week(1, Said(Web, Old)), Week(2, Said(Server, cleared))).IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void What_is_found_again_after_it_was_closed_is_open()
    {
        AssetFinding found = Found(
            Week(1, Said(Server, Scanned(), Old)),
            Week(2, Said(Server, Scanned())),
            Week(3, Said(Server, Scanned(), Old))
        );

        found.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void The_first_scan_that_no_longer_finds_it_is_named_as_the_one_that_closed_it()
    {
        AssetFinding found = Found(
            Week(1, Said(Server, Scanned(), Old)),
            Week(3, Said(Server, Scanned())),
            Week(2, Said(Server, Scanned()))
        );

        found.ClosedBy.ShouldNotBeNull().At.ShouldBe(Monday.AddDays(14));
    }

    [Fact]
    public void Revisions_with_a_finding_open_and_closed_differ_in_name_and_in_that()
    {
        SiteTwin before = SiteOf(Week(1, Said(Server, Scanned(), Old)));
        SiteTwin after = SiteOf(Week(1, Said(Server, Scanned(), Old)), Week(2, Said(Server, Scanned())));

        Resolved(after).Id.ShouldNotBe(Resolved(before).Id);
        RevisionDiff
            .Between(Resolved(before), Resolved(after))
            .ChangedAssets.ShouldHaveSingleItem()
            .Changes.ShouldHaveSingleItem()
            .ShouldBe(new ValueChange("finding nessus 58987", "open: PHP is too old", "closed: PHP is too old"));
    }
}
