using Pollux.Diagnostics;
using Pollux.Twin.Assets;
using Pollux.Twin.Changes;
using Pollux.Twin.Observations;
using Pollux.Twin.Resolution;
using Pollux.Twin.Revisions;
using static Pollux.Twin.Tests.Samples;

namespace Pollux.Twin.Tests.Resolution;

public sealed class ResolutionTests
{
    private static readonly Observation CellOne = Record("zone cell 1", Zone("cell 1", "10.0.0.0/24"));

    private static readonly Observation DosingPlc = Record(
        "device Dosing PLC",
        Thing("Controller", [Name("Dosing PLC"), Ip("10.0.0.7", "cell 1")])
    );

    [Fact]
    public void A_scanned_host_is_the_declared_device_with_its_address_in_the_same_zone_and_says_why()
    {
        Revision revision = Resolved(
            SiteOf(
                (Site(), [CellOne, DosingPlc]),
                (Scan(), [Record("host 10.0.0.7", Thing("Device", [Ip("10.0.0.7")]))])
            )
        );

        Asset plc = Named(revision, "Dosing PLC");
        plc.Type.ShouldBe("Controller");
        plc.Provenance.Length.ShouldBe(2);
        revision.Assets.Length.ShouldBe(2);
        revision.Merges.ShouldContain(merge => merge.AssetId == plc.Id);
        revision
            .Merges.Single(merge => merge.AssetId == plc.Id)
            .Reason.ShouldBe(
                "'device Dosing PLC' of site:Riverside Water@1 and 'host 10.0.0.7' of nmap:nmap -sV 10.0.0.0/24@1 are the "
                    + "same thing: both have the IP address '10.0.0.7' in zone 'cell 1'."
            );
    }

    [Fact]
    public void The_same_address_in_another_zone_is_another_device()
    {
        Observation cellTwo = Record("zone cell 2", Zone("cell 2"));
        Observation other = Record(
            "device Spare PLC",
            Thing("Controller", [Name("Spare PLC"), Ip("10.0.0.7", "cell 2")])
        );

        Revision revision = Resolved(
            SiteOf(
                (Site(), [CellOne, cellTwo, other]),
                (Scan(), [Record("host 10.0.0.7", Thing("Device", [Ip("10.0.0.7")]))])
            )
        );

        revision.Assets.Count(asset => asset.Type is "Device" or "Controller").ShouldBe(2);
    }

    [Fact]
    public void An_address_in_overlapping_zones_merges_with_nothing_and_is_reported_once()
    {
        Diagnosed<Revision> resolved = SiteOf(
                (
                    Site(),
                    [
                        CellOne,
                        Record("zone cell 2", Zone("cell 2", "10.0.0.0/16")),
                        Record("device Dosing PLC", Thing("Controller", [Name("Dosing PLC"), Ip("10.0.0.7")])),
                    ]
                ),
                (Scan(), [Record("host 10.0.0.7", Thing("Device", [Ip("10.0.0.7")]))])
            )
            .Resolve(Types);

        resolved.Value!.Assets.Length.ShouldBe(4);
        resolved.Value.Links.ShouldBeEmpty();
        Diagnostic diagnostic = resolved.Diagnostics.ShouldHaveSingleItem();
        diagnostic.Rule.ShouldBe(ResolutionRules.OverlappingZones);
        diagnostic.Message.ShouldContain("'cell 1', 'cell 2'");
    }

    [Fact]
    public void Without_any_declared_network_an_address_means_one_thing_in_the_site()
    {
        Revision revision = Resolved(
            SiteOf(
                (Scan("1"), [Record("host 10.0.0.7", Thing("Device", [Ip("10.0.0.7")]))]),
                (Scan("2", 1), [Record("host 10.0.0.7", Thing("Device", [Ip("10.0.0.7")]))])
            )
        );

        revision.Assets.ShouldHaveSingleItem();
        revision.Merges.ShouldHaveSingleItem().Reason.ShouldContain("no zone declares a network that holds it");
    }

