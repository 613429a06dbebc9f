using System.Diagnostics;
using Pollux.Diagnostics;
using Pollux.Formats.ImportReports;
using Pollux.Testing;
using Pollux.Twin.Changes;

namespace Pollux.Formats.Tests;

/// <summary>
/// Laws for whatever a file holds: nothing is thrown, the figures add up, and there is a value or an error that says why there is none;
/// what was understood can be merged, and merging it again changes nothing.
/// </summary>
public sealed class MutationTests
{
    private const int Seed = 20_260_901;
    private const int LargestFile = 200_000;

    // POLLUX_MUTANTS=2000 for a long run.
    private static readonly int MutantsOfAFile = int.TryParse(
        Environment.GetEnvironmentVariable("POLLUX_MUTANTS"),
        out int given
    )
        ? given
        : 40;

    public static TheoryData<string> RealFiles =>
        [
            "nmap/emulated-plant/emulated-plant.xml",
            "nmap/libnmap/1_os_banner_scripts.xml",
            "openvas/many_vuln.xml",
            "openvas/report_detail_v2.xml",
            "otmodel/aas",
            "otmodel/automationml",
            "otmodel/ngsi-ld/WaterNetworkManagement",
            "otmodel/opcua/Station.NodeSet2.xml",
            "csaf/samples",
            "cve/samples",
            "csaf/oasis-examples/csaf_2.1/examples/csaf/csaf_vex",
            "sbom/cyclonedx/spec-tests/1.7",
            "sbom/cyclonedx/bom-examples/VEX",
            "sbom/spdx/software/example6/spdx2.2",
            "sbom/spdx/software/example11/spdx3.0",
            "bloodhound/v5/raw",
            "suricata",
            "zeek/apt29-day1",
            "zeek/icsnpp/s7-snap7",
            "zeek/icsnpp/enip-cip",
            "firewall/batfish-asa",
            "firewall/batfish-grammar/cisco_asa",
            "pcap",
            "firewall/iptables/host1.iptables",
            "firewall/batfish-grammar/fortios",
            "firewall/lab-validation/ios_example_network.zip",
            "firewall/lab-validation/iosxe_connectivity_sample.zip",
        ];

    public static TheoryData<string> Formats => [.. ExampleFileTests.Formats];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Damaged_examples_keep_the_laws(string format)
    {
        string folder = RepositoryPaths.Of("tests", "Pollux.Formats.Tests", format, "testdata");

        CheckAll(
            [.. Files(folder).Where(path => !path.EndsWith(".approved.txt", StringComparison.Ordinal))],
            MutantsOfAFile
        );
    }

    [Theory]
    [MemberData(nameof(RealFiles))]
    public void Damaged_real_files_keep_the_laws(string path)
    {
        string found = SharedData.Require(["data", "security", .. path.Split('/')]);

        CheckAll(File.Exists(found) ? [found] : [.. Files(found).Take(20)], MutantsOfAFile / 4);
    }

    private static void CheckAll(string[] paths, int mutants)
    {
        paths.ShouldNotBeEmpty();
        foreach (string path in paths)
        {
            byte[] content = File.ReadAllBytes(path);
            if (content.Length is 0 or > LargestFile)
            {
                continue;
            }

            Random chance = new(Seed + content.Length);
            for (int mutant = 0; mutant < mutants; mutant++)
            {
                Check(Mutations.Mutate(content, chance), $"{path} #{mutant}");
            }
        }
    }

    private static void Check(byte[] mutant, string name)
    {
        Stopwatch watch = Stopwatch.StartNew();
        ReadFile read = DocumentText.Read(name, mutant);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), name);
        FileReport report = read.Report;
        report.Received.ShouldBe(report.Understood + report.Ignored + report.Refused + report.Duplicates, name);
        (report.Refused == 0 || !report.Diagnostics.IsEmpty).ShouldBeTrue(name);
        if (read.Document is not { } document)
        {
            report.Diagnostics.ShouldContain(found => found.Level == Severity.Error, name);
            return;
        }

        document.Received.ShouldBe(report.Received, name);
        MergeResult once = SiteTwin.Empty("law").Merge(document.Source, document.Observations);
        once.Twin.Resolve().Value.ShouldNotBeNull(name);
        MergeResult again = once.Twin.Merge(document.Source, document.Observations);
        (again.Changed, again.Duplicates).ShouldBe((false, document.Understood), name);
    }

    private static IOrderedEnumerable<string> Files(string folder) =>
        Directory.GetFiles(folder).Order(StringComparer.Ordinal);
}
