using Pollux.Diagnostics;
using Pollux.Twin.Assets;
using Pollux.Twin.Changes;
using Pollux.Twin.Flows;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;
using static Pollux.Twin.Tests.Samples;

namespace Pollux.Twin.Tests.Flows;

public sealed class FlowTests
{
    private static readonly Observation Cell = Record("zone", Zone("cell", "10.0.0.0/24", "198.51.100.0/24"));

    [Fact]
    public void A_flow_joins_the_client_and_the_service_that_it_was_seen_between()
    {
        Revision revision = Resolved(SiteOf((Traffic(), [Uses("10.0.0.9", "10.0.0.7")])));

        Flow flow = revision.Flows.ShouldHaveSingleItem();
        flow.ClientId.ShouldBe(Named(revision, "10.0.0.9").Id);
        flow.ServiceId.ShouldBe(Named(revision, "502/tcp on 10.0.0.7").Id);
        flow.OutsideAddresses.ShouldBe(0);
        flow.Total.Uses.ShouldBe([FlowUse.Read, FlowUse.Write]);
        flow.Activities.ShouldHaveSingleItem().Record.Record.ShouldBe("10.0.0.9 > 10.0.0.7 502/tcp");
    }

    [Fact]
    public void The_ends_of_a_flow_are_the_devices_that_other_sources_know()
    {
        Revision revision = Resolved(
            SiteOf(
                (Site(), [Cell, Record("plc", Thing("Controller", [Name("PLC"), Ip("10.0.0.7")]))]),
                (Traffic(), [Uses("10.0.0.9", "10.0.0.7")])
            )
        );

        Named(revision, "502/tcp on PLC").Id.ShouldBe(revision.Flows.ShouldHaveSingleItem().ServiceId);
        Named(revision, "PLC").IsProposed.ShouldBeFalse();
        Named(revision, "502/tcp on PLC").IsProposed.ShouldBeTrue();
        Named(revision, "10.0.0.9").IsProposed.ShouldBeTrue();
    }

    [Fact]
    public void A_service_that_answered_is_open_and_speaks_what_was_recognised()
    {
        Revision revision = Resolved(SiteOf((Traffic(), [Uses("10.0.0.9", "10.0.0.7"), Uses("10.0.0.8", "10.0.0.7")])));

        Asset service = Named(revision, "502/tcp on 10.0.0.7");
        service.Property(Properties.Port).ShouldBe("502");
        service.Property(Properties.Transport).ShouldBe("tcp");
        service.Property(Properties.PortState).ShouldBe("open");
        service.Property(Properties.Protocol).ShouldBe("modbus");
        service.Properties[Properties.Port].Length.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(null)]
    public void What_never_answered_is_no_device_and_no_service(bool? answered)
    {
        Diagnosed<Revision> resolved = SiteOf((Traffic(), [Uses("10.0.0.9", "10.0.0.7", 502, answered)]))
            .Resolve(Types);

        resolved.Value!.Assets.Select(asset => asset.Name).ShouldBe(["10.0.0.9"]);
        resolved.Value.Flows.ShouldBeEmpty();
        resolved.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(FlowRules.NeverAnswered);
    }

    [Fact]
    public void A_vain_attempt_at_a_service_that_a_scan_knows_is_kept()
    {
        Observation scanned = Record(
            "host",
            new AssetStatement(
                AssetReference.ServiceOf(new AssetReference("Device", [Ip("10.0.0.7")]), 502, "tcp"),
                [new PropertyFact(Properties.PortState, "filtered")]
            )
        );

        Revision revision = Resolved(
            SiteOf((Scan(), [scanned]), (Traffic(), [Uses("10.0.0.9", "10.0.0.7", 502, false)]))
        );

        revision.Flows.ShouldHaveSingleItem().Total.Answered.ShouldBe(false);
        Named(revision, "502/tcp on 10.0.0.7").Property(Properties.PortState).ShouldBe("filtered");
    }

    [Fact]
    public void Peers_in_the_Internet_are_counted_and_become_no_assets()
    {
        Diagnosed<Revision> resolved = SiteOf(
                (
                    Traffic(),
                    [
                        .. Enumerable.Range(1, 9).Select(last => Uses("10.0.0.9", $"203.0.113.{last}", 443)),
                        Uses("203.0.113.77", "10.0.0.7"),
                        Uses("203.0.113.77", "203.0.113.78"),
                    ]
                )
            )
            .Resolve(Types);

        Revision revision = resolved.Value!;
        revision.Assets.Select(asset => asset.Name).Order().ShouldBe(["10.0.0.7", "10.0.0.9", "502/tcp on 10.0.0.7"]);
        revision.Flows.Length.ShouldBe(2);
        Flow incoming = revision.Flows.Single(flow => flow.ClientId is null);
        incoming.ServiceId.ShouldBe(Named(revision, "502/tcp on 10.0.0.7").Id);
        Flow outgoing = revision.Flows.Single(flow => flow.ServiceId is null);
        outgoing.Service.ShouldBe("443/tcp");
        outgoing.OutsideAddresses.ShouldBe(9);
        outgoing.Activities.ShouldHaveSingleItem().Value.Connections.ShouldBe(18);
        resolved
            .Diagnostics.ShouldHaveSingleItem()
            .Message.ShouldBe(
                "11 public address(es) in no zone's network, such as 203.0.113.1, were seen only in traffic and stand for the "
                    + "Internet; 1 flow(s) between two of them are no concern of the site and left out."
            );
    }

    [Fact]
    public void A_public_address_in_a_declared_network_is_the_sites_own()
    {
        Revision revision = Resolved(SiteOf((Site(), [Cell]), (Traffic(), [Uses("10.0.0.9", "198.51.100.4", 443)])));

        Named(revision, "443/tcp on 198.51.100.4").Id.ShouldBe(revision.Flows.ShouldHaveSingleItem().ServiceId);
    }

