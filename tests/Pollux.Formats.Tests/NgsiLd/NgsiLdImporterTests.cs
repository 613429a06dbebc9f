using Pollux.Formats.ImportReports;
using Pollux.Testing;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Tests.NgsiLd;

public sealed class NgsiLdImporterTests
{
    [Theory]
    [InlineData("""{"type":"Property","value":"AB-1234"}""")]
    [InlineData("""{"value":"AB-1234"}""")]
    [InlineData("\"AB-1234\"")]
    [InlineData(
        """[{"type":"Property","value":"AB-1234"},{"type":"Property","value":"AB-9999","datasetId":"urn:x"}]"""
    )]
    public void A_property_is_read_in_every_representation(string attribute)
    {
        ReadFile read = DocumentText.Read("x", Entity("Device", $"\"serialNumber\":{attribute}"));

        First(read).Asset.Identifiers.ShouldContain(new Identifier(IdentifierKind.Serial, "AB-1234"));
    }

    [Theory]
    [InlineData("InverterDevice", "", true)]
    [InlineData("PLC", "", true)]
    [InlineData("Thing", "\"ipAddress\":\"10.0.0.5\"", true)]
    [InlineData("Thing", "\"temperature\":5", false)]
    public void Only_what_is_a_device_becomes_one(string type, string attribute, bool device)
    {
        ReadFile read = DocumentText.Read("x", Entity(type, attribute));

        (read.Report.Understood, read.Report.Ignored).ShouldBe(device ? (1, 0) : (0, 1));
    }

    [Fact]
    public void The_published_examples_are_all_accounted_for()
    {
        string folder = SharedData.Require("data", "security", "otmodel", "ngsi-ld");

        ReadFile[] read =
        [
            .. Directory
                .GetFiles(folder, "*.jsonld", SearchOption.AllDirectories)
                .Select(path => DocumentText.Read(path, File.ReadAllBytes(path))),
        ];

        read.ShouldAllBe(file => file.Report.Format == "ngsi-ld" && file.Report.Refused == 0);
        Understood(read, "Device__example").ShouldBe(2);
        Understood(read, "Pump__example").ShouldBe(2);
        Understood(read, "Curve__example").ShouldBe(0);
    }

    private static int Understood(ReadFile[] read, string name) =>
        read.Where(file => Path.GetFileName(file.Report.File).StartsWith(name, StringComparison.Ordinal))
            .Sum(file => file.Report.Understood);

    private static AssetStatement First(ReadFile read) => (AssetStatement)read.Document!.Observations[0].Statements[0];

    private static string Entity(string type, string attribute) =>
        $$"""{"id":"urn:ngsi-ld:{{type}}:1","type":"{{type}}"{{(attribute.Length > 0 ? "," : "")}}{{attribute}},"@context":"x"}""";
}