    [Fact]
    public void An_address_never_merges_against_a_different_mac()
    {
        Diagnosed<Revision> resolved = SiteOf(
                (Scan("1"), [Record("a", Thing("Device", [Mac("00:00:00:00:00:01"), Ip("10.0.0.7")]))]),
                (Scan("2", 1), [Record("b", Thing("Device", [Mac("00:00:00:00:00:02"), Ip("10.0.0.7")]))])
            )
            .Resolve(Types);

        resolved.Value!.Assets.Length.ShouldBe(2);
        resolved.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(ResolutionRules.ConflictingIdentifiers);
    }

    [Fact]
    public void The_same_mac_is_the_same_device_though_its_address_changed()
    {
        Revision revision = Resolved(
            SiteOf(
                (Scan("1"), [Record("a", Thing("Device", [Mac("00:00:00:00:00:01"), Ip("10.0.0.7")]))]),
                (Scan("2", 1), [Record("b", Thing("Device", [Mac("00:00:00:00:00:01"), Ip("10.0.0.9")]))])
            )
        );

        revision.Assets.ShouldHaveSingleItem().Identifiers.Length.ShouldBe(3);
    }

    [Fact]
    public void A_record_that_could_mean_two_devices_is_merged_with_neither()
    {
        Diagnosed<Revision> resolved = SiteOf(
                (Scan("1"), [Record("a", Thing("Device", [Mac("00:00:00:00:00:01"), Ip("10.0.0.7")]))]),
                (Scan("2", 1), [Record("b", Thing("Device", [Mac("00:00:00:00:00:02"), Ip("10.0.0.7")]))]),
                (Scan("3", 2), [Record("c", Thing("Device", [Ip("10.0.0.7")]))])
            )
            .Resolve(Types);

        resolved.Value!.Assets.Length.ShouldBe(3);
        resolved
            .Diagnostics.Select(diagnostic => diagnostic.Rule)
            .ShouldBe([ResolutionRules.ConflictingIdentifiers, ResolutionRules.AmbiguousIdentifier]);
    }

    [Fact]
    public void A_zone_and_a_device_of_one_name_are_two_things()
    {
        Revision revision = Resolved(
            SiteOf((Site(), [Record("a", Zone("pump")), Record("b", Thing("Computer", [Name("pump")]))]))
        );

        revision.Assets.Length.ShouldBe(2);
        revision.Assets.Select(asset => asset.Name).ShouldBeUnique();
    }

    [Fact]
    public void Services_of_one_name_are_the_same_within_their_device_only()
    {
        AssetStatement Service(string address) =>
            new(
                new AssetReference("Service", [Name("tcp/502")], new AssetReference("Device", [Ip(address)])),
                [new PropertyFact(Properties.Port, "502")]
            );
        Revision revision = Resolved(
            SiteOf(
                (Scan("1"), [Record("host 7", Service("10.0.0.7")), Record("host 8", Service("10.0.0.8"))]),
                (Scan("2", 1), [Record("host 7", Service("10.0.0.7"))])
            )
        );

        revision
            .Assets.Where(asset => asset.Type == "Service")
            .Select(asset => asset.Name)
            .ShouldBe(["tcp/502 on 10.0.0.7", "tcp/502 on 10.0.0.8"], ignoreOrder: true);
        Asset seven = Named(revision, "tcp/502 on 10.0.0.7");
        seven.ParentId.ShouldBe(Named(revision, "10.0.0.7").Id);
        seven.Provenance.Select(record => record.At).ShouldBe([Monday, Monday.AddDays(1)]);
    }

