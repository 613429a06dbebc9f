using Pollux.Formats.ImportReports;
using Pollux.Formats.NetBox;
using Pollux.Testing;
using Pollux.Twin.Changes;
using Pollux.Twin.Observations;
using Pollux.Twin.Revisions;

namespace Pollux.Formats.Tests.NetBox;

public sealed class NetBoxImporterTests
{
    [Fact]
    public void What_devices_interfaces_and_addresses_say_of_one_device_becomes_one_asset()
    {
        SiteTwin twin = Merge(SiteTwin.Empty("x"), "devices.json");

        Revision revision = Merge(twin, "network.json").Resolve().Value!;

        Asset plc = revision.Assets.Single(asset => asset.Name == "PLC-01");
        plc.Type.ShouldBe("Controller");
        plc.Identifiers.Count(identifier => identifier.Kind == IdentifierKind.Mac).ShouldBe(2);
        plc.Identifiers.ShouldContain(identifier => identifier.Kind == IdentifierKind.Fqdn);
        plc.Identifiers.ShouldContain(identifier => identifier.Value == "A-17");
    }

    [Theory]
    [InlineData("active", 1, 0)]
    [InlineData("offline", 1, 0)]
    [InlineData("planned", 0, 1)]
    [InlineData("inventory", 0, 1)]
    public void A_device_that_is_not_there_yet_is_no_device_of_the_twin(string status, int understood, int ignored)
    {
        ReadFile read = DocumentText.Read(
            "x",
            $$$"""[{"url":"https://n/api/dcim/devices/1/","name":"a","device_type":{"model":"m"},"status":{"value":"{{{status}}}"}}]"""
        );

        (read.Report.Understood, read.Report.Ignored).ShouldBe((understood, ignored));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void A_page_of_an_answer_is_called_one(int count, bool isPage)
    {
        ReadFile read = DocumentText.Read(
            "x",
            $$"""{"count":{{count}},"next":null,"results":[{"url":"https://n/api/dcim/devices/1/","name":"a"}]}"""
        );

        read.Report.Diagnostics.Any(found => found.Rule == NetBoxRules.NotAll).ShouldBe(isPage);
    }

    [Theory]
    [InlineData("Name,Status,Site,Role,Manufacturer,Type\na,Active,s,PLC,m,t\n", "netbox")]
    [InlineData("Name,Role,Manufacturer,Type\na,PLC,m,t\n", "device-list")]
    [InlineData("Prefix,Status,VRF\n10.0.0.0/8,Active,\n", "netbox")]
    [InlineData("Device,Name,Type,Enabled,MAC Address\na,eth0,x,True,00:1b:1b:aa:bb:01\n", "netbox")]
    [InlineData("address,vrf,status\n10.0.0.1/8,,active\n", "netbox")]
    public void Tables_are_known_by_their_headings(string text, string format)
    {
        DocumentText.Read("x.csv", text).Report.Format.ShouldBe(format);
    }

    private static SiteTwin Merge(SiteTwin twin, string name)
    {
        string path = RepositoryPaths.Of("tests", "Pollux.Formats.Tests", "NetBox", "testdata", name);
        ImportedDocument document = DocumentText.Read(name, File.ReadAllBytes(path)).Document!;
        return twin.Merge(document.Source, document.Observations).Twin;
    }
}
