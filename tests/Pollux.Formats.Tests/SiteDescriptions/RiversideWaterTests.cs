using System.Collections.Immutable;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Knowledge.Matching;
using Pollux.Language;
using Pollux.Language.Graph;
using Pollux.Modelling;
using Pollux.Modelling.Tables;
using Pollux.Testing;
using Pollux.Twin.Changes;
using Pollux.Twin.Resolution;
using Pollux.Twin.Revisions;

namespace Pollux.Formats.Tests.SiteDescriptions;

/// <summary>The sample site, file by file and as a whole: what its README says is wrong there and what is right.</summary>
public sealed class RiversideWaterTests
{
    private static readonly string Folder = RepositoryPaths.Of("samples", "riverside-water");

    [Fact]
    public async Task Every_file_of_the_sample_is_read_without_a_warning()
    {
        ImmutableArray<ReadFile> files = await ReadAsync();

        files.Length.ShouldBe(20);
        files
            .Where(file => file.Document is null || !file.Report.Diagnostics.IsEmpty || file.Report.Refused > 0)
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Its_vulnerabilities_are_found_where_they_are_and_nowhere_else()
    {
        Revision revision = Resolve(await ReadAsync());

        string[] affected =
        [
            .. VulnerabilityMatcher
                .Match(revision, TestContext.Current.CancellationToken)
                .Matches.Where(match => match.Status is MatchStatus.Affected or MatchStatus.PossiblyAffected)
                .Select(match =>
                    $"{revision.Assets.First(asset => asset.Id == match.AssetId).Name} {match.Vulnerability}"
                ),
        ];

        affected.ShouldContain("rtr-ps-03 CVE-2018-14847");
        affected.ShouldContain("backup-01 CVE-2024-40711");
        affected.ShouldContain("log4j-core 2.14.1 on AquaView SCADA CVE-2021-44228");
        affected.ShouldNotContain(match => match.Contains("HMI Runtime CVE-2021-44228", StringComparison.Ordinal));
        affected.ShouldNotContain(match => match.EndsWith("CVE-2024-21762", StringComparison.Ordinal));
        affected.ShouldNotContain(match => match.EndsWith("CVE-2020-8597", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_library_of_the_scada_software_is_a_flaw_of_the_servers_and_no_device_stands_in_the_internet()
    {
        Revision revision = Resolve(await ReadAsync());
        ModellingTables tables = (
            await ModellingTables.LoadAsync(
                RepositoryPaths.Of("packs", "core", "rules"),
                TestContext.Current.CancellationToken
            )
        ).Value!;
        MatchReport matched = VulnerabilityMatcher.Match(revision, TestContext.Current.CancellationToken);

        ModelledTwin modelled = TwinModel.Build(
            revision,
            LanguageGraph.Build(Language.Specification).Value!,
            new ModellingInput(tables) { Matches = matched.Matches }
        );

        modelled.Model.Assets.ShouldContain(asset => asset.Name == "scada-01 CVE-2021-44228");
        modelled.Model.Assets.ShouldNotContain(asset => asset.Name == "hmi-01 CVE-2021-44228");
        int log4Shell = modelled.Model.Assets.IndexOf(
            modelled.Model.Assets.First(asset => asset.Name == "scada-01 CVE-2021-44228")
        );
        modelled
            .Model.Links.Where(link => link.Right == log4Shell && link.LeftField == "through")
            .Select(link => modelled.Model.Assets[link.Left].Name)
            .ShouldBe(["scada-01 http/8080"]);
        int internet = modelled.Model.Assets.IndexOf(modelled.Model.Assets.First(asset => asset.Type == "Internet"));
        modelled
            .Model.Links.Where(link =>
                (link.Left == internet && link.RightField == "devices")
                || (link.Right == internet && link.LeftField == "devices")
            )
            .ShouldBeEmpty();
    }

    private static Task<ImmutableArray<ReadFile>> ReadAsync() =>
        ImportRun.ReadAsync([Folder], InputLimits.Default, progress: null, TestContext.Current.CancellationToken);

    private static Revision Resolve(ImmutableArray<ReadFile> files) =>
        ImportRun.Merge(files, SiteTwin.Empty("Riverside Water"), Types).Twin.Resolve(Types).Value!;

    private static readonly CompiledLanguage Language = LanguageCompiler
        .Compile(RepositoryPaths.Of("packs", "core", "language", "core.mal"), CompilerOptions.Default)
        .Value!;

    private static readonly TypeHierarchy Types = TwinTypes.Of(Language.Specification);
}
