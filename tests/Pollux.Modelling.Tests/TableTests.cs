using Pollux.Diagnostics;
using Pollux.Modelling.Tables;

namespace Pollux.Modelling.Tests;

public sealed class TableTests
{
    private const string Protocols = "protocol,also,ports,type,encrypted,carrier,remark\n";

    private static Diagnosed<ModellingTables> Read(string protocols, string? roles = null, string? models = null) =>
        ModellingTables.Parse(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [ModellingTables.ProtocolsFile] = protocols,
                [ModellingTables.RolesFile] = roles ?? "kind,pattern,type,weight,remark\n",
                [ModellingTables.ModelsFile] = models ?? "vendor,product,control,engineering,remark\n",
            }
        );

    [Fact]
    public void A_row_with_quotes_and_bars_is_read()
    {
        Diagnosed<ModellingTables> read = Read(
            Protocols
                + "# a source\n\nmodbus,mbap|modbus/tcp,tcp/502|udp/502-503,ControlService,no,,\"a, \"\"remark\"\"\"\n"
        );

        read.Diagnostics.ShouldBeEmpty();
        ProtocolRow row = read.Value!.Protocols.ShouldHaveSingleItem();
        row.Also.ShouldBe(["mbap", "modbus/tcp"]);
        row.Ports.ShouldBe([new PortRange("tcp", 502, 502), new PortRange("udp", 502, 503)]);
        row.IsEncrypted.ShouldBeFalse();
    }

    [Theory]
    [InlineData("modbus,,tcp/70000,ControlService,no,,")]
    [InlineData("modbus,,tcp/9-1,ControlService,no,,")]
    [InlineData("modbus,,icmp/1,ControlService,no,,")]
    [InlineData(",,tcp/1,ControlService,no,,")]
    [InlineData("modbus,,tcp/1,,no,,")]
    [InlineData("modbus,tcp/1,ControlService,no,,")]
    public void A_row_that_cannot_be_read_is_left_out_and_named_by_line(string row)
    {
        Diagnosed<ModellingTables> read = Read(Protocols + row + "\nssh,,tcp/22,ShellService,yes,,\n");

        read.Value!.Protocols.ShouldHaveSingleItem().Name.ShouldBe("ssh");
        read.Diagnostics.ShouldHaveSingleItem().ToString().ShouldStartWith("protocols.csv(2): error PLX5002:");
    }

    [Theory]
    [InlineData("shape,plc,Controller,0.5,")]
    [InlineData("name,,Controller,0.5,")]
    [InlineData("name,plc,Controller,1.5,")]
    [InlineData("name,plc,Controller,much,")]
    [InlineData("7,plc,Controller,0.5,")]
    public void A_hint_that_cannot_be_read_is_left_out(string row)
    {
        Diagnosed<ModellingTables> read = Read(Protocols, "kind,pattern,type,weight,remark\n" + row);

        read.Value!.Roles.ShouldBeEmpty();
        read.Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(TableRules.BadRow);
    }

    [Fact]
    public void A_table_with_other_columns_is_not_used()
    {
        Read("name,port\nssh,22\n").Diagnostics.ShouldHaveSingleItem().Rule.ShouldBe(TableRules.BadHeader);
    }

    [Fact]
    public void A_missing_table_is_an_error_and_the_others_are_used()
    {
        Diagnosed<ModellingTables> read = ModellingTables.Parse(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [ModellingTables.ProtocolsFile] = Protocols + "ssh,,tcp/22,ShellService,yes,,",
            }
        );

        read.Diagnostics.Select(diagnostic => diagnostic.Rule)
            .ShouldBe([TableRules.TableMissing, TableRules.TableMissing]);
        read.Value!.Protocols.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("plc-intake", "plc", true)]
    [InlineData("PLC3", "plc", true)]
    [InlineData("replcat", "plc", false)]
    [InlineData("plcs", "plc", false)]
    [InlineData("6ES7214-1AG40", "6ES7*", true)]
    [InlineData("x6ES7214", "6ES7*", false)]
    [InlineData("C++ Builder", "C++", true)]
    [InlineData("", "plc", false)]
    [InlineData("plc", "*", false)]
    public void Patterns_are_matched_as_words(string text, string pattern, bool matches)
    {
        WordMatch.Contains(text, pattern).ShouldBe(matches);
    }
}