    [Fact]
    public void Services_follow_their_device_when_it_is_found_to_be_a_declared_one()
    {
        AssetStatement Service(AssetReference device) =>
            new(new AssetReference("Service", [Name("tcp/502")], device), []);
        Revision revision = Resolved(
            SiteOf(
                (Site(), [CellOne, DosingPlc, Record("s", Service(((AssetStatement)DosingPlc.Statements[0]).Asset))]),
                (Scan(), [Record("host", Service(new AssetReference("Device", [Ip("10.0.0.7")])))])
            )
        );

        revision
            .Assets.Select(asset => asset.Name)
            .ShouldBe(["Dosing PLC", "cell 1", "tcp/502 on Dosing PLC"], ignoreOrder: true);
    }

    [Fact]
    public void A_device_whose_address_lies_in_one_zone_is_linked_to_it_with_the_reason()
    {
        Revision revision = Resolved(
            SiteOf((Site(), [CellOne]), (Scan(), [Record("host 10.0.0.9", Thing("Device", [Ip("10.0.0.9")]))]))
        );

        AssetLink link = revision.Links.ShouldHaveSingleItem();
        link.FromId.ShouldBe(Named(revision, "10.0.0.9").Id);
        link.Role.ShouldBe("zones");
        link.ToId.ShouldBe(Named(revision, "cell 1").Id);
        link.Reason.ShouldBe("The address 10.0.0.9 lies in the network of 'cell 1' and of no other zone.");
    }

    [Fact]
    public void A_device_whose_address_lies_in_no_zone_is_linked_to_none() =>
        Resolved(SiteOf((Site(), [CellOne]), (Scan(), [Record("host", Thing("Device", [Ip("10.0.1.9")]))])))
            .Links.ShouldBeEmpty();

    [Fact]
    public void Where_types_conflict_the_sites_own_word_is_believed_and_the_conflict_named()
    {
        Diagnosed<Revision> resolved = SiteOf(
                (Scan(), [Record("a", Thing("Computer", [Ip("10.0.0.7")]))]),
                (Site(), [Record("b", Thing("Controller", [Name("PLC"), Ip("10.0.0.7")]))])
            )
            .Resolve(Types);

        Named(resolved.Value!, "PLC").Type.ShouldBe("Controller");
        resolved.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(ResolutionRules.ConflictingTypes);
    }

    [Fact]
    public void What_the_site_intends_its_description_knows_best_and_what_changes_the_newest_scan()
    {
        Fact[] Facts(string owner, string version) =>
            [new PropertyFact(Properties.Owner, owner), new PropertyFact(Properties.Version, version)];
        Revision revision = Resolved(
            SiteOf(
                (Site(), [Record("a", Thing("Controller", [Name("PLC"), Ip("10.0.0.7")], Facts("Operations", "1.0")))]),
                (Scan("1", 1), [Record("b", Thing("Device", [Ip("10.0.0.7")], Facts("root", "2.0")))])
            )
        );

        Asset plc = Named(revision, "PLC");
        plc.PropertyValues(Properties.Owner).ShouldBe(["Operations", "root"]);
        plc.PropertyValues(Properties.Version).ShouldBe(["2.0", "1.0"]);
    }

    [Fact]
    public void An_asset_keeps_its_id_when_later_sources_know_more_of_it()
    {
        SiteTwin first = SiteOf((Scan(), [Record("host 10.0.0.7", Thing("Device", [Ip("10.0.0.7")]))]));
        SiteTwin later = first.Merge(Site(), [CellOne, DosingPlc]).Twin;

        Named(Resolved(later), "Dosing PLC").Id.ShouldBe(Resolved(first).Assets[0].Id);
    }

    [Fact]
    public void Without_a_language_a_scanned_host_still_is_the_declared_device()
    {
        Revision revision = SiteOf(
                (Site(), [CellOne, DosingPlc]),
                (Scan(), [Record("host", Thing("Device", [Ip("10.0.0.7")]))])
            )
            .Resolve()
            .Value!;

        Named(revision, "Dosing PLC").Type.ShouldBe("Controller");
        revision.Assets.Length.ShouldBe(2);
    }

