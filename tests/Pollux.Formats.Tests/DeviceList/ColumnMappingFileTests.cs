using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pollux.Diagnostics;
using Pollux.Formats.DeviceList;
using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;

namespace Pollux.Formats.Tests.DeviceList;

public sealed class ColumnMappingFileTests
{
    [Fact]
    public void A_mapping_names_fields_however_they_are_written()
    {
        ColumnMappings read = Read(
            "pollux-columns: 1\ncolumns:\n  Kennung: Name\n  'IP (Netz)': ip\n  Nr: asset-tag\n"
        ).Value!;

        ColumnMapping mapping = read.Items.ShouldHaveSingleItem();
        mapping
            .Columns.Select(column => (column.Heading, column.Field))
            .ShouldBe([("Kennung", "name"), ("IP (Netz)", "ip"), ("Nr", "assetTag")]);
    }

    [Theory]
    [InlineData("columns:\n  A: name\n", "pollux-columns: 1")]
    [InlineData("pollux-columns: 1\n", "columns:")]
    [InlineData("pollux-columns: 1\ncolumns:\n  A: nam\n", "'nam'")]
    [InlineData("pollux-columns: 1\ncolumns: {}\n", "No column")]
    [InlineData("pollux-columns: 1\ncolumns:\n  A: name\nsheet: 2\n", "'sheet'")]
    [InlineData("pollux-columns: [", "")]
    public void A_mapping_that_cannot_be_used_is_refused_and_says_why(string text, string why)
    {
        Diagnosed<ColumnMappings> read = Read(text);

        read.Value.ShouldBeNull();
        read.Diagnostics.ShouldContain(found => found.Level == Severity.Error && found.Message.Contains(why));
    }

    [Fact]
    public void What_is_written_is_read_as_the_same()
    {
        Gen<MappedColumn> column =
            from heading in Gen.Elements("Name", "IP \"A\"", "a\\b", "x: y", "#1", "é", "- z")
            from field in Gen.Elements("name", "ip", "orderNumber", "ignore")
            select new MappedColumn(heading, field);
        Gen<ColumnMapping> mapping =
            from columns in column.NonEmptyListOf()
            from document in Gen.Elements(null, "Cell 1", "a \"b\": c")
            select new ColumnMapping([.. columns.DistinctBy(one => one.Heading)], document);

        Prop.ForAll(
                mapping.ListOf().Where(list => list.Count > 0).ToArbitrary(),
                list =>
                {
                    ColumnMappings read = Read(ColumnMappingFile.Write([.. list])).Value!;
                    read.Items.Select(Show).ShouldBe(list.Select(Show));
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_mapping_among_the_files_is_no_fault()
    {
        ReadFile read = DocumentText.Read("m.yaml", "# ours\n- pollux-columns: 1\n  columns:\n    A: name\n");

        (read.Report.Ignored, read.Report.Refused).ShouldBe((1, 0));
        read.Report.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(DeviceListRules.MappingAmongFiles);
    }

    private static string Show(ColumnMapping mapping) =>
        $"{mapping.Document}|{string.Join(',', mapping.Columns.Select(column => $"{column.Heading}={column.Field}"))}";

    private static Diagnosed<ColumnMappings> Read(string text) =>
        ColumnMappingFile.Read(
            InputFile.FromBytes("m.yaml", Encoding.UTF8.GetBytes(text)),
            InputLimits.Default,
            TestContext.Current.CancellationToken
        );
}
