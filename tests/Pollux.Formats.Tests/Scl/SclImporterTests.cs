using Pollux.Formats.ImportReports;
using Pollux.Twin.Observations;

namespace Pollux.Formats.Tests.Scl;

public sealed class SclImporterTests
{
    [Theory]
    [InlineData("XCBR", "FieldDevice")]
    [InlineData("PTOC", "FieldDevice")]
    [InlineData("IHMI", "OperatorStation")]
    [InlineData("ITCI", "Gateway")]
    [InlineData("IARC", "Historian")]
    [InlineData("GGIO", "Device")]
    public void The_type_of_an_IED_is_that_of_its_logical_nodes(string nodeClass, string type)
    {
        ReadFile read = DocumentText.Read("x", Scl(Ied($"<LN lnClass='{nodeClass}' inst='1'/>")));

        Devices(read).ShouldHaveSingleItem().Asset.Type.ShouldBe(type);
    }

    [Theory]
    [InlineData("10.0.0.5", "<Server/>", true)]
    [InlineData("0.0.0.0", "<Server/>", false)]
    [InlineData("10.0.0.5", "", false)]
    public void Only_a_server_with_an_address_listens(string address, string server, bool listens)
    {
        string text = Scl(
            $"<Communication><SubNetwork name='S'><ConnectedAP iedName='A' apName='P'><Address><P type='IP'>{address}</P></Address></ConnectedAP></SubNetwork></Communication>",
            Ied(server)
        );

        ReadFile read = DocumentText.Read("x", text);

        Devices(read)[0].Facts.OfType<LinkFact>().Any(link => link.Role == "services").ShouldBe(listens);
    }

    [Theory]
    [InlineData("255.255.255.0", "10.0.0.0/24")]
    [InlineData("255.255.252.0", "10.0.0.0/22")]
    [InlineData("255.0.255.0", null)]
    [InlineData("0.0.0.0", null)]
    public void A_network_is_known_by_a_mask_without_holes(string mask, string? network)
    {
        string text = Scl(
            $"<Communication><SubNetwork name='S'><ConnectedAP iedName='A' apName='P'><Address><P type='IP'>10.0.0.5</P><P type='IP-SUBNET'>{mask}</P></Address></ConnectedAP></SubNetwork></Communication>"
        );

        AssetStatement zone = Statements(DocumentText.Read("x", text)).Single(said => said.Asset.Type == "Zone");

        zone.Facts.OfType<PropertyFact>().FirstOrDefault(fact => fact.Name == "network")?.Value.ShouldBe(network);
        zone.Facts.Any(fact => fact is PropertyFact { Name: "network" }).ShouldBe(network is not null);
    }

    [Fact]
    public void A_configuration_cut_anywhere_is_counted_and_says_so()
    {
        string whole = Scl(Ied("<Server/>"), Ied("<Server/>").Replace("'A'", "'B'", StringComparison.Ordinal));

        foreach (int length in Enumerable.Range(12, whole.Length - 13))
        {
            ReadFile read = DocumentText.Read("x", whole[..length]);
            int complete = whole[..length].Split("</IED>").Length - 1;

            read.Report.Diagnostics.ShouldNotBeEmpty();
            (read.Document?.Observations.Length ?? 0).ShouldBe(complete);
        }
    }

    [Fact]
    public void A_named_document_replaces_its_older_edition_only_when_it_is_whole()
    {
        string whole = "<SCL><Header id='H' version='2'/>" + Ied("<Server/>") + "</SCL>";

        DocumentText.Read("x", whole).Document!.Source.IsComplete.ShouldBeTrue();
        DocumentText.Read("x", whole[..^2]).Document!.Source.IsComplete.ShouldBeFalse();
        DocumentText
            .Read("x", whole.Replace(" id='H'", "", StringComparison.Ordinal))
            .Document!.Source.IsComplete.ShouldBeFalse();
    }

    private static string Scl(params string[] parts) =>
        $"<SCL xmlns='http://www.iec.ch/61850/2003/SCL'>{string.Concat(parts)}</SCL>";

    private static string Ied(string inside) => $"<IED name='A'><AccessPoint name='P'>{inside}</AccessPoint></IED>";

    private static AssetStatement[] Devices(ReadFile read) =>
        [.. Statements(read).Where(said => said.Asset.Parent is null && said.Asset.Type is not ("Zone" or "Place"))];

    private static IEnumerable<AssetStatement> Statements(ReadFile read) =>
        read.Document!.Observations.SelectMany(observation => observation.Statements).OfType<AssetStatement>();
}
