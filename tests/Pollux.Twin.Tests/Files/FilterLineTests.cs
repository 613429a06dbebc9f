using Pollux.Diagnostics;
using Pollux.Twin.Changes;
using Pollux.Twin.Files;
using Pollux.Twin.Filtering;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;

namespace Pollux.Twin.Tests.Files;

public sealed class FilterLineTests
{
    private static readonly AssetReference Firewall = AssetReference.Named("Device", "fw");

    private static readonly FilterDevice Device = new(
        "cisco-asa",
        FilterDefault.SecurityLevel,
        [
            new FilterInterface("e0", "outside", 0, ["198.51.100.2/29", "2001:db8::1/64"], IsUp: true, 3),
            new FilterInterface("m0", null, null, [], IsUp: false, 9) { IsManagementOnly = true },
        ],
        [
            new FilterBinding("in", FilterPlace.Entry, "outside", FilterEnd.Continue, 12),
            new FilterBinding("all", FilterPlace.Through, null, FilterEnd.Permit, 13) { Step = 2 },
        ],
        [new FilterRoute("0.0.0.0/0", "outside", "198.51.100.1", 14), new FilterRoute("10.0.0.0/8", null, null, 15)],
        [new FilterTranslation(true, "cell", null, Of("10.2.0.10"), Of("198.51.100.3"), 16)],
        new FilterReading(20, [new IgnoredLines("management", 4)], 2, [new DoubtfulLine(8, "odd \"line\"")], 2)
    )
    {
        PermitsSameLevel = true,
        LearnsRoutes = true,
    };

    private static readonly FilterRule Rule = new(
        "in",
        1,
        FilterAction.Permit,
        AddressSets.Any,
        IntervalSet.Of([.. Of("10.2.0.0/24").Intervals, .. Of("10.3.0.1-10.3.0.9").Intervals]),
        [
            ServiceMatch.Of(ServiceMatch.Tcp, IntervalSet.Of(502)),
            ServiceMatch.OfIcmp(ServiceMatch.Icmp, 8, 0),
            ServiceMatch.Any,
        ],
        5,
        "permit it"
    )
    {
        Name = "7",
        From = ["outside"],
        To = ["cell"],
        Conditions = ["time-range day"],
        IsInspected = true,
        IsForReplies = true,
        IsActive = false,
    };

    [Fact]
    public void How_a_device_filters_is_written_and_read_again_unchanged()
    {
        SiteTwin twin = Twin(
            Samples.Record("device", new FilterStatement(Firewall, Device)),
            Samples.Record(
                "line 5",
                new FilterRuleStatement(Firewall, Rule),
                new FilterRuleStatement(Firewall, Rule with { Action = FilterAction.Jump, Target = "all" })
            )
        );

        byte[] written = Write(twin);
        Diagnosed<SiteTwin> read = TwinFile.Read(new MemoryStream(written), "x.twin");

        read.Diagnostics.ShouldBeEmpty();
        Write(read.Value!).ShouldBe(written);
        Revision before = twin.Resolve(Samples.Types).Value!;
        Revision after = read.Value!.Resolve(Samples.Types).Value!;
        after.Id.ShouldBe(before.Id);
        DeviceFilter filter = after.Filters.ShouldHaveSingleItem();
        filter.Device.Interfaces[1].IsManagementOnly.ShouldBeTrue();
        filter.Rules.Length.ShouldBe(2);
        filter.Rules[0].Value.Services.ShouldBe(Rule.Services);
    }

    [Fact]
    public void A_changed_rule_changes_the_name_of_the_revision()
    {
        string Id(FilterRule rule) =>
            Twin(
                    Samples.Record(
                        "device",
                        new FilterStatement(Firewall, Device),
                        new FilterRuleStatement(Firewall, rule)
                    )
                )
                .Resolve(Samples.Types)
                .Value!.Id;

        Id(Rule with { Action = FilterAction.Deny }).ShouldNotBe(Id(Rule));
        Id(Rule).ShouldBe(Id(Rule));
    }