    [Fact]
    public void A_network_that_is_not_in_CIDR_form_is_named()
    {
        Diagnosed<Revision> resolved = SiteOf((Site(), [Record("z", Zone("cell", "10.0.0.x/24"))])).Resolve(Types);

        resolved.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain("'10.0.0.x/24'");
    }

    [Fact]
    public void A_link_from_a_thing_to_itself_is_left_out_and_named()
    {
        Diagnosed<Revision> resolved = SiteOf(
                (
                    Site(),
                    [Record("z", Thing("Zone", [Name("a")], new LinkFact("x", AssetReference.Named("Zone", "a"))))]
                )
            )
            .Resolve(Types);

        resolved.Value!.Links.ShouldBeEmpty();
        resolved.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(ResolutionRules.LinkToItself);
    }

    [Fact]
    public void An_IPv6_address_lies_in_its_zone_too()
    {
        Revision revision = Resolved(
            SiteOf(
                (Site(), [Record("z", Zone("cell", "fd00:1::/64", "0.0.0.0/0"))]),
                (
                    Scan(),
                    [Record("h", Thing("Device", [Ip("fd00:1::7")])), Record("o", Thing("Device", [Ip("fd00:2::7")]))]
                )
            )
        );

        revision.Links.ShouldHaveSingleItem().FromId.ShouldBe(Named(revision, "fd00:1::7").Id);
    }

    [Fact]
    public void The_time_to_resolve_grows_with_the_assets_and_not_with_their_square()
    {
        Observation[] hosts =
        [
            .. Enumerable
                .Range(0, 6_000)
                .Select(index =>
                {
                    AssetReference device = new(
                        "Device",
                        [Host("localhost"), Ip($"10.{index >> 16}.{(index >> 8) & 255}.{index & 255}")]
                    );
                    return Record(
                        $"host {index}",
                        [
                            new AssetStatement(device, [new LinkFact("zones", AssetReference.Named("Zone", "all"))]),
                            .. Enumerable
                                .Range(1, 4)
                                .Select(port => new AssetStatement(
                                    new AssetReference("Service", [Name($"tcp/{port}")], device),
                                    [
                                        new PropertyFact(
                                            Properties.Port,
                                            port.ToString(System.Globalization.CultureInfo.InvariantCulture)
                                        ),
                                    ]
                                )),
                        ]
                    );
                }),
        ];
        SiteTwin twin = SiteOf((Scan(), hosts));
        long start = TimeProvider.System.GetTimestamp();

        Revision revision = Resolved(twin);

        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        revision.Assets.Length.ShouldBe(30_001);
    }

    [Fact]
    public void Many_records_of_one_thing_resolve_in_seconds_too()
    {
        SiteTwin twin = SiteOf(
            (
                Scan(),
                [
                    .. Enumerable
                        .Range(0, 6_000)
                        .Select(index =>
                            Record(
                                $"host {index}",
                                Thing("Device", [Name("gateway"), Ip($"10.0.{index >> 8}.{index & 255}")])
                            )
                        ),
                ]
            )
        );
        long start = TimeProvider.System.GetTimestamp();

        Asset gateway = Resolved(twin).Assets.ShouldHaveSingleItem();

        TimeProvider.System.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(30));
        gateway.Identifiers.Length.ShouldBe(6_001);
    }

    [Fact]
    public void A_host_name_that_one_scan_gives_two_hosts_merges_nothing_but_one_of_each_scan_does()
    {
        Observation Box(string address) => Record($"host {address}", Thing("Device", [Host("localhost"), Ip(address)]));

        SiteOf((Scan(), [Box("10.0.0.7"), Box("10.0.0.8")])).Resolve(Types).Value!.Assets.Length.ShouldBe(2);
        SiteOf((Scan("1"), [Box("10.0.0.7")]), (Scan("2", 1), [Box("10.0.0.8")]))
            .Resolve(Types)
            .Value!.Assets.ShouldHaveSingleItem();
    }
}
