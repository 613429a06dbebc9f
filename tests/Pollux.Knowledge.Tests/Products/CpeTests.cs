using Pollux.Knowledge.Products;

namespace Pollux.Knowledge.Tests.Products;

public sealed class CpeTests
{
    [Theory]
    // NISTIR 7695, section 6.2.4 and its URI examples in 6.1.4.
    [InlineData(
        "cpe:2.3:a:microsoft:internet_explorer:8.0.6001:beta:*:*:*:*:*:*",
        "cpe:2.3:a:microsoft:internet_explorer:8.0.6001:beta:*:*:*:*:*:*"
    )]
    [InlineData(
        "cpe:/a:microsoft:internet_explorer:8.0.6001:beta",
        "cpe:2.3:a:microsoft:internet_explorer:8.0.6001:beta:*:*:*:*:*:*"
    )]
    [InlineData(
        "cpe:/a:microsoft:internet_explorer:8.%02:sp%01",
        "cpe:2.3:a:microsoft:internet_explorer:8.*:sp?:*:*:*:*:*:*"
    )]
    [InlineData(
        "cpe:/a:hp:insight_diagnostics:7.4.0.1570::~~online~win2003~x64~",
        "cpe:2.3:a:hp:insight_diagnostics:7.4.0.1570:*:*:*:online:win2003:x64:*"
    )]
    [InlineData(
        "cpe:/a:hp:openview_network_manager:7.51::~~~linux~~",
        "cpe:2.3:a:hp:openview_network_manager:7.51:*:*:*:*:linux:*:*"
    )]
    [InlineData(
        "cpe:/a:foo%5cbar:big%24money_manager_2010",
        @"cpe:2.3:a:foo\\bar:big\$money_manager_2010:*:*:*:*:*:*:*:*"
    )]
    [InlineData("cpe:/o:linux:linux_kernel:2.6", "cpe:2.3:o:linux:linux_kernel:2.6:*:*:*:*:*:*:*")]
    [InlineData("CPE:2.3:H:Siemens:S7-1500:-:*:*:*:*:*:*:*", "cpe:2.3:h:siemens:s7-1500:-:*:*:*:*:*:*:*")]
    [InlineData(@"cpe:2.3:a:a\:b:c:1:*:*:*:*:*:*:*", @"cpe:2.3:a:a\:b:c:1:*:*:*:*:*:*:*")]
    public void Both_forms_are_read_and_written_as_the_formatted_string(string text, string formatted) =>
        CpeName.Parse(text).ShouldNotBeNull().ToString().ShouldBe(formatted);

    [Theory]
    [InlineData("")]
    [InlineData("cpe:2.3:a:vendor:product")]
    [InlineData("cpe:2.3:x:vendor:product:1:*:*:*:*:*:*:*")]
    [InlineData("cpe:2.3:a:vendor::1:*:*:*:*:*:*:*")]
    [InlineData("cpe:/a:b:c:d:e:f:g:h")]
    [InlineData("siemens s7")]
    public void What_is_no_cpe_name_is_not_read(string text) => CpeName.Parse(text).ShouldBeNull();

    [Theory]
    // NISTIR 7696, table 6-2, row by row.
    [InlineData("*", "*", CpeRelation.Equal)]
    [InlineData("*", "-", CpeRelation.Superset)]
    [InlineData("*", "i", CpeRelation.Superset)]
    [InlineData("*", "m*", CpeRelation.Undefined)]
    [InlineData("-", "*", CpeRelation.Subset)]
    [InlineData("-", "-", CpeRelation.Equal)]
    [InlineData("-", "i", CpeRelation.Disjoint)]
    [InlineData("-", "m*", CpeRelation.Undefined)]
    [InlineData("i", "i", CpeRelation.Equal)]
    [InlineData("i", "k", CpeRelation.Disjoint)]
    [InlineData("i", "m*", CpeRelation.Undefined)]
    [InlineData("i", "-", CpeRelation.Disjoint)]
    [InlineData("i", "*", CpeRelation.Subset)]
    [InlineData("m*", "*", CpeRelation.Subset)]
    [InlineData("m*", "-", CpeRelation.Disjoint)]
    [InlineData("m*", "many", CpeRelation.Superset)]
    [InlineData("m*", "few", CpeRelation.Disjoint)]
    [InlineData("m?", "my", CpeRelation.Superset)]
    [InlineData("m?", "many", CpeRelation.Disjoint)]
    [InlineData("*1", "v1", CpeRelation.Superset)]
    [InlineData("m*", "x*", CpeRelation.Undefined)]
    public void Values_are_related_as_the_standard_says(string source, string target, CpeRelation relation) =>
        CpeMatching.Compare(Value(source), Value(target)).ShouldBe(relation);

    [Theory]
    [InlineData(
        "cpe:2.3:a:adobe:*:9.*:*:palm_os:*:*:*:*:*",
        "cpe:2.3:a:*:reader:9.3.2:-:-:*:*:*:*:*",
        CpeRelation.Disjoint
    )]
    [InlineData(
        "cpe:2.3:a:adobe:reader:*:*:*:*:*:*:*:*",
        "cpe:2.3:a:adobe:reader:9.3.2:-:*:*:*:*:*:*",
        CpeRelation.Superset
    )]
    [InlineData(
        "cpe:2.3:a:adobe:reader:9.3.2:-:*:*:*:*:*:*",
        "cpe:2.3:a:adobe:reader:*:*:*:*:*:*:*:*",
        CpeRelation.Subset
    )]
    [InlineData(
        "cpe:2.3:a:adobe:reader:9.3.2:-:*:*:*:*:*:*",
        "cpe:2.3:a:adobe:reader:9.3.2:-:*:*:*:*:*:*",
        CpeRelation.Equal
    )]
    [InlineData(
        "cpe:2.3:a:adobe:*:9.3.2:*:*:*:*:*:*:*",
        "cpe:2.3:a:*:reader:9.3.2:*:*:*:*:*:*:*",
        CpeRelation.Undefined
    )]
    public void Names_are_related_as_the_standard_says(string source, string target, CpeRelation relation) =>
        CpeMatching.Compare(CpeName.Parse(source)!, CpeName.Parse(target)!).ShouldBe(relation);

    private static CpeValue Value(string text) =>
        CpeName.Parse($"cpe:2.3:a:v:{text}:*:*:*:*:*:*:*:*").ShouldNotBeNull()[CpeField.Product];
}
