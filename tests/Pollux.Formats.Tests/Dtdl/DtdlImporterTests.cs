using Pollux.Formats.ImportReports;

namespace Pollux.Formats.Tests.Dtdl;

public sealed class DtdlImporterTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_model_of_every_version_is_ignored_with_reason(int version)
    {
        string text = $$"""{"@context":"dtmi:dtdl:context;{{version}}","@id":"dtmi:a:b;1","@type":"Interface"}""";

        ReadFile read = DocumentText.Read("x", text);

        (read.Report.Format, read.Report.Ignored, read.Report.Refused).ShouldBe(("dtdl", 1, 0));
        read.Report.Diagnostics.ShouldHaveSingleItem().Message.ShouldContain("types");
    }

    [Theory]
    [InlineData("dtmi:org:pollux:core:Zone;1", 1)]
    [InlineData("dtmi:com:example:PLC;1", 1)]
    [InlineData("dtmi:com:example:Room;1", 0)]
    [InlineData("dtmi:org:pollux:core:Zo ne;1", 0)]
    public void A_twin_is_what_its_model_says(string model, int understood)
    {
        string text = $$"""[{"$dtId":"a","$metadata":{"$model":"{{model}}"},"name":"A"}]""";

        DocumentText.Read("x", text).Report.Understood.ShouldBe(understood);
    }

    [Fact]
    public void Of_two_devices_that_hold_a_product_its_name_says_which_one_it_is_part_of()
    {
        string text = """
            {"digitalTwinsGraph":{"digitalTwins":[
              {"$dtId":"a","$metadata":{"$model":"dtmi:org:pollux:core:Device;1"},"name":"plc-1"},
              {"$dtId":"b","$metadata":{"$model":"dtmi:org:pollux:core:Device;1"},"name":"plc-2"},
              {"$dtId":"c","$metadata":{"$model":"dtmi:org:pollux:core:Software;1"},"name":"httpd on plc-2"}],
             "relationships":[
              {"$relationshipId":"1","$sourceId":"a","$targetId":"c","$relationshipName":"software"},
              {"$relationshipId":"2","$sourceId":"b","$targetId":"c","$relationshipName":"software"}]}}
            """;

        ReadFile read = DocumentText.Read("x", text);

        Pollux.Twin.Observations.AssetStatement said = (Pollux.Twin.Observations.AssetStatement)
            read.Document!.Observations[2].Statements[0];
        said.Asset.Identifiers.ShouldHaveSingleItem().Value.ShouldBe("httpd");
        said.Asset.Parent!.Identifiers[0].Value.ShouldBe("b");
    }
}
