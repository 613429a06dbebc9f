using Pollux.Knowledge.Matching;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Knowledge.Tests.Matching;

public sealed class ConfigurationTests
{
    private const string Cve = "CVE-2026-2001";
    private const string Tool = "cpe:2.3:a:acme:tool:*:*:*:*:*:*:*:*";
    private const string Windows = "cpe:2.3:o:microsoft:windows:-:*:*:*:*:*:*:*";

    private static readonly ConfigurationNode ToolBelowTwo = Or(new CpeCriterion(Tool, true) { EndExcluding = "2.0" });
    private static readonly ConfigurationNode OnWindows = Or(new CpeCriterion(Windows, false));

    [Theory]
    [InlineData("cpe=cpe:2.3:o:microsoft:windows_10_1809:10.0:*:*:*:*:*:*:*", MatchStatus.Affected)]
    [InlineData("operatingSystem=Microsoft Windows Server 2019", MatchStatus.Affected)]
    [InlineData("vendor=Acme", MatchStatus.PossiblyAffected)]
    [InlineData("operatingSystem=Ubuntu 22.04", null)]
    [InlineData("cpe=cpe:2.3:o:canonical:ubuntu_linux:22.04:*:*:*:*:*:*:*", null)]
    public void Software_on_a_system_is_affected_only_where_that_system_is(string system, MatchStatus? status) =>
        StatusOfTool(
                new Site()
                    .With("device", system)
                    .On("device", "tool", $"cpe={Tool}", "version=1.5")
                    .Configures(Cve, And(ToolBelowTwo, OnWindows))
            )
            .ShouldBe(status);

    [Fact]
    public void The_reason_names_what_is_there_and_what_is_not_known()
    {
        VulnerabilityMatch there = new Site()
            .With("device", "operatingSystem=Windows 11")
            .On("device", "tool", $"cpe={Tool}", "version=1.5")
            .Configures(Cve, And(ToolBelowTwo, OnWindows))
            .Only()
            .ShouldNotBeNull();
        VulnerabilityMatch open = new Site()
            .With("tool", $"cpe={Tool}", "version=1.5")
            .Configures(Cve, And(ToolBelowTwo, OnWindows))
            .Only()
            .ShouldNotBeNull();

        there.Reason.ShouldEndWith("Version '1.5' is among 'below 2.0'. 'microsoft windows' is there, as 'Windows'.");
        open.Reason.ShouldEndWith(
            "It holds only together with 'microsoft windows'; whether that is there is not known."
        );
        open.Confidence.ShouldBe(there.Confidence * MatchConfidence.ConditionOpen, 1e-4);
    }

    [Fact]
    public void What_only_must_be_there_is_not_affected_itself() =>
        new Site()
            .With("device", "cpe=cpe:2.3:o:microsoft:windows:10:*:*:*:*:*:*:*")
            .On("device", "tool", $"cpe={Tool}", "version=1.5")
            .Configures(Cve, And(ToolBelowTwo, OnWindows))
            .Match()
            .Matches.ShouldHaveSingleItem()
            .AssetId.ShouldBe("tool");

    [Fact]
    public void Products_of_one_bill_of_materials_without_a_device_stand_beside_each_other() =>
        new Site()
            .With("tool", $"cpe={Tool}", "version=1.5")
            .With("system", "cpe=cpe:2.3:o:microsoft:windows:10:*:*:*:*:*:*:*")
            .Configures(Cve, And(ToolBelowTwo, OnWindows))
            .Only()
            .ShouldNotBeNull()
            .Status.ShouldBe(MatchStatus.Affected);

    [Theory]
    [InlineData("1.5", null)]
    [InlineData("2.5", MatchStatus.Affected)]
    public void A_node_that_is_negated_excludes_what_it_names(string helper, MatchStatus? status) =>
        Helped(helper, new ConfigurationNode(ConfigurationOperator.Or, true, Helper())).ShouldBe(status);

    [Theory]
    [InlineData("1.5", MatchStatus.Affected)]
    [InlineData("2.5", null)]
    public void A_node_that_is_not_negated_asks_for_what_it_names(string helper, MatchStatus? status) =>
        Helped(helper, new ConfigurationNode(ConfigurationOperator.Or, false, Helper())).ShouldBe(status);

    [Theory]
    [InlineData("1.5", MatchStatus.Affected)]
    [InlineData("2.5", null)]
    public void All_names_of_an_AND_node_must_be_there(string helper, MatchStatus? status)
    {
        ConfigurationNode both = new(ConfigurationOperator.And, false, [.. ToolBelowTwo.Criteria, .. Helper()]);

        StatusOfTool(WithHelper(helper).Configures(Cve, Any(both))).ShouldBe(status);
    }

