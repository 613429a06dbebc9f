using Pollux.Formats.ImportReports;
using Pollux.Testing;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Tests.AutomationMl;

public sealed class AutomationMlImporterTests
{
    [Theory]
    [InlineData("AutomationProjectConfigurationRoleClassLib/Device", "Device")]
    [InlineData("AutomationMLCSRoleClassLib/ControlEquipment/Controller", "Controller")]
    [InlineData("AutomationMLCSRoleClassLib/ControlEquipment/Sensor", "FieldDevice")]
    [InlineData("AutomationMLExtendedRoleClassLib/WorkCell", "ProcessUnit")]
    [InlineData("AutomationMLExtendedRoleClassLib/Area", "Place")]
    [InlineData("AutomationMLDMIRoleClassLib/DiscManufacturingEquipment/Tool", null)]
    public void An_element_is_what_its_role_says(string role, string? type)
    {
        string text =
            $"<CAEXFile><InstanceHierarchy Name='P'><InternalElement Name='A' ID='a'><SupportedRoleClass RefRoleClassPath='{role}'/></InternalElement></InstanceHierarchy></CAEXFile>";

        ReadFile read = DocumentText.Read("x", text);

        Statements(read).Select(said => said.Asset.Type).ShouldBe(type is null ? [] : [type]);
        read.Report.Ignored.ShouldBe(type is null ? 1 : 0);
    }

    [Fact]
    public void Both_ways_to_write_a_link_put_a_device_into_its_network()
    {
        ReadFile[] read = [Example("plant-2.15.aml"), Example("plant-3.0.aml")];

        foreach (ReadFile file in read)
        {
            Statements(file)
                .SelectMany(said => said.Facts)
                .OfType<LinkFact>()
                .Where(link => link.Role == "zones")
                .ShouldHaveSingleItem()
                .Other.Identifiers[0]
                .Value.ShouldBe("PN/IE_1");
        }
    }

    [Fact]
    public void An_export_of_a_tool_gives_its_devices_with_order_numbers_and_networks()
    {
        string path = SharedData.Require("data", "security", "otmodel", "automationml", "ARAPCExample.aml");

        ReadFile read = DocumentText.Read("x", File.ReadAllBytes(path));
        AssetStatement[] all = [.. Statements(read)];

        (string, string?, int)[] devices =
        [
            .. all.Where(said => said.Asset.Type is not "Zone")
                .Select(said =>
                    (
                        said.Asset.Type,
                        said.Facts.OfType<PropertyFact>().FirstOrDefault(fact => fact.Name == "model")?.Value,
                        said.Facts.OfType<LinkFact>().Count(link => link.Role == "zones")
                    )
                ),
        ];
        devices.ShouldBe([("Device", "EK1100", 2), ("FieldDevice", "EK1914", 1), ("Controller", "C6930", 1)]);
        all.Count(said => said.Asset.Type is "Zone").ShouldBe(2);
        read.Report.Refused.ShouldBe(0);
    }

    private static ReadFile Example(string name) =>
        DocumentText.Read(
            name,
            File.ReadAllBytes(RepositoryPaths.Of("tests", "Pollux.Formats.Tests", "AutomationMl", "testdata", name))
        );

    private static IEnumerable<AssetStatement> Statements(ReadFile read) =>
        read.Document!.Observations.SelectMany(observation => observation.Statements).OfType<AssetStatement>();
}
