using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pollux.Diagnostics;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Formats.Nessus;
using Pollux.Formats.Scanners;
using Pollux.Testing;
using Pollux.Twin.Changes;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;
using Pollux.Twin.Vulnerabilities;

namespace Pollux.Formats.Tests.Scanners;

/// <summary>What all scanners' reports have in common, and that nothing in the real ones is lost.</summary>
public sealed partial class ScannerReportTests
{
    [Theory]
    [InlineData("nessus_many_vuln.xml.gz", 0)]
    [InlineData("nessus_with_cvssv3.nessus.gz", 26)]
    [InlineData("nessus_with_cwe.nessus.gz", 1)]
    public void Every_result_of_a_real_Nessus_report_that_is_more_than_a_note_is_a_finding(string name, int results)
    {
        XElement[] items = [.. Real("nessus", name).Descendants("ReportItem").Where(IsMoreThanNote)];

        FindingFact[] findings = Findings(Read("nessus", name));

        items.Length.ShouldBe(results);
        findings
            .Select(finding => finding.Check)
            .Order(StringComparer.Ordinal)
            .ShouldBe(
                items.Select(item => (string)item.Attribute("pluginID")!).Distinct().Order(StringComparer.Ordinal)
            );
        Cves(findings).ShouldBe(items.Elements("cve").Select(cve => cve.Value.Trim()).ToHashSet(), ignoreOrder: true);

        static bool IsMoreThanNote(XElement item) => (string?)item.Attribute("severity") is not "0";
    }

    [Fact]
    public void Every_result_of_a_real_OpenVAS_report_is_a_finding_with_its_quality_of_detection()
    {
        XElement[] results = [.. Real("openvas", "many_vuln.xml").Descendants("result")];

        FindingFact[] findings = Findings(Read("openvas", "many_vuln.xml"));

        Cves(findings)
            .ShouldBe(
                results
                    .Descendants("ref")
                    .Where(reference => (string?)reference.Attribute("type") is "cve")
                    .Select(reference => (string)reference.Attribute("id")!)
                    .ToHashSet(),
                ignoreOrder: true
            );
        findings
            .Select(finding => (finding.Check, finding.Confidence))
            .ToHashSet()
            .ShouldBe(
                results
                    .Select(result =>
                        (
                            (string)result.Element("nvt")!.Attribute("oid")!,
                            (int)result.Element("qod")!.Element("value")! / 100.0
                        )
                    )
                    .ToHashSet(),
                ignoreOrder: true
            );
    }

    [Fact]
    public void Every_vulnerable_test_of_a_real_Nexpose_report_is_a_finding_and_no_other()
    {
        XElement[] tests = [.. Real("nessus/other", "nexpose_many_vulns.xml.gz").Descendants("test")];

        FindingFact[] findings = Findings(Read("nessus/other", "nexpose_many_vulns.xml.gz"));

        findings
            .Select(finding => finding.Check)
            .ToHashSet()
            .ShouldBe(
                tests
                    .Where(test =>
                        ((string)test.Attribute("status")!).StartsWith("vulnerable", StringComparison.Ordinal)
                    )
                    .Select(test => ((string)test.Attribute("id")!).ToLowerInvariant())
                    .ToHashSet(),
                ignoreOrder: true
            );
    }

    [Fact]
    public void Every_vulnerability_of_a_real_Qualys_report_is_a_finding_and_no_information_is()
    {
        XElement report = Real("nessus/other", "Qualys_Sample_Report.xml.gz");
        XElement[] results =
        [
            .. report.Descendants("VULN_INFO").Where(info => info.Element("TYPE")!.Value is not "Ig"),
        ];

        FindingFact[] findings = Findings(Read("nessus/other", "Qualys_Sample_Report.xml.gz"));

        findings
            .Select(finding => finding.Check)
            .ToHashSet()
            .ShouldBe(results.Select(info => info.Element("QID")!.Value).ToHashSet(), ignoreOrder: true);
        findings.ShouldAllBe(finding => finding.Title != finding.Check);
    }

