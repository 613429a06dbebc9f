using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Testing;
using Pollux.Twin.Changes;
using Pollux.Twin.Observations;
using Pollux.Twin.Resolution;
using Pollux.Twin.Revisions;

namespace Pollux.Formats.Tests.BloodHound;

/// <summary>What a collection becomes in a twin, beside other sources.</summary>
public sealed class DirectoryTwinTests : IDisposable
{
    private const string Historian = "S-1-5-21-1000-2000-3000-1002";

    private readonly string folder = Directory.CreateTempSubdirectory("pollux-directory-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_scanned_machine_and_the_computer_of_the_directory_are_one_device()
    {
        Copy("computers-v6-data-first.json");
        Write(
            "scan.xml",
            """
            <nmaprun scanner="nmap" args="nmap 10.0.0.7" start="1780000000" version="7.94" xmloutputversion="1.05">
            <host><status state="up"/><address addr="10.0.0.7" addrtype="ipv4"/>
            <hostnames><hostname name="hist.pump.example" type="PTR"/></hostnames></host></nmaprun>
            """
        );

        Revision revision = await ImportAsync();

        Asset machine = revision.Assets.Single(asset => asset.Name == "HIST.PUMP.EXAMPLE");
        machine.Identifiers.ShouldContain(new Identifier(IdentifierKind.IpAddress, "10.0.0.7"));
        machine.Identifiers.ShouldContain(new Identifier(IdentifierKind.AssignedId, Historian, "directory"));
        revision
            .Assets.Count(asset => asset.Type == "Account" && asset.Name.StartsWith("HIST", StringComparison.Ordinal))
            .ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_follows_from_several_files_needs_all_of_them(bool hasUnits)
    {
        // The unit's policy makes the help desk administrators of WS1; the record of WS1 is in another file.
        Copy("computers-v4.json");
        if (hasUnits)
        {
            Copy("ous-v6.json");
        }

        Revision revision = await ImportAsync();

        Links(revision, "admins").Contains("S-1-5-21-1000-2000-3000-1200").ShouldBe(hasUnits);
    }

    [Fact]
    public async Task A_zip_of_a_collection_says_what_its_files_say()
    {
        Copy("computers-v4.json");
        Copy("ous-v6.json");
        Revision loose = await ImportAsync();
        ZipFile.CreateFromDirectory(folder, folder + ".zip");
        try
        {
            Revision packed = await ImportAsync(folder + ".zip");

            packed.Id.ShouldBe(loose.Id);
        }
        finally
        {
            File.Delete(folder + ".zip");
        }
    }

    [Fact]
    public async Task Parts_of_one_kind_do_not_replace_each_other_and_a_new_collection_replaces_the_old_one()
    {
        Write("1.json", Users("ANNA", "S-1-5-21-1-2-3-1001"));
        Write("2.json", Users("BERT", "S-1-5-21-1-2-3-1002"));
        SiteTwin twin = (await MergeAsync(SiteTwin.Empty("s"), folder)).Twin;
        Names(twin).ShouldBe(["ANNA@PUMP.EXAMPLE", "BERT@PUMP.EXAMPLE"]);

        ImportResult again = await MergeAsync(twin, folder);
        again.Report.Twin!.Changed.ShouldBeFalse();

        Write("1.json", Users("CARL", "S-1-5-21-1-2-3-1003"));
        Names((await MergeAsync(twin, folder)).Twin).ShouldBe(["BERT@PUMP.EXAMPLE", "CARL@PUMP.EXAMPLE"]);
    }

    [Fact]
    public async Task Certificates_that_make_somebody_anybody_are_said_of_the_domain_and_only_of_whom_they_are_open_to()
    {
        string raw = SharedData.Require("data", "security", "bloodhound", "v6-all-adcs", "raw");

        Revision revision = await ImportAsync(raw);

        Asset domain = revision.Assets.Single(asset => asset.Name == "ESC1.LOCAL");
        Dictionary<string, string> names = revision.Assets.ToDictionary(asset => asset.Id, asset => asset.Name);
        string[] governors =
        [
            .. revision
                .Links.Where(link => link.FromId == domain.Id && link.Role == "governors")
                .Where(link =>
                    link.Provenance.Any(record =>
                        record.Record.StartsWith("certificate template", StringComparison.Ordinal)
                    )
                )
                .Select(link => names[link.ToId])
                .Order(StringComparer.Ordinal),
        ];
        governors.ShouldBe(["GARCIA@ESC1.LOCAL", "JONES@ESC1.LOCAL", "SMITH@ESC1.LOCAL"]);
        domain.Defenses.ContainsKey("hardened").ShouldBeFalse();
    }

    private static string Users(string name, string sid) =>
        $$$"""
            {"data":[{"ObjectIdentifier":"{{{sid}}}","Properties":{"name":"{{{name}}}@PUMP.EXAMPLE","domain":"PUMP.EXAMPLE"},"Aces":[]}],
            "meta":{"methods":1,"type":"users","count":1,"version":6}}
            """;

    private static string[] Names(SiteTwin twin) =>
        [
            .. twin.Resolve()
                .Value!.Assets.Where(asset => asset.Type == "Account")
                .Select(asset => asset.Name)
                .Order(StringComparer.Ordinal),
        ];

    private static async Task<ImportResult> MergeAsync(SiteTwin twin, string path)
    {
        ImmutableArray<ReadFile> files = await ImportRun.ReadAsync(
            [path],
            InputLimits.Default,
            null,
            TestContext.Current.CancellationToken
        );
        return ImportRun.Merge(files, twin, TypeHierarchy.None);
    }

    private async Task<Revision> ImportAsync(string? path = null) =>
        (await MergeAsync(SiteTwin.Empty("s"), path ?? folder)).Twin.Resolve().Value!;

    private static string[] Links(Revision revision, string role)
    {
        Dictionary<string, Asset> assets = revision.Assets.ToDictionary(asset => asset.Id);
        return
        [
            .. revision
                .Links.Where(link => link.Role == role)
                .SelectMany(link => assets[link.ToId].Identifiers)
                .Select(identifier => identifier.Value),
        ];
    }

    private void Copy(string name) =>
        File.Copy(
            RepositoryPaths.Of("tests", "Pollux.Formats.Tests", "BloodHound", "testdata", name),
            Path.Combine(folder, name)
        );

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder, name), text, Encoding.UTF8);
}
