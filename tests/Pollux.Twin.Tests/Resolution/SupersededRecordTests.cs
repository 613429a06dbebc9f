using Pollux.Twin.Changes;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;
using static Pollux.Twin.Tests.Samples;

namespace Pollux.Twin.Tests.Resolution;

public sealed class SupersededRecordTests
{
    private static readonly Source Old = new("cve", "CVE List", "1", Monday, false);
    private static readonly Source New = new("cve", "CVE List", "2", Monday.AddDays(1), false);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_newer_record_of_a_list_replaces_its_older_self_in_whatever_order_they_come(bool oldFirst)
    {
        (Source, Observation[]) old = (Old, [Record("CVE-2026-0001", Facts("Old"), Configured("CVE-2026-0001"))]);
        (Source, Observation[]) current = (New, [Record("CVE-2026-0001", Facts("New"))]);

        Revision revision = Resolved(oldFirst ? SiteOf(old, current) : SiteOf(current, old));

        revision.Vulnerabilities.ShouldHaveSingleItem().Value.Title.ShouldBe("New");
        revision.Configurations.ShouldBeEmpty();
    }

    [Fact]
    public void Other_records_and_other_lists_stand()
    {
        Source other = new("nvd", "NVD", "1", Monday, false);

        Revision revision = Resolved(
            SiteOf(
                (Old, [Record("CVE-2026-0002", Facts("Other record"))]),
                (New, [Record("CVE-2026-0001", Facts("New"))]),
                (other, [Record("CVE-2026-0001", Facts("Other list"), Configured("CVE-2026-0001"))])
            )
        );

        revision.Vulnerabilities.Select(said => said.Value.Title).ShouldBe(["Other record", "New", "Other list"]);
        revision.Configurations.Length.ShouldBe(1);
    }

    [Fact]
    public void What_two_scans_see_of_an_asset_stands_side_by_side()
    {
        Observation seen = Record("host 10.0.0.7", Thing("Device", [Ip("10.0.0.7")]));

        Resolved(SiteOf((Scan(), [seen]), (Scan("2", 1), [seen])))
            .Assets.ShouldHaveSingleItem()
            .Provenance.Length.ShouldBe(2);
    }

    [Fact]
    public void Configurations_are_part_of_what_a_revision_is_named_by()
    {
        SiteTwin without = SiteOf((Old, [Record("CVE-2026-0001", Facts("x"))]));
        SiteTwin with = SiteOf((Old, [Record("CVE-2026-0001", Facts("x"), Configured("CVE-2026-0001"))]));

        Resolved(with).Id.ShouldNotBe(Resolved(without).Id);
        Resolved(Read(Bytes(with)).Value!).Id.ShouldBe(Resolved(with).Id);
    }

    private static VulnerabilityStatement Facts(string title) =>
        new("CVE-2026-0001", title, [], [], null, null, null, null);
}