    [Fact]
    public void A_device_that_a_scan_also_saw_is_the_one_that_filters()
    {
        SiteTwin twin = Samples.SiteOf(
            (
                Samples.Scan(),
                [Samples.Record("host", Samples.Thing("Device", [Samples.Name("fw"), Samples.Ip("10.0.0.1")]))]
            ),
            (Configuration, [Samples.Record("device", new FilterStatement(Firewall, Device))])
        );

        Revision revision = twin.Resolve(Samples.Types).Value!;

        revision.Filters.ShouldHaveSingleItem().AssetId.ShouldBe(revision.Assets.ShouldHaveSingleItem().Id);
    }

    [Fact]
    public void Rules_without_their_device_are_kept_in_the_file_and_decide_nothing()
    {
        SiteTwin twin = Twin(Samples.Record("line 5", new FilterRuleStatement(Firewall, Rule)));

        twin.Resolve(Samples.Types).Value!.Filters.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"action\":\"permit\"", "\"action\":\"perhaps\"", "'perhaps' is not an action of a rule")]
    [InlineData("\"order\":1", "\"order\":-1", "whole number")]
    [InlineData("\"10.2.0.0/24\"", "\"10.2.0.0/33\"", "no address and no network")]
    [InlineData("\"ports\":\"502\"", "\"ports\":\"502-9\"", "no number")]
    [InlineData("\"protocols\":\"6\"", "\"protocols\":\"600\"", "out of range")]
    [InlineData("\"order\":1", "\"order\":1,\"colour\":\"red\"", "\"colour\"")]
    public void A_line_with_a_wrong_value_is_named_and_left_out(string right, string wrong, string message)
    {
        string text = System.Text.Encoding.UTF8.GetString(
            Write(Twin(Samples.Record("line 5", new FilterRuleStatement(Firewall, Rule))))
        );
        text.ShouldContain(right);

        Diagnosed<SiteTwin> read = TwinFile.Read(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal))),
            "x.twin"
        );

        read.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain(message);
    }

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("10.0.0.0/8")]
    [InlineData("10.0.0.1-10.0.0.9")]
    [InlineData("any")]
    [InlineData("any4")]
    [InlineData("2001:db8::/32")]
    [InlineData("2001:db8::1")]
    [InlineData("0.0.0.0/1")]
    public void The_text_of_addresses_is_read_back_as_the_same(string text) =>
        AddressSets.TextOf(AddressSets.ToInterval(text)!.Value).ShouldBe(text);

    [Theory]
    [InlineData("10.0.0.0", "0.0.0.255", "10.0.0.0/24")]
    [InlineData("10.0.0.1", "0.0.2.0", "10.0.0.1, 10.0.2.1")]
    [InlineData("10.0.0.9", "255.255.255.255", "any4")]
    [InlineData("10.0.1.7", "0.0.254.255", "10.0.1.0/24")]
    public void A_wildcard_means_all_addresses_that_agree_in_its_zeros(string address, string wildcard, string expected)
    {
        string text = AddressSets.TextOf(AddressSets.OfWildcard(address, wildcard)!);

        // The last one has 128 networks, every second one.
        text.Split(", ")[0].ShouldBe(expected.Split(", ")[0]);
        (expected.Contains("10.0.1.0/24", StringComparison.Ordinal) ? text.Split(", ").Length : 128).ShouldBe(128);
    }

    private static readonly Source Configuration = new("cisco-asa", "fw", "1", null, IsComplete: true);

    private static SiteTwin Twin(params Observation[] observations) => Samples.SiteOf((Configuration, observations));

    private static byte[] Write(SiteTwin twin)
    {
        using MemoryStream stream = new();
        TwinFile.Write(twin, stream);
        return stream.ToArray();
    }

    private static IntervalSet Of(string text) => IntervalSet.Of([AddressSets.ToInterval(text)!.Value]);
}