    [Fact]
    public void One_of_several_configurations_is_enough() =>
        new Site()
            .With("device", "operatingSystem=Ubuntu 22.04")
            .On("device", "tool", $"cpe={Tool}", "version=1.5")
            .Configures(Cve, And(ToolBelowTwo, OnWindows), Any(ToolBelowTwo))
            .Only()
            .ShouldNotBeNull()
            .Status.ShouldBe(MatchStatus.Affected);

    [Theory]
    [InlineData("1.0", "1.0", true)]
    [InlineData("1.0", "1.0 SP1", true)]
    [InlineData("1.0", "1.0.1", false)]
    [InlineData("1.0", "1.0-r1", false)]
    [InlineData("1.7.0-update_75", "1.7.0-update_76", false)]
    [InlineData("11.04", "11.10", false)]
    public void A_CPE_name_with_a_version_means_it_and_its_updates(string named, string version, bool found) =>
        (
            new Site()
                .With("tool", $"cpe={Tool}", $"version={version}")
                .Configures(Cve, Any(Or(new CpeCriterion($"cpe:2.3:a:acme:tool:{named}:*:*:*:*:*:*:*", true))))
                .Only()
            is not null
        ).ShouldBe(found);

    [Theory]
    [InlineData("9.6", "9.6.2", false)]
    [InlineData("9.6", "9.6", true)]
    [InlineData("1.6.0_113", "1.6.0_112", true)]
    [InlineData("1.6.0_113", "1.6.0_114", false)]
    [InlineData("10.0.0-M3", "10.0.0-M2", true)]
    [InlineData("10.0.0-M3", "10.0.0", false)]
    [InlineData("2024 november security update", "2024 september security update", true)]
    [InlineData("2024 september security update", "2024 november security update", false)]
    [InlineData("R36 P2", "37.0.1", false)]
    [InlineData("4.*", "4.9", true)]
    [InlineData("4.*", "5.0", false)]
    public void The_last_version_of_a_range_is_that_version(string last, string version, bool found) =>
        (
            new Site()
                .With("tool", $"cpe={Tool}", $"version={version}")
                .Configures(Cve, Any(Or(new CpeCriterion(Tool, true) { EndIncluding = last })))
                .Only()
                ?.Status is MatchStatus.Affected
        ).ShouldBe(found);

    [Fact]
    public void Between_commits_nobody_can_say() =>
        new Site()
            .With("tool", $"cpe={Tool}", "version=133504f4fd9f72f3e36668f9f2f3d32a86fcb269")
            .Configures(
                Cve,
                Any(Or(new CpeCriterion(Tool, true) { EndExcluding = "fa1ad160e2637d1d583611124478039170d726ab" }))
            )
            .Only()
            .ShouldNotBeNull()
            .Status.ShouldBe(MatchStatus.PossiblyAffected);

    [Fact]
    public void A_vendor_under_its_old_name_is_found_and_another_product_of_the_same_words_is_not()
    {
        Site site = new Site()
            .With("old", "cpe=cpe:2.3:a:igor_sysoev:nginx:1.18.0:*:*:*:*:*:*:*")
            .With("other", "cpe=cpe:2.3:a:f5:nginx_plus:1.18.0:*:*:*:*:*:*:*")
            .Configures(
                Cve,
                Any(Or(new CpeCriterion("cpe:2.3:a:f5:nginx:*:*:*:*:*:*:*:*", true) { EndExcluding = "1.20.1" }))
            );

        VulnerabilityMatch match = site.Match().Matches.ShouldHaveSingleItem();

        match.AssetId.ShouldBe("old");
        match.Reason.ShouldContain("the vendors are one under two names");
    }

    private static MatchStatus? Helped(string helper, ConfigurationNode node) =>
        StatusOfTool(WithHelper(helper).Configures(Cve, And(ToolBelowTwo, node)));

    private static MatchStatus? StatusOfTool(Site site) =>
        site.Match().Matches.SingleOrDefault(match => match.AssetId == "tool")?.Status;

    private static Site WithHelper(string version) =>
        new Site()
            .With("device", "vendor=Acme")
            .On("device", "tool", $"cpe={Tool}", "version=1.5")
            .On("device", "helper", "cpe=cpe:2.3:a:acme:helper:*:*:*:*:*:*:*:*", $"version={version}");

    private static System.Collections.Immutable.ImmutableArray<CpeCriterion> Helper() =>
        [new CpeCriterion("cpe:2.3:a:acme:helper:*:*:*:*:*:*:*:*", false) { EndExcluding = "2.0" }];

    private static ConfigurationNode Or(params CpeCriterion[] criteria) =>
        new(ConfigurationOperator.Or, false, [.. criteria]);

    private static ProductConfiguration And(params ConfigurationNode[] nodes) =>
        new(ConfigurationOperator.And, false, [.. nodes]);

    private static ProductConfiguration Any(params ConfigurationNode[] nodes) =>
        new(ConfigurationOperator.Or, false, [.. nodes]);
}
