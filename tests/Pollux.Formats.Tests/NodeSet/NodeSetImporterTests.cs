using Pollux.Formats.ImportReports;
using Pollux.Formats.Input;
using Pollux.Testing;

namespace Pollux.Formats.Tests.NodeSet;

public sealed class NodeSetImporterTests
{
    [Theory]
    [InlineData("SerialNumber", "", 1)]
    [InlineData("Temperature", "", 0)]
    [InlineData(
        "SerialNumber",
        "<References><Reference ReferenceType='HasModellingRule'>i=78</Reference></References>",
        0
    )]
    public void Only_an_object_with_a_value_on_its_nameplate_is_a_device(string name, string references, int devices)
    {
        string text =
            $"<UANodeSet><UAObject NodeId='i=1' BrowseName='A'/><UAVariable NodeId='i=2' BrowseName='1:{name}' ParentNodeId='i=1'>{references}<Value><String>AB-123</String></Value></UAVariable></UANodeSet>";

        ReadFile read = DocumentText.Read("x", text);

        read.Document!.Observations.Length.ShouldBe(devices);
        (read.Report.Received, read.Report.Understood).ShouldBe((2, devices * 2));
    }

    [Theory]
    [InlineData("opcua/Station.NodeSet2.xml", 53)]
    [InlineData("automationml/Topology_2021.xml", 28)]
    [InlineData("opcua/Opc.Ua.PackML.NodeSet2.xml.gz", 248)]
    [InlineData("opcua/Opc.Ua.AMLLibraries.NodeSet2.xml.gz", 345)]
    public async Task Every_node_of_a_published_model_is_accounted_for(string path, int nodes)
    {
        string file = SharedData.Require(["data", "security", "otmodel", .. path.Split('/')]);

        OpenedInput opened = new InputOpener(InputLimits.Default)
            .Open(file, TestContext.Current.CancellationToken)
            .ShouldHaveSingleItem();
        ReadFile read = await FileReading.ReadAsync(opened, TestContext.Current.CancellationToken);

        (read.Report.Received, read.Report.Ignored, read.Report.Refused).ShouldBe((nodes, nodes, 0));
    }
}