    [Fact]
    public void A_public_address_that_a_scan_knows_too_is_the_sites_own()
    {
        Revision revision = Resolved(
            SiteOf(
                (Scan(), [Record("host", Thing("Device", [Ip("203.0.113.5")]))]),
                (Traffic(), [Uses("10.0.0.9", "203.0.113.5", 443)])
            )
        );

        Named(revision, "203.0.113.5").IsProposed.ShouldBeFalse();
        revision.Flows.ShouldHaveSingleItem().OutsideAddresses.ShouldBe(0);
    }

    [Fact]
    public void What_traffic_tells_of_an_outside_server_is_no_fact_of_the_site()
    {
        AssetReference server = new("Device", [Ip("203.0.113.5")]);
        AssetReference product = new("Software", [Name("Apache 2.4")], server);

        Revision revision = Resolved(
            SiteOf((Traffic(), [Record("software", new AssetStatement(server, [new LinkFact("software", product)]))]))
        );

        revision.Assets.ShouldBeEmpty();
        revision.Links.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("224.0.0.251")]
    [InlineData("255.255.255.255")]
    [InlineData("169.254.1.2")]
    [InlineData("ff02::fb")]
    [InlineData("fe80::1")]
    public void Multicast_broadcast_and_link_local_addresses_are_no_devices(string address) =>
        Resolved(SiteOf((Traffic(), [Uses("10.0.0.9", address)])))
            .Assets.Select(asset => asset.Name)
            .ShouldBe(["10.0.0.9"]);

    [Fact]
    public void A_server_with_many_clients_is_placed_in_its_zone_by_one_record()
    {
        Revision revision = Resolved(
            SiteOf(
                (Site(), [Cell]),
                (Traffic(), [.. Enumerable.Range(10, 50).Select(last => Uses($"10.0.0.{last}", "10.0.0.7"))])
            )
        );

        string server = Named(revision, "10.0.0.7").Id;
        revision.Links.Single(link => link.FromId == server).Provenance.Length.ShouldBe(1);
        revision.Flows.Length.ShouldBe(50);
    }

    [Fact]
    public void A_difference_names_the_flows_that_came_and_went()
    {
        Revision before = Resolved(SiteOf((Traffic(), [Uses("10.0.0.9", "10.0.0.7"), Uses("10.0.0.7", "10.0.0.9")])));
        Revision after = Resolved(
            SiteOf((Traffic(), [Uses("10.0.0.9", "10.0.0.7"), Uses("10.0.0.7", "10.0.0.9", 102)]))
        );

        RevisionDiff diff = RevisionDiff.Between(before, after);

        diff.AddedFlows.ShouldHaveSingleItem().Service.ShouldBe("102/tcp");
        diff.RemovedFlows.ShouldHaveSingleItem().Service.ShouldBe("502/tcp");
        diff.IsEmpty.ShouldBeFalse();
    }

    [Fact]
    public void How_much_flowed_is_a_part_of_what_names_a_revision()
    {
        FlowStatement flow = FlowOf("10.0.0.9", "10.0.0.7");
        SiteTwin once = SiteOf((Traffic(), [Record("a", flow)]));
        SiteTwin twice = SiteOf(
            (Traffic(), [Record("a", flow with { Activity = flow.Activity with { Connections = 3 } })])
        );

        Resolved(once).Id.ShouldNotBe(Resolved(twice).Id);
    }

    [Fact]
    public void Activities_add_up_without_inventing_what_nobody_said()
    {
        FlowActivity said = new(2, 10, Monday, Monday, false, null, [FlowUse.Write]);
        FlowActivity unsaid = new(long.MaxValue, null, null, null, null, "modbus", [FlowUse.Read, FlowUse.Write]);

        FlowActivity both = said.And(unsaid);

        both.Connections.ShouldBe(long.MaxValue);
        both.Bytes.ShouldBe(10);
        both.First.ShouldBe(Monday);
        both.Answered.ShouldBe(false);
        both.Application.ShouldBe("modbus");
        both.Uses.ShouldBe([FlowUse.Read, FlowUse.Write]);
        unsaid.And(unsaid).Bytes.ShouldBeNull();
    }

    [Fact]
    public void A_zone_that_is_nothing_but_an_address_in_the_Internet_places_nothing()
    {
        Observation odd = Record(
            "odd",
            Thing("Zone", [Ip("203.0.113.5")], new PropertyFact(Properties.Network, "10.0.0.0/24")),
            Thing("Device", [Ip("10.0.0.7")])
        );

        Resolved(SiteOf((Traffic(), [odd]))).Links.ShouldBeEmpty();
    }

    [Fact]
    public void Two_logs_of_the_same_connections_count_them_once_and_two_days_of_one_log_add_up()
    {
        Source modbus = new("zeek", "modbus", "1", Monday, false);

        Flow Only(params (Source Source, Observation[] Observations)[] sources) =>
            SiteOf(sources).Resolve(Types).Value!.Flows.ShouldHaveSingleItem();

        Only((Traffic(), [Uses("10.0.0.1", "10.0.0.2")])).Connections.ShouldBe(2);
        Only((Traffic(), [Uses("10.0.0.1", "10.0.0.2")]), (modbus, [Uses("10.0.0.1", "10.0.0.2")]))
            .Connections.ShouldBe(2);
        Only((Traffic(), [Uses("10.0.0.1", "10.0.0.2")]), (Traffic("2"), [Uses("10.0.0.1", "10.0.0.2")]))
            .Connections.ShouldBe(4);
    }
}