    [Fact]
    public void A_second_scan_closes_what_it_no_longer_finds_on_its_hosts_and_nothing_else()
    {
        SiteTwin twin = Merged(
            Nessus(Host("10.0.0.1", 1, Item("101"), Item("102")), Host("10.0.0.2", 1, Item("101"))),
            Nessus(Host("10.0.0.1", 8, Item("101")))
        );

        Revision revision = twin.Resolve().Value!;

        revision
            .Assets.SelectMany(
                asset => asset.Findings,
                (asset, finding) => (asset.Name, finding.Finding.Check, finding.IsOpen)
            )
            .ShouldBe(
                [
                    ("host-10-0-0-1.example", "101", true),
                    ("host-10-0-0-1.example", "102", false),
                    ("host-10-0-0-2.example", "101", true),
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void A_second_scan_that_never_ended_closes_nothing()
    {
        string unfinished = Host("10.0.0.1", 8, Item("101")).Replace("HOST_END", "x", StringComparison.Ordinal);

        SiteTwin twin = Merged(Nessus(Host("10.0.0.1", 1, Item("101"), Item("102"))), Nessus(unfinished));

        twin.Resolve().Value!.Assets.SelectMany(asset => asset.Findings).ShouldAllBe(finding => finding.IsOpen);
    }

    [Fact]
    public void Open_ports_and_notes_are_no_findings()
    {
        string open =
            "<ReportItem port='80' svc_name='www' protocol='tcp' severity='0' pluginID='11219' pluginName='Open'/>";

        ReadFile read = DocumentText.Read("x", Nessus(Host("10.0.0.1", 1, open)));

        Findings(read).ShouldBeEmpty();
        read.Document!.Observations[0]
            .Statements.OfType<AssetStatement>()
            .Select(said => said.Asset.Type)
            .ShouldBe(["Device", "Service"]);
    }

    [Fact]
    public void Results_that_say_the_same_on_many_hosts_share_one_object()
    {
        ReadFile read = DocumentText.Read(
            "x",
            Nessus(Host("10.0.0.1", 1, Item("101")), Host("10.0.0.2", 1, Item("101")), Host("10.0.0.3", 1, Item("102")))
        );

        FindingFact[] findings = Findings(read);

        findings[1].ShouldBeSameAs(findings[0]);
        findings[2].ShouldNotBeSameAs(findings[0]);
    }

    [Theory]
    [InlineData(2, 1_000, "more than 2 hosts")]
    [InlineData(1_000, 3, "more than 3 facts")]
    public async Task More_than_the_limits_allow_is_refused_and_what_stood_before_is_kept(
        int records,
        int facts,
        string message
    )
    {
        NessusImporter small = new(InputLimits.Default with { Records = records, Facts = facts });
        string report = Nessus([.. Enumerable.Range(1, 5).Select(host => Host($"10.0.0.{host}", 1, Item("101")))]);

        Diagnosed<ImportedDocument> read = await small.ImportAsync(
            InputFile.FromBytes("x", System.Text.Encoding.UTF8.GetBytes(report)),
            TestContext.Current.CancellationToken
        );

        read.Value!.Observations.ShouldNotBeEmpty();
        read.Diagnostics[0].Message.ShouldContain(message);
        read.Diagnostics.ShouldContain(found => found.Rule == ScannerRules.EndsEarly);
    }

    [Theory]
    [InlineData("<report><result id='1'><host>10.0.0.1</host></result></report>", "openvas")]
    [InlineData("<report name='coverage'><package/></report>", null)]
    [InlineData("<SCAN value='1'><HEADER><KEY value='DATE'>2026-09-21T08:00:00Z</KEY></HEADER></SCAN>", "qualys")]
    [InlineData("<SCAN><PAGE/></SCAN>", null)]
    public void A_root_that_others_use_too_is_recognised_by_what_is_in_it(string content, string? format) =>
        DocumentText.Read("x", content).Report.Format.ShouldBe(format);

    private static SiteTwin Merged(params string[] reports)
    {
        SiteTwin twin = SiteTwin.Empty("plant");
        foreach (string report in reports)
        {
            ImportedDocument document = DocumentText.Read("x", report).Document!;
            twin = twin.Merge(document.Source, document.Observations).Twin;
        }

        return twin;
    }

    private static string Nessus(params string[] hosts) =>
        $"<NessusClientData_v2><Policy><policyName>Weekly</policyName></Policy><Report name='cells'>{string.Concat(hosts)}</Report></NessusClientData_v2>";

    private static string Host(string address, int day, params string[] items) =>
        $"<ReportHost name='{address}'><HostProperties><tag name='host-ip'>{address}</tag><tag name='Credentialed_Scan'>false</tag>"
        + $"<tag name='HOST_START_TIMESTAMP'>{1_790_000_000 + (day * 86_400)}</tag><tag name='HOST_END_TIMESTAMP'>{1_790_000_100 + (day * 86_400)}</tag>"
        + $"<tag name='host-fqdn'>host-{address.Replace('.', '-')}.example</tag></HostProperties>{string.Concat(items)}</ReportHost>";

    private static string Item(string plugin) =>
        $"<ReportItem port='0' svc_name='general' protocol='tcp' severity='3' pluginID='{plugin}' pluginName='Flaw {plugin}'/>";

    private static FindingFact[] Findings(ReadFile read) =>
        [
            .. read.Document!.Observations.SelectMany(observation => observation.Statements)
                .OfType<AssetStatement>()
                .SelectMany(statement => statement.Facts)
                .OfType<FindingFact>(),
        ];

    private static HashSet<string> Cves(IEnumerable<FindingFact> findings) =>
        [.. findings.SelectMany(finding => finding.Vulnerabilities)];

    private static ReadFile Read(string folder, string name) => DocumentText.Read(name, Bytes(folder, name));

    // The oracle reads the whole tree, without the document type.
    private static XElement Real(string folder, string name) =>
        XElement.Parse(DocumentType().Replace(System.Text.Encoding.UTF8.GetString(Bytes(folder, name)), "", 1));

    private static byte[] Bytes(string folder, string name)
    {
        string path = SharedData.Require(["data", "security", .. folder.Split('/'), name]);
        using Stream file = File.OpenRead(path);
        using Stream plain = name.EndsWith(".gz", StringComparison.Ordinal)
            ? new GZipStream(file, CompressionMode.Decompress)
            : file;
        using MemoryStream content = new();
        plain.CopyTo(content);
        return content.ToArray();
    }

    [GeneratedRegex("<!DOCTYPE[^>]*>", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex DocumentType();
}
