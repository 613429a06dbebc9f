using Pollux.Diagnostics;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Nmap;
using Pollux.Testing;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Tests.Nmap;

public sealed class NmapImporterTests
{
    [Fact]
    public void A_host_without_an_address_is_skipped_and_named_by_line()
    {
        ReadFile read = DocumentText.Read("scan.xml", "<nmaprun>\n<host/></nmaprun>");

        read.Report.Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("scan.xml(2,1): warning PLX2003:");
        (read.Report.Received, read.Report.Refused).ShouldBe((1, 1));
    }

    [Fact]
    public async Task More_hosts_than_the_limit_are_refused_and_what_stood_before_is_kept()
    {
        NmapImporter small = new(Pollux.Formats.Input.InputLimits.Default with { Records = 2 });
        byte[] report = System.Text.Encoding.UTF8.GetBytes(
            Report(Host("10.0.0.1"), Host("10.0.0.2"), Host("10.0.0.3"))
        );

        Diagnosed<ImportedDocument> read = await small.ImportAsync(
            Pollux.Formats.Input.InputFile.FromBytes("x", report),
            TestContext.Current.CancellationToken
        );

        read.Value!.Observations.Length.ShouldBe(2);
        read.Diagnostics[0].Message.ShouldContain("more than 2 hosts");
    }

    [Fact]
    public async Task More_facts_than_the_limit_are_refused_and_what_stood_before_is_kept()
    {
        NmapImporter small = new(Pollux.Formats.Input.InputLimits.Default with { Facts = 5 });
        byte[] report = System.Text.Encoding.UTF8.GetBytes(
            Report(Host("10.0.0.1"), Host("10.0.0.2"), Host("10.0.0.3"))
        );

        Diagnosed<ImportedDocument> read = await small.ImportAsync(
            Pollux.Formats.Input.InputFile.FromBytes("x", report),
            TestContext.Current.CancellationToken
        );

        read.Value!.Observations.Length.ShouldBe(2);
        read.Diagnostics[0].Message.ShouldContain("more than 5 facts");
    }

    [Theory]
    [InlineData("probed", "OpenSSH")]
    [InlineData("table", null)]
    public void A_product_counts_only_when_the_service_answered(string method, string? product)
    {
        string port =
            $"<ports><port protocol='tcp' portid='22'><state state='open'/><service name='ssh' product='OpenSSH' method='{method}'/></port></ports>";

        ReadFile read = DocumentText.Read("x", Report(Host("10.0.0.1", port)));

        Value(read, "Service", Properties.Product).ShouldBe(product);
        Value(read, "Service", Properties.ProtocolMethod).ShouldBe(method);
        Statements(read, "Software").Length.ShouldBe(product is null ? 0 : 1);
    }

    [Theory]
    [InlineData("ftp-anon", "Anonymous FTP login allowed (FTP code 230)", true)]
    [InlineData("ftp-anon", "ERROR: timeout", false)]
    [InlineData("mongodb-databases", "ERROR: databases", false)]
    [InlineData("mongodb-databases", "databases&#xa; 0&#xa; name = local", true)]
    [InlineData("mqtt-subscribe", "Every topic filter was rejected.", false)]
    [InlineData("telnet-brute", "Accounts: &#xa; admin:admin - Valid credentials", true)]
    [InlineData("telnet-brute", "Accounts: No valid accounts found", false)]
    [InlineData("banner", "Anonymous FTP login allowed", false)]
    public void A_script_that_got_in_shows_that_nobody_is_asked(string script, string output, bool isOpen)
    {
        string port =
            $"<ports><port protocol='tcp' portid='21'><state state='open'/><script id='{script}' output='{output}'/></port></ports>";

        ReadFile read = DocumentText.Read("x", Report(Host("10.0.0.1", port)));

        Statements(read, "Service")
            .Single()
            .Facts.OfType<DefenseFact>()
            .Select(fact => (fact.Defense, fact.Probability))
            .ShouldBe(isOpen ? [("authenticated", 0.0)] : []);
    }

    [Theory]
    [InlineData("user-set", "", 0)]
    [InlineData("user-set", "<ports><extraports state='filtered' count='9'/></ports>", 0)]
    [InlineData("user-set", "<ports><extraports state='closed' count='9'/></ports>", 1)]
    [InlineData("echo-reply", "", 1)]
    public void A_host_that_is_only_assumed_to_be_up_must_have_answered(string reason, string ports, int understood)
    {
        string host =
            $"<host><status state='up' reason='{reason}'/><address addr='10.0.0.1' addrtype='ipv4'/>{ports}</host>";

        ReadFile read = DocumentText.Read("x", Report(host));

        (read.Report.Understood, read.Report.Ignored).ShouldBe((understood, 1 - understood));
    }

    [Fact]
    public void A_report_cut_anywhere_keeps_the_hosts_before_the_cut_and_says_so()
    {
        string whole = Report(Host("10.0.0.1"), Host("10.0.0.2"), Host("10.0.0.3"));

        foreach (int length in Enumerable.Range(60, whole.Length - 61))
        {
            ReadFile read = DocumentText.Read("x", whole[..length]);
            int complete = whole[..length].Split("</host>").Length - 1;

            read.Report.Diagnostics.ShouldNotBeEmpty();
            (read.Document?.Observations.Length ?? 0).ShouldBe(complete);
        }
    }

    [Fact]
    public void The_emulated_plant_is_recognised_by_what_its_devices_say()
    {
        string path = SharedData.Require("data", "security", "nmap", "emulated-plant", "emulated-plant.xml");

        ReadFile read = DocumentText.Read("plant.xml", File.ReadAllBytes(path));

        read.Report.Diagnostics.ShouldBeEmpty();
        read.Report.Understood.ShouldBe(4);
        Statements(read, "Device")
            .Select(device => Fact(device, Properties.Product) ?? "-")
            .ShouldBe(["BMX P34 2020", "1756-L71/B LOGIX5571", "750-881", "-"]);
    }

    private static string Report(params string[] hosts) =>
        $"<nmaprun args='nmap 10.0.0.0/24' start='1790000000' version='7.95' xmloutputversion='1.05'>{string.Concat(hosts)}</nmaprun>";

    private static string Host(string address, string ports = "") =>
        $"<host><status state='up' reason='echo-reply'/><address addr='{address}' addrtype='ipv4'/>{ports}</host>";

    private static AssetStatement[] Statements(ReadFile read, string type) =>
        [
            .. read.Document!.Observations.SelectMany(observation => observation.Statements)
                .OfType<AssetStatement>()
                .Where(statement => statement.Asset.Type == type),
        ];

    private static string? Value(ReadFile read, string type, string property) =>
        Fact(Statements(read, type).Single(), property);

    private static string? Fact(AssetStatement statement, string property) =>
        statement.Facts.OfType<PropertyFact>().FirstOrDefault(fact => fact.Name == property)?.Value;
}
