using Pollux.Diagnostics;
using Pollux.Formats.DeviceList;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Twin.Assets;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Tests.DeviceList;

public sealed class DeviceListImporterTests : IDisposable
{
    private const string Odd = "Kennung;Netz;Werk\nP-1;10.0.0.5;Siemens\nP-2;10.0.0.6;ABB\n";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("pollux-list-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Headings_that_nobody_knows_are_no_list_without_a_mapping()
    {
        DocumentText.Read("list.csv", Odd).Report.Format.ShouldBeNull();
    }

    [Fact]
    public async Task Headings_that_nobody_knows_are_read_by_a_mapping()
    {
        ReadFile read = await ReadAsync(Odd, ("kennung", "name"), ("NETZ", "ip"), ("Werk", "vendor"));

        read.Report.Format.ShouldBe("device-list");
        (read.Report.Understood, read.Report.Refused).ShouldBe((2, 0));
        Facts(read, 0).ShouldContain(new PropertyFact(Properties.Vendor, "Siemens"));
        Facts(read, 0).ShouldContain(new PropertyFact(Properties.Address, "10.0.0.5"));
    }

    [Fact]
    public async Task A_mapping_that_names_a_column_too_many_refuses_the_list_and_names_the_column()
    {
        ReadFile read = await ReadAsync(Odd, ("Kennung", "name"), ("Raum", "place"));

        read.Report.IsRefused.ShouldBeTrue();
        Diagnostic problem = read.Report.Diagnostics.ShouldHaveSingleItem();
        problem.Rule.ShouldBe(DeviceListRules.MappingDoesNotFit);
        problem.Message.ShouldContain("'Raum'");
    }

    [Fact]
    public async Task A_list_that_needs_no_mapping_is_read_without_one_that_does_not_fit()
    {
        ReadFile read = await ReadAsync("Name,IP,Raum\nP-1,10.0.0.5,A\n", ("Raum", "place"), ("Netz", "ip"));

        read.Report.Understood.ShouldBe(1);
        read.Report.Diagnostics.Select(found => found.Rule).ShouldContain(DeviceListRules.MappingNotUsed);
    }

    [Fact]
    public async Task A_column_mapped_to_ignore_is_neither_read_nor_reported()
    {
        const string list = "Name,IP,Vendor,Note\nP-1,10.0.0.5,Siemens,x\n";

        ReadFile plain = await ReadAsync(list);
        ReadFile mapped = await ReadAsync(list, ("Vendor", "ignore"), ("Note", "ignore"));

        Facts(plain, 0).OfType<PropertyFact>().ShouldContain(fact => fact.Name == Properties.Vendor);
        plain.Report.Diagnostics.Select(found => found.Rule).ShouldBe([DeviceListRules.UnknownColumns]);
        Facts(mapped, 0).OfType<PropertyFact>().ShouldNotContain(fact => fact.Name == Properties.Vendor);
        mapped.Report.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_named_document_replaces_its_older_edition_and_an_unnamed_one_only_adds()
    {
        ColumnMapping mapping = new([new MappedColumn("Kennung", "name")], "Inventory of cell 1");

        ReadFile named = await ReadAsync(Odd, mapping);
        ReadFile unnamed = await ReadAsync(Odd, mapping with { Document = null });

        (named.Document!.Source.Document, named.Document.Source.IsComplete).ShouldBe(("Inventory of cell 1", true));
        unnamed.Document!.Source.IsComplete.ShouldBeFalse();
    }

    [Theory]
    [InlineData("Plugin ID,CVE,CVSS,Risk,Host,Name\n1,CVE-2020-1,9,High,10.0.0.1,Flaw\n")]
    [InlineData("id,name,description\n1,APT1,a group\n")]
    [InlineData("time,ip,value\n1,10.0.0.1,2\n")]
    [InlineData("name,vendor\na,b\n")]
    [InlineData("Dear all, the name and the vendor of the plc follow\n")]
    public void A_table_of_something_else_is_no_list_of_devices(string text)
    {
        DocumentText.Read("x.csv", text).Report.Format.ShouldBeNull();
    }

    [Fact]
    public void A_log_with_the_columns_of_a_list_is_read_as_a_log()
    {
        const string text = "#separator \\x09\n#fields\tts\thost\tname\tversion\n1\t10.0.0.1\tx\t2\n";

        DocumentText.Read("x.csv", text).Report.Format.ShouldBe("zeek");
    }

    [Theory]
    [InlineData("ip,vendor\n10.0.0.1,ABB\n")]
    [InlineData("name,vendor,type\na,ABB,PLC\n")]
    [InlineData("#,host,version\n1,plc-1,2\n")]
    [InlineData("serial\tmodel\nABCD1234\tM1\n")]
    [InlineData("Hostname|Firmware\nplc-1|2.0\n")]
    public void A_table_of_devices_is_one(string text)
    {
        DocumentText.Read("x.csv", text).Report.Understood.ShouldBe(1);
    }

    [Fact]
    public void An_inch_mark_inside_a_field_opens_no_quote()
    {
        ReadFile read = DocumentText.Read(
            "x.csv",
            "name,ip,model\nHMI-1,10.0.0.1,12\" panel\nHMI-2,10.0.0.2,\"15\"\" panel\"\n"
        );

        Facts(read, 0).ShouldContain(new PropertyFact(Properties.Model, "12\" panel"));
        Facts(read, 1).ShouldContain(new PropertyFact(Properties.Model, "15\" panel"));
    }

    [Fact]
    public async Task More_lines_than_the_limit_are_refused()
    {
        DeviceListImporter small = new(InputLimits.Default with { Records = 1 }, ColumnMappings.None);

        Diagnosed<ImportedDocument> read = await small.ImportAsync(
            InputFile.FromBytes("x", "name,ip\na,10.0.0.1\nb,10.0.0.2\n"u8.ToArray()),
            TestContext.Current.CancellationToken
        );

        read.Value.ShouldBeNull();
        read.Diagnostics[0].Message.ShouldContain("more than 1 lines");
    }

    private Task<ReadFile> ReadAsync(string text, params (string Heading, string Field)[] columns) =>
        columns.Length == 0
            ? Task.FromResult(DocumentText.Read("list.csv", text))
            : ReadAsync(
                text,
                new ColumnMapping([.. columns.Select(column => new MappedColumn(column.Heading, column.Field))], null)
            );

    private async Task<ReadFile> ReadAsync(string text, ColumnMapping mapping)
    {
        string path = Path.Combine(folder.FullName, "list.csv");
        await File.WriteAllTextAsync(path, text, TestContext.Current.CancellationToken);
        System.Collections.Immutable.ImmutableArray<ReadFile> files = await ImportRun.ReadAsync(
            [path],
            new ColumnMappings([mapping]),
            InputLimits.Default,
            null,
            TestContext.Current.CancellationToken
        );
        return files.ShouldHaveSingleItem();
    }

    private static System.Collections.Immutable.ImmutableArray<Fact> Facts(ReadFile read, int record) =>
        read.Document!.Observations[record].Statements.OfType<AssetStatement>().First().Facts;
}
